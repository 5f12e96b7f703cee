"""The statements of a letter, each with the rows that hold it or the reason why none does."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from models.errors import MissingFieldError, UnknownFieldError, UnknownReferenceError
from seeds.collection import Seeds, near
from seeds.forms import TEXT, value_of, word_of
from seeds.rows import Reference
from seeds.source import Mapping, Spot, as_listing, as_mapping, as_scalar, read_source

STATEMENTS = Path(__file__).parent / "letters" / "clusterplan-chemelot" / "statements.yaml"
DEFINITION = "definition"  # `definition:cluster` is a life cycle, which is no row
_FIELDS = ("place", "phrase", "states", "rows", "reason")


class Concern(StrEnum):
    """What kind of thing a statement states; ``NONE``: nothing that must be kept."""

    FACT = "fact"
    STEP = "step"
    DUTY = "duty"
    DEADLINE = "deadline"
    REQUEST = "request"
    CONDITION = "condition"
    DEPENDENCY = "dependency"
    CONFIDENTIALITY = "confidentiality"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Statement:
    """A literal phrase of the letter, where it stands, and what became of it."""

    place: str
    phrase: str
    states: Concern
    rows: tuple[str, ...]  # kind:key, or definition:id
    reason: str | None
    spot: Spot


def read_statements(seeds: Seeds, path: Path = STATEMENTS) -> tuple[Statement, ...]:
    """Return the statements in the order of the letter.

    Raises:
        SourceError: a row that does not exist, or neither row nor reason; names file and line.
    """
    content = read_source(path, name=f"{path.parent.name}/{path.name}")
    if "statements" not in content.fields:
        raise MissingFieldError(
            file=content.spot.file, line=content.spot.line, field="statements", accepted="een lijst"
        )
    listing = as_listing(content.fields["statements"], "statements")
    return tuple(_statement(seeds, as_mapping(item, "statements")) for item in listing.items)


def untraced(seeds: Seeds, statements: Iterable[Statement]) -> list[Reference]:
    """Return the rows with a source that no statement leads to: where did they come from?"""
    traced = {row for statement in statements for row in statement.rows}
    return [
        reference
        for reference, row in seeds.rows.items()
        if row.values.get("source") is not None and str(reference) not in traced
    ]


def _statement(seeds: Seeds, item: Mapping) -> Statement:
    for field in item.fields.keys() - set(_FIELDS):
        spot = item.spots[field]
        raise UnknownFieldError(
            file=spot.file, line=spot.line, field=field, accepted=", ".join(_FIELDS)
        )
    rows = _rows(seeds, item)
    reason = _text(item, "reason") if "reason" in item.fields or not rows else None
    return Statement(
        place=_text(item, "place"),
        phrase=_text(item, "phrase"),
        states=Concern(_text(item, "states", of=Concern)),
        rows=rows,
        reason=reason,
        spot=item.spot,
    )


def _text(item: Mapping, field: str, *, of: type[StrEnum] | None = None) -> str:
    form = word_of(of) if of else TEXT
    if field not in item.fields:
        raise MissingFieldError(
            file=item.spot.file, line=item.spot.line, field=field, accepted=form.accepted
        )
    return str(value_of(as_scalar(item.fields[field], field), form, field))


def _rows(seeds: Seeds, item: Mapping) -> tuple[str, ...]:
    if "rows" not in item.fields:
        return ()
    known = {*map(str, seeds.rows), *(f"{DEFINITION}:{name}" for name in seeds.life_cycles)}
    found = []
    for node in as_listing(item.fields["rows"], "rows").items:
        name = as_scalar(node, "rows").text
        if name not in known:
            raise UnknownReferenceError(
                file=node.spot.file,
                line=node.spot.line,
                field="rows",
                key=name,
                suggestion=near(name, known),
            )
        found.append(name)
    return tuple(found)
