"""A selection of milestones: which of them are meant, and in which order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

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
    only_acting: bool = False
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
            and (asks_for_action(line) or not self.only_acting)
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
    return sorted(kept, key=key_of(order, language), reverse=descending)


def owners_of(lines: Iterable[Candidate]) -> list[str]:
    """Return who answers for any of these, by name."""
    return sorted({name for line in lines for name in line.owners}, key=str.casefold)


Place = tuple[str | int, ...]
"""Where a milestone stands in an order; its key last, so that no two stand at one place."""


def key_of(order: Order, language: Language) -> Callable[[Candidate], Place]:
    """Return what says where a milestone stands in an order."""
    return _KEYS[order](language)


def _said(line: Candidate, language: Language) -> str:
    return f"{line.title.say(language)} {line.wording or ''} {line.key}".casefold()


_Key = Callable[[Candidate], Place]


def _by_bound(_language: Language) -> _Key:
    return lambda line: (*_day(line.bound), line.key)


def _by_forecast(_language: Language) -> _Key:
    return lambda line: (*_day(line.forecast_on), line.key)


def _by_title(language: Language) -> _Key:
    return lambda line: (line.title.say(language).casefold(), line.key)


def _by_cluster(language: Language) -> _Key:
    def key(line: Candidate) -> Place:
        return (line.cluster.say(language).casefold() if line.cluster else "", line.key)

    return key


def _by_status(_language: Language) -> _Key:
    return lambda line: (_rank(line.status), *_day(line.bound), line.key)


def _day(day: date | None) -> tuple[int, int]:
    return int(day is None), 0 if day is None else day.toordinal()


def _rank(status: Status | None) -> int:
    return len(WORST_FIRST) if status is None else WORST_FIRST.index(status)


_KEYS: dict[Order, Callable[[Language], _Key]] = {
    Order.BOUND: _by_bound,
    Order.STATUS: _by_status,
    Order.TITLE: _by_title,
    Order.CLUSTER: _by_cluster,
    Order.FORECAST: _by_forecast,
}
