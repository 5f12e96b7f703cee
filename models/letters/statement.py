"""A statement of a letter about a moment, as ``find_statements`` gives it."""

from dataclasses import dataclass
from enum import StrEnum

from models.dates import Reading, Tense
from models.vocabulary import Modality


class Proposed(StrEnum):
    """What a reader of the letter would keep of a statement."""

    DUTY = "duty"  # somebody owes it to a chamber of parliament
    MILESTONE = "milestone"  # somebody will, must or wants to have it by then
    EVENT = "event"  # it happened or was announced
    NOTHING = "nothing"  # a moment is named, but nothing hangs on it


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that names a moment, and what it says about it.

    Attributes:
        sentence: The sentence, mended: whole words, single spaces, no footnote marks.
        paragraph: Number of the paragraph in the mended text, from 1.
        phrase: The words that name the moment, as they stand in ``sentence``; empty when it
            announces or promises something without a moment.
        reading: What the phrase means; without a phrase, the rule ``R-NONE`` and no days.
        sense: Whether the sentence looks back, plans, or sets a bound.
        modality: The weight of its words; None when they weigh nothing, as of a plain fact.
        proposes: What a reader would keep of it.
        debtor: Who would do it, in the words of the sentence; None when it does not say.
        addressee: For whom, in the words of the sentence; None when it does not say.
        is_quoted: Whether it stands inside a quotation, which speaks from another day.
        digest: SHA-256, in hexadecimal, of the sentence and phrase in their plainest form, by
            which the same statement is known again in another copy of the letter.
    """

    sentence: str
    paragraph: int
    phrase: str
    reading: Reading
    sense: Tense
    modality: Modality | None
    proposes: Proposed
    debtor: str | None
    addressee: str | None
    is_quoted: bool
    digest: str
