"""What differs between two editions: read from their figures as they were frozen.

Rows are matched by their key, so that a milestone that moved in the list is still the same one.
What only restates something else (changes, counts of conditions, the drawing of the life cycle)
and long lists inside a row are told in one line, without values. So two editions with another
digest always differ in something that is told.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import cast

from reports import as_json
from reports.differing_words import DIFFERING, DIFFERING_AS_A_WHOLE, ORDER
from reports.figures.structure import Figures
from reports.labels import LABELS
from reports.words import Text

Json = Mapping[str, object]
_RowKey = tuple[str, int]

_ROWS = {
    "gates": "event",
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
_ROWS_IN_A_ROW = {"facts": "name"}
_NAMES = ("title", "label", "text")
_IN_ONE_LINE = frozenset({"rows", "rows_not_shown"})  # another field sums them up
_LABELS = {
    "masthead": "report",
    "roll_up": "status_of_cluster",
    "condition_counts": "conditions",
    "unshown": "not_shown",
    "reminded": "told",
}


class How(StrEnum):
    """In which way something differs."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not the same in the later edition; a row as a whole has no field.

    A changed field without an old and a new value is one that is told in one line.
    """

    how: How
    section: Text
    subject: Text | None
    field: Text | None = None
    old: Text | None = None
    new: Text | None = None

    @property
    def is_in_one_line(self) -> bool:
        """Return whether is only said that the field differs."""
        return self.field is not None and self.old is None and self.new is None


def differences(first: Figures, second: Figures) -> tuple[Difference, ...]:
    """Return what differs from the first figures to the second, in the order of the report.

    It is empty exactly when both have the same digest.
    """
    before, after = as_json.plain(first), as_json.plain(second)
    names = dict.fromkeys(each.name for each in (*fields(first), *fields(second)))
    found: list[Difference] = []
    for name in names:
        old, new = before.get(name), after.get(name)
        if old != new:
            section = LABELS[_LABELS.get(name, name)]
            found += list(_details(name, section, old, new)) or [_whole(name, section)]
    return tuple(found)


def _details(name: str, section: Text, old: object, new: object) -> Iterator[Difference]:
    if name in _ROWS:
        yield from _rows(section, _by(_ROWS[name], old), _by(_ROWS[name], new))
    elif name not in DIFFERING_AS_A_WHOLE:
        yield from _row(section, None, _group(old), _group(new))


def _whole(name: str, section: Text) -> Difference:
    """Return the one line on a section; rows that are all the same stand in another order."""
    return Difference(How.CHANGED, section, None, DIFFERING_AS_A_WHOLE.get(name, ORDER))


def _group(value: object) -> Json:
    return cast("Json", value) if isinstance(value, Mapping) else {}


def _rows(
    section: Text,
    before: Mapping[_RowKey, Json],
    after: Mapping[_RowKey, Json],
    within: Text | None = None,
) -> Iterator[Difference]:
    for key, row in after.items():
        subject = _name(row, key, within)
        if key not in before:
            yield Difference(How.ADDED, section, subject)
        else:
            yield from _row(section, subject, before[key], row)
    for key, row in before.items():
        if key not in after:
            yield Difference(How.REMOVED, section, _name(row, key, within))


def _row(section: Text, subject: Text | None, before: Json, after: Json) -> Iterator[Difference]:
    """Yield what differs in a row; when no value does, the one line on what else differs."""
    found = [*_fields(section, subject, before, after)]
    for name, key in _ROWS_IN_A_ROW.items():
        old, new = _by(key, before.get(name)), _by(key, after.get(name))
        found += _rows(section, old, new, subject)
    yield from found
    if not found and before != after:
        both = dict.fromkeys((*before, *after))
        names = [_field((name,)) for name in both if before.get(name) != after.get(name)]
        yield Difference(How.CHANGED, section, subject, _listed(names))


def _fields(section: Text, subject: Text | None, before: Json, after: Json) -> Iterator[Difference]:
    old, new = dict(_leaves(before)), dict(_leaves(after))
    for path in dict.fromkeys((*old, *new)):
        if old.get(path) != new.get(path):
            values = (_said(found[path]) if path in found else None for found in (old, new))
            yield Difference(How.CHANGED, section, subject, _field(path), *values)


def _leaves(values: Json, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield every value that is no group and no list of groups, with the names that lead to it."""
    for name, value in values.items():
        if name in _IN_ONE_LINE or value in (None, [], {}) or _are_groups(value):
            continue
        if isinstance(value, Mapping) and not _is_text(value):
            yield from _leaves(cast("Json", value), (*path, name))
        else:
            yield (*path, name), value


def _are_groups(value: object) -> bool:
    return isinstance(value, list) and any(
        isinstance(each, Mapping) and not _is_text(each) for each in value
    )


def _said(value: object) -> Text:
    if isinstance(value, bool):
        return Text("ja", "yes") if value else Text("nee", "no")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _listed([_said_of_one(each) for each in value])
    return DIFFERING.get(str(value), _said_of_one(value))


def _said_of_one(value: object) -> Text:
    if _is_text(value):
        both = cast("Mapping[str, str]", value)
        return Text(both["nl"], both["en"])
    return Text(str(value), str(value))


def _listed(texts: Sequence[Text]) -> Text:
    return Text(", ".join(each.nl for each in texts), ", ".join(each.en for each in texts))


def _is_text(value: object) -> bool:
    return isinstance(value, Mapping) and set(value) == {"nl", "en"}


def _by(key: str, rows: object) -> Mapping[_RowKey, Json]:
    """Return rows by their key, and the how manieth of that key each is."""
    seen: Counter[str] = Counter()
    found: dict[_RowKey, Json] = {}
    for row in cast("Sequence[Json]", rows or ()):
        name = str(row[key])
        found[name, seen[name]] = row
        seen[name] += 1
    return found


def _name(row: Json, key: _RowKey, within: Text | None) -> Text:
    names = (row.get(name) for name in _NAMES)
    found = next((_said_of_one(value) for value in names if _is_text(value)), Text(key[0], key[0]))
    if within is None:
        return found
    return Text(f"{within.nl}: {found.nl}", f"{within.en}: {found.en}")


def _field(path: tuple[str, ...]) -> Text:
    """Return what a field is called: in words where there are any, else by its own name."""
    known = [DIFFERING[each] for each in path if each in DIFFERING]
    if not known:
        plain = " ".join(path).replace("_", " ")
        return Text(plain, plain)
    return _listed(known)
