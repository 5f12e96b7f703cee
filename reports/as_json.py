"""Figures as JSON: canonical for storing and comparing, indented for people who open the file."""

import hashlib
import json
from dataclasses import asdict
from datetime import date

from models.hashing import canonical
from reports.edition import Edition
from reports.figures.kinds import AnyFigures
from reports.overview import Overview

SCHEMA = "mijlpaal/report/1"


def plain(figures: AnyFigures | Overview) -> dict[str, object]:
    """Return the figures as plain values: days in ISO 8601, texts in both languages.

    Figures of the present do not say that they are of no past, nor milestones that they had no
    forecast, so that an edition that was published before there was any keeps its digest.
    """
    values = json.loads(json.dumps(asdict(figures), default=_iso), object_hook=_said)
    if values["masthead"]["as_of"] is None:
        del values["masthead"]["as_of"]
    return {"schema": SCHEMA, **values}


def canonical_text(figures: AnyFigures | Overview) -> str:
    """Return the one JSON text of these figures, as it is stored with an edition."""
    return canonical(plain(figures))


def digest_of(figures: AnyFigures | Overview) -> str:
    """Return the SHA-256 of the canonical text."""
    return hashlib.sha256(canonical_text(figures).encode()).hexdigest()


def render(figures: AnyFigures | Overview, edition: Edition | None = None) -> str:
    """Return the JSON document: the figures, their digest and, when published, their edition."""
    document = {**plain(figures), "digest": digest_of(figures)}
    if edition is not None:
        document["edition"] = edition.number
        document["published_at"] = edition.published_at.isoformat()
        document["approval"] = edition.approval
        if edition.established_on is not None:
            document["established_on"] = edition.established_on.isoformat()
        if edition.corrects is not None:
            document["corrects"] = edition.corrects
            document["correction"] = edition.correction
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _said(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name != "forecasts" or value}


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
