"""Which stored editions a reader may see: the condition that lists and pages of them share."""

from sqlalchemy import Select, and_, or_, select
from sqlmodel import col

from models.publications.editions import (
    EditionName,
    find_report,
    name_of_report,
    read_name,
    unknown_edition,
)
from models.reading.looking import Looking
from models.storage.records import SUBJECT
from models.tables import Edition, Report
from models.vocabulary import Approval, Confidentiality
from reports.edition import Edition as Stage
from reports.editions import EditionLine, edition_in, editions
from reports.figures import Figures
from reports.stored import figures_of


def editions_seen(eyes: Looking, *, key: str | None = None) -> list[EditionLine]:
    """Return the editions that a reader may see, of one report or of all, the latest first."""
    names = {
        str(EditionName(key, report.reference_date, report.edition, Confidentiality(mark)))
        for report, key, mark in eyes.session.execute(_readable(eyes))
    }
    found = editions(eyes.session, clearance=Confidentiality.INTERNAL, key=key)
    return [each for each in found if each.name in names]


def report_seen(eyes: Looking, name: str) -> Report:
    """Return the stored edition of that name.

    Raises:
        UnknownSubjectError: there is none, or none for this reader.
    """
    report = find_report(eyes.session, read_name(name))
    if eyes.session.execute(_readable(eyes).where(col(Report.id) == report.id)).first() is None:
        raise unknown_edition(name)
    return report


def edition_seen(eyes: Looking, name: str) -> tuple[Figures, Stage]:
    """Return the figures of an edition as they were frozen, and which one it is.

    Raises:
        UnknownSubjectError: there is none, or none for this reader.
        AlteredEditionError: somebody wrote in its figures.
    """
    report = report_seen(eyes, name)
    found = figures_of(report, name_of_report(eyes.session, report))
    return found, edition_in(eyes.session, report)


def _readable(eyes: Looking) -> Select[Report, str, str]:
    """Select what may be read: insiders read it all, others what was established for them."""
    sight = eyes.sight
    audience = col(Report.audience)
    is_public = audience == str(Confidentiality.PUBLIC)
    inside = or_(audience == str(Confidentiality.INTERNAL), is_public)
    if sight.everywhere is Confidentiality.PUBLIC:
        inside = and_(inside, SUBJECT.c.id.in_(sorted(sight.clusters)))
    established = col(Edition.approval) == str(Approval.ESTABLISHED)
    return (
        select(Report, SUBJECT.c.key, audience)
        .join(SUBJECT, SUBJECT.c.id == col(Report.subject_id))
        .outerjoin(Edition, col(Edition.report_id) == col(Report.id))
        .where(eyes.may_see(), or_(inside, and_(is_public, established)))
    )
