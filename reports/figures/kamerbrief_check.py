"""What is missing before a letter to the Kamer can be sent, for those who make it.

Some of it stands in the way (no established text about a cluster), some of it must only be known
(the recess behind the bound is an estimate). The check reads as insiders do; the letter does not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import cast

from sqlmodel import Session, col, func, select

from models.dates import Calendar
from models.publications.status_texts import texts_about
from models.storage.records import Record
from models.tables import Event, Organisation, Participation, Subject
from models.vocabulary import Approval, Confidentiality, EventKind, Language, SubjectKind
from reports.figures.kamerbrief import Chapter, KamerbriefFigures, TextLine
from reports.figures.structure import MilestoneLine
from reports.spelling import in_words
from reports.words import Text

DAYS_A_TEXT_IS_FRESH = 30
WORKING_DAYS_THAT_ARE_NEAR = 10


class Weight(StrEnum):
    """Whether the letter cannot be sent without it, or it must only be known."""

    IN_THE_WAY = "in_the_way"
    TO_KNOW = "to_know"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing to see to.

    Attributes:
        code: what kind of thing; a face knows by it what mends it.
        weight: whether it stands in the way.
        text: what is the matter.
        remedy: the command that mends it.
        about: key of the cluster, programme or duty that it is about, if it is about one.
    """

    code: str
    weight: Weight
    text: Text
    remedy: str | None = None
    about: str | None = None


@dataclass(frozen=True, slots=True)
class KamerbriefCheck:
    """What is missing, what is in the way first."""

    missing: tuple[Missing, ...]

    @property
    def is_ready(self) -> bool:
        """Return whether nothing is in the way."""
        return not any(each.weight is Weight.IN_THE_WAY for each in self.missing)


def check_kamerbrief(
    session: Session, figures: KamerbriefFigures, *, calendar: Calendar
) -> KamerbriefCheck:
    """Return what is missing before this letter can be sent."""
    day = figures.masthead.reference_date
    found = [
        *_of_duties(figures.duties),
        *_of_texts(session, figures),
        *_of_signatory(session, figures.duties),
        *_of_bound(figures, day, calendar),
        *_left_out(session),
    ]
    return KamerbriefCheck(
        tuple(sorted(found, key=lambda each: each.weight is not Weight.IN_THE_WAY))
    )


def _of_duties(duties: Sequence[MilestoneLine]) -> Iterator[Missing]:
    for line in duties:
        if not line.is_open:
            state = line.state
            yield Missing(
                "duty_closed",
                Weight.IN_THE_WAY,
                Text(
                    f"{line.key} is niet meer open: {state.nl.lower()}",
                    f"{line.key} is not open any more: {state.en.lower()}",
                ),
                about=line.key,
            )


def _of_texts(session: Session, figures: KamerbriefFigures) -> Iterator[Missing]:
    day = figures.masthead.reference_date
    numbers = _numbers(session, [figures.masthead.key, *(each.key for each in figures.chapters)])
    if figures.is_about_everything:
        key, title = figures.masthead.key, figures.masthead.title
        yield from _of_text(session, key, title, figures.opening, numbers[key], day)
    for chapter in figures.chapters:
        number = numbers[chapter.key]
        yield from _of_text(session, chapter.key, chapter.title, chapter.text, number, day)
        yield from _of_step(session, chapter, number)


