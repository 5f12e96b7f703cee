"""Every kind of file gives the same letter: its paragraphs apart, its notes out of the way."""

from pathlib import Path

import pytest

from intake.letter import FileKind, Letter, Source
from intake.reading import letter_of, read_letter
from tests.intake.writers import OFFICE, WORD, a_docx, a_mail, a_pdf, a_zip, an_odt

FIRST = "Geachte Voorzitter,"
SECOND = "In het najaar zal het kabinet de Kamer informeren over één plan."
NOTE = "Kamerstuk 29826, nr. 307."
PAGE = f"<html><head><title>Brief</title></head><body><p>{FIRST}</p><p>{SECOND}</p></body></html>"

SAME_LETTER = {
    FileKind.TXT: f"{FIRST}\n\n{SECOND}\n".encode(),
    FileKind.HTML: PAGE.encode(),
    FileKind.DOCX: a_docx([FIRST, SECOND]),
    FileKind.ODT: an_odt([FIRST, SECOND]),
    FileKind.PDF: a_pdf([[FIRST], [SECOND]]),
    FileKind.EML: a_mail(f"{FIRST}\n\n{SECOND}\n"),
}


def read(content: bytes, name: str = "brief") -> Letter:
    return letter_of(Source(name, content))


@pytest.mark.parametrize("kind", SAME_LETTER)
def test_every_kind_of_file_is_known_by_its_content_and_gives_its_paragraphs(
    kind: FileKind,
) -> None:
    letter = read(SAME_LETTER[kind])

    assert letter.kind is kind
    assert letter.written.paragraphs == (FIRST, SECOND)
    assert letter.text == f"{FIRST}\n\n{SECOND}"


def test_a_file_that_is_not_what_its_name_says_is_read_as_what_it_is_and_that_is_said() -> None:
    letter = read(a_docx([FIRST]), "brief.pdf")

    assert letter.kind is FileKind.DOCX
    assert [each.nl for each in letter.written.remarks] == ["brief.pdf is in werkelijkheid docx."]


def test_the_same_file_has_the_same_digest_and_another_file_another() -> None:
    assert read(b"Brief een").digest == read(b"Brief een", "kopie.txt").digest
    assert read(b"Brief een").digest != read(b"Brief twee").digest


def test_a_letter_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_bytes(SAME_LETTER[FileKind.TXT])

    assert read_letter(tmp_path / "brief.txt").name == "brief.txt"


# --- text ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_in_unicode_is_read_without_a_remark(encoding: str) -> None:
    letter = read(SECOND.encode(encoding))

    assert letter.written.paragraphs == (SECOND,)
    assert letter.written.remarks == ()


def test_text_of_old_windows_is_read_and_that_is_said_aloud() -> None:
    letter = read(SECOND.encode("cp1252"))

    assert letter.written.paragraphs == (SECOND,)
    assert "Windows-1252" in letter.written.remarks[0].nl


def test_lines_of_old_systems_and_pages_are_plain_lines() -> None:
    assert read(b"een\r\n\r\ntwee\rdrie\x0cvier").written.paragraphs == (
        "een",
        "twee\ndrie",
        "vier",
    )


def test_what_a_terminal_would_obey_is_no_text() -> None:
    hostile = "in \x1b[2Jhet\u202e najaar\u200b van\u00a02026"

    assert read(hostile.encode()).written.paragraphs == ("in [2Jhet najaar van 2026",)


# --- html ------------------------------------------------------------------------------------


def test_a_page_is_read_as_a_browser_shows_it() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>De brief</title><style>p {}</style></head><body>"
        "<script>alert('in het najaar')</script><p>Eerste\n  regel<br>tweede&nbsp;regel</p>"
        "<ul><li>punt een<li>punt twee</ul><p>24 juni 2022<sup>2</sup> en 5 km<sup>2</sup></p>"
    )

    written = read(page.encode()).written

    assert written.title == "De brief"
    assert written.paragraphs == (
        "Eerste regel\ntweede regel",
        "punt een",
        "punt twee",
        "24 juni 2022 en 5 km2",
    )


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = f'<html><head><meta charset="iso-8859-1"></head><body><p>{SECOND}</p>'

    letter = read(page.encode("iso-8859-1"))

    assert letter.written.paragraphs == (SECOND,)
    assert letter.written.remarks == ()


# --- docx and odt ----------------------------------------------------------------------------


def test_notes_of_a_word_document_are_kept_apart() -> None:
    written = read(a_docx([FIRST], notes=[NOTE])).written

    assert written.paragraphs == (FIRST,)
    assert written.notes == (NOTE,)


