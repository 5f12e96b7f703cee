"""A mapping of a definition: known keys only, and values of which the type is checked.

A definition may come from anywhere, so nothing is taken for granted: not that a mapping is one,
nor that a value is small enough to be repeated in an error.
"""

import re
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass

from models.errors import DefinitionError, ExpressionError, Words
from models.statechart.condition import Condition, parse_condition
from models.statechart.elements import Kind, Label
from models.statechart.place import Origin, Place

MAX_SHOWN = 60  # characters of a wrong value that an error repeats

ID = re.compile(r"[^\W\d][\w.-]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A mapping of which the keys are known to be right; each reader checks its value.

    Attributes:
        data: the mapping itself.
        origin: the definition that it is part of.
        place: where in the definition it stands.
        state: the id of the state that it is, or belongs to; empty outside all states.
    """

    data: Mapping[str, object]
    origin: Origin
    place: Place = ()
    state: str = ""

    @classmethod
    def read(
        cls,
        data: object,
        origin: Origin,
        accepted: tuple[str, ...],
        *,
        place: Place = (),
        state: str = "",
    ) -> "Row":
        """Return ``data`` as a row, or refuse it: no mapping, or a key that nobody reads."""
        if not isinstance(data, Mapping):
            problem = Words("dit zijn geen velden met een naam", "it is not a set of keys")
            raise origin.refusal(place, state, problem=problem, remedy=_accepted(accepted))
        row = cls(data, origin, place, state)
        for key in data:
            if key not in accepted:
                said = shown(key)
                problem = Words(f"het veld {said} bestaat niet", f"there is no key {said}")
                raise row.refusal(problem, _accepted(accepted), key=key)
        return row

    def id(self) -> str:
        """Return the id, which must be there."""
        found = self.text("id")
        if not ID.fullmatch(found):
            said = shown(found)
            problem = Words("'id' ontbreekt", "'id' is missing")
            if found:
                problem = Words(f"{said} is geen id", f"{said} is no id")
            remedy = Words(
                "Begin met een letter; daarna letters, cijfers en _ - .",
                "Begin with a letter; then letters, digits and _ - .",
            )
            raise self.refusal(problem, remedy, key="id")
        return found

    def text(self, key: str, default: str = "") -> str:
        """Return a text, or the default where there is no such key."""
        value = self.data.get(key, default)
        if not isinstance(value, str):
            raise self.wrong(
                key, Words("een tekst, zo nodig tussen '…'", "a text, in quotes if need be")
            )
        return value

    def texts(self, key: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
        """Return the names under a key, of which a single one needs no list."""
        value = self.data.get(key, ())
        values = value if isinstance(value, list | tuple) else [value]
        for each in values:
            if not isinstance(each, str) or not pattern.fullmatch(each):
                accepted = Words("een naam of een lijst van namen", "a name or a list of names")
                raise self.wrong(key, accepted)
        return tuple(values)

    def flag(self, key: str) -> bool:
        """Return a truth value; without the key it is false."""
        value = self.data.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key, Words("true of false", "true or false"))
        return value

    def number(self, key: str) -> int:
        """Return a whole number from 1, which must be there."""
        value = self.data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(key, Words("een geheel getal vanaf 1", "a whole number from 1"))
        return value

    def rows(self, key: str) -> list[object]:
        """Return a list of which the items are still to be read."""
        value = self.data.get(key, [])
        if not isinstance(value, list):
            raise self.wrong(key, Words("een lijst", "a list"))
        return value

    def kind(self, *, default: Kind) -> Kind:
        """Return the kind of a state."""
        value = self.text("kind", default)
        if value not in set(Kind):
            raise self.wrong("kind", Words(", ".join(Kind), ", ".join(Kind)))
        return Kind(value)

    def label(self, *, default: str) -> Label:
        """Return what people read."""
        return Label(self.text("label") or default, self.text("label_en"))

    def condition(self) -> Condition | None:
        """Return the guard, if there is one."""
        text = self.text("cond")
        if "cond" not in self.data:
            return None
        try:
            return parse_condition(text)
        except ExpressionError as error:
            why = error.facts["problem"]
            nl, en = (why.nl, why.en) if isinstance(why, Words) else (str(why), str(why))
            problem = Words(f"cond '{text}': {nl}", f"cond '{text}': {en}")
            remedy = Words(
                "Toegestaan: and, or, not, haakjes en namen van feiten.",
                "Accepted: and, or, not, parentheses, names.",
            )
            raise self.refusal(problem, remedy, key="cond") from error

    def wrong(self, key: str, accepted: Words) -> DefinitionError:
        """Return the error that a key cannot have its value."""
        said = shown(self.data.get(key))
        problem = Words(f"'{key}' kan niet {said} zijn", f"'{key}' cannot be {said}")
        remedy = Words(f"Verwacht: {accepted.nl}.", f"Accepted: {accepted.en}.")
        return self.refusal(problem, remedy, key=key)

    def refusal(self, problem: Words, remedy: Words, *, key: object = None) -> DefinitionError:
        """Return the error for this row, or for one of its keys."""
        place = (*self.place, key) if isinstance(key, str) else self.place
        return self.origin.refusal(place, self.state, problem=problem, remedy=remedy)


def shown(value: object) -> str:
    """Return ``value`` as an error repeats it; repr itself would unfold repeated aliases."""
    said = reprlib.repr(value)
    return said if len(said) <= MAX_SHOWN else f"{said[:MAX_SHOWN]}…"


def _accepted(keys: tuple[str, ...]) -> Words:
    listed = ", ".join(keys)
    return Words(f"Verwacht: {listed}.", f"Accepted: {listed}.")
