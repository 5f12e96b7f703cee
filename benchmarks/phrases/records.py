"""Phrases with their right answers: a file with one JSON object a line, refused where it is odd."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from models.dates import Tense
from models.errors import InvalidValueError, MissingFieldError, UnreadableSourceError

Value = TypeVar("Value")

_A_LINE = '{"said_on": "2026-06-15", "phrase": "in het najaar", "kind": "planned", …}'
_A_DAY = "a day as 2026-12-31"
_DAY_OR_NONE = "a day as 2026-12-31, or null"


class Judged(StrEnum):
    """What can be judged from phrase, day and sense alone (domain section 10)."""

    BOTH = "both"
    LATEST = "latest"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Record:
    """A phrase of a letter, the circumstances in which it was said, and the days it means."""

    phrase: str
    said_on: date
    kind: Tense
    earliest: date | None
    latest: date | None
    judged: Judged


def read_records(path: Path) -> list[Record]:
    """Return the records of a file in order; fields that judging does not need are left alone.

    Raises:
        UnreadableSourceError: If the file cannot be read, or a line is no JSON object.
        MissingFieldError: If a record lacks one of the six fields that are needed.
        InvalidValueError: If a field holds what it cannot hold.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableSourceError(
            file=path, line=1, problem=error, accepted="a file in UTF-8 with a JSON object a line"
        ) from error
    return [
        _record(_Line(path, at, text)) for at, text in enumerate(lines, start=1) if text.strip()
    ]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line and where it stands, so that every refusal can name the place."""

    file: Path
    number: int
    text: str

    def fields(self) -> Mapping[str, object]:
        try:
            fields = json.loads(self.text)
        except (ValueError, RecursionError) as error:
            raise self._unreadable(str(error)) from error
        if not isinstance(fields, dict):
            raise self._unreadable("no JSON object")
        return fields

    def field(
        self, fields: Mapping[str, object], name: str, read: Callable[[str], Value], accepted: str
    ) -> Value:
        """Return a field that must hold text which can be read."""
        value = self.present(fields, name, accepted)
        try:
            if isinstance(value, str):
                return read(value)
        except ValueError:
            pass
        raise InvalidValueError(
            file=self.file, line=self.number, field=name, value=value,
            problem="not one of what is accepted", accepted=accepted,
        )  # fmt: skip

    def present(self, fields: Mapping[str, object], name: str, accepted: str) -> object:
        """Return a field that must be there, whatever it holds."""
        if name not in fields:
            raise MissingFieldError(file=self.file, line=self.number, field=name, accepted=accepted)
        return fields[name]

    def _unreadable(self, problem: str) -> UnreadableSourceError:
        return UnreadableSourceError(
            file=self.file, line=self.number, problem=problem, accepted=_A_LINE
        )


def _record(line: _Line) -> Record:
    fields = line.fields()

    def day_or_none(name: str) -> date | None:
        if line.present(fields, name, _DAY_OR_NONE) is None:
            return None
        return line.field(fields, name, date.fromisoformat, _DAY_OR_NONE)

    return Record(
        phrase=line.field(fields, "phrase", str, "the phrase as text"),
        said_on=line.field(fields, "said_on", date.fromisoformat, _A_DAY),
        kind=line.field(fields, "kind", Tense, ", ".join(Tense)),
        earliest=day_or_none("earliest"),
        latest=day_or_none("latest"),
        judged=line.field(fields, "score", Judged, ", ".join(Judged)),
    )
