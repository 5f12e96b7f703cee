"""From a row as written to the columns of a subject: defaults, ids, windows and standing."""

from collections.abc import Callable
from datetime import date
from typing import cast

from models.dates import Calendar, Reading, Tense, Window, read_edtf, read_moment
from models.rules.agreements import agreed, first_agreed
from models.statechart import initial, placed
from models.storage.records import DETAIL_TABLES
from models.storage.values import Value
from models.tables import Subject
from models.vocabulary import SubjectKind
from seeds.collection import Seeds
from seeds.rows import Reference, Row
from seeds.shapes import shape_of

IdOf = Callable[[Reference], int | None]


def columns_of(seeds: Seeds, row: Row, *, id_of: IdOf, calendar: Calendar) -> dict[str, Value]:
    """Return every column that the row decides, with the default where it says nothing.

    Args:
        seeds: what the row belongs to.
        row: the row.
        id_of: the id of a row that this one refers to; None while that has none.
        calendar: for sitting days and for words like "voor het zomerreces".

    Raises:
        OutsideCalendarError: a bound lies where the calendar holds no data.
    """
    columns = _written(row, id_of)
    columns["seed_digest"] = row.digest
    life_cycle = seeds.life_cycle_of(row)
    if life_cycle is not None:
        chart = life_cycle.chart
        standing = placed(chart, row.states) if row.states else initial(chart).standing
        columns["standing"] = chart.write(standing)
    if row.kind is SubjectKind.MILESTONE:
        columns |= _agreement(seeds, row, calendar, anchor_id=columns["anchor_id"])
    if row.kind is SubjectKind.OCCURRENCE:
        columns |= _moment(row, calendar)
    return columns


def _written(row: Row, id_of: IdOf) -> dict[str, Value]:
    columns: dict[str, Value] = {}
    for name, field in shape_of(row.kind).items():
        if not field.is_column or name == "key":
            continue
        column = field.column or name
        if name in row.references:
            columns[column] = id_of(row.references[name])
        else:
            columns[column] = row.values.get(name, _default(row.kind, column))
    return columns


def _default(kind: SubjectKind, column: str) -> Value:
    columns = {**Subject.model_fields, **DETAIL_TABLES[kind].model_fields}
    field = columns[column]
    return None if field.is_required() else cast("Value", field.default)


def _agreement(seeds: Seeds, row: Row, calendar: Calendar, *, anchor_id: Value) -> dict[str, Value]:
    """Return the first agreement and the current one, which begin as the same."""
    tense = row.values.get("tense")
    reading = _read(row, Tense(str(tense)) if tense else None, calendar)
    agreement = agreed(reading, to_parliament=seeds.is_to_parliament(row), calendar=calendar)
    if agreement["bound"] is None:
        agreement["bound"] = row.values.get("internal_target")
    agreement["anchor_id"] = anchor_id
    return {**agreement, **first_agreed(agreement)}


def _moment(row: Row, calendar: Calendar) -> dict[str, Value]:
    """Return when it happened: as the row's EDTF says, else as its words do, else unknown."""
    edtf = row.values.get("edtf")
    window, notation = Window(), edtf
    if edtf is not None:
        window = read_edtf(str(edtf))
    elif row.values.get("wording") is not None:
        reading = _read(row, Tense.PAST, calendar)
        window, notation = reading.window, reading.edtf
    return {"edtf": notation, "earliest": window.earliest, "latest": window.latest}


def _read(row: Row, tense: Tense | None, calendar: Calendar) -> Reading:
    said_on = cast("date", row.values["said_on"])
    return read_moment(str(row.values["wording"]), said_on, tense=tense, calendar=calendar)
