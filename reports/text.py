"""Reports as plain text, complete on their own: everything that the page says but the pictures."""

from models.vocabulary import Language
from reports.drawings.step_bar import step_line
from reports.edition import Edition
from reports.figures.structure import (
    ClusterFigures,
    ClusterLine,
    FactLine,
    Figures,
    Gate,
    ProgrammeFigures,
)
from reports.sentences import Sentences
from reports.sheet import Sheet
from reports.spelling import compact
from reports.text_sections import (
    changes,
    documents,
    duties,
    legend,
    masthead,
    milestones,
    occurrences,
    quality,
    told,
)


def render(
    figures: Figures, *, language: Language = Language.NL, edition: Edition | None = None
) -> str:
    """Return a report as plain text of at most 100 columns."""
    sheet, say = Sheet(), Sentences(language)
    masthead(sheet, say, figures.masthead, edition)
    if isinstance(figures, ClusterFigures):
        _cluster(sheet, say, figures)
    else:
        _programme(sheet, say, figures)
    occurrences(sheet, say, figures.occurrences)
    changes(sheet, say, figures.changes)
    documents(sheet, say, figures)
    quality(sheet, say, figures.quality)
    told(sheet, say, figures)
    legend(sheet, say, figures.masthead)
    return sheet.text()


def _cluster(sheet: Sheet, say: Sentences, figures: ClusterFigures) -> None:
    _in_short(sheet, say, figures)
    _gates(sheet, say, figures)
    duties(sheet, say, figures.duties)
    milestones(sheet, say, figures.milestones)
    _checklist(sheet, say, figures)
    _requests(sheet, say, figures)
    _conditions(sheet, say, figures)
    _projects(sheet, say, figures)
    absent = say.absent(figures)
    if absent:
        sheet.heading(say.t("nothing_registered"))
        sheet.paragraph(", ".join(absent) + ".")


def _programme(sheet: Sheet, say: Sentences, figures: ProgrammeFigures) -> None:
    sheet.heading(say.t("clusters"))
    for line in figures.clusters:
        _cluster_line(sheet, say, line, figures)
    duties(sheet, say, figures.duties)
    milestones(sheet, say, figures.milestones)


def _cluster_line(
    sheet: Sheet, say: Sentences, line: ClusterLine, figures: ProgrammeFigures
) -> None:
    sheet.item(say.say(line.title))
    sheet.field(
        say.t("step"), say.say(line.step.now) if line.step.now else say.t("step_unknown"), 2
    )
    status = say.t("status_undecided")
    if line.roll_up.status:
        status = say.status_word(line.roll_up.status)
    sheet.field(say.t("status"), status, 2)
    sheet.field("", say.roll_up(line.roll_up, figures.milestones), 2)
    if line.roll_up.against_first:
        sheet.field("", say.against_first(line.roll_up), 2)
    if line.roll_up.slip:
        sheet.field(say.t("slip"), say.slip(line.roll_up.slip), 2)
    if line.next_bound:
        sheet.field(say.t("next_bound"), say.next_bound(line.next_bound, figures.milestones), 2)
    if line.open_milestones or line.projects or line.requests_open:
        sheet.field(say.t("open_milestones"), str(line.open_milestones), 2)
        sheet.field(say.t("open_requests"), str(line.requests_open), 2)
        sheet.field(say.t("projects"), str(line.projects), 2)
    sheet.blank()


def _in_short(sheet: Sheet, say: Sentences, figures: ClusterFigures) -> None:
    sheet.heading(say.t("in_short"))
    status = figures.roll_up.status
    sheet.field(say.t("step"), say.step(figures.step))
    sheet.field(say.t("status"), say.status_word(status) if status else say.t("status_undecided"))
    sheet.field("", say.roll_up(figures.roll_up, figures.milestones))
    if figures.roll_up.against_first:
        sheet.field("", say.against_first(figures.roll_up))
    if figures.roll_up.slip:
        sheet.field(say.t("slip"), say.slip(figures.roll_up.slip))
    if figures.duties:
        sheet.field(say.t("duties_short"), say.counts(figures.duties))
    if figures.next_bound:
        sheet.field(say.t("next_bound"), say.next_bound(figures.next_bound, figures.milestones))
    if figures.step.now:
        sheet.field(say.t("steps"), step_line(figures.step, say.language))


def _gates(sheet: Sheet, say: Sentences, figures: ClusterFigures) -> None:
    if figures.gates:
        sheet.heading(say.t("gates"))
    for gate in figures.gates:
        _gate(sheet, say, gate)


def _gate(sheet: Sheet, say: Sentences, gate: Gate) -> None:
    sheet.item(f"{say.say(gate.label)}: {say.gate(gate)}", sign="→" if gate.leads_on else "-")
    for fact in gate.facts:
        _fact(sheet, say, fact)


def _fact(sheet: Sheet, say: Sentences, fact: FactLine) -> None:
    sheet.item(
        f"{say.say(fact.label)}: {say.fact(fact)}", sign="✓" if fact.holds else "✕", indent=4
    )
    if fact.rows or fact.rows_not_shown:
        sheet.paragraph(say.rows(fact.rows, fact.rows_not_shown), indent=6)


def _checklist(sheet: Sheet, say: Sentences, figures: ClusterFigures) -> None:
    if figures.checklist:
        sheet.heading(say.t("checklist"))
    for line in figures.checklist:
        sign = "✓" if line.holds else "✕"
        sheet.item(f"{say.say(line.title)}: {say.say(line.text)}", sign=sign)


def _requests(sheet: Sheet, say: Sentences, figures: ClusterFigures) -> None:
    if figures.requests:
        sheet.heading(say.t("requests"))
    for line in figures.requests:
        sheet.item(f"{say.say(line.title)}: {say.say(line.state).lower()}", sign=f"{line.number}.")
        if line.amount:
            sheet.paragraph(say.amount(line.amount), indent=3)
        addressees = say.names(line.addressees)
        sheet.paragraph(f"{say.t('addressees').lower()}: {addressees}", indent=3)


def _conditions(sheet: Sheet, say: Sentences, figures: ClusterFigures) -> None:
    if figures.conditions:
        sheet.heading(say.t("conditions"))
    for count in figures.condition_counts:
        side = say.label("SIDES", count.side)
        sheet.item(f"{side}, {say.say(count.state).lower()}: {count.count}", sign="Σ")
    for line in figures.conditions:
        kind = say.label("CONDITION_KINDS", line.kind)
        sheet.item(f"{say.say(line.title)} ({kind}): {say.say(line.state).lower()}")
        sheet.paragraph(
            f"{say.t('side').lower()}: {say.label('SIDES', line.side)}; "
            f"{say.t('project').lower()}: {say.say(line.project)}; "
            f"{say.t('holder').lower()}: {say.names(line.holders)}; "
            f"{say.t('due').lower()}: {compact(line.due_on, say.language)}",
            indent=2,
        )


def _projects(sheet: Sheet, say: Sentences, figures: ClusterFigures) -> None:
    if figures.projects:
        sheet.heading(say.t("projects"))
    for line in figures.projects:
        kind = f", {say.t('first_of_a_kind')}" if line.is_first_of_a_kind else ""
        sheet.item(f"{say.say(line.title)}: {say.say(line.state).lower()}{kind}")
        companies = f"{say.t('companies').lower()}: {say.names(line.companies)}"
        unknown = f"{say.t('unknown_of_it').lower()}: {say.unknowns(line)}"
        sheet.paragraph(f"{companies}; {unknown}", indent=2)
