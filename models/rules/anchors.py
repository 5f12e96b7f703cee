"""Windows that wait for an event: what dates them, and what they then become.

An occurrence dates them by its day, a document by the day it bears, a milestone by the day on
which it was achieved. Whatever gives one of these another day, the ledger lets the windows follow
in the same transaction (domain section 10: no date until the event is dated).
"""

from datetime import date
from typing import cast

from sqlalchemy import Table, bindparam, or_, select
from sqlmodel import Session

from models.dates import Calendar, Reading, Window, window_from, write_edtf
from models.rules.agreements import AGREED, agreed, is_to_parliament
from models.rules.status import Outcome, outcome_of
from models.storage.prepared import Prepared
from models.storage.records import Record, records_by_id
from models.storage.values import Value, Values
from models.tables import Milestone
from models.vocabulary import SubjectKind

ANCHORS = (SubjectKind.OCCURRENCE, SubjectKind.DOCUMENT, SubjectKind.MILESTONE)

_DATING = {
    SubjectKind.OCCURRENCE: frozenset({"earliest", "latest"}),
    SubjectKind.DOCUMENT: frozenset({"dated_on"}),
    SubjectKind.MILESTONE: frozenset({"achieved_on", "standing"}),
}
_MILESTONE = cast("Table", Milestone.__table__)  # type: ignore[attr-defined]
_TIED = Prepared(
    select(_MILESTONE.c.subject_id)
    .where(
        or_(
            _MILESTONE.c.anchor_id == bindparam("wanted"),
            _MILESTONE.c.first_anchor_id == bindparam("wanted"),
        )
    )
    .order_by(_MILESTONE.c.subject_id)
)


def day_of(anchor: Record) -> date | None:
    """Return the day of the event; None while it has none, or only a period."""
    match anchor.kind:
        case SubjectKind.OCCURRENCE:
            earliest, latest = anchor.day("earliest"), anchor.day("latest")
            return latest if earliest == latest else None
        case SubjectKind.DOCUMENT:
            return anchor.day("dated_on")
        case _:
            is_achieved = outcome_of(anchor.text("standing")) is Outcome.ACHIEVED
            return anchor.day("achieved_on") if is_achieved else None


def moves_windows(kind: SubjectKind, changes: Values) -> bool:
    """Return whether a change of these columns can give a subject another day."""
    return not _DATING.get(kind, frozenset()).isdisjoint(changes)


def tied_to(session: Session, anchor_id: int) -> list[Record]:
    """Return the milestones whose first or current window waits for a subject, by id."""
    ids = [cast("int", row[0]) for row in _TIED.fetch(session, {"wanted": anchor_id})]
    return records_by_id(session, SubjectKind.MILESTONE, ids) if ids else []


def dated_by(
    session: Session, milestone: Values, anchor_id: int | None, day: date | None, calendar: Calendar
) -> dict[str, Value]:
    """Return the columns of a milestone that change when its anchor has this day, or none.

    Args:
        session: to read whom it is owed to.
        milestone: its columns, with the tie in them.
        anchor_id: the subject; agreements that wait for another one are left as they are.
        day: its day.
        calendar: of sitting days and working days.

    Raises:
        OutsideCalendarError: the bound lies where no sitting days are known.
    """
    to_parliament = is_to_parliament(session, milestone)
    columns: dict[str, Value] = {}
    for prefix in ("", "first_"):
        waits = milestone[f"{prefix}anchor_words"] is not None
        if not waits or milestone[f"{prefix}anchor_id"] != anchor_id:
            continue
        reading = _reading(milestone, prefix, day, calendar)
        agreement = agreed(reading, to_parliament=to_parliament, calendar=calendar)
        if agreement["bound"] is None and (not prefix or not milestone["replanned"]):
            agreement["bound"] = milestone["internal_target"]
        kept = AGREED if prefix else (*AGREED, "bound_confidence")
        columns |= {f"{prefix}{name}": agreement[name] for name in kept if name not in _OF_THE_TIE}
    return {name: value for name, value in columns.items() if milestone[name] != value}


_OF_THE_TIE = frozenset({"anchor_words", "anchor_offset", "anchor_id"})


def _reading(milestone: Values, prefix: str, day: date | None, calendar: Calendar) -> Reading:
    offset = cast("str | None", milestone[f"{prefix}anchor_offset"])
    window = window_from(day, offset, calendar=calendar) if day else Window()
    return Reading(
        text=str(milestone[f"{prefix}wording"]),
        said_on=cast("date", milestone["said_on"]),
        window=window,
        edtf=write_edtf(window) if day else None,
        rule="",
    )
