"""A statement with its place in a letter, and what a person adds when taking it over."""

from dataclasses import dataclass
from datetime import date

from models.letters import Statement
from models.storage.records import Record


@dataclass(frozen=True, slots=True)
class Placed:
    """A statement of a letter.

    Attributes:
        number: by which people name it; the same however often the letter is read.
        place: where it stands, in words (``alinea 12``, ``voetnoot 3``).
        statement: what was found.
    """

    number: int
    place: str
    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What a letter does not say of itself, or not in our words.

    Attributes:
        about: what a milestone or an event is about; a milestone must have it.
        title: a short title, where the sentence is too long for one.
        addressee: to whom it is owed.
        owner: who sees to it.
        internal_target: the day to work to where the words name no last day.
    """

    about: Record | None = None
    title: str | None = None
    addressee: Record | None = None
    owner: Record | None = None
    internal_target: date | None = None
