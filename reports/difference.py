"""What differs between two editions: read from their figures as they were frozen.

Rows are matched by their key, so that a milestone that moved in the list is still the same one.
What only restates something else (changes, counts of reminders, the drawing of the life cycle)
is left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import cast

from reports import as_json
from reports.figures.structure import Figures
from reports.words import DIFFERING, LABELS, Text

Json = Mapping[str, object]

_ROWS = {
    "clusters": "key",
    "milestones": "key",
    "checklist": "key",
    "requests": "key",
    "conditions": "key",
    "projects": "key",
    "occurrences": "key",
    "documents": "key",
    "quality": "code",
}
_VALUES = ("step", "roll_up", "next_bound")
_NAMES = ("title", "text", "label")
# These follow from other fields, or are long lists that another field sums up.
_LEFT_OUT = frozenset({"stages", "replannings", "rows", "rows_not_shown", "title", "key", "code"})


class How(StrEnum):
    """In which way something differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in the later edition; a row as a whole has no field."""

    how: How
    section: Text
    subject: Text | None
    field: Text | None = None
    old: Text | None = None
    new: Text | None = None


def differences(first: Figures, second: Figures) -> tuple[Difference, ...]:
    """Return what differs from the first figures to the second, section by section."""
    before, after = as_json.plain(first), as_json.plain(second)
    found: list[Difference] = []
    for name in _VALUES:
        old, new = before.get(name), after.get(name)
        found += _fields(_section(name), None, _group(old), _group(new))
    for name, key in _ROWS.items():
        found += _rows(_section(name), _by(key, before.get(name)), _by(key, after.get(name)))
    return tuple(found)


def _group(value: object) -> Json:
    return cast("Json", value) if isinstance(value, Mapping) else {}


def _rows(
    section: Text, before: Mapping[str, Json], after: Mapping[str, Json]
) -> Iterator[Difference]:
    for key, row in after.items():
        if key not in before:
            yield Difference(How.ADDED, section, _name(row, key))
        else:
            yield from _fields(section, _name(row, key), before[key], row)
    for key, row in before.items():
        if key not in after:
            yield Difference(How.REMOVED, section, _name(row, key))


def _fields(section: Text, subject: Text | None, before: Json, after: Json) -> Iterator[Difference]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for path in dict.fromkeys((*old, *new)):
        if old.get(path) != new.get(path):
            yield Difference(
                How.CHANGED, section, subject, _field(path), old.get(path), new.get(path)
            )


def _leaves(values: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Text]]:
    """Yield every value that is no group of values, with the names that lead to it."""
    for name, value in values.items():
        if name in _LEFT_OUT or value is None:
            continue
        if _is_text(value):
            both = cast("Mapping[str, str]", value)
            yield (*path, name), Text(both["nl"], both["en"])
        elif isinstance(value, Mapping):
            yield from _leaves(cast("Json", value), (*path, name))
        else:
            yield (*path, name), _said(value)


def _said(value: object) -> Text:
    if isinstance(value, bool):
        return Text("ja", "yes") if value else Text("nee", "no")
    if isinstance(value, Sequence) and not isinstance(value, str):
        listed = [_said_of_one(each) for each in value]
        return Text(", ".join(each.nl for each in listed), ", ".join(each.en for each in listed))
    return DIFFERING.get(str(value), Text(str(value), str(value)))


def _said_of_one(value: object) -> Text:
    if _is_text(value):
        both = cast("Mapping[str, str]", value)
        return Text(both["nl"], both["en"])
    return Text(str(value), str(value))


def _is_text(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"nl", "en"}


def _by(key: str, rows: object) -> Mapping[str, Json]:
    found = cast("Sequence[Json]", rows or ())
    return {str(row[key]): row for row in found}


def _name(row: Json, key: str) -> Text:
    for name in _NAMES:
        value = row.get(name)
        if _is_text(value):
            both = cast("Mapping[str, str]", value)
            return Text(both["nl"], both["en"])
    return Text(key, key)


def _section(name: str) -> Text:
    label = {"roll_up": "status_of_cluster"}.get(name, name)
    return LABELS[label]


def _field(path: tuple[str, ...]) -> Text:
    """Return what a field is called: in words where there are any, else by its own name."""
    words = [DIFFERING.get(each) for each in path]
    known = [each for each in words if each is not None]
    if not known:
        plain = " ".join(path).replace("_", " ")
        return Text(plain, plain)
    return Text(", ".join(each.nl for each in known), ", ".join(each.en for each in known))
