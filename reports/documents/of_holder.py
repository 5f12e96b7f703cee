"""What one organisation owes, as a document."""

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
from reports.figures.holder import HolderFigures
from reports.figures.structure import MilestoneLine
from reports.sentences import Sentences
from reports.spelling import compact


def blocks(say: Sentences, figures: HolderFigures) -> Iterator[Block]:
    """Yield what is owed, the nearest bound first, then conditions and requests."""
    yield Heading(say.t("in_short"))
    yield Facts(_in_short(say, figures))
    yield from _owed(say, say.t("owed"), figures.owed)
    yield from _conditions(say, figures)
    yield from _requests(say, figures)
    yield from _owed(say, say.t("settled"), figures.settled)


def _in_short(say: Sentences, figures: HolderFigures) -> tuple[tuple[str, Lines], ...]:
    rows = [(say.t("owed"), lines(say.counts(figures.owed) or say.t("nothing_owed")))]
    if figures.next_bound:
        bound = say.next_bound(figures.next_bound, figures.owed)
        rows.append((say.t("next_bound"), lines(bound)))
    return tuple(rows)


def _owed(say: Sentences, title: str, found: Sequence[MilestoneLine]) -> Iterator[Block]:
    if found:
        yield Heading(title)
        yield a_table(
            say.t("owed_caption"),
            [
                say.t(key)
                for key in ("owed_what", "formal_bound", "counts_to", "forecast", "status")
            ],
            [_line(say, line) for line in found],
            (36, 15, 17, 14, 18),
        )


def _line(say: Sentences, line: MilestoneLine) -> tuple[str | Lines, ...]:
    bound = say.counts_to(line)
    return (
        named(say.say(line.title), say.scope(line), say.label("MODALITIES", line.modality)),
        bounds(say, line),
        f"{bound[0]}: {bound[1]}" if bound else "–",
        say.forecast(line),
        judged(say, line),
    )


def judged(say: Sentences, line: MilestoneLine) -> Lines:
    """Return the status of a milestone, why, and the same against its first agreement."""
    told = [
        Line(say.status(line.judged), status=line.judged.status),
        Line(say.reason(line.judged), Look.NOTE),
    ]
    if line.evidence:
        told.append(Line(line.evidence, Look.NOTE))
    if line.judged_first.status is not line.judged.status:
        first = f"{say.t('against_first')}: {say.status(line.judged_first)}"
        told.append(Line(first, Look.NOTE))
    return tuple(told)


def bounds(say: Sentences, line: MilestoneLine) -> Lines:
    """Return the bound that counts and, when it was replaced, the one that was first agreed."""
    now = Line(say.formal(line))
    if not line.was_replanned:
        return (now,)
    first = f"{say.t('first_agreement')}: {say.window(line.first)}"
    times = f"{say.t('replanned')}: {line.replanned} ×"
    return now, Line(first, Look.NOTE), Line(times, Look.NOTE)


def _conditions(say: Sentences, figures: HolderFigures) -> Iterator[Block]:
    if figures.conditions:
        yield Heading(say.t("conditions"))
        yield a_table(
            say.t("conditions_held_caption"),
            [say.t(key) for key in ("condition", "state", "project", "due")],
            [
                (
                    named(say.say(line.title), say.label("CONDITION_KINDS", line.kind)),
                    say.say(line.state),
                    say.say(line.project),
                    compact(line.due_on, say.language),
                )
                for line in figures.conditions
            ],
            (40, 20, 25, 15),
        )


def _requests(say: Sentences, figures: HolderFigures) -> Iterator[Block]:
    if figures.requests:
        yield Heading(say.t("requests"))
        yield Paragraph(say.t("requests_caption"), Look.NOTE)
        yield a_table(
            say.t("requests_to_you_caption"),
            [say.t(key) for key in ("request", "state", "amount")],
            [
                (
                    f"{line.number}. {say.say(line.title)}",
                    say.say(line.state),
                    say.amount(line.amount),
                )
                for line in figures.requests
            ],
            (50, 20, 30),
        )