def _of_text(
    session: Session, key: str, title: Text, text: TextLine | None, number: int, day: date
) -> Iterator[Missing]:
    later = [each for each in texts_about(session, number) if _is_newer(each, text)]
    if text is None:
        yield _without_text(key, title, later)
        return
    if later:
        how = _how_far(later[-1])
        yield Missing(
            "newer_text",
            Weight.TO_KNOW,
            Text(
                f"{title.nl}: er is een nieuwere tekst ({later[-1].key}), {how.nl}",
                f"{title.en}: there is a newer text ({later[-1].key}), {how.en}",
            ),
            f"mijlpaal status-text show {later[-1].key}",
            key,
        )
    age = (day - text.reference_date).days
    if age > DAYS_A_TEXT_IS_FRESH:
        yield Missing(
            "old_text",
            Weight.TO_KNOW,
            Text(
                f"{title.nl}: de tekst beschrijft de stand van {age} dagen geleden"
                f" ({in_words(text.reference_date, Language.NL)})",
                f"{title.en}: the text describes the state of {age} days ago"
                f" ({in_words(text.reference_date, Language.EN)})",
            ),
            f"mijlpaal status-text write {key}",
            key,
        )


def _is_newer(found: Record, text: TextLine | None) -> bool:
    if text is None:
        return True
    day = found.day("reference_date")
    return (
        found.key != text.key
        and day is not None
        and day >= text.reference_date
        and (found.text("approval") != Approval.ESTABLISHED)
    )


def _without_text(key: str, title: Text, found: Sequence[Record]) -> Missing:
    if not found:
        return Missing(
            "no_text",
            Weight.IN_THE_WAY,
            Text(
                f"{title.nl}: er is geen statustekst geschreven",
                f"{title.en}: no status text was written",
            ),
            f"mijlpaal status-text write {key}",
            key,
        )
    last = found[-1]
    how = _how_far(last)
    return Missing(
        "text_not_established",
        Weight.IN_THE_WAY,
        Text(f"{title.nl}: de tekst is {how.nl}", f"{title.en}: the text is {how.en}"),
        f"mijlpaal status-text show {last.key}",
        key,
    )


def _how_far(text: Record) -> Text:
    approval = Approval(str(text.values["approval"]))
    if approval is Approval.ESTABLISHED:
        if text.text("audience") != Confidentiality.PUBLIC:
            return Text(
                "vastgesteld, maar niet voor het openbaar bestemd",
                "established, but not meant for the public",
            )
        day = text.day("established_on")
        return Text(f"pas vastgesteld op {day}", f"established on {day} only")
    if approval is Approval.PROPOSED:
        who, day = text.text("proposed_by"), text.day("proposed_on")
        return Text(
            f"voorgelegd door {who} op {day} en wacht op een tweede persoon",
            f"proposed by {who} on {day} and waits for a second person",
        )
    return Text(
        f"een concept van {text.text('written_by')}", f"a concept of {text.text('written_by')}"
    )


def _of_step(session: Session, chapter: Chapter, number: int) -> Iterator[Missing]:
    """Yield that the cluster moved after the day that its text describes."""
    if chapter.step.now is None:
        yield Missing(
            "step_unknown",
            Weight.TO_KNOW,
            Text(
                f"{chapter.title.nl}: stap onbekend; de tekst moet zeggen wat er wel bekend is",
                f"{chapter.title.en}: step unknown; the text must say what is known",
            ),
            about=chapter.key,
        )
    if chapter.text is None:
        return
    found = session.exec(
        select(func.max(col(Event.effective_on))).where(
            col(Event.subject_id) == number,
            col(Event.kind).in_([EventKind.ADVANCED, EventKind.BACKDATED, EventKind.REOPENED]),
        )
    ).one()
    moved = cast("date | None", found)
    if moved is not None and moved > chapter.text.reference_date:
        yield Missing(
            "moved_since",
            Weight.IN_THE_WAY,
            Text(
                f"{chapter.title.nl}: zette op {in_words(moved, Language.NL)} een stap, na de"
                " peildatum van de tekst",
                f"{chapter.title.en}: took a step on {in_words(moved, Language.EN)}, after the"
                " reference date of the text",
            ),
            f"mijlpaal status-text write {chapter.key}",
            chapter.key,
        )


