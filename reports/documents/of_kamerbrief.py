"""The draft of a letter to the Kamer, as a document that people finish by hand.

What is not there yet is marked in brackets, so that a draft with a gap is never taken for a letter.
"""

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
from reports.documents.of_duty_year import sentence
from reports.documents.of_postponement import source
from reports.figures.kamerbrief import Chapter, KamerbriefFigures, TextLine
from reports.figures.structure import Agreed, MilestoneLine
from reports.sentences import Sentences
from reports.spelling import in_words, span, with_weekday
from reports.words import Text


def facts(say: Sentences, figures: KamerbriefFigures) -> Facts:
    """Return to whom it goes, what it is, and by when."""
    due = with_weekday(figures.due_on, say.language) + say.estimate(figures.due_rests_on_estimate)
    return Facts(
        (
            (say.t("addressed_to"), lines(figures.addressee)),
            (
                say.t("reference_date"),
                lines(in_words(figures.masthead.reference_date, say.language)),
            ),
            (say.t("send_by"), lines(due)),
            (say.t("edition"), lines(say.t("draft_letter"))),
        )
    )


def blocks(say: Sentences, figures: KamerbriefFigures) -> Iterator[Block]:
    """Yield the letter from its opening to its ending, then the agreements in a table."""
    yield Paragraph(say.t("dear_chair"))
    yield Paragraph(say.t("fulfils"))
    yield Bullets(tuple(_promise(say, figures, line) for line in figures.duties))
    if figures.is_about_everything:
        yield Heading(say.say(figures.masthead.title))
        yield from _text(say, figures.masthead.title, figures.opening)
    for chapter in figures.chapters:
        yield from _chapter(say, chapter)
    yield Paragraph(say.t("signature"))
    yield from _annex(say, figures)


def _promise(say: Sentences, figures: KamerbriefFigures, line: MilestoneLine) -> Lines:
    found = next((each for each in figures.sources if each.key == line.source), None)
    place = f"; {line.source_place}" if line.source_place else ""
    return Line(sentence(say, line)), Line(f"{source(say, found)}{place}", Look.NOTE)


def _chapter(say: Sentences, chapter: Chapter) -> Iterator[Block]:
    yield Heading(say.say(chapter.title))
    step = say.step(chapter.step).replace(" ∥ ", say.pick(" en ", " and "))  # no sign of ours
    yield Paragraph(f"{say.t('step')}: {step}", Look.NOTE)
    yield from _text(say, chapter.title, chapter.text)
    if chapter.requests:
        yield Heading(say.t("requests"), 2)
        yield Bullets(
            tuple(
                lines(
                    f"{say.say(line.title)}: {say.say(line.state).lower()}"
                    + (f" ({say.amount(line.amount)})" if line.amount else "")
                )
                for line in chapter.requests
            )
        )


def _text(say: Sentences, title: Text, text: TextLine | None) -> Iterator[Block]:
    if text is None:
        name = say.say(title)
        gap = say.pick(
            f"[Ontbreekt: een vastgestelde tekst over {name}.]",
            f"[Missing: an established text about {name}.]",
        )
        yield Paragraph(gap, Look.STRONG)
        return
    for paragraph in filter(None, map(str.strip, text.text.split("\n\n"))):
        yield Paragraph(paragraph)


def _annex(say: Sentences, figures: KamerbriefFigures) -> Iterator[Block]:
    found = [line for chapter in figures.chapters for line in chapter.milestones]
    if found:
        yield Heading(say.t("annex"))
        yield a_table(
            say.t("annex_caption"),
            [say.t(key) for key in ("milestone", "first_agreement", "current_agreement", "weight")],
            [_agreement(say, line) for line in found],
            (40, 22, 22, 16),
        )


def _agreement(say: Sentences, line: MilestoneLine) -> tuple[str | Lines, ...]:
    same = say.t("same_agreement")
    return (
        named(say.say(line.title), say.scope(line)),
        _agreed(say, line.first),
        _agreed(say, line.current) if line.was_replanned else same,
        say.label("MODALITIES", line.modality),
    )


def _agreed(say: Sentences, agreed: Agreed) -> Lines:
    """Return the words and the days they mean; when we warn ourselves is no part of a promise."""
    days = span(agreed.earliest, agreed.latest, say.language)
    return Line(say.agreed(agreed)), Line(days, Look.NOTE)
