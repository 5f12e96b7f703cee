"""What one person must hear on one day, as facts: sorted, merged and without a word of prose.

Pure: from the matters that reminders point to, to a digest in sections. Words are the business
of ``notifications.phrases``, layout that of the templates.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.dates import Calendar, Confidence
from models.dates.calendar import UNSURE
from models.rules.ladder import Anchor
from models.rules.status import Outcome
from models.vocabulary import (
    Confidentiality,
    EventKind,
    Language,
    MessageKind,
    Modality,
    Responsibility,
)


class Section(StrEnum):
    """The parts of a message, in their order."""

    TAKEN_OVER = "taken_over"  # late or not: the list that a new holder gets is whole
    LATE = "late"
    NEAR = "near"
    CHANGED = "changed"


class Position(StrEnum):
    """Where today stands against the agreed window."""

    UNBOUND = "unbound"  # no last day can be derived from the words
    AHEAD = "ahead"
    SOFT_REACHED = "soft_reached"
    LAST_DAY = "last_day"  # the bound that the ladder counts to is today
    PRACTICAL_PASSED = "practical_passed"  # the last sitting day is over, the formal end is not
    LATE = "late"
    CLOSED = "closed"


class Action(StrEnum):
    """What the reader can do; a command of ``mijlpaal milestone`` does it."""

    CONFIRM = "confirm"
    FORECAST = "forecast"
    ACHIEVE = "achieve"
    POSTPONE = "postpone"  # before the bound passes: postponement is announced in time
    REPLAN = "replan"  # after it
    SHOW = "show"
    ACKNOWLEDGE = "acknowledge"  # says no more than that the reader knows


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that somebody else did to the milestone.

    ``old_day`` and ``new_day`` are the forecast, the last day or the day of achievement, as
    ``kind`` has it; the words are the agreed wording, or where the life cycle stands now.
    """

    kind: EventKind
    recorded_on: date
    reason: str | None = None
    old_day: date | None = None
    new_day: date | None = None
    old_words: str | None = None
    new_words: str | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """A milestone as this reader may see it, and why it is brought up."""

    key: str
    title: str
    modality: Modality
    wording: str
    milestone_id: int = 0
    about: str | None = None  # None also when the reader may not know
    addressee: str | None = None
    confidentiality: Confidentiality = Confidentiality.PUBLIC
    outcome: Outcome = Outcome.OPEN
    achieved_on: date | None = None
    soft_latest: date | None = None
    latest: date | None = None
    bound: date | None = None
    bound_confidence: Confidence | None = None
    forecast_on: date | None = None
    forecast_confirmed_on: date | None = None
    responsibilities: tuple[Responsibility, ...] = ()
    anchors: frozenset[Anchor] = frozenset()
    changes: tuple[Change, ...] = ()
    is_suspended: bool = False  # its statutory term stands still, so it has no last day now
    taken_over_from: str | None = None  # function of the former holder
    is_undelivered: bool = False  # it moved up because a message before could not be delivered
    is_urgent: bool = False
    reminders: tuple[int, ...] = ()  # that bring it up

    @property
    def last_day(self) -> date | None:
        """The formal last day, or the internal target of a milestone that has none."""
        return self.latest or self.bound

    @property
    def is_practical(self) -> bool:
        """Whether the ladder counts to a sitting day that lies before the formal last day."""
        return self.bound_confidence is not None and self.bound != self.latest

    @property
    def is_estimated(self) -> bool:
        """Whether the sitting day rests on an estimated or unknown recess."""
        return self.bound_confidence in UNSURE

    @property
    def is_softly_bound(self) -> bool:
        """Whether a soft bound lies before the day that the ladder counts to."""
        return (
            self.soft_latest is not None
            and self.bound is not None
            and (self.soft_latest < self.bound)
        )

    @property
    def is_promise(self) -> bool:
        """Whether missing the last day breaks a word: an ambition was never a promise."""
        return self.modality in (Modality.COMMITMENT, Modality.REQUIREMENT)


