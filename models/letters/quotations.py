"""What a letter quotes: between quotation marks, or in the form of a motion.

A quotation speaks from another day and for somebody else (domain section 10: traps).
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice, takewhile

_PAIRS = {"“": "”", "„": "”“", "«": "»", "‘": "’", '"': '"', "'": "'"}
_MARK = re.compile(r"[“„”«»‘’\"']")
# Quotation marks that also are apostrophes must stand at the edges of words.
_SINGLE = "‘'"
_MOTION = re.compile(
    r"(?:•\s*)?(?:verzoekt de regering|constaterende|overwegende|gehoord de beraadslaging|"
    r"spreekt uit,|en gaat over tot de orde|roept de regering op,)",
    re.IGNORECASE,
)
_END_OF_MOTION = re.compile(r"orde van de dag[.,]?[”\"’]?", re.IGNORECASE)
_APOSTROPHE_WORD = re.compile(r"['‘](?:s|t|n|m|k|er)\b", re.IGNORECASE)
# A quotation of more paragraphs than this was never closed.
_MOST_PARAGRAPHS = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quoted stretch of a paragraph, the marks included."""

    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        """Return whether a stretch of the paragraph stands inside."""
        return self.start <= start and end <= self.end


def quotations(paragraphs: list[str]) -> list[list[Quotation]]:
    """Return the quotations of each paragraph.

    A quotation may run over paragraphs when a later one closes it; a mark that is never closed
    opens nothing.
    """
    found: list[list[Quotation]] = [[] for _ in paragraphs]
    for at, paragraph in enumerate(paragraphs):
        if _MOTION.match(paragraph):
            found[at].append(Quotation(0, _end_of_motion(paragraph)))
            continue
        closed, opened = _within(paragraph)
        found[at].extend(closed)
        if opened is not None:
            _carry(paragraphs, at, opened, found)
    return found


def _end_of_motion(paragraph: str) -> int:
    """Return where a motion ends: behind its closing formula, or with the paragraph."""
    close = _END_OF_MOTION.search(paragraph)
    return close.end() if close else len(paragraph)


def overlapping(found: list[Quotation], start: int, end: int) -> list[Quotation]:
    """Return the quotations that touch a stretch of the paragraph, counted from its start.

    Args:
        found: The quotations of the paragraph, in order.
        start: Where the stretch begins.
        end: Where it ends.
    """
    first = bisect_left(found, start, key=lambda quotation: quotation.end)
    touching = takewhile(lambda quotation: quotation.start < end, islice(found, first, None))
    return [Quotation(each.start - start, each.end - start) for each in touching]


def _within(paragraph: str) -> tuple[list[Quotation], int | None]:
    """Return the quotations that close in the paragraph, and where one opens that does not."""
    closed: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(paragraph):
        if opened is None:
            opened = mark if _can_open(paragraph, mark) else None
        elif mark[0] in _PAIRS[opened[0]] and _can_close(paragraph, mark):
            closed.append(Quotation(opened.start(), mark.end()))
            opened = None
    is_long = opened is not None and opened[0] in "“„«"
    return closed, opened.start() if opened is not None and is_long else None


def _carry(paragraphs: list[str], at: int, opened: int, found: list[list[Quotation]]) -> None:
    """Quote what stands between an opening mark and the paragraph that closes it."""
    marks = _PAIRS[paragraphs[at][opened]]
    for later in range(at + 1, min(at + _MOST_PARAGRAPHS, len(paragraphs))):
        close = max(paragraphs[later].find(mark) for mark in marks)
        if close < 0:
            continue
        found[at].append(Quotation(opened, len(paragraphs[at])))
        for between in range(at + 1, later):
            found[between].append(Quotation(0, len(paragraphs[between])))
        found[later].append(Quotation(0, close + 1))
        return


def _can_open(paragraph: str, mark: re.Match[str]) -> bool:
    if mark[0] not in _PAIRS:
        return False
    if mark[0] not in _SINGLE:
        return True
    before, after = (
        paragraph[max(0, mark.start() - 1) : mark.start()],
        paragraph[mark.end() : mark.end() + 1],
    )
    at_an_edge = not before.isalnum() and after.isalnum()
    return at_an_edge and not _APOSTROPHE_WORD.match(paragraph, mark.start())


def _can_close(paragraph: str, mark: re.Match[str]) -> bool:
    if mark[0] not in "'’":
        return True
    return not paragraph[mark.end() : mark.end() + 1].isalnum()
