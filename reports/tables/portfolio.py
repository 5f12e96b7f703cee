"""The columns of what a cluster consists of and waits for."""

from collections.abc import Sequence

from reports.drawings.step_bar import PLACES
from reports.figures.structure import (
    ChecklistLine,
    ClusterLine,
    ConditionLine,
    FactLine,
    Gate,
    ProjectLine,
    RequestLine,
    Stage,
)
from reports.sentences import Sentences
from reports.tables.table import Column, Columns, said, word

Asked = tuple[Gate, FactLine]


def facts_of(gates: Sequence[Gate]) -> list[Asked]:
    """Return every fact that a step waits for, with that step."""
    return [(gate, fact) for gate in gates for fact in gate.facts]


def _amount_modality(say: Sentences, line: RequestLine) -> str | None:
    return word(say, "MODALITIES", line.amount.modality) if line.amount else None


CLUSTERS: Columns[ClusterLine] = (
    Column("key", lambda _, line: line.key),
    Column("title", lambda say, line: say.say(line.title)),
    Column("step", lambda say, line: said(say, line.step.now)),
    Column("status", lambda say, line: word(say, "STATUSES", line.roll_up.status)),
    Column("status_first", lambda say, line: word(say, "STATUSES", line.roll_up.against_first)),
    Column("reason", lambda say, line: say.say(line.roll_up.text)),
    Column("next_bound", lambda _, line: line.next_bound.day if line.next_bound else None),
    Column("open_milestones", lambda _, line: line.open_milestones),
    Column("open_requests", lambda _, line: line.requests_open),
    Column("projects", lambda _, line: line.projects),
)
STEPS: Columns[Stage] = (
    Column("key", lambda _, line: line.key),
    Column("stage", lambda say, line: say.say(line.label)),
    Column("progress", lambda say, line: PLACES[line.progress].say(say.language)),
)
GATES: Columns[Asked] = (
    Column("stage", lambda say, row: say.say(row[0].label)),
    Column("is_open", lambda _, row: row[0].is_open),
    Column("asks", lambda say, row: say.say(row[1].label)),
    Column("holds", lambda _, row: row[1].holds),
    Column("missing", lambda say, row: None if row[1].holds else say.say(row[1].text)),
)
CHECKLIST: Columns[ChecklistLine] = (
    Column("key", lambda _, line: line.key),
    Column("title", lambda say, line: say.say(line.title)),
    Column("holds", lambda _, line: line.holds),
    Column("missing", lambda say, line: None if line.holds else say.say(line.text)),
)
REQUESTS: Columns[RequestLine] = (
    Column("key", lambda _, line: line.key),
    Column("number", lambda _, line: line.number),
    Column("title", lambda say, line: say.say(line.title)),
    Column("state", lambda say, line: say.say(line.state)),
    Column("addressee", lambda _, line: ", ".join(line.addressees)),
    Column("amount_eur", lambda _, line: line.amount.eur if line.amount else None),
    Column("amount_modality", _amount_modality),
    Column("is_additional", lambda _, line: line.amount.is_additional if line.amount else None),
    Column("split", lambda _, line: line.amount.split if line.amount else None),
)
CONDITIONS: Columns[ConditionLine] = (
    Column("key", lambda _, line: line.key),
    Column("title", lambda say, line: say.say(line.title)),
    Column("side", lambda say, line: say.label("SIDES", line.side)),
    Column("kind", lambda say, line: say.label("CONDITION_KINDS", line.kind)),
    Column("state", lambda say, line: say.say(line.state)),
    Column("project", lambda say, line: said(say, line.project)),
    Column("holders", lambda _, line: ", ".join(line.holders)),
    Column("due_on", lambda _, line: line.due_on),
)
PROJECTS: Columns[ProjectLine] = (
    Column("key", lambda _, line: line.key),
    Column("title", lambda say, line: say.say(line.title)),
    Column("state", lambda say, line: say.say(line.state)),
    Column("companies", lambda _, line: ", ".join(line.companies)),
    Column("industry", lambda say, line: word(say, "INDUSTRIES", line.industry)),
    Column("is_first_of_a_kind", lambda _, line: line.is_first_of_a_kind),
    Column("timeline", lambda _, line: line.timeline),
    Column("conditions", lambda _, line: line.conditions),
    Column("unknown", lambda say, line: ", ".join(each.say(say.language) for each in line.unknown)),
)
