"""Which stored editions a reader may see, and make: what pages and the API share."""

from sqlalchemy import Select, and_, or_, select
from sqlmodel import Session, col

from mijlpaal.web.office import Office
from models.publications.editions import (
    EditionName,
    find_report,
    name_of_report,
    read_name,
    unknown_edition,
)
from models.reading.condition import readable
from models.reading.looking import Looking
from models.storage.records import SUBJECT
from models.tables import Edition, Report
from models.vocabulary import Approval, Confidentiality, SubjectKind
from reports.edition import Edition as Stage
from reports.editions import EditionLine, edition_in, editions
from reports.figures import Figures, cluster_figures, programme_figures
from reports.stored import figures_of

_ABOUT = (SubjectKind.PROGRAMME, SubjectKind.CLUSTER)  # all that there are reports about


def editions_seen(eyes: Looking, *, key: str | None = None) -> list[EditionLine]:
    """Return the editions that a reader may see, of one report or of all, the latest first."""
    names = {
        str(named(report, subject_key))
        for report, _, subject_key, _ in eyes.session.execute(readable_editions(eyes))
    }
    found = editions(eyes.session, clearance=Confidentiality.INTERNAL, key=key)
    return [each for each in found if each.name in names]


def report_seen(eyes: Looking, name: str) -> Report:
    """Return the stored edition of that name.

    Raises:
        UnknownSubjectError: there is none, or none for this reader.
    """
    report = find_report(eyes.session, read_name(name))
    seen = readable_editions(eyes).where(col(Report.id) == report.id)
    if eyes.session.execute(seen).first() is None:
        raise unknown_edition(name)
    return report


def edition_seen(eyes: Looking, name: str) -> tuple[Figures, Stage]:
    """Return the figures of an edition as they were frozen, and which one it is.

    Raises:
        UnknownSubjectError: there is none, or none for this reader.
        AlteredEditionError: somebody wrote in its figures.
    """
    return frozen_in(eyes.session, report_seen(eyes, name))


def frozen_in(session: Session, report: Report) -> tuple[Figures, Stage]:
    """Return what an edition holds, and which one it is.

    Raises:
        AlteredEditionError: somebody wrote in its figures.
    """
    found = figures_of(report, name_of_report(session, report))
    return found, edition_in(session, report)


def named(report: Report, key: str) -> EditionName:
    """Return the full name of a stored edition about the subject with this key."""
    return EditionName(key, report.reference_date, report.edition, Confidentiality(report.audience))


def readable_editions(eyes: Looking) -> Select[Report, str, str, str | None]:
    """Select what may be read: insiders read it all, others what was established for them.

    With each the kind and the key of its subject, and how far it is; None is a concept.
    """
    sight = eyes.sight
    audience = col(Report.audience)
    is_public = audience == str(Confidentiality.PUBLIC)
    inside = or_(audience == str(Confidentiality.INTERNAL), is_public)
    if sight.everywhere is Confidentiality.PUBLIC:
        inside = and_(inside, SUBJECT.c.id.in_(sorted(sight.clusters)))
    established = col(Edition.approval) == str(Approval.ESTABLISHED)
    return (
        select(Report, SUBJECT.c.kind, SUBJECT.c.key, col(Edition.approval))
        .join(SUBJECT, SUBJECT.c.id == col(Report.subject_id))
        .outerjoin(Edition, col(Edition.report_id) == col(Report.id))
        .where(
            SUBJECT.c.kind.in_(_ABOUT),
            readable(eyes.sight, _ABOUT),
            or_(inside, and_(is_public, established)),
        )
    )


def require_sees_all(eyes: Looking, cluster: str | None) -> int | None:
    """Refuse a report on what the reader is no insider to: it would show them the rest.

    Args:
        eyes: of the reader.
        cluster: its key, none for the programme.

    Returns:
        The id of the cluster.

    Raises:
        UnknownSubjectError: there is no such cluster, or not for this reader.
    """
    if cluster:
        record = eyes.record(SubjectKind.CLUSTER, cluster).record
        if eyes.sight.clearance_in(record.id) is not Confidentiality.PUBLIC:
            return record.id
    elif eyes.sight.everywhere is not Confidentiality.PUBLIC:
        return None
    raise unknown_edition(cluster or "")


def figures_of_today(
    office: Office, session: Session, cluster: str | None, audience: Confidentiality
) -> Figures:
    """Return what an edition that is made now would hold, of a cluster or of the programme."""
    day, calendar = office.today, office.rulebook.calendar
    if not cluster:
        return programme_figures(session, reference_date=day, calendar=calendar, audience=audience)
    return cluster_figures(
        session, cluster, reference_date=day, calendar=calendar, audience=audience
    )
