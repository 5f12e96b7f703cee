"""The year page of duties, as a document: one table, and below it what has no day."""

from collections.abc import Iterator, Sequence

from reports.documents.content import (
    Block,
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
from reports.documents.of_holder import bounds, judged
from reports.figures.duty_year import DutyYearFigures
from reports.figures.structure import MilestoneLine
from reports.sentences import Sentences


def blocks(say: Sentences, figures: DutyYearFigures) -> Iterator[Block]:
    """Yield how many there are and how they stand, then each with its sentence."""
    yield Heading(say.t("in_short"))
    yield Facts(
        (
            (say.t("year"), lines(str(figures.year))),
            (say.t("duties_short"), lines(say.counts(figures.duties) or say.t("no_duties"))),
        )
    )
    if figures.duties:
        yield Heading(say.t("duties"))
        yield _table(say, figures.duties)
        yield Paragraph(say.t("duty_year_note"), Look.NOTE)
    if figures.undated:
        yield Heading(say.t("undated"))
        yield Paragraph(say.t("undated_note"), Look.NOTE)
        yield _table(say, figures.undated)


def _table(say: Sentences, found: Sequence[MilestoneLine]) -> Block:
    return a_table(
        say.t("duty_year_caption"),
        [say.t(key) for key in ("sentence", "formal_bound", "practical_bound", "owner", "status")],
        [_duty(say, line) for line in found],
        (38, 15, 17, 12, 18),
    )


def _duty(say: Sentences, line: MilestoneLine) -> tuple[str | Lines, ...]:
    return (
        named(sentence(say, line), say.scope(line), say.said(line), _weight(say, line)),
        bounds(say, line),
        say.practical(line),
        say.names(line.owners),
        (*judged(say, line), Line(say.say(line.state), Look.NOTE)),
    )


def sentence(say: Sentences, line: MilestoneLine) -> str:
    """Return the sentence of a promise in quotes; its title where the words are not kept."""
    return say.quoted(line.source_words) if line.source_words else say.say(line.title)


def _weight(say: Sentences, line: MilestoneLine) -> str:
    return f"{say.label('MODALITIES', line.modality)} · {line.key}"
