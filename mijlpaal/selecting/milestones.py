"""A selection of milestones: which of them are meant, and in which order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from mijlpaal.selecting.paging import Place, Sorting
from models.rules.status import Status
from models.vocabulary import Language
from reports.figures.milestones import WORST_FIRST
from reports.figures.triage import ASKING
from reports.words import Text


class Order(StrEnum):
    """What a list of milestones is sorted by."""

    BOUND = "grens"
    STATUS = "status"
    TITLE = "titel"
    CLUSTER = "cluster"
    FORECAST = "prognose"
    KEY = "sleutel"


ORDERS: Mapping[Order, Text] = {
    Order.BOUND: Text("grens", "bound"),
    Order.STATUS: Text("status", "status"),
    Order.TITLE: Text("titel", "title"),
    Order.CLUSTER: Text("cluster", "cluster"),
    Order.FORECAST: Text("prognose", "forecast"),
    Order.KEY: Text("sleutel", "key"),
}


class Candidate(Protocol):
    """As much of a milestone as a selection looks at, as one reader may see it."""

    @property
    def key(self) -> str:
        """The key."""

    @property
    def title(self) -> Text:
        """The title."""

    @property
    def wording(self) -> str | None:
        """The words of the agreement."""

    @property
    def cluster_key(self) -> str | None:
        """The key of its cluster; None: of the whole programme."""

    @property
    def cluster(self) -> Text | None:
        """The title of its cluster."""

    @property
    def modality(self) -> str:
        """How binding it is."""

    @property
    def owners(self) -> Sequence[str]:
        """Who answers for it, by name."""

    @property
    def bound(self) -> date | None:
        """The day that it counts to."""

    @property
    def forecast_on(self) -> date | None:
        """The day on which it is expected."""

    @property
    def status(self) -> Status | None:
        """Its status; None where nobody can count the working days until its bound."""

    @property
    def is_open(self) -> bool:
        """Whether it still has to be met."""

    @property
    def is_duty(self) -> bool:
        """Whether it is owed to the Kamer."""


_Any = TypeVar("_Any", bound=Candidate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which milestones are meant; what is empty narrows nothing."""

    cluster: str = ""
    status: str = ""
    weight: str = ""
    text: str = ""
    owner: str = ""
    first: date | None = None  # of the days that milestones count to
    last: date | None = None
    only_open: bool = False
    asks: bool | None = None  # whether it asks for action
    only_duties: bool = False

    def holds(self, line: Candidate, language: Language) -> bool:
        """Return whether a milestone is meant; what costs most is asked last."""
        return (
            self.cluster in {"", line.cluster_key}
            and self.weight in {"", line.modality}
            and self._counts_within(line)
            and (line.is_duty or not self.only_duties)
            and (not self.text or self.text.casefold() in _said(line, language))
            and (line.is_open or not self.only_open)
            and self.status in {"", line.status}
            and self.asks in {None, asks_for_action(line)}
            and (not self.owner or self.owner in line.owners)
        )

    def _counts_within(self, line: Candidate) -> bool:
        if line.bound is None:
            return self.first is None and self.last is None
        return (self.first or line.bound) <= line.bound <= (self.last or line.bound)


def asks_for_action(line: Candidate) -> bool:
    """Return whether somebody has to do something: it is late, nears its bound, or nobody knows.

    Without a day that was agreed or set there is nothing that could be missed yet.
    """
    return line.bound is not None and line.is_open and line.status in ASKING


def select(
    lines: Iterable[_Any],
    meant: Filter,
    order: Order,
    language: Language,
    *,
    descending: bool = False,
) -> list[_Any]:
    """Return the milestones that are meant, in order; what is not known comes last, or first."""
    kept = [line for line in lines if meant.holds(line, language)]
    by: Sorting[_Any] = sorting(order, language)
    return sorted(kept, key=by.key, reverse=descending)


def owners_of(lines: Iterable[Candidate]) -> list[str]:
    """Return who answers for any of these, by name."""
    return sorted({name for line in lines for name in line.owners}, key=str.casefold)


def sorting(order: Order, language: Language, *, descending: bool = False) -> Sorting[_Any]:
    """Return how milestones are sorted; by their key last, so that no two stand at one place."""
    before, shape = _BEFORE[order]

    def key(line: _Any) -> Place:
        return (*before(line, language), line.key)

    return Sorting(order, language, key, (*shape, str), descending)


def _said(line: Candidate, language: Language) -> str:
    return f"{line.title.say(language)} {line.wording or ''} {line.key}".casefold()


def _title(line: Candidate, language: Language) -> Place:
    return (line.title.say(language).casefold(),)


def _cluster(line: Candidate, language: Language) -> Place:
    return (line.cluster.say(language).casefold() if line.cluster else "",)


def _status(line: Candidate, _language: Language) -> Place:
    rank = len(WORST_FIRST) if line.status is None else WORST_FIRST.index(line.status)
    return (rank, *_day(line.bound))


def _day(day: date | None) -> Place:
    return int(day is None), 0 if day is None else day.toordinal()


_Before = Callable[[Candidate, Language], Place]
_BEFORE: Mapping[Order, tuple[_Before, tuple[type[str | int], ...]]] = {
    Order.BOUND: (lambda line, _: _day(line.bound), (int, int)),
    Order.STATUS: (_status, (int, int, int)),
    Order.TITLE: (_title, (str,)),
    Order.CLUSTER: (_cluster, (str,)),
    Order.FORECAST: (lambda line, _: _day(line.forecast_on), (int, int)),
    Order.KEY: (lambda _line, _: (), ()),
}
