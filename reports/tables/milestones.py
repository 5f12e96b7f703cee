"""The columns of milestones and of what became of their agreements."""

from collections.abc import Callable, Sequence

from reports.figures.structure import Agreed, MilestoneLine, Replanning
from reports.tables.table import Column, Columns, said, word

Replanned = tuple[MilestoneLine, Replanning]


def replannings_of(lines: Sequence[MilestoneLine]) -> list[Replanned]:
    """Return every change of an agreement with the milestone that it is of."""
    return [(line, each) for line in lines for each in line.replannings]


def _agreement(which: str, of: Callable[[MilestoneLine], Agreed]) -> Columns[MilestoneLine]:
    return (
        Column(f"{which}_wording", lambda _, line: of(line).wording),
        Column(f"{which}_earliest", lambda _, line: of(line).earliest),
        Column(f"{which}_soft", lambda _, line: of(line).soft_latest),
        Column(f"{which}_latest", lambda _, line: of(line).latest),
        Column(f"{which}_edtf", lambda _, line: of(line).edtf),
    )


MILESTONES: Columns[MilestoneLine] = (
    Column("key", lambda _, line: line.key),
    Column("title", lambda say, line: say.say(line.title)),
    Column("cluster", lambda say, line: said(say, line.cluster)),
    Column("is_programme_wide", lambda _, line: line.is_programme_wide),
    Column("modality", lambda say, line: say.label("MODALITIES", line.modality)),
    Column("is_duty", lambda _, line: line.is_duty),
    Column("addressee", lambda _, line: line.addressee),
    Column("owners", lambda _, line: ", ".join(line.owners)),
    Column("state", lambda say, line: say.say(line.state)),
    Column("status", lambda say, line: word(say, "STATUSES", line.judged.status)),
    Column("reason", lambda say, line: say.reason(line.judged)),
    Column("status_computed", lambda say, line: word(say, "STATUSES", line.judged.computed)),
    Column("status_first", lambda say, line: word(say, "STATUSES", line.judged_first.status)),
    Column("reason_first", lambda say, line: say.reason(line.judged_first)),
    *_agreement("first", lambda line: line.first),
    *_agreement("current", lambda line: line.current),
    Column("waits_for", lambda _, line: line.current.waits_for),
    Column("bound", lambda _, line: line.bound),
    Column("practical", lambda _, line: line.practical),
    Column("rests_on_estimate", lambda _, line: line.rests_on_estimate),
    Column("internal_target", lambda _, line: line.internal_target),
    Column("forecast_on", lambda _, line: line.forecast_on),
    Column("forecast_confirmed_on", lambda _, line: line.forecast_confirmed_on),
    Column("achieved_on", lambda _, line: line.achieved_on),
    Column("evidence", lambda _, line: line.evidence),
    Column("replanned", lambda _, line: line.replanned),
    Column("is_needed_next", lambda _, line: line.is_needed_next),
    Column("said_on", lambda _, line: line.said_on),
    Column("said_on_is_nominal", lambda _, line: line.said_on_is_nominal),
    Column("source_place", lambda _, line: line.source_place),
    Column("is_invented", lambda _, line: line.is_invented),
)

REPLANNINGS: Columns[Replanned] = (
    Column("key", lambda _, row: row[0].key),
    Column("title", lambda say, row: say.say(row[0].title)),
    Column("kind", lambda say, row: say.label("EVENT_KINDS", row[1].kind)),
    Column("decided_on", lambda _, row: row[1].decided_on),
    Column("old_wording", lambda _, row: row[1].old_wording),
    Column("old_latest", lambda _, row: row[1].old_latest),
    Column("new_wording", lambda _, row: row[1].new_wording),
    Column("new_latest", lambda _, row: row[1].new_latest),
    Column("code", lambda say, row: said(say, row[1].code)),
    Column("reason", lambda _, row: row[1].reason),
)
