"""The tables of a report that is made when somebody asks; one without rows is left out.

A letter to the Kamer holds none: it is read, not counted.
"""

from collections.abc import Iterator
from functools import partial

from reports.figures.duty_year import DutyYearFigures
from reports.figures.holder import HolderFigures
from reports.figures.postponement import Postponement, PostponementFigures, Proposed
from reports.sentences import Sentences
from reports.tables.milestones import MILESTONES, REPLANNINGS, replannings_of
from reports.tables.portfolio import CONDITIONS, REQUESTS
from reports.tables.table import Column, Columns, DataTable, filled, said

Tabular = HolderFigures | DutyYearFigures | PostponementFigures

_POSTPONEMENTS: Columns[Postponement] = (
    Column("number", lambda _, row: row.number),
    Column("decided_on", lambda _, row: row.change.decided_on),
    Column("is_in_time", lambda _, row: row.is_in_time),
    Column("old_wording", lambda _, row: row.change.old_wording),
    Column("old_latest", lambda _, row: row.change.old_latest),
    Column("new_wording", lambda _, row: row.change.new_wording),
    Column("new_latest", lambda _, row: row.change.new_latest),
    Column("days_later", lambda _, row: row.days),
    Column("code", lambda say, row: said(say, row.change.code)),
    Column("reason", lambda _, row: row.change.reason),
)
_PROPOSED: Columns[Proposed] = (
    Column("new_wording", lambda _, row: row.wording),
    Column("code", lambda say, row: said(say, row.code)),
    Column("reason", lambda _, row: row.reason),
    Column("proposed_on", lambda _, row: row.proposed_on),
    Column("expires_on", lambda _, row: row.expires_on),
)


def tables_on_demand(figures: Tabular, say: Sentences) -> tuple[DataTable, ...]:
    """Return every table of a report that has rows; the milestones come first."""
    return tuple(table for table in _tables(figures, say) if table.rows)


def _tables(figures: Tabular, say: Sentences) -> Iterator[DataTable]:
    made = partial(filled, say=say, reference_date=figures.masthead.reference_date)
    if isinstance(figures, HolderFigures):
        lines = (*figures.owed, *figures.settled)
        yield made("milestones", MILESTONES, lines)
        yield made("replannings", REPLANNINGS, replannings_of(lines))
        yield made("conditions", CONDITIONS, figures.conditions)
        yield made("requests", REQUESTS, figures.requests)
    elif isinstance(figures, DutyYearFigures):
        lines = (*figures.duties, *figures.undated)
        yield made("milestones", MILESTONES, lines)
        yield made("replannings", REPLANNINGS, replannings_of(lines))
    else:
        yield made("milestones", MILESTONES, (figures.line,))
        yield made("postponements", _POSTPONEMENTS, figures.postponements)
        yield made("proposed", _PROPOSED, figures.proposed)
