"""Reading seeds: folders in, rows out that were checked against each other. Nothing is written."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import cast

from models.errors import DuplicateIdError, UnknownReferenceError
from models.vocabulary import SubjectKind
from seeds.checks import check_row
from seeds.collection import Seeds, near
from seeds.lifecycles import read_life_cycles
from seeds.rows import Reference, Row, rows_in

DEFAULT = Path(__file__).parent


def read_seeds(*folders: Path) -> Seeds:
    """Return the seeds of all folders together; without one, those that come with the product.

    A folder of one's own is read beside the default: ``read_seeds(DEFAULT, own_folder)``. Its
    rows may refer to the default ones; no row may stand in two folders.

    Raises:
        SourceError: something is wrong; names file and line.
        DefinitionError: a life cycle cannot be run, or a row stands where nothing can.
    """
    rows = _by_reference(row for folder in folders or (DEFAULT,) for row in rows_in(folder))
    for row in rows.values():
        _check_references(row, rows)
    seeds = Seeds(_in_order(rows), read_life_cycles())
    for row in seeds.rows.values():
        check_row(seeds, row)
    return seeds


def _by_reference(rows: Iterable[Row]) -> dict[Reference, Row]:
    found: dict[Reference, Row] = {}
    for row in rows:
        first = found.get(row.reference)
        if first is not None:
            spot = row.spot_of("key")
            raise DuplicateIdError(
                file=spot.file,
                line=spot.line,
                key=row.reference,
                first=f"{first.spot.file}, regel {first.spot_of('key').line}",
            )
        found[row.reference] = row
    return found


def _check_references(row: Row, rows: Mapping[Reference, Row]) -> None:
    source = row.values.get("source")
    document = {} if source is None else {"source": Reference(SubjectKind.DOCUMENT, str(source))}
    for field, reference in {**document, **row.references}.items():
        if reference not in rows:
            raise unknown_reference(row, field, reference, rows)


def unknown_reference(
    row: Row, field: str, reference: Reference, rows: Iterable[Reference]
) -> UnknownReferenceError:
    """Return the error that a row points nowhere, with the keys that come near."""
    spot = row.spot_of(field)
    return UnknownReferenceError(
        file=spot.file,
        line=spot.line,
        field=field,
        key=reference.key,
        suggestion=near(reference.key, [each.key for each in rows if each.kind is reference.kind]),
    )


def _in_order(rows: Mapping[Reference, Row]) -> dict[Reference, Row]:
    """Put what a row refers to before it; otherwise the order of the files."""
    graph = {row.reference: row.references.values() for row in rows.values()}
    try:
        return {reference: rows[reference] for reference in TopologicalSorter(graph).static_order()}
    except CycleError as problem:
        circle = cast("list[Reference]", problem.args[1])
        row = next(row for reference, row in rows.items() if reference in circle)
        said = " → ".join(map(str, circle))
        raise row.unfit(
            "key", row.key, f"rijen wijzen in een kring: {said}", "geen kring"
        ) from None
