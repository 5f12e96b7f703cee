"""Many forecasts at once, from a table: all of it is right and is recorded, or nothing is.

Each row is checked by the act itself, in a transaction that is taken back when one of them is
refused; so every fault is told at once, with its line, its column and what would be accepted.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from intake.tables.table import Flaw, Table, said_by, unfit
from models.dates import Tense, read_moment
from models.errors import InvalidAmendmentError, MijlpaalError, Words
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.storage.records import Record

MilestoneOf = Callable[[str], Record]
"""Returns the milestone of a key; raises a ``MijlpaalError`` when somebody may not forecast it."""

_A_KEY, _A_MOMENT = "d2", "2026-12-10, medio november 2026"


def record_forecasts(ledger: Ledger, table: Table, milestone_of: MilestoneOf) -> int:
    """Record the forecast of each row; return how many there were.

    Raises:
        UnfitTableError: some rows cannot be recorded; the transaction must be taken back.
    """
    found = [_recorded(ledger, table, row, milestone_of) for row in _rows(table)]
    flaws = [each for each in found if each is not None]
    if flaws:
        raise unfit(flaws)
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


def _recorded(ledger: Ledger, table: Table, row: _Row, milestone_of: MilestoneOf) -> Flaw | None:
    """Record one row; return what is wrong with it."""
    if row.earlier is not None:
        twice = Words(f"staat al op regel {row.earlier}.", f"is on line {row.earlier} already.")
        return table.flaw(row.line, "sleutel", twice, _A_KEY)
    try:
        milestone = milestone_of(row.cells.get("sleutel", ""))
    except MijlpaalError as refused:
        return table.flaw(row.line, "sleutel", said_by(refused), _A_KEY)
    try:
        _forecast(ledger, milestone, row.cells)
    except MijlpaalError as refused:
        return table.flaw(row.line, "wanneer", said_by(refused), _A_MOMENT)
    return None


def _forecast(ledger: Ledger, milestone: Record, cells: Mapping[str, str]) -> None:
    when = cells.get("wanneer", "")
    calendar = ledger.rulebook.calendar
    reading = read_moment(when, ledger.today, tense=Tense.PLANNED, calendar=calendar)
    if reading.window.latest is None:
        raise InvalidAmendmentError(
            subject=milestone.name,
            field="wanneer",
            value=when[:80],
            problem=Words("hieruit volgt geen dag", "no day follows from this"),
        )
    reason = cells.get("toelichting") or None
    milestones.forecast(ledger, milestone.key, reading.window.latest, reason=reason)
