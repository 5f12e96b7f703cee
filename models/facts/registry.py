"""Named facts: each computed from the rows, and able to show the rows behind its answer.

A fact about a subject holds or does not, so that "not yet" always comes with "because of these".
Names are Dutch, as in the definitions that use them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from models.errors import DefinitionError, Words
from models.records import Record


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether a fact holds, and the rows that say so (what is missing, when it does not)."""

    name: str
    holds: bool
    nl: str
    en: str
    rows: tuple[str, ...] = ()

    def say(self, language: str = "nl") -> str:
        """Return the finding in one line, rows included."""
        words = self.en if language == "en" else self.nl
        return f"{words}: {'; '.join(self.rows)}" if self.rows else words


Fact = Callable[[Session, Record], Finding]
FACTS: dict[str, Fact] = {}


def findings(session: Session, subject: Record, names: Iterable[str]) -> dict[str, Finding]:
    """Return the finding of each named fact about ``subject``.

    Raises:
        DefinitionError: a guard names a fact that nobody computes.
    """
    known = ", ".join(sorted(FACTS))
    for name in names:
        if name not in FACTS:
            raise DefinitionError(
                where=subject.name,
                problem=Words(f"het feit '{name}' bestaat niet", f"there is no fact '{name}'"),
                remedy=Words(f"Bekend: {known}.", f"Known: {known}."),
            )
    return {name: FACTS[name](session, subject) for name in names}


def holding(found: Mapping[str, Finding]) -> dict[str, bool]:
    """Return the plain truth values that the kernel wants."""
    return {name: finding.holds for name, finding in found.items()}


def fact(name: str, nl: str, en: str) -> Callable[[Callable[[Session, Record], list[str]]], Fact]:
    """Register a function that lists what is missing; an empty list means that the fact holds."""

    def register(missing: Callable[[Session, Record], list[str]]) -> Fact:
        def find(session: Session, subject: Record) -> Finding:
            rows = tuple(missing(session, subject))
            count = len(rows)
            if not rows:
                return Finding(name, holds=True, nl="voldaan", en="holds")
            return Finding(
                name, holds=False, nl=nl.format(n=count), en=en.format(n=count), rows=rows
            )

        FACTS[name] = find
        return find

    return register
