"""Words that a PDF file broke in two, put together where the letter itself shows the whole word.

"het k abinet" becomes "het kabinet" because "kabinet" stands whole elsewhere, or is one of the
words by which letters are read here. A fragment whose whole word stands nowhere stays broken:
no dictionary is asked and nothing is guessed.
"""

import re
from collections import Counter

from models.letters.words import KNOWN_WORDS, SHORT_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WHOLE = 3
_LONGEST_SPLINTER = 2
# A fragment joins over one space; more than one fragment of a word is joined step by step.
_SHORTEST_KNOWN = 6


def whole_words(paragraphs: list[str]) -> list[str]:
    """Return the paragraphs with broken words joined."""
    counts = Counter(
        match[0].lower() for paragraph in paragraphs for match in _WORD.finditer(paragraph)
    )
    return [_joined(paragraph, counts) for paragraph in paragraphs]


def _joined(paragraph: str, counts: Counter[str]) -> str:
    pieces = paragraph.split(" ")
    whole = pieces[:1]
    for piece in pieces[1:]:
        if _are_one_word(whole[-1], piece, counts):
            whole[-1] += piece
        else:
            whole.append(piece)
    return " ".join(whole)


def _are_one_word(first: str, second: str, counts: Counter[str]) -> bool:
    """Return whether two pieces are one word: together known, and apart no two words."""
    head, tail = first.lower(), second.lower().rstrip('.,;:?!)”"’')
    if not head.isalpha() or not tail.isalpha() or not second[0].islower():
        return False
    word = head + tail
    if word in KNOWN_WORDS and len(word) >= _SHORTEST_KNOWN:
        return not (_is_a_word(head, counts, word) and _is_a_word(tail, counts, word))
    has_splinter = _is_splinter(head) or _is_splinter(tail)
    return has_splinter and len(word) >= _SHORTEST_WHOLE and counts[word] > 0


def _is_splinter(piece: str) -> bool:
    return len(piece) <= _LONGEST_SPLINTER and piece not in SHORT_WORDS


def _is_a_word(piece: str, counts: Counter[str], whole: str) -> bool:
    """Return whether a piece is a word by itself."""
    if len(piece) <= _LONGEST_SPLINTER:
        return piece in SHORT_WORDS
    return piece in KNOWN_WORDS or counts[piece] > counts[whole] + 1
