"""The status report of one cluster as a document."""

from collections.abc import Iterator

from reports.documents.content import (
    Block,
    Bullets,
    Facts,
    Heading,
    Line,
    Lines,
    Look,
    Paragraph,
    a_table,
    lines,
    named,
)
from reports.documents.life_cycle import life_cycle
from reports.documents.milestones import duties, milestones
from reports.documents.sections import ending, rolled_up, steps
from reports.documents.trend import trend
from reports.figures.structure import (
    ClusterFigures,
    ConditionLine,
    FactLine,
    Gate,
    ProjectLine,
    RequestLine,
)
from reports.sentences import Sentences
from reports.spelling import compact

_SIGNS = {True: "✓", False: "✕"}


def blocks(say: Sentences, figures: ClusterFigures) -> Iterator[Block]:
    """Yield the whole content below the masthead."""
    yield from _in_short(say, figures)
    yield from _gates(say, figures)
    yield from duties(say, figures.duties)
    yield from milestones(say, figures.milestones, figures.masthead.reference_date)
    yield from trend(say, figures.milestones, figures.masthead.reference_date)
    yield from _checklist(say, figures)
    yield from _requests(say, figures)
    yield from _conditions(say, figures)
    yield from _projects(say, figures)
    yield from life_cycle(say, figures.life_cycle)
    if absent := say.absent(figures):
        yield Heading(say.t("nothing_registered"))
        yield Paragraph(f"{', '.join(absent)}.")
    yield from ending(say, figures)


def _in_short(say: Sentences, figures: ClusterFigures) -> Iterator[Block]:
    rows: list[tuple[str, Lines]] = [
        (say.t("step"), (Line(say.step(figures.step), Look.STRONG),)),
        (say.t("status_of_cluster"), rolled_up(say, figures.roll_up, figures.milestones)),
    ]
    if figures.duties:
        rows.append((say.t("duties_short"), lines(say.counts(figures.duties))))
    if figures.next_bound:
        bound = say.next_bound(figures.next_bound, figures.milestones)
        rows.append((say.t("next_bound"), lines(bound)))
    yield Heading(say.t("in_short"))
    yield Facts(tuple(rows))
    yield Heading(say.t("steps"), 2)
    yield steps(figures.step, say)


def _gates(say: Sentences, figures: ClusterFigures) -> Iterator[Block]:
    if not figures.gates:
        return
    yield Heading(say.t("gates"))
    yield Paragraph(say.t("gates_note"), Look.NOTE)
    for gate in figures.gates:
        yield Heading(say.say(gate.label), 2)
        yield Paragraph(say.gate(gate), Look.NOTE)
        yield Bullets(_facts(say, gate))


def _facts(say: Sentences, gate: Gate) -> tuple[Lines, ...]:
    if not gate.facts:
        return (lines(say.t("no_facts")),)
    return tuple(_fact(say, fact) for fact in gate.facts)


def _fact(say: Sentences, fact: FactLine) -> Lines:
    said = Line(f"{_SIGNS[fact.holds]} {say.say(fact.label)}: {say.fact(fact)}")
    rows = say.rows(fact.rows, fact.rows_not_shown)
    return (said, Line(rows, Look.NOTE)) if rows else (said,)


def _checklist(say: Sentences, figures: ClusterFigures) -> Iterator[Block]:
    if figures.checklist:
        yield Heading(say.t("checklist"))
        yield a_table(
            say.t("checklist_caption"),
            [say.t(key) for key in ("checklist_item", "state", "missing_of_it")],
            [
                (
                    say.say(line.title),
                    f"{_SIGNS[line.holds]} {say.t('holds' if line.holds else 'missing')}",
                    say.say(line.text),
                )
                for line in figures.checklist
            ],
            (42, 18, 40),
        )


def _requests(say: Sentences, figures: ClusterFigures) -> Iterator[Block]:
    if figures.requests:
        yield Heading(say.t("requests"))
        yield a_table(
            say.t("requests_caption"),
            [say.t(key) for key in ("request", "state", "amount", "addressees")],
            [_request(say, line) for line in figures.requests],
            (34, 18, 26, 22),
        )


def _request(say: Sentences, line: RequestLine) -> tuple[str, ...]:
    return (
        f"{line.number}. {say.say(line.title)}",
        say.say(line.state),
        say.amount(line.amount),
        say.names(line.addressees),
    )


def _conditions(say: Sentences, figures: ClusterFigures) -> Iterator[Block]:
    if not figures.conditions:
        return
    counted = (
        f"{each.count} × {say.label('SIDES', each.side)}, {say.say(each.state).lower()}"
        for each in figures.condition_counts
    )
    yield Heading(say.t("conditions"))
    yield Paragraph(f"{'; '.join(counted)}.")
    yield a_table(
        say.t("conditions_caption"),
        [say.t(key) for key in ("condition", "side", "state", "project", "holder", "due")],
        [_condition(say, line) for line in figures.conditions],
        (25, 12, 15, 20, 16, 12),
    )


def _condition(say: Sentences, line: ConditionLine) -> tuple[str | Lines, ...]:
    return (
        named(say.say(line.title), say.label("CONDITION_KINDS", line.kind)),
        say.label("SIDES", line.side),
        say.say(line.state),
        say.say(line.project),
        say.names(line.holders),
        compact(line.due_on, say.language),
    )


def _projects(say: Sentences, figures: ClusterFigures) -> Iterator[Block]:
    if figures.projects:
        yield Heading(say.t("projects"))
        yield a_table(
            say.t("projects_caption"),
            [say.t(key) for key in ("project", "state", "companies", "unknown_of_it")],
            [_project(say, line) for line in figures.projects],
            (40, 15, 15, 30),
        )


def _project(say: Sentences, line: ProjectLine) -> tuple[str | Lines, ...]:
    kind = ""
    if line.is_first_of_a_kind:
        industry = f" · {say.label('INDUSTRIES', line.industry)}" if line.industry else ""
        kind = f"{say.t('first_of_a_kind')}{industry}"
    return (
        named(say.say(line.title), kind),
        say.say(line.state),
        say.names(line.companies),
        say.unknowns(line),
    )