def test_a_word_document_is_read_as_a_reader_sees_it() -> None:
    body = (
        "<w:p><w:r><w:t>uiterlijk </w:t></w:r><w:del><w:r><w:delText>maart</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>mei</w:t></w:r></w:ins><w:r><w:br/><w:t>2027</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cel</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )

    assert read(a_docx(body=body)).written.paragraphs == ("uiterlijk mei\n2027", "cel")


def test_a_text_box_is_read_once() -> None:
    box = "<w:p><w:r><w:t>kader</w:t></w:r></w:p>"
    body = (
        "<w:p><w:r><w:t>voor </w:t></w:r><w:AlternateContent>"
        f"<w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback>"
        "</w:AlternateContent><w:r><w:t>na</w:t></w:r></w:p>"
    )

    assert read(a_docx(body=body)).written.paragraphs == ("kader", "voor na")


def test_a_word_document_says_its_title_its_day_and_its_letterhead() -> None:
    core = (
        '<cp:coreProperties xmlns:cp="c" xmlns:dc="d" xmlns:dcterms="t"><dc:title>Over Chemelot'
        "</dc:title><dcterms:created>2027-03-02T10:00:00Z</dcterms:created></cp:coreProperties>"
    )
    header = f"<w:hdr {WORD}><w:p><w:r><w:t>Datum 3 maart 2027</w:t></w:r></w:p></w:hdr>"

    written = read(
        a_docx([FIRST], files={"docProps/core.xml": core, "word/header1.xml": header})
    ).written

    assert written.title == "Over Chemelot"
    assert str(written.made_on) == "2027-03-02"
    assert written.margin == ("Datum 3 maart 2027",)


def test_an_opendocument_text_is_read_as_a_reader_sees_it() -> None:
    body = (
        "<text:tracked-changes><text:p>geschrapt</text:p></text:tracked-changes>"
        '<text:h>1. Kop</text:h><text:p>in het<text:s text:c="999999999"/>najaar'
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"
        f"{NOTE}</text:p></text:note-body></text:note> van 2026<text:line-break/>slot</text:p>"
    )

    written = read(an_odt(body=body)).written

    assert written.paragraphs == ("1. Kop", "in het najaar van 2026\nslot")
    assert written.notes == (NOTE,)


def test_an_opendocument_text_says_its_title_its_day_and_its_letterhead() -> None:
    meta = (
        f'<office:document-meta {OFFICE} xmlns:dc="d" xmlns:meta="m"><office:meta>'
        "<dc:title>Over Chemelot</dc:title><meta:creation-date>2027-03-02T10:00:00"
        "</meta:creation-date></office:meta></office:document-meta>"
    )
    styles = f"<office:document-styles {OFFICE}><text:p>Datum 3 maart 2027</text:p></office:document-styles>"

    written = read(an_odt([FIRST], files={"meta.xml": meta, "styles.xml": styles})).written

    assert (written.title, str(written.made_on)) == ("Over Chemelot", "2027-03-02")
    assert written.margin == ("Datum 3 maart 2027",)


# --- pdf -------------------------------------------------------------------------------------


def test_a_pdf_says_its_title_and_the_day_it_was_made() -> None:
    written = read(a_pdf([[FIRST, "tweede regel"]], title="Over Chemelot")).written

    assert written.paragraphs == (f"{FIRST}\ntweede regel",)
    assert (written.title, str(written.made_on)) == ("Over Chemelot", "2027-03-03")


def test_a_page_of_a_pdf_without_text_is_told() -> None:
    written = read(a_pdf([[FIRST], []])).written

    assert written.remarks[0].nl == "Zonder tekst, misschien een scan: bladzijde 2 van 2."


# --- mail ------------------------------------------------------------------------------------


def test_a_mail_says_when_it_was_sent_and_what_about() -> None:
    written = read(a_mail(SECOND, date="Wed, 03 Mar 2027 23:30:00 -0100")).written

    assert str(written.sent_on) == "2027-03-04"  # in Amsterdam it was past midnight
    assert written.title == "Kamerbrief"


def test_of_a_mail_in_two_forms_the_plain_one_is_read() -> None:
    assert read(a_mail(SECOND, html="<p>anders</p>")).written.paragraphs == (SECOND,)


def test_the_letter_that_is_attached_is_read_below_the_mail() -> None:
    mail = a_mail(
        "Zie bijlage.", attached=[("brief.docx", a_docx([SECOND])), ("logo.png", b"\x89PNG\0")]
    )

    written = read(mail).written

    assert written.paragraphs == ("Zie bijlage.", SECOND)
    assert written.title == "Kamerbrief"
    assert "brief.docx" in written.remarks[0].nl
    assert written.sent_on is None  # when it was sent on need not be when it was written
    assert str(written.made_on) == "2027-03-03"


def test_a_letter_in_a_mail_that_was_sent_on_is_found() -> None:
    inner = a_mail("Hierbij.", attached=[("brief.odt", an_odt([SECOND]))])

    written = read(a_mail("Ter info.", attached=[("door.eml", inner)])).written

    assert written.paragraphs == ("Ter info.", "Hierbij.", SECOND)


def test_a_spreadsheet_beside_a_letter_is_no_letter() -> None:
    sheet = a_zip({"xl/workbook.xml": "<workbook/>"})

    written = read(a_mail(SECOND, attached=[("tabel.xlsx", sheet)])).written

    assert written.paragraphs == (SECOND,)