@dataclass(frozen=True, slots=True)
class Item:
    """A matter as it stands on the day of the message."""

    matter: Matter
    section: Section
    position: Position
    working_days_left: int = 0  # until the bound, or the last day once the bound has passed
    days_overdue: int = 0  # calendar days past the last day
    forecast_counts: bool = False  # it lies today or later
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What one message says to one person; items by section, the most urgent first."""

    day: date
    language: Language
    reader: str  # the function, never a person's name
    reader_key: str  # by which commands know this contact
    items: tuple[Item, ...]
    kind: MessageKind = MessageKind.DAILY

    @property
    def sections(self) -> tuple[tuple[Section, tuple[Item, ...]], ...]:
        """The sections that hold something, in order."""
        return tuple((section, found) for section in Section if (found := self.within(section)))

    @property
    def size(self) -> int:
        """How many milestones it speaks of."""
        return len(self.items)

    def within(self, section: Section) -> tuple[Item, ...]:
        """Return the items of one section."""
        return tuple(item for item in self.items if item.section is section)


def digest(  # noqa: PLR0913  (what, to whom, when, and of which kind)
    matters: tuple[Matter, ...],
    *,
    reader: str,
    reader_key: str,
    language: Language,
    today: date,
    calendar: Calendar,
    kind: MessageKind = MessageKind.DAILY,
) -> Digest:
    """Return the digest of these matters, one item each.

    Raises:
        OutsideCalendarError: working days cannot be counted up to a bound.
    """
    items = sorted((_item(matter, today, calendar) for matter in matters), key=_urgency)
    return Digest(today, language, reader, reader_key, tuple(items), kind)


def _item(matter: Matter, today: date, calendar: Calendar) -> Item:
    position = _position(matter, today)
    goal = matter.last_day if position is Position.PRACTICAL_PASSED else matter.bound
    ahead = goal is not None and goal >= today
    late = position is Position.LATE and matter.last_day is not None
    counts = matter.forecast_on is not None and matter.forecast_on >= today
    return Item(
        matter,
        section=_section(matter, position),
        position=position,
        working_days_left=calendar.working_days_between(today, goal) if goal and ahead else 0,
        days_overdue=(today - matter.last_day).days if late and matter.last_day else 0,
        forecast_counts=counts,
        actions=_actions(matter, position, forecast_counts=counts),
    )


def _position(matter: Matter, today: date) -> Position:
    bound, last_day = matter.bound, matter.last_day
    if matter.outcome is not Outcome.OPEN:
        return Position.CLOSED
    if bound is None or last_day is None:
        return Position.UNBOUND
    if today > last_day:
        return Position.LATE
    if today >= bound:
        return Position.LAST_DAY if today == bound else Position.PRACTICAL_PASSED
    if matter.is_softly_bound and matter.soft_latest is not None and today >= matter.soft_latest:
        return Position.SOFT_REACHED
    return Position.AHEAD


def _section(matter: Matter, position: Position) -> Section:
    """Return the section; several missed rungs are one item, in the most pressing one."""
    if Anchor.HAND_OVER in matter.anchors:
        return Section.TAKEN_OVER
    if position is Position.LATE:
        return Section.LATE
    return Section.NEAR if matter.anchors - {Anchor.CHANGE} else Section.CHANGED


def _actions(matter: Matter, position: Position, *, forecast_counts: bool) -> tuple[Action, ...]:
    """Return what this reader can do: the owner acts, the others look; all can say they know."""
    if position is Position.CLOSED:
        return (Action.SHOW,)
    own = _own_actions(matter, position, forecast_counts=forecast_counts)
    return (*own, Action.ACKNOWLEDGE)


def _own_actions(
    matter: Matter, position: Position, *, forecast_counts: bool
) -> tuple[Action, ...]:
    if Responsibility.OWNER not in matter.responsibilities:
        return (Action.SHOW,)
    if position is Position.LATE:
        return (Action.ACHIEVE, Action.REPLAN)
    if position in (Position.LAST_DAY, Position.PRACTICAL_PASSED):
        return (Action.ACHIEVE, Action.POSTPONE)
    return (Action.CONFIRM if forecast_counts else Action.FORECAST, Action.POSTPONE)


def _urgency(item: Item) -> tuple[int, date, int, str]:
    """Return what to sort by: section, then day, then the weight of the words, then the key."""
    matter = item.matter
    day = matter.last_day if item.position is Position.LATE else matter.bound
    return (
        tuple(Section).index(item.section),
        day or date.max,
        tuple(Modality).index(matter.modality),
        matter.key,
    )
