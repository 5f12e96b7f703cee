"""The letter to the Kamer, assembled for the duties that it is to fulfil.

Everything in it is read with the clearance of the public: established texts that are meant for the
public, public milestones, public requests. What is missing is the business of
``reports.figures.kamerbrief_check``; in the letter itself a gap is only marked as one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from models.dates import Calendar
from models.errors import NoDutyError
from models.storage.records import current
from models.tables import StatusText, Subject
from models.vocabulary import Approval, Confidentiality, SubjectKind
from reports.figures import portfolio
from reports.figures.names import is_open, title_of
from reports.figures.programme import programme_in
from reports.figures.steps import step_of
from reports.figures.structure import (
    DocumentLine,
    Masthead,
    MilestoneLine,
    RequestLine,
    Step,
)
from reports.figures.whole import Whole, read_whole
from reports.words import Text


@dataclass(frozen=True, slots=True)
class TextLine:
    """An established status text."""

    key: str
    text: str
    reference_date: date
    established_on: date


@dataclass(frozen=True, slots=True)
class Chapter:
    """What the letter says of one cluster: its text, its step, what was agreed and asked.

    ``text`` is None while there is no established text that is meant for the public.
    """

    key: str
    title: Text
    step: Step
    text: TextLine | None
    milestones: tuple[MilestoneLine, ...]
    requests: tuple[RequestLine, ...]


@dataclass(frozen=True, slots=True)
class KamerbriefFigures:
    """A draft of a letter to the Kamer.

    Attributes:
        masthead: about the programme, for the public.
        addressee: who is informed.
        duties: those that the letter would fulfil, the nearest bound first.
        sources: the letters in which they were given, by key.
        due_on: the last day on which it can be sent in time for all of them: the first of their
            last sitting days, or latest days where there is none.
        due_rests_on_estimate: the recess behind that day is an estimate.
        is_about_everything: one of the duties is about the whole programme.
        opening: the text about the whole programme, if one is established.
        chapters: one for each cluster that the duties concern.
    """

    masthead: Masthead
    addressee: str
    duties: tuple[MilestoneLine, ...]
    sources: tuple[DocumentLine, ...]
    due_on: date | None
    due_rests_on_estimate: bool
    is_about_everything: bool
    opening: TextLine | None
    chapters: tuple[Chapter, ...]


def kamerbrief_figures(
    session: Session, keys: Sequence[str], *, reference_date: date, calendar: Calendar
) -> KamerbriefFigures:
    """Return the draft of a letter that fulfils these duties, as far as the public may see.

    Raises:
        UnknownSubjectError: there is no such milestone.
        NoDutyError: it is no duty to the Kamer, or not for the public.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    whole = read_whole(
        session,
        reference_date=reference_date,
        calendar=calendar,
        audience=Confidentiality.PUBLIC,
    )
    duties = _duties(session, whole, keys)
    due = _due(duties)
    about_everything = any(line.is_programme_wide for line in duties)
    programme = programme_in(session, Confidentiality.PUBLIC)
    texts = established_texts(session, reference_date)
    return KamerbriefFigures(
        masthead=whole.masthead(programme),
        addressee=duties[0].addressee or "",
        duties=duties,
        sources=_sources(whole, duties),
        due_on=due,
        due_rests_on_estimate=any(line.rests_on_estimate and line.bound == due for line in duties),
        is_about_everything=about_everything,
        opening=texts.get(programme.id or 0) if about_everything else None,
        chapters=tuple(_chapters(whole, duties, texts)),
    )


def established_texts(session: Session, reference_date: date) -> dict[int, TextLine]:
    """Return the last text about each subject that is established and meant for the public.

    What is a concept, or marked for insiders, is not read.
    """
    query = (
        select_columns(
            col(StatusText.about_id),
            col(Subject.key),
            col(StatusText.text),
            col(StatusText.reference_date),
            col(StatusText.established_on),
        )
        .join(Subject, col(Subject.id) == col(StatusText.subject_id))
        .where(
            col(StatusText.approval) == Approval.ESTABLISHED,
            col(Subject.confidentiality) == Confidentiality.PUBLIC,
            col(StatusText.established_on) <= reference_date,
        )
        .order_by(col(StatusText.reference_date), col(StatusText.subject_id))
    )
    return {
        about: TextLine(key, text, day, established or day)
        for about, key, text, day, established in session.execute(query)
    }


def _duties(session: Session, whole: Whole, keys: Sequence[str]) -> tuple[MilestoneLine, ...]:
    for key in keys:
        current(session, SubjectKind.MILESTONE, key)  # or UnknownSubjectError, with what is near
    found = {line.key: line for line in whole.lines if line.is_duty and line.addressee}
    for key in keys:
        if key not in found:
            raise NoDutyError(key=key, known=", ".join(found) or "–")
    wanted = frozenset(keys)
    return tuple(line for line in found.values() if line.key in wanted)


def _due(duties: Iterable[MilestoneLine]) -> date | None:
    days = [line.practical or line.current.latest for line in duties if line.is_open]
    return min((day for day in days if day is not None), default=None)


def _sources(whole: Whole, duties: Sequence[MilestoneLine]) -> tuple[DocumentLine, ...]:
    wanted = {line.source for line in duties}
    return tuple(each for each in portfolio.documents_in(whole.state) if each.key in wanted)


def _chapters(
    whole: Whole, duties: Sequence[MilestoneLine], texts: dict[int, TextLine]
) -> Iterable[Chapter]:
    """Yield the chapters, the cluster that has come furthest first where all are concerned."""
    concerned = None
    if not any(line.is_programme_wide for line in duties):
        concerned = {line.cluster_key for line in duties}
    rows = [
        row for row in whole.state.clusters if concerned is None or row.subject.key in concerned
    ]
    rows.sort(key=lambda row: (not row.detail.step_is_known, row.subject.title))
    requests = portfolio.requests_in(whole.state)
    for row in rows:
        own = {
            each.subject.key
            for each in whole.state.requests
            if each.subject.cluster_id == row.id and is_open(whole.state, each.subject)
        }
        yield Chapter(
            key=row.subject.key,
            title=title_of(row.subject),
            step=step_of(whole.state, row),
            text=texts.get(row.id),
            milestones=tuple(
                line
                for line in whole.lines
                if line.cluster_key == row.subject.key and not line.is_duty
            ),
            requests=tuple(line for line in requests if line.key in own),
        )
