"""Tables that come in: what is read of each kind of file, and what is refused as an attack."""

import contextlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from intake.letter import Source
from intake.tables.reading import TableKind, kind_of_table, read_table
from intake.tables.table import MOST_ROWS, Flaw, flaws_of, unfit
from models.errors import (
    DamagedLetterError,
    LetterError,
    OversizedLetterError,
    UnfitTableError,
    Words,
)
from tests.intake.writers import a_zip

PROJECT = "http://schemas.microsoft.com/project"
FIELD = "<ExtendedAttribute><FieldID>7</FieldID><Alias>Sleutel</Alias></ExtendedAttribute>"
REASON = "<ExtendedAttribute><FieldID>8</FieldID><Alias>toelichting</Alias></ExtendedAttribute>"
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>'


def a_workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def a_task(key: str, finish: str, more: str = "") -> str:
    named = f"<ExtendedAttribute><FieldID>7</FieldID><Value>{key}</Value></ExtendedAttribute>"
    return f"<Task><UID>1</UID><Finish>{finish}</Finish>{more}{named}</Task>"


def a_plan(*tasks: str, fields: str = FIELD + REASON, before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n{before}<Project xmlns="{PROJECT}">'
        f"<ExtendedAttributes>{fields}</ExtendedAttributes>\n<Tasks>\n"
        + "\n".join(tasks)
        + "\n</Tasks></Project>"
    ).encode()


