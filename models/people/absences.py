"""Who is away, and who hears instead: absences of contacts, and the chains that they form."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.storage.records import Record, current
from models.storage.values import Value
from models.tables import Absence, Subject
from models.vocabulary import EventKind, SubjectKind


@dataclass(frozen=True, slots=True)
class Away:
    """One absence, both days included; contacts by key."""

    key: str
    contact: str
    replaced_by: str
    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Return whether the contact is away on this day."""
        return self.first <= day <= self.last

    def meets(self, first: date, last: date) -> bool:
        """Return whether it shares a day with this time."""
        return self.first <= last and first <= self.last


def be_absent(
    ledger: Ledger,
    contact_key: str,
    *,
    first: date,
    last: date,
    replaced_by: str,
    reason: str | None = None,
) -> Record:
    """Record that a contact is away, and who hears what they would have heard.

    Raises:
        UnknownSubjectError: there is no such contact.
        InvalidAmendmentError: the days are out of order or over, the contact is away already in
            that time, or the replacement leads back to them.
        NotPermittedError: the actor keeps no contacts.
    """
    contact = current(ledger.session, SubjectKind.CONTACT, contact_key)
    stand_in = current(ledger.session, SubjectKind.CONTACT, replaced_by)
    ledger.hold(contact.id, stand_in.id)  # of two absences at once the second sees the first
    known = absences(ledger.session)
    _require_sensible_days(ledger, contact, first, last)
    for each in known:
        if each.contact == contact_key and each.meets(first, last):
            away = Words(f"is dan al afwezig ({each.key})", f"is away then already ({each.key})")
            raise _refused(contact, "valid_from", first, away)
    path = _way_back(known, (contact_key,), replaced_by, first, last)
    if path:
        led = " → ".join(path)
        circle = Words(f"dat leidt in een kring: {led}", f"that leads in a circle: {led}")
        raise _refused(contact, "replaced_by", replaced_by, circle)
    values: dict[str, Value] = {
        "title": f"{contact_key}: {first} – {last}",
        "contact_id": contact.id,
        "replaced_by_id": stand_in.id,
        "valid_from": first,
        "valid_until": last,
    }
    key = _free_key(ledger.session, f"{contact_key}-{first}")
    return ledger.register(SubjectKind.ABSENCE, key, values, reason=reason)


def be_back(ledger: Ledger, contact_key: str, *, reason: str | None = None) -> Record:
    """End the absence of today yesterday; without one, call off the next.

    Raises:
        UnknownSubjectError: there is no such contact.
        InvalidAmendmentError: they are not away, now or later.
        NotPermittedError: the actor keeps no contacts.
    """
    contact = current(ledger.session, SubjectKind.CONTACT, contact_key)
    own = [each for each in absences(ledger.session) if each.contact == contact_key]
    ahead = sorted((each for each in own if each.last >= ledger.today), key=lambda a: a.first)
    if not ahead:
        here = Words("is niet afwezig", "is not away")
        raise _refused(contact, "valid_until", ledger.today, here)
    return end_absence(ledger, ahead[0].key, reason=reason)


def end_absence(ledger: Ledger, key: str, *, reason: str | None = None) -> Record:
    """End an absence yesterday; one that is still to come is called off.

    Raises:
        UnknownSubjectError: there is no such absence.
        InvalidAmendmentError: it is over.
        NotPermittedError: the actor keeps no contacts.
    """
    absence = current(ledger.session, SubjectKind.ABSENCE, key)
    first, last = absence.day("valid_from"), absence.day("valid_until")
    if first is None or last is None or last < max(first, ledger.today):
        raise _refused(absence, "valid_until", last, Words("is al voorbij", "is over already"))
    until = max(ledger.today, first) - timedelta(days=1)
    return ledger.record(absence, EventKind.AMENDED, {"valid_until": until}, reason=reason)


def absences(session: Session) -> list[Away]:
    """Return every absence that was not called off, by first day and contact; one statement."""
    contact, stand_in, own = aliased(Subject), aliased(Subject), aliased(Subject)
    query = (
        select_columns(
            col(own.key),
            col(contact.key),
            col(stand_in.key),
            col(Absence.valid_from),
            col(Absence.valid_until),
        )
        .select_from(Absence)
        .join(own, col(own.id) == col(Absence.subject_id))
        .join(contact, col(contact.id) == col(Absence.contact_id))
        .join(stand_in, col(stand_in.id) == col(Absence.replaced_by_id))
        .where(col(Absence.valid_from) <= col(Absence.valid_until))
        .order_by(col(Absence.valid_from), col(contact.key))
    )
    return [Away(*row) for row in session.execute(query)]


def hearer(known: Sequence[Away], contact: str, day: date) -> str:
    """Return who hears on a day what this contact would have heard: themselves when present."""
    seen = {contact}
    while True:
        away = next((each for each in known if each.contact == contact and each.holds(day)), None)
        if away is None or away.replaced_by in seen:
            return contact
        contact = away.replaced_by
        seen.add(contact)


def _way_back(
    known: Sequence[Away], path: tuple[str, ...], to: str, first: date, last: date
) -> tuple[str, ...]:
    """Return the stand-ins that come round again within this time; nobody when they do not."""
    if to in path:
        return (*path, to)
    for each in known:
        if each.contact == to and each.meets(first, last):
            shared = max(first, each.first), min(last, each.last)
            if circle := _way_back(known, (*path, to), each.replaced_by, *shared):
                return circle
    return ()


def _require_sensible_days(ledger: Ledger, contact: Record, first: date, last: date) -> None:
    for day in (first, last):
        ledger.rulebook.calendar.is_working_day(day)  # or OutsideCalendarError
    if last < first:
        before = Words(f"ligt voor {first}", f"lies before {first}")
        raise _refused(contact, "valid_until", last, before)
    if last < ledger.today:
        over = Words("die dag is al voorbij", "that day lies in the past")
        raise _refused(contact, "valid_until", last, over)


def _free_key(session: Session, key: str) -> str:
    """Return the key, numbered when an absence of that day was called off before."""
    query = select(Subject.key).where(
        col(Subject.kind) == SubjectKind.ABSENCE, col(Subject.key).startswith(key)
    )
    taken = set(session.exec(query))
    return next(each for each in _numbered(key, len(taken)) if each not in taken)


def _numbered(key: str, taken: int) -> Iterator[str]:
    yield key
    yield from (f"{key}-{number}" for number in range(2, taken + 3))


def _refused(contact: Record, field: str, value: object, problem: Words) -> InvalidAmendmentError:
    return InvalidAmendmentError(subject=contact.name, field=field, value=value, problem=problem)
