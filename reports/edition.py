"""Which edition of a report a document is; the figures themselves do not know."""

from dataclasses import dataclass
from datetime import date, datetime

from models.vocabulary import Approval


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition: its number on that reference date, when it came out, and how far it is.

    Attributes:
        number: from 1 on each reference date.
        published_at: when its figures were frozen.
        approval: a concept, until somebody proposes and a second person establishes it.
        established_on: the day of the latter.
        corrects: the established edition of the same day that it replaces.
        correction: why.
    """

    number: int
    published_at: datetime
    approval: Approval = Approval.CONCEPT
    established_on: date | None = None
    corrects: int | None = None
    correction: str | None = None
