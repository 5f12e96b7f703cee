"""A letter as it came out of a file, mended: whole words, whole paragraphs, footnotes apart."""

import re

from models.letters.characters import plain_characters
from models.letters.fragments import whole_words
from models.letters.notes import bodies_apart, without_glued_marks
from models.letters.pages import without_furniture
from models.letters.paragraphs import paragraphs_of

_SPACES = re.compile(r"\s+")
_SPACE_BEFORE_MARK = re.compile(r" (?=[,;.!?](?:\s|$))")


def mend(text: str) -> list[str]:
    """Return the paragraphs of a letter, then its footnotes, each in one line.

    Mends what extraction from PDF and office files breaks, and nothing else: no word is
    changed that was whole.

    Args:
        text: The letter as it came out of a file.
    """
    body, bodies = bodies_apart(without_furniture(plain_characters(text)))
    paragraphs, feet = paragraphs_of(body)
    single_spaced = [_single_spaced(each) for each in (*paragraphs, *bodies, *feet)]
    return [without_glued_marks(each) for each in whole_words(single_spaced) if each]


def _single_spaced(paragraph: str) -> str:
    return _SPACE_BEFORE_MARK.sub("", _SPACES.sub(" ", paragraph)).strip()
