"""The sections that the plain text of every report has."""

from collections.abc import Sequence

from models.rules.status import Status
from reports.edition import Edition
from reports.figures.quality import OPEN_QUESTION
from reports.figures.structure import (
    Change,
    Changes,
    Figures,
    Masthead,
    MilestoneLine,
    OccurrenceLine,
    QualityLine,
)
from reports.sentences import Sentences
from reports.sheet import Sheet
from reports.spelling import compact, in_words
from reports.words import STATUS_MEANINGS


def masthead(sheet: Sheet, say: Sentences, found: Masthead, edition: Edition | None) -> None:
    """Write what the report says of itself."""
    name = say.t("report" if found.kind == "cluster" else "programme_report")
    sheet.title(f"{name}: {say.say(found.title)}")
    if found.as_of:
        sheet.paragraph(say.past(found.as_of))
    sheet.blank()
    sheet.field(say.t("reference_date"), in_words(found.reference_date, say.language))
    sheet.field(say.t("classification"), say.label("CONFIDENTIALITIES", found.audience))
    sheet.field(say.t("edition"), say.edition(edition))
    previous = found.previous_reference_date
    said = in_words(previous, say.language) if previous else say.t("first_report")
    sheet.field(say.t("previous_report"), said)


def duties(sheet: Sheet, say: Sentences, lines: Sequence[MilestoneLine]) -> None:
    """Write the duties to the Kamer with both bounds."""
    if lines:
        sheet.heading(say.t("duties"))
    for line in lines:
        sheet.item(f"{say.say(line.title)} ({say.scope(line)})")
        sheet.field(say.t("formal_bound"), say.formal(line), 2)
        sheet.field(say.t("practical_bound"), say.practical(line), 2)
        sheet.field(say.t("status"), say.status(line.judged), 2)


def milestones(sheet: Sheet, say: Sentences, lines: Sequence[MilestoneLine]) -> None:
    """Write every milestone with its three dates, its status twice, and why."""
    if lines:
        sheet.heading(say.t("milestones"))
    for number, line in enumerate(lines):
        if number:
            sheet.blank()
        _milestone(sheet, say, line)


def _milestone(sheet: Sheet, say: Sentences, line: MilestoneLine) -> None:
    sheet.item(f"{say.say(line.title)} ({say.scope(line)})", sign="*")
    sheet.field(say.t("status"), say.judged(line.judged), 2)
    same = line.judged_first == line.judged
    first = say.status(line.judged_first) if same else say.judged(line.judged_first)
    sheet.field(f"  {say.t('against_first_short')}", first, 2)
    sheet.field(say.t("weight"), say.label("MODALITIES", line.modality), 2)
    sheet.field(say.t("said"), f"{say.agreed(line.first)} ({say.said(line)})", 2)
    sheet.field(say.t("owners"), say.names(line.owners), 2)
    sheet.field(say.t("first_agreement"), say.window(line.first), 2)
    sheet.field(say.t("current_agreement"), _current(say, line), 2)
    if bound := say.counts_to(line):
        sheet.field(*bound, 2)
    sheet.field(say.t("forecast"), say.forecast(line), 2)
    if line.is_needed_next:
        sheet.field(say.t("next_step"), say.t("needed_next"), 2)
    for each in line.replannings:
        sheet.field(say.t("replanned"), say.replanning(each), 2)
    if line.is_invented:
        sheet.paragraph(say.t("invented"), 2)


def _current(say: Sentences, line: MilestoneLine) -> str:
    if not line.was_replanned:
        return say.t("same_agreement")
    return say.agreement(line.current)


def occurrences(sheet: Sheet, say: Sentences, lines: Sequence[OccurrenceLine]) -> None:
    """Write what happened outside our own life cycles."""
    if lines:
        sheet.heading(say.t("occurrences"))
    for line in lines:
        nature = say.nature(line)
        sheet.item(f"{say.say(line.title)}{f' ({nature})' if nature else ''}")
        sheet.paragraph(say.occurred(line), indent=2)


def changes(sheet: Sheet, say: Sentences, found: Changes) -> None:
    """Write what moved since the previous report."""
    sheet.heading(say.changes_title(found))
    for line in found.lines:
        sheet.item(f"{compact(line.effective_on, say.language)}: {_change(say, line)}")
    if not found.lines:
        sheet.paragraph(say.t("no_changes"))
    if found.added:
        sheet.paragraph(say.added(found))


def _change(say: Sentences, line: Change) -> str:
    kind = say.label("KINDS", line.subject_kind)
    reason = f" ({say.t('reason').lower()}: {line.reason})" if line.reason else ""
    return f"{kind} {say.say(line.subject)}: {say.say(line.text)}{reason}"


def documents(sheet: Sheet, say: Sentences, figures: Figures) -> None:
    """Write the documents that this reader may know of, and how much is kept back."""
    if figures.documents:
        sheet.heading(say.t("documents"))
    for line in figures.documents:
        day = compact(line.dated_on, say.language)
        nominal = f" ({say.t('nominal')})" if line.dated_on_is_nominal else ""
        copies = f", {line.copies} ×" if line.copies else ""
        reference = f", {line.reference}" if line.reference else ""
        kind = say.label("DOCUMENT_KINDS", line.kind)
        sheet.item(f"{say.say(line.title)} ({kind}{copies}{reference}): {day}{nominal}")
    if figures.unshown:
        sheet.heading(say.t("not_shown"))
        sheet.items(say.unshown(figures.unshown))


def quality(sheet: Sheet, say: Sentences, lines: Sequence[QualityLine]) -> None:
    """Write what is unknown, estimated or made up."""
    if lines:
        sheet.heading(say.t("quality"))
        sheet.paragraph(say.t("quality_note"))
    for line in lines:
        sheet.item(f"{line.count} × {say.say(line.text)}")
        if line.code == OPEN_QUESTION:
            sheet.items((say.say(row) for row in line.rows), indent=2)
        elif line.rows:
            sheet.paragraph(say.gap_rows(line), indent=2)


def told(sheet: Sheet, say: Sentences, figures: Figures) -> None:
    """Write how many were told, and for insiders which functions."""
    sheet.heading(say.t("told"))
    sheet.paragraph(say.told(figures.told))
    sheet.items(say.reminded(line) for line in figures.reminded)


def legend(sheet: Sheet, say: Sentences, found: Masthead) -> None:
    """Write how a status comes about, and end with the reference date."""
    sheet.heading(say.t("legend"))
    sheet.paragraph(say.t("legend_note").format(rule=found.status_rule))
    for status in Status:
        meaning = STATUS_MEANINGS[status].say(say.language)
        sheet.item(f"{say.status_word(status)[2:]}: {meaning}", sign=say.status_word(status)[0])
    sheet.blank()
    sheet.paragraph(say.footer(found))
