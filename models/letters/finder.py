"""The statements of a letter about moments: the phrases, and what their sentences say of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from models.dates import Calendar, read_phrase
from models.dates.phrases.grammar import Saying
from models.letters.mending import mend
from models.letters.paragraphs import is_item, without_item_mark
from models.letters.quotations import quotations
from models.letters.reading import statements_in
from models.letters.sentences import sentences_of
from models.letters.statement import Statement

_LONGEST_LEAD_IN = 400


def find_statements(
    text: str, said_on: date, *, calendar: Calendar | None = None
) -> list[Statement]:
    """Return what a letter says about moments, in order, each statement once.

    The letter may come as it was extracted: with broken words, footnotes and page furniture, or
    given twice. Nothing is guessed: what is not plainly owed to a chamber is no duty, and a
    phrase that no day follows from keeps an open window.

    Args:
        text: The letter.
        said_on: The day of the letter, to which relative words refer.
        calendar: Needed for recesses, anchors and working days; without it these have no bound.

    Raises:
        UnreadablePhraseError: If ``said_on`` does not lie in the years 1900 to 2199.
    """
    read_phrase("", said_on)  # refuses a day outside our time, also for a letter without moments
    saying = Saying(said_on, None, calendar)
    known: dict[str, Statement] = {}
    for statement in _in_order(mend(text), saying):
        known.setdefault(statement.digest, statement)
    return list(known.values())


def _in_order(paragraphs: list[str], saying: Saying) -> Iterator[Statement]:
    """Yield the statements of each paragraph; an item of a list behind what leads the list in."""
    quoted = quotations(paragraphs)
    lead_in = ""
    for number, paragraph in enumerate(paragraphs, start=1):
        ahead = lead_in if is_item(paragraph) else ""
        for sentence in sentences_of(paragraph):
            text = without_item_mark(sentence.text)
            whole = f"{ahead} {text}" if ahead else text
            shift = sentence.start + len(sentence.text) - len(whole)
            spots = [quotation.moved(-shift) for quotation in quoted[number - 1]]
            for statement in statements_in(whole, spots, saying):
                yield replace(statement, paragraph=number)
        if not is_item(paragraph):
            lead_in = _lead_in_of(paragraph)


def _lead_in_of(paragraph: str) -> str:
    """Return the words that lead in the list behind a paragraph; nothing when none follows."""
    if not paragraph.endswith(":"):
        return ""
    last = sentences_of(paragraph[-_LONGEST_LEAD_IN:])[-1].text
    return last if len(last) < _LONGEST_LEAD_IN else ""
