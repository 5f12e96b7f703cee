"""What the files in ``seeds/calendars`` say, row by row, each with the line it stands on."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

from models.dates.calendar import Confidence
from models.errors import MissingFieldError, UnknownFieldError
from models.storage.values import Value
from seeds.forms import DAY, KEY, NUMBER, TEXT, TRUTH, Form, one_of, value_of
from seeds.source import Mapping, Node, Spot, as_listing, as_mapping, as_scalar, read_source

DAYS, RECESSES, ANCHORS = "days.yaml", "recesses.json", "anchors.yaml"

# "unknown" is what the calendar says of days without data; a row has data.
_CONFIDENCE = one_of(Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)
_RANGE = {"first": DAY, "last": DAY}
_RECESS = {"name": KEY, "first": DAY, "last": DAY, "confidence": _CONFIDENCE}
_YEARLY = {
    "name": KEY,
    "month": NUMBER,
    "weekday": NUMBER,
    "number": NUMBER,
    "confidence": _CONFIDENCE,
    "moves": TRUTH,
}
_ANCHOR_DAY = {"name": KEY, "day": DAY, "confidence": _CONFIDENCE}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its values by field, and where it stands."""

    values: dict[str, Value]
    spot: Spot

    def text(self, field: str) -> str:
        """Return a field that holds text."""
        return cast("str", self.values[field])

    def day(self, field: str) -> date:
        """Return a field that holds a day."""
        return cast("date", self.values[field])

    def number(self, field: str) -> int:
        """Return a field that holds a number."""
        return cast("int", self.values[field])

    @property
    def last(self) -> date | None:
        """Return the last day, None while unknown."""
        return cast("date | None", self.values["last"])


@dataclass(frozen=True, slots=True)
class CalendarRows:
    """All rows of the folder; lists in the order of their files."""

    span: Row
    recesses_complete: tuple[Row, ...]
    decrees_complete: tuple[Row, ...]
    decree_days: tuple[Row, ...]
    recesses: tuple[Row, ...]
    yearly: tuple[Row, ...]
    anchor_days: tuple[Row, ...]
    without_day: tuple[Row, ...]


def read_rows(folder: Path) -> CalendarRows:
    """Return what the three files of a folder say.

    Raises:
        SourceError: a file cannot be read, lacks a field or has one too many, or a value is not
            what its field holds; names file and line.
    """
    days = _file(
        folder / DAYS, ("first", "last", "recesses_complete", "decrees_complete", "decree_days")
    )
    recesses = _file(folder / RECESSES, ("chamber", "note", "recesses"))
    anchors = _file(folder / ANCHORS, ("yearly", "days", "without_day"))
    return CalendarRows(
        span=Row({field: _value(days.fields[field], DAY, field) for field in _RANGE}, days.spot),
        recesses_complete=_rows(days, "recesses_complete", _RANGE),
        decrees_complete=_rows(days, "decrees_complete", _RANGE),
        decree_days=_single(days, "decree_days", DAY),
        recesses=_rows(recesses, "recesses", _RECESS, unknown=("last",)),
        yearly=_rows(anchors, "yearly", _YEARLY),
        anchor_days=_rows(anchors, "days", _ANCHOR_DAY),
        without_day=_single(anchors, "without_day", TEXT),
    )


def _file(path: Path, fields: tuple[str, ...]) -> Mapping:
    """Read a file of data; JSON is read as the YAML that it also is."""
    found = read_source(path, name=path.name)
    _require_fields(found, fields)
    return found


def _rows(
    file: Mapping, field: str, forms: dict[str, Form], *, unknown: tuple[str, ...] = ()
) -> tuple[Row, ...]:
    items = [as_mapping(item, field) for item in as_listing(file.fields[field], field).items]
    return tuple(_row(item, forms, unknown) for item in items)


def _row(item: Mapping, forms: dict[str, Form], unknown: tuple[str, ...]) -> Row:
    _require_fields(item, tuple(forms))
    values: dict[str, Value] = {}
    for field, form in forms.items():
        node = item.fields[field]
        is_unknown = field in unknown and as_scalar(node, field).is_null
        values[field] = None if is_unknown else _value(node, form, field)
    return Row(values, item.spot)


def _single(file: Mapping, field: str, form: Form) -> tuple[Row, ...]:
    """Return rows of one value, which is called by the name of its list."""
    items = as_listing(file.fields[field], field).items
    return tuple(Row({field: _value(item, form, field)}, item.spot) for item in items)


def _value(node: Node, form: Form, field: str) -> Value:
    return value_of(as_scalar(node, field), form, field)


def _require_fields(item: Mapping, fields: tuple[str, ...]) -> None:
    accepted = ", ".join(fields)
    for field, spot in item.spots.items():
        if field not in fields:
            raise UnknownFieldError(file=spot.file, line=spot.line, field=field, accepted=accepted)
    for field in fields:
        if field not in item.fields:
            raise MissingFieldError(
                file=item.spot.file, line=item.spot.line, field=field, accepted=accepted
            )
