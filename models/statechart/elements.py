"""What a statechart is made of: states, transitions, and the names of events.

Structure and words are those of SCXML (W3C Recommendation of 1 September 2015).
"""

from dataclasses import dataclass
from enum import StrEnum

from models.statechart.condition import Condition
from models.statechart.place import Place

_RESERVED = ("done", "error")  # SCXML §3.12: the platform's own events


class Kind(StrEnum):
    """What a state is (SCXML §3.3, §3.4, §3.7, §3.10)."""

    ATOMIC = "atomic"
    COMPOUND = "compound"
    PARALLEL = "parallel"
    FINAL = "final"
    HISTORY = "history"  # shallow
    DEEP_HISTORY = "deep_history"


@dataclass(frozen=True, slots=True)
class Label:
    """What people read: Dutch, and English where there is one."""

    nl: str
    en: str = ""

    def say(self, language: str) -> str:
        """Return the label in Dutch (``nl``) or English (``en``)."""
        return (self.en or self.nl) if language == "en" else self.nl


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What is due while a state is active; its words are as the definition writes them.

    Leaving the state by one of ``achieved_by`` achieves it, leaving it another way lets it lapse.
    """

    id: str  # unique within the definition
    label: Label
    owner: str = ""  # models.vocabulary.ParticipationRole
    modality: str = ""  # models.vocabulary.Modality
    wording: str = ""  # read from the day the state is entered; empty: no date was agreed
    document: str = ""  # the kind of document that must then exist
    ladder: str = ""  # empty: that of the modality
    achieved_by: tuple[str, ...] = ()


# States and transitions compare by identity: they exist once, in one chart.
@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class State:
    """One state; numbers point into ``Chart.states`` and ``Chart.transitions``."""

    index: int
    id: str
    kind: Kind
    label: Label
    parent: int
    children: tuple[int, ...] = ()  # without the history states
    histories: tuple[int, ...] = ()
    transitions: tuple[int, ...] = ()
    initial: tuple[int, ...] = ()  # of a compound: its default entry; of a history: its default
    raise_on_initial: tuple[str, ...] = ()
    raise_on_entry: tuple[str, ...] = ()
    raise_on_exit: tuple[str, ...] = ()
    stage: bool = False
    obligations: tuple[Obligation, ...] = ()
    place: Place = ()  # in the data of the definition


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Transition:
    """One transition; without events it is eventless, without targets it stays where it is."""

    index: int
    source: int
    label: Label
    events: tuple[str, ...] = ()  # descriptors without their trailing ".*"; "*" takes all
    cond: Condition | None = None
    targets: tuple[int, ...] = ()
    internal: bool = False
    raises: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()  # roles that may send the event; none: whoever may write
    requires: tuple[str, ...] = ()  # what must come with the event: reason, evidence, bound
    place: Place = ()  # in the data of the definition

    def matches(self, event: str | None) -> bool:
        """Return whether a descriptor is ``event`` or a prefix of its tokens (SCXML §3.12.1).

        ``None`` stands for "no event" and is matched by eventless transitions only.
        """
        if event is None:
            return not self.events
        return any(
            descriptor in {"*", event} or event.startswith(f"{descriptor}.")
            for descriptor in self.events
        )


def is_internal(event: str) -> bool:
    """Return whether only the chart itself may raise ``event`` (``done.…``, ``error.…``)."""
    return event.partition(".")[0] in _RESERVED


def sendable(transition: Transition) -> list[str]:
    """Return the events by which people can ask for ``transition``; a bare ``*`` names none."""
    return [event for event in transition.events if event != "*" and not is_internal(event)]


def names_in(transitions: tuple[Transition, ...] | list[Transition]) -> tuple[str, ...]:
    """Return the facts that the conditions of ``transitions`` name, each once, in order."""
    conditions = [each.cond for each in transitions if each.cond]
    return tuple(dict.fromkeys(name for cond in conditions for name in cond.names))


def authority_of(transitions: tuple[Transition, ...]) -> tuple[str, ...]:
    """Return the roles to which their event is narrowed down; none: whoever may write."""
    return tuple([role for each in transitions for role in each.authority])
