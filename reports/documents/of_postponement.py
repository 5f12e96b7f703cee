"""The facts of a postponement, as a document of one sheet."""

from collections.abc import Iterator

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
from reports.documents.of_duty_year import sentence
from reports.documents.of_holder import judged
from reports.figures.postponement import Postponement, PostponementFigures, Proposed
from reports.figures.structure import DocumentLine
from reports.sentences import Sentences
from reports.spelling import compact, in_words, span

_NOTHING = "–"


def blocks(say: Sentences, figures: PostponementFigures) -> Iterator[Block]:
    """Yield the promise, where it stands, what became of it and what is proposed now."""
    yield Heading(say.t("promise"))
    yield Facts(_promise(say, figures))
    yield Heading(say.t("postponements"))
    if figures.postponements:
        yield a_table(
            say.t("postponements_caption"),
            [say.t(key) for key in ("nth_time", "old_bound", "new_bound", "reason")],
            [_postponement(say, each) for each in figures.postponements],
            (18, 25, 25, 32),
        )
    else:
        yield Paragraph(say.t("never_postponed"))
    yield from _proposed(say, figures)


def _promise(say: Sentences, figures: PostponementFigures) -> tuple[tuple[str, Lines], ...]:
    line = figures.line
    rows: list[tuple[str, Lines]] = [
        (say.t("sentence"), (Line(sentence(say, line), Look.STRONG),)),
        (say.t("weight"), lines(say.label("MODALITIES", line.modality))),
        (say.t("source"), lines(source(say, figures.source), say.said(line))),
        (say.t("owner"), lines(say.names(line.owners))),
        (say.t("first_agreement"), lines(say.agreement(line.first))),
        (say.t("current_agreement"), lines(say.agreement(line.current))),
    ]
    if line.is_duty:
        rows.append((say.t("practical_bound"), lines(say.practical(line))))
    if line.internal_target:
        rows.append((say.t("target"), lines(in_words(line.internal_target, say.language))))
    rows.append((say.t("forecast"), lines(say.forecast(line))))
    rows.append((say.t("status"), judged(say, line)))
    return tuple(rows)


def source(say: Sentences, found: DocumentLine | None) -> str:
    """Return the title, the reference and the day of the document a promise stands in."""
    if found is None:
        return say.say(None)
    reference = f", {found.reference}" if found.reference else ""
    nominal = f" ({say.t('nominal')})" if found.dated_on_is_nominal else ""
    return f"{say.say(found.title)}{reference}, {compact(found.dated_on, say.language)}{nominal}"


def _postponement(say: Sentences, each: Postponement) -> tuple[str | Lines, ...]:
    change = each.change
    return (
        named(say.nth(each.number), in_words(change.decided_on, say.language), _in_time(say, each)),
        _bound(say, change.old_wording, span(None, change.old_latest, say.language)),
        (
            *_bound(say, change.new_wording, span(None, change.new_latest, say.language)),
            *(Line(text, Look.NOTE) for text in [_far(say, each)] if text),
        ),
        _why(say, change.code.say(say.language) if change.code else "", change.reason),
    )


def _bound(say: Sentences, wording: str | None, days: str) -> Lines:
    words = say.quoted(wording) if wording else say.t("no_date_agreed")
    return Line(words), Line(days, Look.NOTE)


def _why(say: Sentences, code: str, reason: str | None) -> Lines:
    said = Line(reason or say.say(None))
    return (Line(code, Look.STRONG), said) if code else (said,)


def _in_time(say: Sentences, each: Postponement) -> str:
    if each.is_in_time is None:
        return ""
    return say.t("before_the_bound" if each.is_in_time else "after_the_bound")


def _far(say: Sentences, each: Postponement) -> str:
    if each.days is None:
        return ""
    return say.pick(f"{each.days:+} dagen", f"{each.days:+} days")


def _proposed(say: Sentences, figures: PostponementFigures) -> Iterator[Block]:
    if not figures.proposed:
        return
    number = len(figures.postponements) + 1
    yield Heading(say.t("proposed_now"))
    yield a_table(
        say.t("proposed_caption"),
        [say.t(key) for key in ("nth_time", "new_bound", "reason")],
        [_proposal(say, number, each) for each in figures.proposed],
        (25, 30, 45),
    )


def _proposal(say: Sentences, number: int, each: Proposed) -> tuple[str | Lines, ...]:
    until = in_words(each.expires_on, say.language)
    waits = say.pick(f"te bevestigen t/m {until}", f"to be confirmed until {until}")
    code = each.code.say(say.language) if each.code else ""
    return (
        named(say.nth(number), in_words(each.proposed_on, say.language), waits),
        say.quoted(each.wording) if each.wording else _NOTHING,
        _why(say, code, each.reason),
    )
