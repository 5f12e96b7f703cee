"""From the files of a folder to rows: each typed by the shape of its kind, none checked on others.

A file holds, per kind of subject, a list of rows, and before them what all of its rows share::

    source: kamerbrief-clusterplan-chemelot     # the document that states them
    cluster: chemelot                           # where they belong
    project:
      - key: project-helix
        ...
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from models.errors import (
    InvalidValueError,
    MissingFieldError,
    UnknownFieldError,
    UnreadableSourceError,
)
from models.ledger.chain import as_json
from models.ledger.hashing import canonical
from models.storage.values import Values
from models.vocabulary import SubjectKind
from seeds.forms import KEY, TEXT, value_of
from seeds.shapes import Field, Shape, shape_of
from seeds.source import (
    Listing,
    Mapping,
    Node,
    Scalar,
    Spot,
    as_listing,
    as_mapping,
    as_scalar,
    read_source,
)

SHARED = ("source", "cluster", "is_invented")
WITH_LIFE_CYCLE = frozenset(
    {
        SubjectKind.CLUSTER,
        SubjectKind.PROJECT,
        SubjectKind.CONDITION,
        SubjectKind.REQUEST,
        SubjectKind.MILESTONE,
        SubjectKind.COMPANY_TRACK,
    }
)
# These lie above the clusters: a file's `cluster` is not about them.
_OUTSIDE_CLUSTERS = frozenset(
    {
        SubjectKind.PROGRAMME,
        SubjectKind.CLUSTER,
        SubjectKind.ORGANISATION,
        SubjectKind.CONTACT,
    }
)
# Data of other shapes that lie in the same folders and have readers of their own.
_OTHER_FILES = frozenset({"ladders.yaml", "statements.yaml", "telling.yaml"})
_OTHER_FOLDERS = frozenset({"definitions", "calendars"})


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """Another row, by kind and key; written ``kind:key``."""

    kind: SubjectKind
    key: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True)
class Row:
    """One row as written: its values, what it refers to, and where it should stand."""

    kind: SubjectKind
    key: str
    values: Values
    references: dict[str, Reference]  # field → row
    states: tuple[str, ...]  # none: where the life cycle begins
    spot: Spot
    spots: dict[str, Spot]  # field → where it stands

    @property
    def reference(self) -> Reference:
        """Return how other rows name this one."""
        return Reference(self.kind, self.key)

    @cached_property
    def digest(self) -> str:
        """Return the hash of what the row says, whatever its order, spacing and comments."""
        said = {
            **as_json(self.values),
            **{field: str(reference) for field, reference in self.references.items()},
            "state": list(self.states),
        }
        return hashlib.sha256(canonical(said).encode()).hexdigest()

    def spot_of(self, field: str) -> Spot:
        """Return where a field stands; the row itself, when it is absent."""
        return self.spots.get(field, self.spot)

    def unfit(self, field: str, value: object, problem: str, accepted: str) -> InvalidValueError:
        """Return the error that a field of this row cannot hold its value."""
        spot = self.spot_of(field)
        return InvalidValueError(
            file=spot.file,
            line=spot.line,
            field=field,
            value=value,
            problem=problem,
            accepted=accepted,
        )


def rows_in(folder: Path) -> Iterator[Row]:
    """Yield every row of a folder, file by file in alphabetical order.

    Raises:
        SourceError: a file or row is wrong; names file and line.
    """
    if not folder.is_dir():
        raise UnreadableSourceError(
            file=folder.name, line=1, problem="die map is er niet", accepted="een map met .yaml"
        )
    for path in sorted(folder.rglob("*.yaml")):
        inside = path.relative_to(folder)
        if path.name in _OTHER_FILES or not _OTHER_FOLDERS.isdisjoint(inside.parts):
            continue
        yield from _rows_of_file(path, f"{folder.resolve().name}/{inside.as_posix()}")


def _rows_of_file(path: Path, name: str) -> Iterator[Row]:
    content = read_source(path, name=name)
    # `cluster` is both: one key that the rows share, or a list of clusters.
    shared: dict[str, Node] = {
        field: node
        for field, node in content.fields.items()
        if field in SHARED and isinstance(node, Scalar)
    }
    for field, node in content.fields.items():
        if field in shared:
            continue
        if field not in set(SubjectKind):
            raise _unknown_field(field, content.spots[field], (*SHARED, *SubjectKind))
        kind = SubjectKind(field)
        for item in as_listing(node, field).items:
            yield _row(kind, as_mapping(item, field), shared)


def _row(kind: SubjectKind, item: Mapping, shared: dict[str, Node]) -> Row:
    shape = shape_of(kind)
    outside = kind in _OUTSIDE_CLUSTERS
    given = {f: n for f, n in shared.items() if not (f == "cluster" and outside)} | item.fields
    known = (*shape, "state") if kind in WITH_LIFE_CYCLE else tuple(shape)
    for field, spot in item.spots.items():
        if field not in known:
            raise _unknown_field(field, spot, known)
    present = {f: node for f, node in given.items() if not _is_unknown(node)}
    _require(shape, present, item)
    key = str(value_of(as_scalar(present["key"], "key"), KEY, "key"))
    return Row(
        kind=kind,
        key=key,
        values={
            field: value_of(as_scalar(node, field), shape[field].form, field)
            for field, node in present.items()
            if field in shape and field != "key" and not shape[field].refers_to
        },
        references={
            field: _reference(as_scalar(node, field), shape[field], field)
            for field, node in present.items()
            if field in shape and shape[field].refers_to
        },
        states=_states(present.get("state")),
        spot=item.spot,
        spots=item.spots,
    )


def _is_unknown(node: Node) -> bool:
    return isinstance(node, Scalar) and node.is_null


def _require(shape: Shape, present: dict[str, Node], item: Mapping) -> None:
    """Refuse a row without what its kind needs, and a fact that does not say where it stands."""
    needed = [field for field, about in shape.items() if about.is_required]
    invented = present.get("is_invented")
    if not (isinstance(invented, Scalar) and invented.text == "true"):
        needed += ["source", "place", "words"]
    for field in needed:
        if field not in present:
            raise MissingFieldError(
                file=item.spot.file,
                line=item.spot.line,
                field=field,
                accepted=_accepted(shape[field]),
            )


def _accepted(field: Field) -> str:
    if field.refers_to:
        return "de sleutel van een rij: " + " | ".join(field.refers_to)
    return field.form.accepted


def _reference(scalar: Scalar, field: Field, name: str) -> Reference:
    """Read ``key`` or, when several kinds are possible, ``kind:key``."""
    kind, colon, key = scalar.text.rpartition(":")
    if not colon and len(field.refers_to) == 1:
        kind = field.refers_to[0]
    if kind not in field.refers_to:
        raise InvalidValueError(
            file=scalar.spot.file,
            line=scalar.spot.line,
            field=name,
            value=scalar.text[:80],
            problem="het soort rij ontbreekt of kan hier niet",
            accepted="soort:sleutel, met als soort " + " | ".join(field.refers_to),
        )
    return Reference(SubjectKind(kind), key)


def _states(node: Node | None) -> tuple[str, ...]:
    if node is None:
        return ()
    items = node.items if isinstance(node, Listing) else (node,)
    return tuple(str(value_of(as_scalar(item, "state"), TEXT, "state")) for item in items)


def _unknown_field(field: str, spot: Spot, known: tuple[str, ...]) -> UnknownFieldError:
    near = get_close_matches(field, known, n=1)
    accepted = f"{near[0]} (bedoelde u dat?)" if near else ", ".join(known)
    return UnknownFieldError(file=spot.file, line=spot.line, field=field, accepted=accepted)
