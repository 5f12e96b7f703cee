"""The overview over all clusters as a document."""

from collections.abc import Iterator

from reports.documents.content import (
    Block,
    Facts,
    Heading,
    Line,
    Lines,
    Look,
    a_table,
    lines,
    named,
)
from reports.documents.milestones import duties, milestones
from reports.documents.sections import ending, rolled_up
from reports.documents.trend import trend
from reports.figures.structure import ClusterLine, ProgrammeFigures
from reports.sentences import Sentences


def blocks(say: Sentences, figures: ProgrammeFigures) -> Iterator[Block]:
    """Yield the whole content below the masthead."""
    yield from _in_short(say, figures)
    yield from _clusters(say, figures)
    yield from duties(say, figures.duties)
    yield from milestones(say, figures.milestones, figures.masthead.reference_date)
    yield from trend(say, figures.milestones, figures.masthead.reference_date)
    yield from ending(say, figures)


def _in_short(say: Sentences, figures: ProgrammeFigures) -> Iterator[Block]:
    rows: list[tuple[str, Lines]] = [
        (say.t("clusters"), (Line(say.clusters(figures), Look.STRONG),))
    ]
    if figures.milestones:
        rows.append((say.t("milestones"), lines(say.counts(figures.milestones))))
    if figures.duties:
        rows.append((say.t("duties_short"), lines(say.counts(figures.duties))))
    if figures.next_bound:
        bound = say.next_bound(figures.next_bound, figures.milestones)
        rows.append((say.t("next_bound"), lines(bound)))
    yield Heading(say.t("in_short"))
    yield Facts(tuple(rows))


def _clusters(say: Sentences, figures: ProgrammeFigures) -> Iterator[Block]:
    if figures.clusters:
        names = ("cluster", "step", "status_of_cluster", "open_milestones", "open_requests")
        yield Heading(say.t("clusters"))
        yield a_table(
            say.t("clusters_caption"),
            [say.t(name) for name in names],
            [_cluster(say, line, figures) for line in figures.clusters],
            (24, 25, 27, 12, 12),
        )


def _cluster(
    say: Sentences, line: ClusterLine, figures: ProgrammeFigures
) -> tuple[str | Lines, ...]:
    return (
        named(say.say(line.title)),
        say.step(line.step),
        rolled_up(say, line.roll_up, figures.milestones),
        str(line.open_milestones),
        str(line.requests_open),
    )
