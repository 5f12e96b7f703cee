"""Where in a definition something stands, and how a refusal says so.

The kernel knows no files. Whoever read one hands over a function that turns a place into words
(``definitions/cluster.yaml, regel 34``); data from a database has none, and is named as it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from models.errors import DefinitionError, Words

Place = tuple[str | int, ...]  # keys and indexes, from the whole definition inwards
Locate = Callable[[Place], Words]

_PARTS = {
    "transitions": Words("overgang", "transition"),
    "obligations": Words("verplichting", "obligation"),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a definition comes from: what people call it, and who knows its lines, if any."""

    name: str
    locate: Locate | None = None

    def refusal(
        self, place: Place, state: str, *, problem: Words, remedy: Words
    ) -> DefinitionError:
        """Return the error for something at ``place``, in or at the state with this id, if any."""
        return DefinitionError(
            where=self.words(place, state),
            problem=problem,
            remedy=remedy,
            place=place,
            state=state,
        )

    def words(self, place: Place, state: str = "") -> Words:
        """Return file, line, state and part of it, as far as they are known."""
        at = self.locate(place) if self.locate else Words(self.name, self.name)
        return Words(
            ", ".join([at.nl, *_inside(place, state, "nl")]),
            ", ".join([at.en, *_inside(place, state, "en")]),
        )


def nearest(word: str, known: Iterable[str]) -> Words:
    """Return a remedy that names the known id most like ``word``, or some of those there are."""
    known = list(known)
    if close := get_close_matches(word, known, n=1):
        return Words(f"Bedoelde u '{close[0]}'?", f"Did you mean '{close[0]}'?")
    listed = ", ".join(known[:12])
    return Words(f"Bekend: {listed}.", f"Known: {listed}.")


def _inside(place: Place, state: str, language: str) -> list[str]:
    """Return state and part of it; a state without a name is counted, from 1."""
    pairs = list(pairwise(place))
    word = Words("toestand", "state").say(language)
    counted = [f"{word} {at + 1}" for key, at in pairs if key == "states" and isinstance(at, int)]
    said = [f"{word} '{state}'"] if state else counted
    for key, at in pairs:
        if key in _PARTS and isinstance(at, int):
            said.append(f"{_PARTS[str(key)].say(language)} {at + 1}")
    return said
