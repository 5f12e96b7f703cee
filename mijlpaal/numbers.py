"""The numbers of statements as people type them: ``1,3-5`` or ``all``."""

import re
from collections.abc import Collection

from models.errors import UnknownStatementError

_ALL = frozenset({"all", "alle", "alles"})
_PIECE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)


def a_selection(
    text: str, *, existing: Collection[int], undecided: Collection[int], file: str
) -> list[int]:
    """Return the numbers that were meant, in order, each once; ``all`` is all that is undecided.

    Raises:
        UnknownStatementError: one of them is no statement of the letter.
    """
    if text.strip().lower() in _ALL:
        return sorted(undecided)
    chosen: set[int] = set()
    for piece in text.split(","):
        match = _PIECE.fullmatch(piece.strip())
        first, last = (match[1], match[2] or match[1]) if match else ("0", "0")
        wanted = [number for number in existing if int(first) <= number <= int(last)]
        for number in {int(first), int(last)} - set(wanted):
            accepted = ", ".join(map(str, sorted(existing))) or "–"
            shown = piece.strip() if match is None else number
            raise UnknownStatementError(file=file, number=shown, accepted=f"{accepted}, all")
        chosen.update(wanted)
    return sorted(chosen)
