"""Which milestones a start page shows: each judged by a few columns, none of them read whole."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import cast

from sqlmodel import Session

from models.dates import Calendar
from models.milestones.acts import agreement_of, progress_of
from models.reading.sight import Sight
from models.rules.override import override_on
from models.rules.status import Outcome, Status, assess, outcome_of
from models.storage.values import Value, Values
from reports.by_reader import milestones_for
from reports.field_marks import Marks
from reports.figures.milestones import DUTY

# Worst first. A milestone without a forecast is worse than one on track: nobody knows.
ASKING = (Status.DELAYED, Status.ATTENTION, Status.NO_FORECAST)
JUDGED_BY = (
    *("soft_latest", "latest", "bound", "anchor_words", "needed_for"),
    *("forecast_on", "forecast_confirmed_on", "achieved_on"),
    *("override_status", "override_reason", "override_by", "override_on", "override_until"),
)
_DECIDING: Callable[[Values], tuple[Value, ...]] = itemgetter("standing", *JUDGED_BY)
_MOST_KNOWN = 100_000


class Statuses:
    """The status of milestones by the columns that decide it, worked out once on a day.

    A status follows from these columns, the day and the calendar alone, so that of a thousand
    milestones only those that changed since the last look are judged again.
    """

    def __init__(self, calendar: Calendar) -> None:
        """Begin with nothing known; days are counted in this calendar."""
        self._calendar = calendar
        self._day = date.min
        self._known: dict[tuple[Value, ...], Status] = {}

    def of(self, row: Values, day: date) -> Status:
        """Return the status of a milestone on a day.

        Raises:
            OutsideCalendarError: its bound lies where the calendar has no data.
        """
        if day != self._day or len(self._known) > _MOST_KNOWN:
            self._day, self._known = day, {}
        known, columns = self._known, _DECIDING(row)
        found = known.get(columns)
        if found is None:
            found = known[columns] = self._judged(row, day)
        return found

    def _judged(self, row: Values, day: date) -> Status:
        found = override_on(row, day)
        if found is not None:
            return found.status
        agreement, progress = agreement_of(row), progress_of(row)
        return assess(agreement, progress, today=day, calendar=self._calendar).status


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Whose milestones are meant; None: all of them.

    Attributes:
        clusters: by number.
        milestones: by key.
        own: by key, of those that somebody acts on; what is asked of others is not asked of them.
    """

    clusters: frozenset[int] | None = None
    milestones: frozenset[str] | None = None
    own: frozenset[str] | None = None

    def holds(self, row: Values) -> bool:
        """Return whether a milestone is meant."""
        by_cluster = self.clusters is None or row["cluster_id"] in self.clusters
        by_key = (each for each in (self.milestones, self.own) if each is not None)
        return by_cluster and all(row["key"] in each for each in by_key)


@dataclass(frozen=True, slots=True)
class Triage:
    """Every milestone that one reader may see, by the columns that it is judged by."""

    rows: Sequence[Values]
    day: date
    statuses: Statuses

    def asking(self, narrowed: Narrowed) -> list[int]:
        """Return the numbers of those that ask for action, the worst first, then the nearest.

        Without a day that was agreed or set there is nothing that could be missed yet.
        """
        found = [
            (ASKING.index(status), cast("date", row["bound"]), str(row["key"]), _number(row))
            for row in self.rows
            if row["bound"] is not None and _is_open(row) and narrowed.holds(row)
            for status in [self.statuses.of(row, self.day)]
            if status in ASKING
        ]
        return [number for *_, number in sorted(found)]

    def of_clusters(self, leading: Mapping[int, frozenset[str]]) -> Iterator[int]:
        """Yield the numbers of those that a next step waits for, and of each cluster's next bound.

        Args:
            leading: the events that take each cluster to its next step.
        """
        nearest: defaultdict[object, list[tuple[date, int]]] = defaultdict(list)
        for row in self.rows:
            cluster = cast("int", row["cluster_id"])
            if row["needed_for"] in leading.get(cluster, frozenset()):
                yield _number(row)
            ahead = [day for day in _bounds(row) if day >= self.day]
            if ahead and _is_open(row):
                nearest[cluster].append((min(ahead), _number(row)))
        for found in nearest.values():
            first = min(found)[0]
            yield from (number for day, number in found if day == first)

    def clusters_of(self, keys: frozenset[str]) -> frozenset[object]:
        """Return the numbers of the clusters that these milestones belong to."""
        return frozenset(row["cluster_id"] for row in self.rows if row["key"] in keys)


def triage(
    session: Session, sight: Sight, *, marks: Marks, reference_date: date, statuses: Statuses
) -> Triage:
    """Return all milestones that one reader may see, by one query."""
    found = milestones_for(session, sight, JUDGED_BY, marks=marks)
    return Triage(cast("Sequence[Values]", found), reference_date, statuses)


def _is_open(row: Values) -> bool:
    return outcome_of(cast("str | None", row["standing"])) is Outcome.OPEN


def _bounds(row: Values) -> Iterator[date]:
    """Yield the formal, the practical and the soft bound, as far as there are."""
    latest, bound, soft = row["latest"], row["bound"], row["soft_latest"]
    is_practical = row["life_cycle"] == DUTY and latest is not None
    for day in (latest, bound if is_practical else None, soft):
        if isinstance(day, date):
            yield day


def _number(row: Values) -> int:
    return cast("int", row["id"])
