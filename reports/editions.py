"""Stored editions as documents need them: their figures again, and how far each is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.publications.editions import (
    EditionName,
    edition_of,
    editions_of,
    find_report,
    name_of_report,
    unknown_edition,
)
from models.storage.records import Record
from models.tables import Report, Subject
from models.vocabulary import Approval, Confidentiality, SubjectKind
from reports import as_json
from reports.edition import Edition
from reports.figures.structure import Figures
from reports.stored import figures_of
from reports.words import Text


@dataclass(frozen=True, slots=True)
class EditionLine:
    """A stored edition in a list."""

    name: str
    title: str
    reference_date: date
    audience: Confidentiality
    number: int
    published_at: datetime
    digest: str
    approval: Approval
    proposed_by: str | None
    established_by: str | None
    established_on: date | None
    corrects: int | None
    correction: str | None


def edition_in(session: Session, report: Report) -> Edition:
    """Return which edition a stored report is, and how far."""
    return _edition(report, edition_of(session, report))


def keep_edition(session: Session, figures: Figures, now: datetime) -> tuple[Edition, bool]:
    """Return the edition that holds these figures: the last one of the day, else a new one."""
    masthead = figures.masthead
    subject_id = session.exec(
        select(Subject.id).where(
            col(Subject.kind) == masthead.kind, col(Subject.key) == masthead.key
        )
    ).one()
    last = session.exec(
        select(Report)
        .where(
            col(Report.subject_id) == subject_id,
            col(Report.reference_date) == masthead.reference_date,
            col(Report.audience) == masthead.audience,
        )
        .order_by(col(Report.edition).desc())
        .limit(1)
    ).one_or_none()
    text, digest = as_json.kept(figures)
    if last is not None and last.digest == digest:
        return edition_in(session, last), False
    report = Report(
        subject_id=subject_id or 0,
        reference_date=masthead.reference_date,
        audience=masthead.audience.value,
        edition=(last.edition if last else 0) + 1,
        digest=digest,
        figures=text,
        published_at=now,
    )
    session.add(report)
    session.flush()
    return edition_in(session, report), True


def last_editions(
    session: Session, day: date, audience: Confidentiality
) -> Iterator[tuple[str, Text, int, datetime]]:
    """Yield key, title, number and moment of the last edition of every cluster on a day."""
    later = aliased(Report)
    is_last = ~exists().where(
        col(later.subject_id) == col(Report.subject_id),
        col(later.reference_date) == col(Report.reference_date),
        col(later.audience) == col(Report.audience),
        col(later.edition) > col(Report.edition),
    )
    query = (
        select(Report, Subject.key)
        .join(Subject, col(Subject.id) == col(Report.subject_id))
        .where(
            col(Subject.kind) == SubjectKind.CLUSTER,
            col(Report.reference_date) == day,
            col(Report.audience) == audience,
            is_last,
        )
        .order_by(col(Subject.key))
    )
    for report, key in session.exec(query):
        title = figures_of(report, name_of_report(session, report)).masthead.title
        yield key, title, report.edition, report.published_at


def load_edition(
    session: Session, name: EditionName, *, clearance: Confidentiality
) -> tuple[Figures, Edition]:
    """Return the figures of a stored edition as they were frozen, and which one it is.

    Raises:
        UnknownSubjectError: there is none, or none for this reader.
        AlteredEditionError: somebody wrote in its figures.
    """
    if name.audience not in clearance.readable():
        raise unknown_edition(str(name))
    report = find_report(session, name)
    return figures_of(report, name_of_report(session, report)), edition_in(session, report)


def editions(
    session: Session, *, clearance: Confidentiality, key: str | None = None
) -> Sequence[EditionLine]:
    """Return the stored editions, of one report or of all, the latest first."""
    query = (
        select(Report, Subject.key, Subject.title)
        .join(Subject, col(Subject.id) == col(Report.subject_id))
        .where(col(Report.audience).in_(clearance.readable()))
        .order_by(
            col(Report.reference_date).desc(),
            col(Subject.key),
            col(Report.audience),
            col(Report.edition).desc(),
        )
    )
    if key is not None:
        query = query.where(col(Subject.key) == key)
    found = session.exec(query).all()
    stages = editions_of(session, [report for report, _, _ in found])
    return [
        _line(report, subject_key, title, stages.get(report.id or 0))
        for report, subject_key, title in found
    ]


def _line(report: Report, key: str, title: str, found: Record | None) -> EditionLine:
    audience, edition = Confidentiality(report.audience), _edition(report, found)
    name = EditionName(key, report.reference_date, report.edition, audience)
    return EditionLine(
        name=str(name),
        title=title,
        reference_date=report.reference_date,
        audience=audience,
        number=report.edition,
        published_at=report.published_at,
        digest=report.digest,
        approval=edition.approval,
        proposed_by=found.text("proposed_by") if found else None,
        established_by=found.text("established_by") if found else None,
        established_on=edition.established_on,
        corrects=edition.corrects,
        correction=edition.correction,
    )


def _edition(report: Report, found: Record | None) -> Edition:
    if found is None:
        return Edition(report.edition, report.published_at)
    return Edition(
        report.edition,
        report.published_at,
        Approval(str(found.values["approval"])),
        found.day("established_on"),
        found.number("corrects"),
        found.text("correction"),
    )
