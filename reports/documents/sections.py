"""The parts of a document that every report has."""

from collections.abc import Iterator, Sequence

from models.rules.status import Status
from models.vocabulary import Confidentiality
from reports.documents.content import (
    Block,
    Bullets,
    Facts,
    Heading,
    Line,
    Lines,
    Look,
    Paragraph,
    Steps,
    Stop,
    a_table,
    lines,
    named,
)
from reports.drawings.step_bar import PLACES
from reports.edition import Edition
from reports.figures.quality import OPEN_QUESTION
from reports.figures.structure import (
    Change,
    Changes,
    DocumentLine,
    Figures,
    Masthead,
    MilestoneLine,
    OccurrenceLine,
    QualityLine,
    RollUp,
    Step,
)
from reports.sentences import Sentences
from reports.spelling import compact, in_words
from reports.words import STATUS_MEANINGS

_NOTHING = "–"


def facts(say: Sentences, found: Masthead, edition: Edition | None) -> Facts:
    """Return what the report says of itself."""
    previous = found.previous_reference_date
    return Facts(
        (
            (say.t("reference_date"), lines(in_words(found.reference_date, say.language))),
            (say.t("classification"), lines(say.label("CONFIDENTIALITIES", found.audience))),
            (say.t("edition"), lines(say.edition(edition))),
            (
                say.t("previous_report"),
                lines(in_words(previous, say.language) if previous else say.t("first_report")),
            ),
        )
    )


def steps(step: Step, say: Sentences) -> Steps:
    """Return the row of steps."""
    return Steps(
        tuple(
            Stop(say.say(each.label), PLACES[each.progress].say(say.language), each.progress)
            for each in step.stages
        )
    )


def rolled_up(say: Sentences, found: RollUp, milestones: Sequence[MilestoneLine]) -> Lines:
    """Return the status of a cluster, why, and the same against the first agreements."""
    why = Line(say.roll_up(found, milestones))
    if found.status is None:
        return Line(say.t("status_undecided")), why
    told = (Line(say.status_word(found.status), status=found.status), why)
    if found.against_first is None:
        return told
    slip = [Line(f"{say.t('slip')}: {say.slip(found.slip)}", Look.NOTE)] if found.slip else []
    return *told, Line(say.against_first(found), Look.NOTE), *slip


def ending(say: Sentences, figures: Figures) -> Iterator[Block]:
    """Yield what stands at the end of every report."""
    yield from _occurrences(say, figures.occurrences)
    yield from _changes(say, figures.changes)
    yield from _documents(say, figures)
    yield from _quality(say, figures.quality)
    yield Heading(say.t("told"))
    yield Paragraph(say.told(figures.told))
    if figures.reminded:
        yield Bullets(tuple(lines(say.reminded(line)) for line in figures.reminded))
    yield from _legend(say, figures.masthead)


def _occurrences(say: Sentences, found: Sequence[OccurrenceLine]) -> Iterator[Block]:
    if found:
        yield Heading(say.t("occurrences"))
        yield a_table(
            say.t("occurrences_caption"),
            [say.t(key) for key in ("occurrence", "when", "weight")],
            [
                (say.say(line.title), say.occurred(line), say.nature(line) or _NOTHING)
                for line in found
            ],
            (60, 22, 18),
        )


def _changes(say: Sentences, found: Changes) -> Iterator[Block]:
    yield Heading(say.changes_title(found))
    if found.lines:
        yield a_table(
            say.t("changes_caption"),
            [say.t(key) for key in ("change", "day", "reason")],
            [_change(say, line) for line in found.lines],
            (55, 15, 30),
        )
    else:
        yield Paragraph(say.t("no_changes"))
    if found.added:
        yield Paragraph(say.added(found))


def _change(say: Sentences, line: Change) -> tuple[str | Lines, ...]:
    kind = say.label("KINDS", line.subject_kind)
    return (
        named(say.say(line.subject), f"{kind}: {say.say(line.text)}"),
        compact(line.effective_on, say.language),
        line.reason or _NOTHING,
    )


def _documents(say: Sentences, figures: Figures) -> Iterator[Block]:
    if figures.documents or figures.unshown:
        yield Heading(say.t("documents"))
    if figures.documents:
        yield a_table(
            say.t("documents_caption"),
            [say.t(key) for key in ("document", "kind", "reference", "day")],
            [_document(say, line) for line in figures.documents],
            (46, 22, 17, 15),
        )
    for text in say.unshown(figures.unshown):
        yield Paragraph(f"{text}.")


def _document(say: Sentences, line: DocumentLine) -> tuple[str | Lines, ...]:
    copies = f", {line.copies} ×" if line.copies else ""
    mark = say.label("CONFIDENTIALITIES", line.confidentiality)
    is_open = line.confidentiality == Confidentiality.PUBLIC
    nominal = f" ({say.t('nominal')})" if line.dated_on_is_nominal else ""
    return (
        say.say(line.title),
        f"{say.label('DOCUMENT_KINDS', line.kind)}{copies}{'' if is_open else f' ({mark})'}",
        line.reference or _NOTHING,
        f"{compact(line.dated_on, say.language)}{nominal}",
    )


def _quality(say: Sentences, found: Sequence[QualityLine]) -> Iterator[Block]:
    if not found:
        return
    yield Heading(say.t("quality"))
    yield a_table(
        say.t("quality_note"),
        [say.t(key) for key in ("gap", "count", "where")],
        [_gap(say, line) for line in found],
        (35, 10, 55),
    )
    for line in found:
        if line.code == OPEN_QUESTION:
            yield Heading(say.t("open_questions"), 2)
            yield Bullets(tuple(lines(say.say(row)) for row in line.rows))


def _gap(say: Sentences, line: QualityLine) -> tuple[str | Lines, ...]:
    where = say.gap_rows(line) or _NOTHING
    if line.code == OPEN_QUESTION:
        where = say.t("see_below")
    return say.say(line.text), str(line.count), where


def _legend(say: Sentences, found: Masthead) -> Iterator[Block]:
    yield Heading(say.t("legend"))
    yield Paragraph(say.t("legend_note").format(rule=found.status_rule))
    yield Facts(
        tuple(
            (say.status_word(status), lines(STATUS_MEANINGS[status].say(say.language)))
            for status in Status
        )
    )