def _of_signatory(session: Session, duties: Sequence[MilestoneLine]) -> Iterator[Missing]:
    """Yield the duties that no minister owes by name of the office (domain section 8)."""
    kinds = _kinds_of_owners(session, [line.key for line in duties])
    without = [line for line in duties if "office" not in kinds.get(line.key, frozenset())]
    if without:
        keys = ", ".join(line.key for line in without)
        owners = ", ".join(dict.fromkeys(name for line in without for name in line.owners)) or "–"
        yield Missing(
            "signatory_unknown",
            Weight.TO_KNOW,
            Text(
                f"welke bewindspersoon ondertekent staat niet vast ({keys}: {owners})",
                f"which minister signs is not settled ({keys}: {owners})",
            ),
            about=without[0].key,
        )


def _kinds_of_owners(session: Session, keys: Sequence[str]) -> Mapping[str, frozenset[str]]:
    query = (
        select(Subject.key, Organisation.organisation_kind)
        .join(Participation, col(Participation.target_id) == col(Subject.id))
        .join(Organisation, col(Organisation.subject_id) == col(Participation.organisation_id))
        .where(
            col(Subject.kind) == SubjectKind.MILESTONE,
            col(Subject.key).in_(keys),
            col(Participation.role).in_(["owner", "debtor"]),
        )
    )
    found = session.exec(query).all()
    return {key: frozenset(kind for each, kind in found if each == key) for key, _ in found}


def _of_bound(figures: KamerbriefFigures, day: date, calendar: Calendar) -> Iterator[Missing]:
    due = figures.due_on
    if due is None:
        yield Missing(
            "no_bound",
            Weight.TO_KNOW,
            Text("uit geen van de toezeggingen volgt een dag", "no duty has a day"),
            about=figures.duties[0].key,
        )
        return
    nl, en = in_words(due, Language.NL), in_words(due, Language.EN)
    if due < day:
        yield Missing(
            "bound_passed",
            Weight.TO_KNOW,
            Text(
                f"de laatste dag ({nl}) is voorbij: stel uit met een reden, of verzend alsnog",
                f"the last day ({en}) has passed: postpone with a reason, or send it all the same",
            ),
            f"mijlpaal duty replan {figures.duties[0].key}",
            figures.duties[0].key,
        )
    elif calendar.working_days_between(day, due) <= WORKING_DAYS_THAT_ARE_NEAR:
        left = calendar.working_days_between(day, due)
        yield Missing(
            "bound_near",
            Weight.TO_KNOW,
            Text(f"nog {left} werkdagen tot {nl}", f"{left} working days left until {en}"),
        )
    if figures.due_rests_on_estimate:
        yield Missing(
            "estimated_recess",
            Weight.TO_KNOW,
            Text(
                f"de laatste vergaderdag ({nl}) berust op een geschat reces",
                f"the last sitting day ({en}) rests on an estimated recess",
            ),
        )


def _left_out(session: Session) -> Iterator[Missing]:
    """Yield how much the letter leaves out because it is not public; never what."""
    query = select(func.count()).where(
        col(Subject.kind).in_(
            [
                SubjectKind.PROJECT,
                SubjectKind.CONDITION,
                SubjectKind.REQUEST,
                SubjectKind.MILESTONE,
                SubjectKind.DOCUMENT,
            ]
        ),
        col(Subject.confidentiality) != Confidentiality.PUBLIC,
    )
    count = session.exec(query).one()
    if count:
        yield Missing(
            "left_out",
            Weight.TO_KNOW,
            Text(
                f"{count} vertrouwelijke gegevens blijven buiten de brief",
                f"{count} confidential rows stay out of the letter",
            ),
        )


def _numbers(session: Session, keys: Sequence[str]) -> Mapping[str, int]:
    query = select(Subject.key, Subject.id).where(
        col(Subject.kind).in_([SubjectKind.PROGRAMME, SubjectKind.CLUSTER]),
        col(Subject.key).in_(keys),
    )
    return {key: number or 0 for key, number in session.exec(query)}
