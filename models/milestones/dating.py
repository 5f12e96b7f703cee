"""Giving an occurrence or a document its day; the windows that wait for it follow by themselves."""

from datetime import date

from models.dates import Reading, read_moment
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.storage.records import Record, current
from models.storage.values import Value
from models.vocabulary import EventKind, SubjectKind

DATED_BY_HAND = (SubjectKind.OCCURRENCE, SubjectKind.DOCUMENT)


def date_event(
    ledger: Ledger,
    kind: SubjectKind,
    key: str,
    when: str | None,
    *,
    reason: str | None = None,
    said_on: date | None = None,
) -> Record:
    """Record when something took place or will; another day than before is a correction.

    Args:
        ledger: who does this, and in which transaction.
        kind: of the subject; a milestone gets its day by being achieved.
        key: of the subject.
        when: a date or a phrase; None: the day is unknown after all.
        reason: why; demanded for a correction.
        said_on: the day on which ``when`` was said, if not today.

    Raises:
        UnknownSubjectError: there is no such subject.
        UnreadablePhraseError: no rule reads ``when``.
        InvalidAmendmentError: it gives no day, or nothing changes.
        ReasonMissingError: it corrects a day and nobody says why.
        SecondPersonError: it corrects a day and needs a second person.
        OutsideCalendarError: a bound that follows lies where the calendars hold no data.
    """
    subject = current(ledger.session, kind, key)
    columns = _occurrence if kind is SubjectKind.OCCURRENCE else _document
    reading = _reading(ledger, when, said_on)
    dated = columns(subject, reading)
    changes = {name: value for name, value in dated.items() if subject.values[name] != value}
    if not changes:
        raise _refused(subject, when, "zo staat het er al", "that is what it says already")
    if _is_undated(subject):
        return ledger.record(subject, EventKind.DATED, changes, reason=reason)
    reason = require_reason(Words("Een dag corrigeren", "Correcting a day"), subject.name, reason)
    return ledger.record(subject, EventKind.CORRECTED, changes, reason=reason)


def _is_undated(subject: Record) -> bool:
    days = ("earliest", "latest", "dated_on")
    return all(subject.values.get(name) is None for name in days)


def _reading(ledger: Ledger, when: str | None, said_on: date | None) -> Reading | None:
    if when is None:
        return None
    return read_moment(when, said_on or ledger.today, calendar=ledger.rulebook.calendar)


def _occurrence(subject: Record, reading: Reading | None) -> dict[str, Value]:
    if reading is None:
        return dict.fromkeys(("wording", "edtf", "earliest", "latest"))
    if reading.window.latest is None:
        raise _refused(subject, reading.text, "hieruit volgt geen dag", "no day follows from this")
    return {
        "wording": reading.text,
        "edtf": reading.edtf,
        "earliest": reading.window.earliest,
        "latest": reading.window.latest,
    }


def _document(subject: Record, reading: Reading | None) -> dict[str, Value]:
    if reading is None:
        return {"dated_on": None, "dated_on_is_nominal": False}
    if reading.window.latest is None or reading.window.earliest != reading.window.latest:
        raise _refused(
            subject, reading.text, "een stuk draagt één dag", "a document bears a single day"
        )
    return {"dated_on": reading.window.latest, "dated_on_is_nominal": False}


def _refused(subject: Record, when: str | None, nl: str, en: str) -> InvalidAmendmentError:
    field = "dated_on" if subject.kind is SubjectKind.DOCUMENT else "wording"
    return InvalidAmendmentError(
        subject=subject.name, field=field, value=when or "", problem=Words(nl, en)
    )
