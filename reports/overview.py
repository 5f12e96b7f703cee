"""The programme on one terminal page: where each cluster stands, what is due or late, and why."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from models.acts.proposals import proposals_waiting
from models.dates import Calendar
from models.rules.status import Status
from models.vocabulary import Confidentiality, Language
from reports.figures import programme_figures
from reports.figures.structure import (
    ClusterLine,
    Masthead,
    MilestoneLine,
    NextBound,
    ProgrammeFigures,
)
from reports.sentences import Sentences
from reports.sheet import Sheet
from reports.spelling import in_words

_PRESSING = (Status.DELAYED, Status.ATTENTION)


@dataclass(frozen=True, slots=True)
class WaitingProposals:
    """How many proposals wait for a second person, and when the first of them runs out."""

    count: int
    until: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows; milestones are parted into what presses and what is to come."""

    masthead: Masthead
    clusters: tuple[ClusterLine, ...]
    next_bound: NextBound | None
    pressing: tuple[MilestoneLine, ...]  # delayed first, then those that need attention
    coming: tuple[MilestoneLine, ...]  # open, not pressing
    closed: int  # achieved or lapsed
    waiting: WaitingProposals = WaitingProposals(0, None)

    @property
    def open_milestones(self) -> tuple[MilestoneLine, ...]:
        """Return all open milestones, what presses first."""
        return (*self.pressing, *self.coming)

    @property
    def duties(self) -> tuple[MilestoneLine, ...]:
        """Return the open duties to the Kamer."""
        return tuple(line for line in self.open_milestones if line.is_duty)


def overview(
    session: Session,
    *,
    reference_date: date,
    calendar: Calendar,
    audience: Confidentiality = Confidentiality.INTERNAL,
) -> Overview:
    """Return the overview of the programme.

    Raises:
        UnknownSubjectError: no programme is registered.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    found = overview_of(
        programme_figures(
            session, reference_date=reference_date, calendar=calendar, audience=audience
        )
    )
    waiting = proposals_waiting(session, reference_date, clearance=audience)
    until = waiting[0].day("expires_on") if waiting else None
    return replace(found, waiting=WaitingProposals(len(waiting), until))


def overview_of(figures: ProgrammeFigures) -> Overview:
    """Return the overview that these figures give."""
    open_ones = [line for line in figures.milestones if line.is_open]
    pressing = [line for line in open_ones if line.judged.status in _PRESSING]
    return Overview(
        masthead=figures.masthead,
        clusters=figures.clusters,
        next_bound=figures.next_bound,
        pressing=tuple(sorted(pressing, key=lambda line: _PRESSING.index(line.judged.status))),
        coming=tuple(line for line in open_ones if line.judged.status not in _PRESSING),
        closed=len(figures.milestones) - len(open_ones),
    )


def overview_text(found: Overview, *, language: Language = Language.NL) -> str:
    """Return the overview as plain text of at most 100 columns."""
    sheet, say = Sheet(), Sentences(language)
    day = in_words(found.masthead.reference_date, language)
    sheet.title(f"{say.say(found.masthead.title)} – {say.t('reference_date').lower()} {day}")
    sheet.heading(say.t("clusters"))
    for line in found.clusters:
        _cluster(sheet, say, line, found)
    sheet.heading(say.t("due_or_late"))
    for milestone in found.pressing:
        _milestone(sheet, say, milestone)
    if not found.pressing:
        sheet.paragraph(say.t("nothing_due"))
    if found.coming:
        sheet.heading(say.t("coming"))
    for milestone in found.coming:
        _milestone(sheet, say, milestone)
    if found.next_bound:
        sheet.blank()
        sheet.field(say.t("next_bound"), say.next_bound(found.next_bound, found.open_milestones))
    if found.waiting.count:
        sheet.blank()
        sheet.paragraph(waiting_in_words(found.waiting, language))
        sheet.paragraph("mijlpaal proposal list", indent=2)
    return sheet.text()


def waiting_in_words(waiting: WaitingProposals, language: Language) -> str:
    """Return how many proposals wait for a second person, and until when."""
    day, count = in_words(waiting.until, language), waiting.count
    if language == Language.EN:
        subject = "1 proposal waits" if count == 1 else f"{count} proposals wait"
        ending = "It runs out after" if count == 1 else "The first runs out after"
        return f"{subject} for a second person. {ending} {day}."
    subject = "1 voorstel wacht" if count == 1 else f"{count} voorstellen wachten"
    ending = "Het verloopt na" if count == 1 else "Het eerste verloopt na"
    return f"{subject} op een tweede persoon. {ending} {day}."


def _cluster(sheet: Sheet, say: Sentences, line: ClusterLine, found: Overview) -> None:
    if line.step.now is None:
        sheet.item(f"{say.say(line.title)}: {say.t('step_unknown')}")
        return
    sheet.item(f"{say.say(line.title)}: {say.say(line.step.now)}")
    why = say.roll_up(line.roll_up, found.open_milestones)
    status = line.roll_up.status
    sheet.paragraph(f"{say.status_word(status)}, {why}" if status else why, indent=2)
    if line.roll_up.against_first:
        sheet.paragraph(say.against_first(line.roll_up), indent=2)


def _milestone(sheet: Sheet, say: Sentences, line: MilestoneLine) -> None:
    sign, _, word = say.status_word(line.judged.status).partition(" ")
    sheet.item(f"{say.say(line.title)} ({say.scope(line)})", sign=sign)
    sheet.field(say.t("status"), f"{word}: {say.reason(line.judged)}", 2)
    if line.judged_first != line.judged:
        sheet.field(f"  {say.t('against_first_short')}", say.judged(line.judged_first), 2)
    sheet.field(say.t("weight"), say.label("MODALITIES", line.modality), 2)
    sheet.field(say.t("owners"), say.names(line.owners), 2)
    sheet.field(say.t("formal_bound"), _formal(say, line), 2)
    if bound := say.counts_to(line):
        sheet.field(*bound, 2)
    sheet.field(say.t("forecast"), say.forecast(line), 2)


def _formal(say: Sentences, line: MilestoneLine) -> str:
    if line.current.wording is None:
        return say.formal(line)
    return f"{say.formal(line)} ({say.agreed(line.current)})"
