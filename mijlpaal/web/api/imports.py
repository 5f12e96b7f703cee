"""Many forecasts at once, from a table: all of it is right and is recorded, or nothing is.

Each row is checked by the act itself, in a transaction that is taken back when one of them is
refused; so every fault is told at once, with its line, its column and what would be accepted.
"""

import csv
import io
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from sqlmodel import Session

from mijlpaal.web.api.changing import OnlyTry
from mijlpaal.web.api.document import changing
from mijlpaal.web.api.frame import IMPORTS
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.problems import Fault, language_for, problem
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from models.dates import Tense, read_moment
from models.errors import InvalidAmendmentError, MijlpaalError, UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.reading.looking import Looking
from models.storage import database
from models.storage.records import Record
from models.vocabulary import Language, SubjectKind

COLUMNS = ("sleutel", "wanneer", "toelichting")
MOST_ROWS = 1_000
_DONE: Schema = {
    "type": "object",
    "required": ["vastgelegd", "isProef"],
    "properties": {"vastgelegd": {"type": "integer"}, "isProef": {"type": "boolean"}},
}
_A_KEY, _A_MOMENT = "d2", "2026-12-10, medio november 2026"
_NOT_HERE = Words(
    "uw rol geldt niet voor deze mijlpaal", "your role does not hold for this milestone"
)
_TITLE = Words("De tabel klopt niet", "The table is not right")
Rows = list[tuple[int, dict[str, str]]]


class _RefusedError(Exception):
    """The table has faults; nothing of it stays."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(len(faults))
        self.faults = faults


def add_imports(router: APIRouter) -> None:
    """Add the import of forecasts."""

    def take_in(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(Resource.IMPORT, Action.REGISTER))],
        trying: Annotated[OnlyTry, Query()],
        table: Annotated[bytes, Body(media_type="text/csv")],
    ) -> Response:
        office, language = office_of(request), language_for(request)
        opened = database.trial if trying.proef else database.transaction
        try:
            rows = _read(table, language)
            with opened(office.engine) as session:
                ledger = office.ledger(session, reader.actor, is_trial=trying.proef)
                _record(ledger, session, reader, rows, language)
        except _RefusedError as refused:
            count = len(refused.faults)
            said = Words(f"{count} fout(en); niets is vastgelegd.", f"{count} fault(s); nothing.")
            return problem(
                request, 400, "invalid", _TITLE, said.say(language), errors=refused.faults
            )
        return JSONResponse({"vastgelegd": len(rows), "isProef": trying.proef})

    said = changing("Neem prognoses in uit een tabel (CSV)", "imports", 200, _DONE)
    router.add_api_route(IMPORTS, take_in, methods=["POST"], **said)


def _read(table: bytes, language: Language) -> Rows:
    """Return the rows with their line; the first line names the columns, in any order.

    Raises:
        _RefusedError: it is no table, or not one of these columns.
    """
    accepted = ", ".join(COLUMNS)
    try:
        text = table.decode("utf-8-sig")
        first = text.partition("\n")[0]
        reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",", strict=True)
        lines = [(reader.line_num, line) for line in reader if any(map(str.strip, line))]
    except (UnicodeDecodeError, csv.Error) as broken:
        said = Words("geen CSV in UTF-8", "no CSV in UTF-8").say(language)
        raise _RefusedError([_fault(1, "", said, accepted)]) from broken
    names = [each.strip().lower() for each in lines[0][1]] if lines else []
    if sorted(names) != sorted(set(names)) or not {*COLUMNS[:2]} <= set(names) <= set(COLUMNS):
        said = Words("andere kolommen dan verwacht", "other columns than expected").say(language)
        raise _RefusedError([_fault(1, ", ".join(names)[:200], said, accepted)])
    if len(lines) > MOST_ROWS + 1:
        said = Words("te veel rijen", "too many rows").say(language)
        raise _RefusedError([_fault(MOST_ROWS + 2, "", said, str(MOST_ROWS))])
    wrong = [number for number, line in lines if len(line) != len(names)]
    if wrong:
        said = Words("niet elke kolom is gevuld", "not every column is there").say(language)
        raise _RefusedError([_fault(number, "", said, ", ".join(names)) for number in wrong])
    return [(number, dict(zip(names, line, strict=True))) for number, line in lines[1:]]


def _record(
    ledger: Ledger, session: Session, reader: Reader, rows: Rows, language: Language
) -> None:
    """Record each row.

    Raises:
        _RefusedError: some of them cannot be; it has what is wrong with each.
    """
    eyes, faults = Looking(session, reader.sight), []
    for number, row in rows:
        try:
            record = eyes.record(SubjectKind.MILESTONE, row["sleutel"].strip()).record
        except UnknownSubjectError as refused:
            faults.append(_fault(number, "sleutel", refused.say(language).strip(), _A_KEY))
            continue
        if not reader.may_in(record.number("cluster_id"), Resource.MILESTONE, Action.FORECAST):
            faults.append(_fault(number, "sleutel", _NOT_HERE.say(language), _A_KEY))
            continue
        try:
            _forecast(ledger, record, row)
        except MijlpaalError as refused:
            faults.append(_fault(number, "wanneer", refused.say(language).strip(), _A_MOMENT))
    if faults:
        raise _RefusedError(faults)


def _forecast(ledger: Ledger, milestone: Record, row: dict[str, str]) -> None:
    reading = read_moment(
        row["wanneer"], ledger.today, tense=Tense.PLANNED, calendar=ledger.rulebook.calendar
    )
    if reading.window.latest is None:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field="wanneer",
            value=row["wanneer"][:80],
            problem=Words("hieruit volgt geen dag", "no day follows from this"),
        )
    reason = row.get("toelichting", "").strip() or None
    milestones.forecast(ledger, milestone.key, reading.window.latest, reason=reason)


def _fault(line: int, column: str, detail: str, accepted: str) -> Fault:
    return {
        "in": "body",
        "location": {"line": line, "column": column},
        "code": "row",
        "detail": detail,
        "accepted": accepted,
    }


def take_table(
    office: Office, reader: Reader, table: bytes, *, is_trial: bool
) -> tuple[int, list[Fault]]:
    """Record all forecasts of a table, or return what is wrong with it; a trial only looks.

    Returns:
        How many rows there are, and the faults; with any, nothing was recorded.
    """
    opened = database.trial if is_trial else database.transaction
    try:
        rows = _read(table, reader.language)
        with opened(office.engine) as session:
            ledger = office.ledger(session, reader.actor, is_trial=is_trial)
            _record(ledger, session, reader, rows, reader.language)
    except _RefusedError as refused:
        return 0, refused.faults
    return len(rows), []
