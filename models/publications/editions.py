"""Editions of reports on their way to being established, and the names by which people call them.

The figures of an edition never change (``models.tables.Report``); how far it is lies in the
ledger, together with the hash of those figures.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.errors import ApprovalError, UnknownSubjectError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.publications import approval
from models.storage.records import Record, current_by_id, kind_in_words, records_by_id
from models.storage.values import Value
from models.tables import Edition, Report, Subject
from models.vocabulary import Approval, Confidentiality, SubjectKind


@dataclass(frozen=True, slots=True)
class EditionName:
    """Which edition of which report: ``chemelot.2026-11-30.2`` or ``….2.public``.

    Without a number it is the last one of that day; without an audience the internal one.
    """

    key: str
    day: date
    number: int | None = None
    audience: Confidentiality = Confidentiality.INTERNAL

    def __str__(self) -> str:
        """Return the name as people type it."""
        number = "" if self.number is None else f".{self.number}"
        mark = "" if self.audience is Confidentiality.INTERNAL else f".{self.audience}"
        return f"{self.key}.{self.day}{number}{mark}"


def read_name(text: str) -> EditionName:
    """Return the edition that somebody names; keys of clusters may hold dots themselves.

    Raises:
        UnknownSubjectError: it is no name of an edition.
    """
    parts = text.split(".")
    audience = Confidentiality.INTERNAL
    if parts[-1] in set(Confidentiality):
        audience = Confidentiality(parts.pop())
    number = int(parts.pop()) if len(parts) > 2 and parts[-1].isdecimal() else None  # noqa: PLR2004
    try:
        day = date.fromisoformat(parts.pop())
    except ValueError:
        raise unknown_edition(text) from None
    if not parts:
        raise unknown_edition(text)
    return EditionName(".".join(parts), day, number, audience)


def find_report(session: Session, name: EditionName) -> Report:
    """Return the stored edition of that name.

    Raises:
        UnknownSubjectError: there is none.
    """
    query = (
        select(Report)
        .join(Subject, col(Subject.id) == col(Report.subject_id))
        .where(
            col(Subject.key) == name.key,
            col(Report.reference_date) == name.day,
            col(Report.audience) == name.audience,
        )
        .order_by(col(Report.edition).desc())
    )
    if name.number is not None:
        query = query.where(col(Report.edition) == name.number)
    found = session.exec(query.limit(1)).one_or_none()
    if found is None:
        raise unknown_edition(str(name))
    return found


def name_of_report(session: Session, report: Report) -> EditionName:
    """Return the full name of a stored edition."""
    key = session.exec(select(Subject.key).where(col(Subject.id) == report.subject_id)).one()
    return EditionName(key, report.reference_date, report.edition, Confidentiality(report.audience))


def propose(ledger: Ledger, report: Report, *, reason: str | None = None) -> Record:
    """Lay an edition before a second person, to be established.

    Raises:
        ApprovalError: it was laid before already, or a later one is established.
        ReasonMissingError: it replaces an established edition, and nobody says why.
    """
    ledger.hold(report.subject_id)
    name = name_of_report(ledger.session, report)
    subject = edition_of(ledger.session, report) or _register(ledger, report, name)
    before = _established_of_that_day(ledger.session, report)
    changes: Mapping[str, Value] = {}
    if before is not None:
        if before > report.edition:
            raise _overtaken(subject, before)
        said = require_reason(Words("Een correctie", "A correction"), subject.name, reason)
        changes = {"corrects": before, "correction": said}
    return approval.propose(ledger, subject, reason=reason, changes=changes)


def establish(ledger: Ledger, report: Report, *, reason: str | None = None) -> Record:
    """Establish a proposed edition, as a second person.

    Raises:
        ApprovalError: it was not proposed, or another one was established since.
        SecondPersonError: the actor proposed it, and others could establish it.
    """
    ledger.hold(report.subject_id)
    subject = _proposed(ledger.session, report)
    since = _established_of_that_day(ledger.session, report)
    if since is not None and since != subject.values["corrects"]:
        raise _overtaken(subject, since)
    return approval.establish(ledger, subject, reason=reason)


def give_back(ledger: Ledger, report: Report, *, reason: str | None) -> Record:
    """Make a concept again of a proposed edition.

    Raises:
        ApprovalError: it was not proposed.
        ReasonMissingError: no reason was given.
    """
    return approval.give_back(ledger, _proposed(ledger.session, report), reason=reason)


def edition_of(session: Session, report: Report) -> Record | None:
    """Return how far a stored edition is; None for a concept that nobody laid before."""
    query = select(Edition.subject_id).where(col(Edition.report_id) == report.id)
    found = session.exec(query).one_or_none()
    return None if found is None else current_by_id(session, found)


def editions_of(session: Session, reports: list[Report]) -> Mapping[int, Record]:
    """Return how far stored editions are, by the id of the report."""
    wanted = [report.id for report in reports]
    query = select(Edition.subject_id).where(col(Edition.report_id).in_(wanted))
    found = records_by_id(session, SubjectKind.EDITION, list(session.exec(query)))
    return {each.number("report_id") or 0: each for each in found}


def unknown_edition(name: str) -> UnknownSubjectError:
    """Return the error that there is no such edition, with how one is named."""
    return UnknownSubjectError(
        kind=kind_in_words(SubjectKind.EDITION),
        key=name,
        suggestion=Words(
            "Noem haar als chemelot.2026-11-30.1 (mijlpaal report list).",
            "Name it as chemelot.2026-11-30.1 (mijlpaal report list).",
        ),
    )


def _register(ledger: Ledger, report: Report, name: EditionName) -> Record:
    about = current_by_id(ledger.session, report.subject_id)
    title = about.text("title") or about.key
    values: dict[str, Value] = {
        "title": f"Voortgangsrapportage {title}, {report.reference_date}, editie {report.edition}",
        "title_en": f"Status report {title}, {report.reference_date}, edition {report.edition}",
        "confidentiality": Confidentiality.INTERNAL,
        "cluster_id": about.id if about.kind is SubjectKind.CLUSTER else None,
        "report_id": report.id,
        "digest": report.digest,
        "audience": report.audience,
    }
    return ledger.register(SubjectKind.EDITION, str(name), values)


def _proposed(session: Session, report: Report) -> Record:
    found = edition_of(session, report)
    if found is not None:
        return found
    name = name_of_report(session, report)
    raise ApprovalError(
        subject=Words(f"editie {name}", f"edition {name}"),
        state=approval.APPROVALS[Approval.CONCEPT],
        act=Words("dat", "that"),
        remedy=Words(
            f"Leg haar eerst voor (mijlpaal report propose {name}).",
            f"Propose it first (mijlpaal report propose {name}).",
        ),
    )


def _established_of_that_day(session: Session, report: Report) -> int | None:
    """Return the number of the last established edition of the same report, day and audience."""
    query = (
        select(Report.edition)
        .join(Edition, col(Edition.report_id) == col(Report.id))
        .where(
            col(Report.subject_id) == report.subject_id,
            col(Report.reference_date) == report.reference_date,
            col(Report.audience) == report.audience,
            col(Report.id) != report.id,
            col(Edition.approval) == Approval.ESTABLISHED,
        )
        .order_by(col(Report.edition).desc())
    )
    return session.exec(query.limit(1)).one_or_none()


def _overtaken(subject: Record, number: int) -> ApprovalError:
    return ApprovalError(
        subject=subject.name,
        state=Words(f"ingehaald door editie {number}", f"overtaken by edition {number}"),
        act=Words("dat", "that"),
        remedy=Words(
            "Publiceer opnieuw en leg de nieuwe editie voor.",
            "Publish again and propose the new edition.",
        ),
    )
