"""Status texts: what somebody writes of a cluster or the programme, to be sent to parliament.

There is at most one text in the making of each subject. Rewriting it makes it a concept again;
after one was established the next one is another text, and the old one stays what was said.
"""

from datetime import date

from sqlmodel import Session, col, select

from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.publications.approval import WITHOUT_APPROVAL
from models.storage.keys import free_key
from models.storage.records import Record, current, records_by_id
from models.storage.values import Value
from models.tables import StatusText, Subject
from models.vocabulary import Approval, Confidentiality, EventKind, SubjectKind

SUBJECTS = (SubjectKind.CLUSTER, SubjectKind.PROGRAMME)


def write(
    ledger: Ledger,
    about: Record,
    text: str,
    *,
    reference_date: date | None = None,
    audience: Confidentiality = Confidentiality.PUBLIC,
    reason: str | None = None,
) -> Record:
    """Write the status text of a cluster or the programme, or write the one in the making anew.

    Args:
        ledger: whose actor becomes its author.
        about: the cluster or the programme.
        text: as it is to be read; paragraphs are parted by empty lines.
        reference_date: the day whose state it describes, today if not given.
        audience: who may read it once it is established.
        reason: why, in the actor's words.

    Raises:
        InvalidAmendmentError: there is nothing in the text, or its day is still to come.
    """
    ledger.hold(about.id)  # so that two who begin at once do not both begin one
    day = reference_date or ledger.today
    values: dict[str, Value] = {
        "text": _some(about, text),
        "reference_date": _past(about, day, ledger.today),
        "audience": audience,
        "written_by": ledger.actor,
        **WITHOUT_APPROVAL,
    }
    found = in_the_making(ledger.session, about.id)
    if found is not None:
        return ledger.record(found, EventKind.AMENDED, values, reason=reason)
    values |= {
        "title": f"{about.text('title')}: statustekst",
        "title_en": f"{about.text('title_en') or about.text('title')}: status text",
        "confidentiality": Confidentiality.INTERNAL,
        "about_id": about.id,
        "cluster_id": about.id if about.kind is SubjectKind.CLUSTER else None,
    }
    key = free_key(ledger.session, SubjectKind.STATUS_TEXT, f"{about.key}-{day}")
    return ledger.register(SubjectKind.STATUS_TEXT, key, values, reason=reason)


def in_the_making(session: Session, about_id: int) -> Record | None:
    """Return the text of a subject that is not established yet, if there is one."""
    found = [each for each in texts_about(session, about_id) if _is_in_the_making(each)]
    return found[-1] if found else None


def texts_about(session: Session, about_id: int | None = None) -> list[Record]:
    """Return the texts about a subject, or all of them, the oldest first."""
    query = select(StatusText.subject_id).order_by(col(StatusText.subject_id))
    if about_id is not None:
        query = query.where(col(StatusText.about_id) == about_id)
    return records_by_id(session, SubjectKind.STATUS_TEXT, list(session.exec(query)))


def find_text(session: Session, name: str) -> Record:
    """Return the text with this key, or the latest one about the subject with this key.

    Raises:
        UnknownSubjectError: there is neither.
    """
    query = select(Subject.id).where(col(Subject.kind).in_(SUBJECTS), col(Subject.key) == name)
    about = [number for number in session.exec(query) if number is not None]
    found = [text for number in about for text in texts_about(session, number)]
    return found[-1] if found else current(session, SubjectKind.STATUS_TEXT, name)


def _is_in_the_making(text: Record) -> bool:
    return text.values["approval"] != Approval.ESTABLISHED


def _some(about: Record, text: str) -> str:
    if text.strip():
        return text.strip()
    raise InvalidAmendmentError(
        subject=about.name,
        field=Words("statustekst", "status text"),
        value="",
        problem=Words("er staat niets in", "there is nothing in it"),
    )


def _past(about: Record, day: date, today: date) -> date:
    if day <= today:
        return day
    raise InvalidAmendmentError(
        subject=about.name,
        field=Words("peildatum", "reference date"),
        value=day,
        problem=Words("die dag moet nog komen", "that day is still to come"),
    )
