"""The part of a document about milestones: duties, the three dates side by side, the timeline."""

from collections.abc import Iterator, Sequence
from datetime import date

from reports.documents.content import (
    Block,
    Heading,
    Line,
    Lines,
    Look,
    Paragraph,
    Picture,
    a_table,
    lines,
    named,
)
from reports.documents.pictures import picture_of
from reports.drawings.timeline import draw_timeline
from reports.figures.structure import Agreed, Judged, MilestoneLine
from reports.sentences import Sentences

# A drawing cannot break across pages; so many rows fill about one sheet of A4.
_ROWS_PER_DRAWING = 12
# Beyond so many milestones a drawing shows nothing that the table does not; it holds them all.
_DRAWN_AT_MOST = 120


def duties(say: Sentences, found: Sequence[MilestoneLine]) -> Iterator[Block]:
    """Yield the duties to the Kamer with both bounds."""
    if not found:
        return
    yield Heading(say.t("duties"))
    yield a_table(
        say.t("duties_caption"),
        [say.t(key) for key in ("duty", "formal_bound", "practical_bound", "owner", "status")],
        [_duty(say, line) for line in found],
        (34, 17, 20, 13, 16),
    )


def milestones(
    say: Sentences, found: Sequence[MilestoneLine], reference_date: date
) -> Iterator[Block]:
    """Yield the timeline and the table of all milestones, with the reason of each status."""
    if not found:
        return
    yield Heading(say.t("milestones"))
    yield from _timelines(say, found[:_DRAWN_AT_MOST], reference_date)
    if len(found) > _DRAWN_AT_MOST:
        yield Paragraph(_undrawn(say, len(found)), Look.NOTE)
    names = ("milestone", "first_agreement", "current_agreement", "forecast", "status")
    yield a_table(
        say.t("milestones_caption"),
        [say.t(name) for name in names],
        [_milestone(say, line) for line in found],
        (30, 18, 20, 12, 20),
    )


def judged(say: Sentences, found: Judged) -> Line:
    """Return sign and word of a status."""
    return Line(say.status(found), status=found.status)


def _duty(say: Sentences, line: MilestoneLine) -> tuple[str | Lines, ...]:
    modality = say.label("MODALITIES", line.modality)
    return (
        named(say.say(line.title), f"{say.scope(line)} · {modality}"),
        say.formal(line),
        say.practical(line),
        say.names(line.owners),
        (judged(say, line.judged),),
    )


def _timelines(
    say: Sentences, found: Sequence[MilestoneLine], reference_date: date
) -> Iterator[Picture]:
    starts = range(0, len(found), _ROWS_PER_DRAWING)
    for number, start in enumerate(starts, 1):
        part = found[start : start + _ROWS_PER_DRAWING]
        drawn = draw_timeline(
            part, reference_date=reference_date, language=say.language, name=f"t{number}"
        )
        yield picture_of(drawn.svg)


def _undrawn(say: Sentences, count: int) -> str:
    return say.pick(
        f"De tijdlijn toont de eerste {_DRAWN_AT_MOST} van {count} mijlpalen; de tabel toont alle.",
        f"The timeline shows the first {_DRAWN_AT_MOST} of {count} milestones; the table shows"
        " all of them.",
    )


def _milestone(say: Sentences, line: MilestoneLine) -> tuple[str | Lines, ...]:
    return (
        _name(say, line),
        _agreement(say, line.first),
        _current(say, line),
        say.forecast(line),
        _status(say, line),
    )


def _name(say: Sentences, line: MilestoneLine) -> Lines:
    needed = f" · {say.t('needed_next')}" if line.is_needed_next else ""
    owner = say.t("owners" if len(line.owners) > 1 else "owner")
    return named(
        say.say(line.title),
        f"{say.label('MODALITIES', line.modality)} · {say.scope(line)}{needed}",
        f"{owner}: {say.names(line.owners)}",
        f"{say.t('said').lower()} {say.said(line)}",
        say.t("invented") if line.is_invented else "",
    )


def _agreement(say: Sentences, agreed: Agreed) -> Lines:
    return lines(say.agreed(agreed), *([say.window(agreed)] if agreed.wording else []))


def _current(say: Sentences, line: MilestoneLine) -> Lines:
    found = lines(say.t("same_agreement"))
    if line.was_replanned:
        found = _agreement(say, line.current)
    if bound := say.counts_to(line):
        found += lines(f"{bound[0].lower()} {bound[1]}")
    replanned = (
        f"{say.t('replanned').lower()} {say.replanning(each)}" for each in line.replannings
    )
    return found + tuple(Line(text, Look.NOTE) for text in replanned)


def _status(say: Sentences, line: MilestoneLine) -> Lines:
    first = line.judged_first
    same = first == line.judged
    return (
        judged(say, line.judged),
        Line(say.reason(line.judged)),
        Line(f"{say.t('against_first')}:", Look.NOTE),
        Line(say.status_word(first.status), Look.NOTE, first.status),
        *([] if same else [Line(say.reason(first), Look.NOTE)]),
    )
