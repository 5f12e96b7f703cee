"""Page furniture: page numbers and the headers and footers that come back on every page."""

import re
from collections import Counter

_PAGE_NUMBER = re.compile(
    r"\s*(?:(?:pagina|bladzijde|blad|page)\s+\d{1,4}(?:\s*(?:van|of|/)\s*\d{1,4})?|-\s*\d{1,4}\s*-)\s*",
    re.IGNORECASE,
)
_LONE_NUMBER = re.compile(r"\s*\d{1,3}(?:\s*/\s*\d{1,3})?\s*")
_OFTEN = 3
_LONGEST = 90
_NEAR = 3


def without_furniture(text: str) -> str:
    """Return the text without the lines that belong to the page and not to the letter.

    A line goes when it is a page number, or when it stands near the edge of a page at least
    three times in the same words. Nothing is taken from a text that shows no pages.
    """
    lines = text.replace("\f", "\n\f\n").split("\n")
    edges = [at for at, line in enumerate(lines) if line == "\f" or _PAGE_NUMBER.fullmatch(line)]
    if not edges:
        return text
    near = {spot for edge in edges for spot in _around(lines, edge)}
    counts = Counter(lines[at].strip() for at in near)
    kept = [
        line
        for at, line in enumerate(lines)
        if not (
            line == "\f"
            or _PAGE_NUMBER.fullmatch(line)
            or _is_furniture(line, counts, is_near=at in near)
        )
    ]
    return "\n".join(kept)


def _around(lines: list[str], edge: int) -> list[int]:
    """Return where the lines with words nearest to the edge of a page stand, on both sides."""
    above = [at for at in range(max(0, edge - 2 * _NEAR), edge) if lines[at].strip()]
    below = [
        at for at in range(edge + 1, min(len(lines), edge + 1 + 2 * _NEAR)) if lines[at].strip()
    ]
    return above[-_NEAR:] + below[:_NEAR]


def _is_furniture(line: str, counts: Counter[str], *, is_near: bool) -> bool:
    words = line.strip()
    if not is_near or not words or len(words) > _LONGEST:
        return False
    return counts[words] >= _OFTEN or _LONE_NUMBER.fullmatch(line) is not None
