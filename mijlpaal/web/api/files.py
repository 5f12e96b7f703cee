"""Lists as the files that their pages give: the whole list, in the form that ``Accept`` names."""

from fastapi import Request
from fastapi.responses import Response

from mijlpaal.web.api.negotiating import chosen
from mijlpaal.web.api.parameters import OfMilestones, OfRequests, Strict
from mijlpaal.web.api.problems import ApiError, fault_in, language_for
from mijlpaal.web.api.selected import kept_requests, keys_of, ranked_milestones
from mijlpaal.web.api.subjects import Narrow
from mijlpaal.web.attachments import MEDIA_TYPES
from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.figures_seen import programme_seen
from mijlpaal.web.log_in_words import MOST_LINES
from mijlpaal.web.table_files import (
    calendar_file,
    calendar_of,
    csv_file,
    milestones_table,
    requests_table,
    xlsx_file,
)
from models.errors import Words
from reports.form import Form
from reports.tables.table import DataTable

JSON = "application/json"
CSV, XLSX, CALENDAR = MEDIA_TYPES[Form.CSV], MEDIA_TYPES[Form.XLSX], "text/calendar"
TABLES = (CSV, XLSX)
OF_MILESTONES = (*TABLES, CALENDAR)


def form_asked(request: Request, page: Strict, forms: tuple[str, ...]) -> str:
    """Return in which form a list is asked for: as data, or as one of these files.

    Raises:
        ApiError: 406, in none of them.
        RequestValidationError: a page of a file is asked for, and it has none.
    """
    form = chosen(request, (JSON, *forms))
    if form != JSON:
        for name in ("aantal", "cursor"):
            if name in page.model_fields_set:
                raise fault_in(name, "no_pages", "does not go with a file: that is the whole list")
    return form


def milestones_as_file(
    request: Request, reader: Reader, page: OfMilestones, narrow: Narrow, form: str
) -> Response:
    """Return all milestones that are meant, in their order.

    Raises:
        UnknownSubjectError: no programme is registered.
    """
    office, language = office_of(request), language_for(request)
    with looking(office, reader, request) as eyes:
        by, ranked = ranked_milestones(request, eyes, reader, page, narrow)
        in_order = by.part(ranked, None, len(ranked))
        figures = programme_seen(office, eyes, reader)
        by_key = {line.key: line for line in figures.milestones}
        lines = [by_key[key] for key in keys_of(in_order) if key in by_key]
        if form == CALENDAR:
            made = calendar_of(eyes, figures, lines, language, office.today)
            return in_that_form(calendar_file(made, "mijlpalen"))
    return as_table(request, milestones_table(lines, language, office.today), form, "mijlpalen")


def requests_as_file(request: Request, reader: Reader, page: OfRequests, form: str) -> Response:
    """Return all requests that are meant, in their order."""
    office, language = office_of(request), language_for(request)
    with looking(office, reader, request) as eyes:
        by, kept = kept_requests(request, eyes, page)
    lines = sorted(kept, key=by.key, reverse=by.descending)
    return as_table(request, requests_table(lines, language, office.today), form, "verzoeken")


def as_table(request: Request, table: DataTable, form: str, name: str) -> Response:
    """Return a table as CSV or as a workbook."""
    language = language_for(request)
    if form == XLSX:
        return in_that_form(xlsx_file(table, name, language, office_of(request).today))
    return in_that_form(csv_file(table, name, language))


def require_fits(count: int) -> None:
    """Let pass as many lines of a log as a file holds.

    Raises:
        ApiError: 422, these are more.
    """
    if count <= MOST_LINES:
        return
    raise ApiError(
        422,
        "too_many_rows",
        Words("Dat past niet in een bestand", "That does not fit into a file"),
        Words(
            f"Een bestand heeft ten hoogste {MOST_LINES} regels: kies een kortere periode"
            " (vanaf, totEnMet).",
            f"A file has at most {MOST_LINES} lines: choose a shorter period (vanaf, totEnMet).",
        ),
    )


def in_that_form(answer: Response) -> Response:
    """Return an answer that says that it would be another one by another ``Accept``."""
    answer.headers.add_vary_header("Accept")
    return answer
