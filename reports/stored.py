"""Figures from their stored text: an old edition can be rendered again, in every format.

The text holds one object per dataclass, in the names of its fields. A field that an edition of
long ago does not have yet gets its default; without one the edition cannot be rendered and says so.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Union, cast, get_args, get_origin, get_type_hints

from models.errors import AlteredEditionError
from models.tables import Report
from models.vocabulary import SubjectKind
from reports.figures.structure import ClusterFigures, Figures, ProgrammeFigures

_Reader = Callable[[object], object]


def figures_of(report: Report, name: object) -> Figures:
    """Return the figures of a stored edition.

    Args:
        report: the edition.
        name: what to call it in an error.

    Raises:
        AlteredEditionError: somebody wrote in them.
    """
    if hashlib.sha256(report.figures.encode()).hexdigest() != report.digest:
        raise AlteredEditionError(edition=name)
    return read_figures(report.figures)


def read_figures(text: str) -> Figures:
    """Return the figures that a canonical text holds; the reverse of ``as_json.canonical_text``."""
    found = json.loads(text)
    kind = found["masthead"]["kind"]
    figures = ClusterFigures if kind == SubjectKind.CLUSTER else ProgrammeFigures
    return cast("Figures", _reader(figures)(found))


@cache
def _reader(of: object) -> _Reader:
    """Return what makes a value of this type out of plain JSON."""
    if of in _PLAIN:
        return _PLAIN[of]
    origin, parts = get_origin(of), get_args(of)
    if origin in (Union, UnionType):
        return _optional([part for part in parts if part is not NoneType])
    if origin is tuple:
        return _tuple(parts)
    if isinstance(of, type) and issubclass(of, StrEnum):
        return cast("_Reader", of)
    if isinstance(of, type) and is_dataclass(of):
        return _dataclass(of)
    return _as_it_is


def _optional(parts: list[object]) -> _Reader:
    """Return the reader of a type that may be absent; of several the first that fits."""

    def read(value: object) -> object:
        if value is None:
            return None
        for part in parts[:-1]:
            try:
                return _reader(part)(value)
            except (KeyError, TypeError, ValueError):
                continue
        return _reader(parts[-1])(value)

    return read


def _tuple(parts: tuple[object, ...]) -> _Reader:
    def read(value: object) -> object:
        found = cast("list[object]", value)
        types = [parts[0]] * len(found) if parts[-1] is Ellipsis else parts
        return tuple(_reader(of)(each) for of, each in zip(types, found, strict=True))

    return read


def _dataclass(of: type) -> _Reader:
    types = get_type_hints(of)
    known = fields(of)

    def read(value: object) -> object:
        row = cast("Mapping[str, object]", value)
        given = {
            field.name: _reader(types[field.name])(row[field.name])
            for field in known
            if field.name in row or field.default is MISSING
        }
        return of(**given)

    return read


def _as_it_is(value: object) -> object:
    return value


def _day(value: object) -> date:
    return date.fromisoformat(str(value))


_PLAIN: Mapping[object, _Reader] = {date: _day, timedelta: _as_it_is}
