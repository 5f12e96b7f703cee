"""All tables of a report; one without rows is left out."""

from collections.abc import Iterator
from functools import partial

from reports.figures.structure import (
    Change,
    ClusterFigures,
    DocumentLine,
    Figures,
    OccurrenceLine,
    QualityLine,
)
from reports.sentences import Sentences
from reports.tables.milestones import MILESTONES, REPLANNINGS, replannings_of
from reports.tables.portfolio import (
    CHECKLIST,
    CLUSTERS,
    CONDITIONS,
    GATES,
    PROJECTS,
    REQUESTS,
    STEPS,
    facts_of,
)
from reports.tables.table import Column, Columns, DataTable, filled, said, word

_OCCURRENCES: Columns[OccurrenceLine] = (
    Column("key", lambda _, line: line.key),
    Column("title", lambda say, line: say.say(line.title)),
    Column("subject", lambda say, line: said(say, line.about)),
    Column("wording", lambda _, line: line.wording),
    Column("earliest", lambda _, line: line.earliest),
    Column("latest", lambda _, line: line.latest),
    Column("modality", lambda say, line: word(say, "MODALITIES", line.modality)),
    Column("is_reversible", lambda _, line: line.is_reversible),
)
_CHANGES: Columns[Change] = (
    Column("subject_kind", lambda say, line: say.label("KINDS", line.subject_kind)),
    Column("subject", lambda say, line: say.say(line.subject)),
    Column("text", lambda say, line: say.say(line.text)),
    Column("effective_on", lambda _, line: line.effective_on),
    Column("reason", lambda _, line: line.reason),
)
_DOCUMENTS: Columns[DocumentLine] = (
    Column("key", lambda _, line: line.key),
    Column("title", lambda say, line: say.say(line.title)),
    Column("kind", lambda say, line: say.label("DOCUMENT_KINDS", line.kind)),
    Column("reference", lambda _, line: line.reference),
    Column("dated_on", lambda _, line: line.dated_on),
    Column("dated_on_is_nominal", lambda _, line: line.dated_on_is_nominal),
    Column("copies", lambda _, line: line.copies),
    Column(
        "confidentiality", lambda say, line: say.label("CONFIDENTIALITIES", line.confidentiality)
    ),
)
_QUALITY: Columns[QualityLine] = (
    Column("code", lambda _, line: line.code),
    Column("text", lambda say, line: say.say(line.text)),
    Column("count", lambda _, line: line.count),
    Column("rows", lambda say, line: "; ".join(row.say(say.language) for row in line.rows)),
)


def tables_of(figures: Figures, say: Sentences) -> tuple[DataTable, ...]:
    """Return every table of a report that has rows; the milestones come first."""
    return tuple(table for table in _tables(figures, say) if table.rows)


def _tables(figures: Figures, say: Sentences) -> Iterator[DataTable]:
    made = partial(filled, say=say, reference_date=figures.masthead.reference_date)
    yield made("milestones", MILESTONES, figures.milestones)
    yield made("replannings", REPLANNINGS, replannings_of(figures.milestones))
    if isinstance(figures, ClusterFigures):
        yield made("steps", STEPS, figures.step.stages)
        yield made("gates", GATES, facts_of(figures.gates))
        yield made("checklist", CHECKLIST, figures.checklist)
        yield made("requests", REQUESTS, figures.requests)
        yield made("conditions", CONDITIONS, figures.conditions)
        yield made("projects", PROJECTS, figures.projects)
    else:
        yield made("clusters", CLUSTERS, figures.clusters)
    yield made("occurrences", _OCCURRENCES, figures.occurrences)
    yield made("changes", _CHANGES, figures.changes.lines)
    yield made("documents", _DOCUMENTS, figures.documents)
    yield made("quality", _QUALITY, figures.quality)
