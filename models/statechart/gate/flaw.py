"""What the gate says of a definition, and what it must be told about the world."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.errors import Words
from models.statechart.place import Place

_MAX_FACTS = 12
_MAX_CHARACTERS = 160


class Rule(StrEnum):
    """Which rule a flaw offends."""

    UNREACHABLE = "unreachable"
    TRAP = "trap"
    RESTLESS = "restless"
    NEVER_TAKEN = "never_taken"
    AMBIGUOUS = "ambiguous"
    RIVALS = "rivals"
    UNKNOWN_FACT = "unknown_fact"
    UNKNOWN_ROLE = "unknown_role"
    OBLIGATION = "obligation"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One reason not to publish: where, what (with an example), and what to do about it."""

    rule: Rule
    state: str  # its id; empty when it is about the whole
    place: Place
    problem: Words
    remedy: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRules:
    """What exists outside the kernel, by the names that a definition may use.

    Attributes:
        facts: for conditions.
        roles: for ``authority``.
        owner_roles: for the owner of an obligation.
        modalities: for an obligation.
        documents: kinds of document, for an obligation that names one.
        ladders: for an obligation that names one.
        is_moment: whether the wording of an obligation names a moment that can be read.
    """

    facts: frozenset[str]
    roles: frozenset[str]
    owner_roles: frozenset[str]
    modalities: frozenset[str]
    documents: frozenset[str]
    ladders: frozenset[str]
    is_moment: Callable[[str], bool]


def truths(facts: Mapping[str, bool]) -> Words:
    """Return truth values in words: ``a = waar, b = onwaar``."""
    if not facts:
        return Words("wat de feiten ook zijn", "whatever the facts are")
    shown = list(facts.items())[:_MAX_FACTS]
    rest = ["…"] if len(facts) > _MAX_FACTS else []
    return Words(
        ", ".join([*(f"{name} = {'waar' if holds else 'onwaar'}" for name, holds in shown), *rest]),
        ", ".join([*(f"{name} = {'true' if holds else 'false'}" for name, holds in shown), *rest]),
    )


def clipped(text: str) -> str:
    """Return a text of which the length is not ours to say, short enough to read."""
    return text if len(text) <= _MAX_CHARACTERS else f"{text[:_MAX_CHARACTERS]}…"


def event_in_words(event: str | None) -> Words:
    """Return the name of an event, or what happens without one."""
    return Words(f"'{event}'", f"'{event}'") if event else Words("vanzelf", "by itself")


def upon(event: str | None) -> Words:
    """Return upon which event something happens, or that it does so without one."""
    if not event:
        return Words("vanzelf", "by itself")
    return Words(f"bij '{event}'", f"on '{event}'")
