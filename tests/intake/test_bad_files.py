"""Whatever is given as a letter: it is read, or refused in words that say what to do."""

import contextlib
import io
import os
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake import pdf
from intake.letter import FileKind, Source
from intake.limits import MAX_BYTES
from intake.reading import letter_of, read_letter
from models.errors import (
    DamagedLetterError,
    EmptyLetterError,
    FileMissingError,
    LetterError,
    LockedLetterError,
    OversizedLetterError,
    SeveralLettersError,
    UnknownFileKindError,
)
from tests.intake.writers import ODT, WORD, a_docx, a_mail, a_pdf, a_zip, an_odt, pdf_of

BILLION_LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">'
    f"]><w:document {WORD}><w:body><w:p><w:r><w:t>&lol2;</w:t></w:r></w:p></w:body></w:document>"
)
FETCHING = BILLION_LAUGHS.replace('lol "lol"', 'lol SYSTEM "file:///etc/passwd"')
SHEET = a_zip({"xl/workbook.xml": "<workbook/>"})
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def read(content: bytes, name: str = "brief") -> None:
    letter_of(Source(name, content))


def read_or_refuse(content: bytes) -> None:
    """Read it, or be refused by an error of ours."""
    with contextlib.suppress(LetterError):
        read(content)


def a_bomb(name: str) -> bytes:
    """Return a ZIP whose one file unpacks to more than a letter can be."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w", force_zip64=True) as part:
            for _ in range(70):
                part.write(bytes(1_000_000))
    return buffer.getvalue()


def a_locked_zip(content: bytes, name: str) -> bytes:
    """Return the ZIP with the mark of encryption on one file, in both places where it stands."""
    marked = bytearray(content)
    for signature, flags, label in ((b"PK\x03\x04", 6, 30), (b"PK\x01\x02", 8, 46)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            if content[at + label :].startswith(name.encode()):
                marked[at + flags] |= 1
    return bytes(marked)


# --- what is no letter -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "geen tekst"),
        (bytes(range(256)), "geen tekst"),
        ("zonder merkteken".encode("utf-16-le"), "geen tekst"),
        (b"\x81\x8d\x8f", "geen tekst"),
        (OLD_WORD, "oud Office-bestand"),
        (rb"{\rtf1 Brief}", "RTF"),
        (SHEET, "ZIP zonder brief"),
        (a_zip({}), "ZIP zonder brief"),
        (b'<?xml version="1.0"?><svg/>', "XML"),
        (a_zip({"mimetype": ODT.replace("text", "spreadsheet"), "content.xml": "<x/>"}), "ZIP"),
    ],
    ids=["png", "bytes", "utf16", "windows", "doc", "rtf", "xlsx", "empty-zip", "svg", "ods"],
)
def test_a_file_of_another_kind_is_refused_with_what_would_be_accepted(
    content: bytes, said: str
) -> None:
    with pytest.raises(UnknownFileKindError) as refused:
        read(content)

    assert said in refused.value.say("nl")
    assert "docx" in refused.value.say("nl")


@pytest.mark.parametrize("content", [b"", b" \n\t ", a_docx([" "]), an_odt(), b"<html></html>"])
def test_a_file_without_a_word_is_said_to_be_empty(content: bytes) -> None:
    with pytest.raises(EmptyLetterError):
        read(content)


def test_a_scan_is_said_to_be_one_and_what_helps() -> None:
    with pytest.raises(EmptyLetterError, match="OCR"):
        read(a_pdf([[], []]))


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissingError, match=r"weg\.txt"):
        read_letter(tmp_path / "weg.txt")


def test_a_folder_is_no_letter(tmp_path: Path) -> None:
    with pytest.raises(UnknownFileKindError, match="folder"):
        read_letter(tmp_path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")

    with pytest.raises(UnknownFileKindError, match="device"):
        read_letter(tmp_path / "pijp")


# --- too much --------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(tmp_path: Path) -> None:
    with (tmp_path / "groot.pdf").open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    with pytest.raises(OversizedLetterError, match="20 MB"):
        read_letter(tmp_path / "groot.pdf")


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(OversizedLetterError, match="1000001 characters"):
        read(b"x" * 1_000_001)


@pytest.mark.parametrize("name", ["word/document.xml", "content.xml"])
def test_a_zip_that_unpacks_without_end_is_not_unpacked(name: str) -> None:
    bomb = a_bomb(name)
    assert len(bomb) < 100_000

    with pytest.raises(OversizedLetterError, match="60 MB"):
        read(bomb)


def test_parts_that_unpack_to_much_together_are_not_all_unpacked() -> None:
    header = "<h>" + " " * 20_000_000 + "</h>"
    bomb = a_docx(["Hoi"], files={f"word/header{number}.xml": header for number in range(4)})
    assert len(bomb) < 200_000

    with pytest.raises(OversizedLetterError, match="60 MB"):
        read(bomb)


def test_a_pdf_that_unpacks_without_end_is_not_unpacked() -> None:
    packed = zlib.compress(bytes(100_000_000), 9)
    head = b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
    bomb = pdf_of(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /Resources << /Font << >> >> /Contents 4 0 R >>",
            head + b"\nstream\n" + packed + b"\nendstream",
        ]
    )

    with pytest.raises(OversizedLetterError):
        read(bomb)


@pytest.mark.parametrize("depth", [5_000, 200_000])
def test_xml_that_is_nested_without_end_is_refused(depth: int) -> None:
    with pytest.raises(DamagedLetterError, match="nested"):
        read(a_docx(body="<w:sdt>" * depth + "</w:sdt>" * depth))


def test_mails_in_mails_in_mails_are_refused() -> None:
    mail = a_mail("de kern")
    for _ in range(5):
        mail = a_mail("en die", attached=[("door.eml", mail)])

    with pytest.raises(OversizedLetterError, match="mails in mails"):
        read(mail)


# --- broken and hostile ----------------------------------------------------------------------


@pytest.mark.parametrize("document", [BILLION_LAUGHS, FETCHING], ids=["laughs", "fetching"])
def test_entities_are_refused_before_they_expand(document: str) -> None:
    with pytest.raises(DamagedLetterError, match="DOCTYPE"):
        read(a_zip({"word/document.xml": document}))


@pytest.mark.parametrize("whole", [a_docx(["Brief"]), an_odt(["Brief"])], ids=["docx", "odt"])
@pytest.mark.parametrize("kept", [30, 200, -1, -30])
def test_a_document_that_is_cut_off_is_said_to_be_damaged(whole: bytes, kept: int) -> None:
    with pytest.raises(DamagedLetterError, match="cut off"):
        read(whole[:kept])


def test_a_document_whose_bytes_were_changed_is_said_to_be_damaged() -> None:
    whole = a_docx(["Brief " * 500])
    at = whole.index(b"word/document.xml") + 40

    with pytest.raises(DamagedLetterError):
        read(whole[:at] + bytes(byte ^ 0xFF for byte in whole[at : at + 20]) + whole[at + 20 :])


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", a_pdf([["Brief"]])[:200], b"%PDF-1.7\n" + b"x" * 9999]
)
def test_a_pdf_that_is_no_pdf_is_said_to_be_damaged(content: bytes) -> None:
    with pytest.raises(DamagedLetterError, match="pdf"):
        read(content)


LOOPS = {
    "kids": [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>",
    ],
    "parent": [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R >>",
        "<< /Type /Page /Parent 3 0 R >>",
    ],
    "reference": ["<< /Type /Catalog /Pages 2 0 R >>", "2 0 R"],
    "deep": ["<< /Type /Catalog /Pages 2 0 R >>", "[" * 50_000],
}


@pytest.mark.parametrize("name", LOOPS)
def test_a_pdf_that_turns_in_circles_is_refused(name: str) -> None:
    with pytest.raises(LetterError):
        read(pdf_of(LOOPS[name]))


def test_a_pdf_that_keeps_its_reader_busy_is_given_up() -> None:
    with pytest.raises(DamagedLetterError, match="does not end"):
        pdf.read_pdf(Source("brief.pdf", a_pdf([["Brief"]])), within_seconds=0)


def test_a_document_with_a_password_says_what_to_do() -> None:
    manifest = "<manifest><encryption-data/></manifest>"

    for content in (
        a_locked_zip(a_docx(["Brief"]), "word/document.xml"),
        an_odt(["Brief"], files={"META-INF/manifest.xml": manifest}),
    ):
        with pytest.raises(LockedLetterError, match="password"):
            read(content)


def test_a_pdf_with_a_password_says_what_to_do() -> None:
    from pypdf import PdfReader, PdfWriter

    writer, buffer = PdfWriter(PdfReader(io.BytesIO(a_pdf([["Brief"]])))), io.BytesIO()
    writer.encrypt("geheim", algorithm="AES-256")
    writer.write(buffer)

    with pytest.raises(LockedLetterError, match="pdf"):
        read(buffer.getvalue())


def test_of_two_letters_in_a_mail_none_is_chosen() -> None:
    mail = a_mail(
        "Twee.", attached=[("een.docx", a_docx(["een"])), ("twee.pdf", a_pdf([["twee"]]))]
    )

    with pytest.raises(SeveralLettersError, match=r"een\.docx, twee\.pdf"):
        read(mail)


def test_a_broken_letter_in_a_mail_is_named() -> None:
    with pytest.raises(DamagedLetterError, match=r"brief\.docx"):
        read(a_mail("Zie bijlage.", attached=[("brief.docx", a_docx(["een"])[:100])]))


@pytest.mark.parametrize(
    "head",
    [
        "Date: gisteren\n",
        "Date: Wed, 99 Zzz 99999 99:99:99 +9999\n",
        "Subject: =?utf-8?b?////?=\n",
        "Content-Type: text/plain; charset=bestaat-niet\n",
        "Content-Type: multipart/mixed; boundary=x\nContent-Transfer-Encoding: base64\n",
        "Content-Type: " + "a" * 100_000 + "\n",
    ],
)
def test_a_mail_with_broken_headers_is_read_or_refused(head: str) -> None:
    mail = f"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\n{head}\nBrief\n"

    read_or_refuse(mail.encode())


@given(st.binary(max_size=300))
def test_no_bytes_at_all_raise_anything_but_our_own_errors(content: bytes) -> None:
    read_or_refuse(content)


@given(st.sampled_from([FileKind.DOCX, FileKind.ODT, FileKind.EML]), st.data())
def test_no_damage_to_a_real_file_raises_anything_but_our_own_errors(
    kind: FileKind, data: st.DataObject
) -> None:
    whole = {
        FileKind.DOCX: a_docx(["Brief"]),
        FileKind.ODT: an_odt(["Brief"]),
        FileKind.EML: a_mail("Brief", attached=[("brief.docx", a_docx(["Brief"]))]),
    }[kind]
    at = data.draw(st.integers(0, len(whole) - 1))
    damage = data.draw(st.binary(min_size=1, max_size=30))

    read_or_refuse(whole[:at] + damage + whole[at + len(damage) :])
