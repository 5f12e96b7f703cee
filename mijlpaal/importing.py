"""Many forecasts at once, from a table: all of it is right and is recorded, or nothing is.

Each row is checked by the act itself, in a transaction that is taken back when one of them is
refused; so every fault is told at once, with its line, its column and what would be accepted.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from intake.tables.table import Flaw, Table, said_by, unfit
from models.dates import Tense, read_moment
from models.errors import InvalidAmendmentError, MijlpaalError, Words
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.storage.records import Record
from models.storage.storable import CHARACTERS, require_storable

MilestoneOf = Callable[[str], Record]
"""Returns the milestone of a key; raises a ``MijlpaalError`` when somebody may not forecast it."""

_A_KEY, _A_MOMENT = "d2", "2026-12-10, medio november 2026"
_A_REASON = f"≤ {CHARACTERS}"


def record_forecasts(ledger: Ledger, table: Table, milestone_of: MilestoneOf) -> int:
    """Record the forecast of each row; return how many there were.

    Raises:
        UnfitTableError: some rows cannot be recorded; the transaction must be taken back.
    """
    rows = _rows(table)
    flaws = [each for row in rows for each in _recorded(ledger, table, row, milestone_of)]
    if flaws or table.flaws:
        raise unfit(sorted([*table.flaws, *flaws], key=lambda each: each.line))
    return len(table.rows)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]
    earlier: int | None  # the line of the same milestone before this one


def _rows(table: Table) -> list[_Row]:
    seen: dict[str, int] = {}
    rows = []
    for line, cells in table.rows:
        key = cells.get("sleutel", "")
        rows.append(_Row(line, cells, seen.get(key)))
        seen.setdefault(key, line)
    return rows


def _recorded(ledger: Ledger, table: Table, row: _Row, milestone_of: MilestoneOf) -> Iterator[Flaw]:
    """Record one row, or yield all that is wrong with it."""
    key, when = row.cells.get("sleutel", ""), row.cells.get("wanneer", "")
    reason = row.cells.get("toelichting") or None
    milestone: Record | None = None
    day: date | None = None
    if row.earlier is not None:
        twice = Words(f"staat al op regel {row.earlier}.", f"is on line {row.earlier} already.")
        yield table.flaw(row.line, "sleutel", twice, _A_KEY)
    else:
        try:
            milestone = milestone_of(key)
        except MijlpaalError as refused:
            yield table.flaw(row.line, "sleutel", said_by(refused), _A_KEY)
    try:
        day = _day(ledger, Words(key, key), when)
    except MijlpaalError as refused:
        yield table.flaw(row.line, "wanneer", said_by(refused), _A_MOMENT)
    try:
        require_storable(lambda: Words(key, key), {"toelichting": reason})
    except MijlpaalError as refused:
        yield table.flaw(row.line, "toelichting", said_by(refused), _A_REASON)
        return
    if milestone is None or day is None:
        return
    try:
        milestones.forecast(ledger, milestone.key, day, reason=reason)
    except MijlpaalError as refused:
        yield table.flaw(row.line, "wanneer", said_by(refused), _A_MOMENT)


def _day(ledger: Ledger, subject: Words, when: str) -> date:
    """Return the last day of a moment.

    Raises:
        InvalidAmendmentError: no day follows from it.
        MijlpaalError: it cannot be read, or lies outside the calendar.
    """
    calendar = ledger.rulebook.calendar
    reading = read_moment(when, ledger.today, tense=Tense.PLANNED, calendar=calendar)
    if reading.window.latest is None:
        raise InvalidAmendmentError(
            subject=subject,
            field="wanneer",
            value=when[:80],
            problem=Words("hieruit volgt geen dag", "no day follows from this"),
        )
    return reading.window.latest
