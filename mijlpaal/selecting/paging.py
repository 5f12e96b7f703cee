"""A part of a list that is sorted: what follows on a place, and the place to go on from.

A place is what a row is sorted by, its key last: it stays where it was when rows come and go.
"""

import base64
import binascii
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.vocabulary import Language

Row = TypeVar("Row")
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Sorting(Generic[Row]):
    """How a list is sorted.

    Attributes:
        name: of the order.
        language: of its words; a list is sorted otherwise in another one.
        key: where a row stands.
        shape: of what a place is made.
        descending: whether it runs the other way.
    """

    name: str
    language: Language
    key: Callable[[Row], Place]
    shape: tuple[type[str | int], ...]
    descending: bool = False

    def ranked(self, rows: Iterable[Row]) -> list[Place]:
        """Return where each of these stands, in rising order."""
        return sorted(map(self.key, rows))

    def part(self, ranked: list[Place], after: Place | None, most: int) -> list[Place]:
        """Return the first that follow on a place, in the order of the list."""
        if self.descending:
            end = len(ranked) if after is None else bisect_left(ranked, after)
            return ranked[max(0, end - most) : end][::-1]
        start = 0 if after is None else bisect_right(ranked, after)
        return ranked[start : start + most]

    def cursor(self, place: Place) -> str:
        """Return what a program hands back to go on after a place."""
        said = json.dumps([*self._head, *place], ensure_ascii=False)
        return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")

    def place(self, cursor: str) -> Place | None:
        """Return the place that a cursor of this list names; None: it is none."""
        try:
            padded = cursor + "=" * (-len(cursor) % 4)
            said = json.loads(base64.b64decode(padded, b"-_", validate=True))
        except (binascii.Error, ValueError, RecursionError):
            return None
        if not isinstance(said, list):
            return None
        head, place = said[: len(self._head)], said[len(self._head) :]
        is_ours = head == self._head and [type(each) for each in place] == list(self.shape)
        return tuple(place) if is_ours else None

    @property
    def _head(self) -> list[str]:
        return [f"{'-' if self.descending else ''}{self.name}", str(self.language)]