def rows_of(content: bytes, kind: TableKind) -> list[tuple[int, dict[str, str]]]:
    return [(line, dict(cells)) for line, cells in read_table(Source("tabel", content), kind).rows]


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """Return a workbook in which some parts are others; ``__`` stands for a slash."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return a_zip(files | {name.replace("__", "/"): part for name, part in parts.items()})


def test_a_workbook_says_what_the_same_table_says_as_text() -> None:
    text = b"wanneer;sleutel\n2026-12-10;d2\n\nmedio november 2026; d3 \n"
    book = a_workbook(
        [
            ["Wanneer", "sleutel"],
            [datetime(2026, 12, 10, 17, 0), "d2"],  # noqa: DTZ001  (a cell has no zone)
            [],
            ["medio november 2026", " d3 "],
        ]
    )

    expected = [
        (2, {"wanneer": "2026-12-10", "sleutel": "d2"}),
        (4, {"wanneer": "medio november 2026", "sleutel": "d3"}),
    ]
    assert rows_of(text, TableKind.CSV) == expected
    assert rows_of(book, TableKind.XLSX) == expected


def test_a_number_or_a_day_in_a_cell_is_what_one_would_type() -> None:
    book = a_workbook([["sleutel", "wanneer"], [12, date(2026, 12, 10)], [12.5, True]])

    assert [list(cells.values()) for _, cells in rows_of(book, TableKind.XLSX)] == [
        ["12", "2026-12-10"],
        ["12.5", "True"],
    ]


def test_of_a_plan_the_tasks_count_that_name_a_milestone() -> None:
    reason = "<ExtendedAttribute><FieldID>8</FieldID><Value>klaar</Value></ExtendedAttribute>"
    plan = a_plan(
        a_task("d2", "2026-12-10T17:00:00", reason),
        "<Task><Name>ander werk</Name><Finish>2026-12-11T17:00:00</Finish></Task>",
        a_task("d3", "2026-12-12T17:00:00", "<Active>0</Active>"),
    )

    table = read_table(Source("plan", plan), TableKind.PROJECT)

    assert [(line, dict(cells)) for line, cells in table.rows] == [
        (4, {"sleutel": "d2", "wanneer": "2026-12-10", "toelichting": "klaar"})
    ]
    assert table.called["wanneer"] == "Finish"


def test_a_file_is_what_its_first_bytes_say() -> None:
    assert kind_of_table(a_workbook([["sleutel"]])) is TableKind.XLSX
    assert kind_of_table(b"\xef\xbb\xbf <Project/>") is TableKind.PROJECT
    assert kind_of_table(b"sleutel;wanneer") is TableKind.CSV


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (TableKind.PROJECT, b"<Project/>"),
        (TableKind.PROJECT, a_plan(a_task("d2", "x"), fields="")),
        (TableKind.XLSX, a_workbook([])),
        (TableKind.XLSX, a_workbook([["sleutel"], ["d2"]])),
        (TableKind.CSV, b"\xff\xfe"),
    ],
)
def test_another_table_is_refused_with_what_would_be_taken(kind: TableKind, content: bytes) -> None:
    with pytest.raises(UnfitTableError) as refused:
        read_table(Source("tabel", content), kind)

    assert all(each.accepted for each in flaws_of(refused.value))


@pytest.mark.parametrize("kind", list(TableKind))
def test_more_rows_than_are_taken_are_refused_on_the_line_where_they_begin(kind: TableKind) -> None:
    rows = [(f"d{number}", "2026-12-10") for number in range(MOST_ROWS + 1)]
    content = {
        TableKind.CSV: "\n".join(map(";".join, [("sleutel", "wanneer"), *rows])).encode(),
        TableKind.XLSX: a_workbook([("sleutel", "wanneer"), *rows]),
        TableKind.PROJECT: a_plan(*(a_task(key, day) for key, day in rows)),
    }[kind]

    with pytest.raises(UnfitTableError) as refused:
        read_table(Source("tabel", content), kind)

    [flaw] = flaws_of(refused.value)
    assert flaw.accepted == str(MOST_ROWS)
    assert flaw.line in {MOST_ROWS + 2, MOST_ROWS + 4}


@pytest.mark.parametrize(
    "content",
    [
        a_plan(before=ENTITIES),
        a_plan(before=ENTITIES.replace('a "aa"', 'a SYSTEM "file:///etc/passwd"')),
        b"<Project>" + b"<x>" * 300,
        b"<Project",
    ],
)
def test_a_plan_that_could_expand_fetch_or_exhaust_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedLetterError):
        read_table(Source("plan", content), TableKind.PROJECT)


@pytest.mark.parametrize(
    "part", ["xl__worksheets__sheet1.xml", "xl__workbook.xml", "[Content_Types].xml"]
)
def test_a_workbook_with_a_document_type_in_a_part_is_refused(part: str) -> None:
    good = a_workbook([["sleutel", "wanneer"], ["d2", "2026-12-10"]])
    bad = with_parts(good, **{part: f"{ENTITIES}<x>&b;</x>".encode()})

    with pytest.raises(DamagedLetterError, match="DOCTYPE"):
        read_table(Source("boek", bad), TableKind.XLSX)


def test_a_workbook_that_unpacks_to_much_more_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"xl/media/{number}.png", bytes(8_000_000))

    with pytest.raises(OversizedLetterError):
        read_table(Source("boek", buffer.getvalue()), TableKind.XLSX)


def test_a_workbook_whose_last_row_is_far_away_ends_where_rows_end() -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>'
        b"</sheetData></worksheet>"
    )
    far = with_parts(a_workbook([["sleutel"]]), **{"xl__worksheets__sheet1.xml": sheet})

    with pytest.raises(UnfitTableError):
        read_table(Source("boek", far), TableKind.XLSX)


def test_a_workbook_that_says_to_be_very_wide_is_read_as_far_as_a_table_can_be() -> None:
    cell = b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>'
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD2002"/><sheetData><row r="1">'
        + cell % (b"A1", b"sleutel")
        + cell % (b"B1", b"wanneer")
        + b'</row><row r="2002">'
        + cell % (b"XFD2002", b"x")
        + b"</row></sheetData></worksheet>"
    )
    wide = with_parts(a_workbook([["sleutel"]]), **{"xl__worksheets__sheet1.xml": sheet})

    assert read_table(Source("boek", wide), TableKind.XLSX).rows == ()


def test_whatever_is_broken_in_a_workbook_is_refused_in_our_words() -> None:
    good = a_workbook([["sleutel", "wanneer"], ["d2", "2026-12-10"]])
    for content in (good[:100], b"PK", b""):
        with pytest.raises((LetterError, UnfitTableError)):
            read_table(Source("boek", content), TableKind.XLSX)
    for content in (_without(good, name) for name in _names(good)):  # some parts are not missed
        with contextlib.suppress(LetterError, UnfitTableError):
            read_table(Source("boek", content), TableKind.XLSX)


def _names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def _without(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return a_zip({each: archive.read(each) for each in archive.namelist() if each != name})


def test_more_faults_than_are_listed_are_counted() -> None:
    wrong = Words("niet gevuld", "not filled")
    flaws = [Flaw(line, "wanneer", wrong, "2026-12-10") for line in range(2, 262)]

    error = unfit(flaws)

    assert error.say("nl").splitlines()[-2:] == [
        "regel 201, wanneer: niet gevuld Verwacht: 2026-12-10.",
        "… en nog 60.",
    ]
    assert error.say("en").splitlines()[-1] == "… and 60 more."
    assert len(flaws_of(error)) == len(flaws)
