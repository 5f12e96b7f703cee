"""Figures as JSON: canonical for storing and comparing, indented for people who open the file."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import cast

from pydantic_core import to_json

from models.ledger.hashing import canonical
from reports.edition import Edition
from reports.figures.kinds import AnyFigures
from reports.overview import Overview

SCHEMA = "mijlpaal/report/1"
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_WHEN_ANY = "forecasts"  # is said only when there are any
_FIELDS: dict[type[object], tuple[str, ...]] = {}  # sorted names, by dataclass


def plain(figures: AnyFigures | Overview) -> dict[str, object]:
    """Return the figures as plain values: keys sorted, days in ISO 8601, texts in both languages.

    Figures of the present do not say that they are of no past, nor milestones that they had no
    forecast, so that an edition that was published before there was any keeps its digest.
    """
    values = cast("dict[str, dict[str, object]]", _plain(figures))
    if values["masthead"]["as_of"] is None:
        del values["masthead"]["as_of"]
    return {"schema": SCHEMA, **values}


def canonical_text(figures: AnyFigures | Overview) -> str:
    """Return the one JSON text of these figures, as it is stored with an edition."""
    return canonical(plain(figures))


def digest_of(figures: AnyFigures | Overview) -> str:
    """Return the SHA-256 of the canonical text."""
    return _digest_of(canonical_text(figures))


def kept(figures: AnyFigures | Overview) -> tuple[str, str]:
    """Return the canonical text, and its SHA-256, as they are stored with an edition."""
    text = canonical_text(figures)
    return text, _digest_of(text)


def render(figures: AnyFigures | Overview, edition: Edition | None = None) -> str:
    """Return the JSON document: the figures, their digest and, when published, their edition."""
    document = plain(figures)
    document["digest"] = _digest_of(canonical(document))
    if edition is not None:
        document["edition"] = edition.number
        document["published_at"] = edition.published_at.isoformat()
        document["approval"] = edition.approval
        if edition.established_on is not None:
            document["established_on"] = edition.established_on.isoformat()
        if edition.corrects is not None:
            document["corrects"] = edition.corrects
            document["correction"] = edition.correction
    # json.dumps falls back to slow Python as soon as it indents.
    return to_json(dict(sorted(document.items())), indent=2).decode() + "\n"


def _digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    """Return a value that JSON does not have as it is; ``asdict`` would copy all once more."""
    if names := _fields_of(type(value)):
        return {
            name: found if type(found) in _AS_THEY_ARE else _plain(found)
            for name in names
            if (found := getattr(value, name)) or name != _WHEN_ANY
        }
    if isinstance(value, Mapping):
        return {
            str(name): found if type(found) in _AS_THEY_ARE else _plain(found)
            for name, found in sorted(value.items())
            if found or name != _WHEN_ANY
        }
    if isinstance(value, list | tuple):
        return [each if type(each) in _AS_THEY_ARE else _plain(each) for each in value]
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def _fields_of(kind: type[object]) -> tuple[str, ...]:
    found = _FIELDS.get(kind)
    if found is None:
        found = tuple(sorted(each.name for each in fields(kind))) if is_dataclass(kind) else ()
        _FIELDS[kind] = found
    return found
