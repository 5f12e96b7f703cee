"""Figures that a reader looked at before, kept for that reader until anything changes.

Making the figures of a programme reads some fifteen queries and judges every milestone twice; a
reader who goes from page to page would pay that each time. What is kept belongs to one reader and
what they may see, and is never shown to another.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import func, select
from sqlmodel import Session, col

from mijlpaal.web.entry.reader import Reader
from models.reading.sight import Sight
from models.tables import Event, FieldMark, Report

Made = TypeVar("Made")

_MOST = 64  # the longest unasked is forgotten first
_LATE_COMMITS = 1000  # events: on PostgreSQL a lower number can be committed after a higher one


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is kept: for whom, with what sight, of which day, and of what."""

    actor: str
    sight: Sight
    day: date
    what: str


class KeptFigures:
    """Keeps what each reader looked at last, in the memory of this process."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep at most so many."""
        self._most = most
        self._made: OrderedDict[Wanted, tuple[str, object]] = OrderedDict()
        self._lock = Lock()

    def of(
        self, session: Session, reader: Reader, day: date, what: str, make: Callable[[], Made]
    ) -> Made:
        """Return what was made before, or make it anew when anything was recorded since.

        Args:
            session: of the transaction that reads.
            reader: who looks.
            day: the day that it is judged on.
            what: such as ``programme`` or ``cluster:chemelot``.
            make: makes it.
        """
        wanted = Wanted(reader.actor, reader.sight, day, what)
        tag = _tag(session)
        with self._lock:
            kept = self._made.get(wanted)
        if kept is not None and kept[0] == tag:
            return cast("Made", kept[1])
        made = make()
        with self._lock:
            self._made[wanted] = (tag, made)
            self._made.move_to_end(wanted)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return made


def _tag(session: Session) -> str:
    """Return what changes whenever anything is recorded that figures are made of."""
    last = select(func.max(Event.id)).scalar_subquery()
    late = select(func.count()).where(col(Event.id) > last - _LATE_COMMITS).scalar_subquery()
    reports = select(func.max(Report.id)).scalar_subquery()
    marks = select(func.count()).select_from(FieldMark).scalar_subquery()
    marked = select(func.max(FieldMark.marked_at)).scalar_subquery()
    return repr(tuple(session.execute(select(last, late, reports, marks, marked)).one()))
