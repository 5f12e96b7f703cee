"""Lists as files: a table as CSV or workbook, milestones as a calendar; for pages and the API."""

from collections.abc import Sequence
from datetime import date

from fastapi.responses import Response

from mijlpaal.selecting.requests_asked import ASKED, AskedLine
from mijlpaal.web.attachments import as_file, attachment
from models.reading.looking import Looking
from models.vocabulary import Language, SubjectKind
from reports.feed.calendar import MEDIA_TYPE, Cover, write_calendar
from reports.feed.entries import Entry, facts_of
from reports.figures import MilestoneLine, ProgrammeFigures
from reports.form import Form
from reports.sentences import Sentences
from reports.tables import as_csv, as_xlsx
from reports.tables.milestones import MILESTONES
from reports.tables.table import DataTable, filled


def milestones_table(lines: Sequence[MilestoneLine], language: Language, today: date) -> DataTable:
    """Return milestones as a table of data."""
    return filled("milestones", MILESTONES, lines, Sentences(language), today)


def requests_table(lines: Sequence[AskedLine], language: Language, today: date) -> DataTable:
    """Return requests as a table of data."""
    return filled("requests", ASKED, lines, Sentences(language), today)


def calendar_of(
    eyes: Looking,
    figures: ProgrammeFigures,
    lines: Sequence[MilestoneLine],
    language: Language,
    today: date,
) -> bytes:
    """Return milestones as a calendar, without reminders."""
    records = [each.record for each in eyes.records(SubjectKind.MILESTONE)]
    numbers = {record.key: record.id for record in records}
    facts = facts_of(eyes.session, [numbers[line.key] for line in lines])
    entries = [Entry(line, *facts[numbers[line.key]], reminders=()) for line in lines]
    masthead = figures.masthead
    return write_calendar(Cover(masthead.title, masthead.audience, language, today), entries)


def calendar_file(made: bytes, name: str) -> Response:
    """Give a calendar as a file to keep."""
    return attachment(made, MEDIA_TYPE, f"{name}.ics")


def csv_file(table: DataTable, name: str, language: Language) -> Response:
    """Give a table as CSV, with a byte order mark: by that Excel knows that it is UTF-8."""
    return as_file(as_csv.render(table, language).encode("utf-8-sig"), Form.CSV, name)


def xlsx_file(table: DataTable, name: str, language: Language, day: date) -> Response:
    """Give a table as a workbook."""
    made = as_xlsx.render([table], title=table.title, reference_date=day, language=language)
    return as_file(made, Form.XLSX, name)
