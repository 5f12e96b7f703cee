"""The people: contacts with their function, period and preferences, written through the ledger.

A contact is a function, never a person. What it may read (clearance) is for the administrator
alone; how it wants to be told (language, hour, what it wants no news of) is its own to change.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import cast

from sqlmodel import Session, col, select

from models.authority.roles import Scope, mandates_on, roles_in_words
from models.errors import InvalidAmendmentError, NotPermittedError, StillHoldsError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.rules.status import Outcome, outcome_of
from models.storage.column_text import column_value, refused
from models.storage.records import Record, current, name_of, records_by_id
from models.storage.values import Value
from models.tables import Assignment, Contact, Subject
from models.vocabulary import Confidentiality, EventKind, Role, SubjectKind

Texts = Mapping[str, str | None]
AddressRule = Callable[[Words, str, str], None]
"""Raises what is wrong with the address (third) of a channel (second) for a contact (first)."""

FIELDS = frozenset(
    {
        "title",
        "title_en",
        "organisation_id",
        "language",
        "channel",
        "address",
        "clearance",
        "person_role",
        "valid_from",
        "valid_until",
        "digest_hour",
        "unwanted",
    }
)
# Whoever is told may say how, and no more: an address is where everything goes.
OWN_PREFERENCES = frozenset({"language", "digest_hour", "unwanted"})
_DECLINABLE = frozenset({SubjectKind.CLUSTER, SubjectKind.MILESTONE})
# Within office hours, when messages leave every quarter of an hour (flows.schedule): at another
# hour a message would wait for the next morning.
FIRST_HOUR, LAST_HOUR = 7, 18
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


def add(
    ledger: Ledger, key: str, fields: Texts, *, address_rule: AddressRule, reason: str | None = None
) -> Record:
    """Register a contact.

    Args:
        ledger: who does this, and in which transaction.
        key: of the contact.
        fields: columns by name with their values as text; what is left out has its default.
        address_rule: what an address must be for its channel.
        reason: why, in the actor's words.

    Raises:
        InvalidAmendmentError: the key is taken, a field cannot hold this, or an address that
            its channel cannot reach.
        NotPermittedError: the actor may not, or may not give this clearance.
    """
    session = ledger.session
    _require_new(session, key)
    blank = Record(0, SubjectKind.CONTACT, key, 0, "", _defaults())
    values = _values(session, blank, fields)
    _require_sound(blank, values, address_rule)
    _require_may_clear(ledger, blank, values)
    return ledger.register(SubjectKind.CONTACT, key, values, reason=reason)


def change(
    ledger: Ledger,
    key: str,
    fields: Texts,
    *,
    address_rule: AddressRule,
    reason: str | None = None,
) -> Record:
    """Change fields of a contact; a contact may change its own preferences itself.

    Raises:
        UnknownSubjectError: there is no such contact.
        InvalidAmendmentError: as for ``add``, or nothing would change.
        ReasonMissingError: somebody else than the contact itself gives no reason.
        NotPermittedError: the actor may not, or may not give this clearance.
    """
    contact = current(ledger.session, SubjectKind.CONTACT, key)
    values = _values(ledger.session, contact, fields)
    values = {name: value for name, value in values.items() if contact.values[name] != value}
    if not values:
        raise refused(
            contact,
            ", ".join(fields) or "?",
            "",
            Words("zo staat het er al", "that is what it says already"),
        )
    _require_sound(contact, {**contact.values, **values}, address_rule)
    _require_may_clear(ledger, contact, values)
    if ledger.actor == key and values.keys() <= OWN_PREFERENCES:
        own = ledger.as_consequence_of("eigen voorkeur")
        return own.record(contact, EventKind.AMENDED, values, reason=reason)
    why = require_reason(Words("Wijzigen", "Changing"), contact.name, reason)
    return ledger.record(contact, EventKind.AMENDED, values, reason=why)


def end(ledger: Ledger, key: str, last_day: date, *, reason: str | None) -> Record:
    """Let a contact's period end; its open milestones must have another holder by then.

    Raises:
        UnknownSubjectError: there is no such contact.
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: the period would end before it begins.
        StillHoldsError: open milestones would be left without it.
    """
    contact = current(ledger.session, SubjectKind.CONTACT, key)
    why = require_reason(Words("Beëindigen", "Ending"), contact.name, reason)
    _require_order(contact, contact.day("valid_from"), last_day)
    next_day = last_day + timedelta(days=1)
    held = {milestone.key for _, milestone in held_from(ledger.session, contact, next_day)}
    if held:
        raise StillHoldsError(
            subject=contact.name,
            key=key,
            day=last_day,
            next_day=next_day,
            milestones=", ".join(sorted(held)),
        )
    return ledger.record(contact, EventKind.AMENDED, {"valid_until": last_day}, reason=why)


def held_from(session: Session, contact: Record, day: date) -> list[tuple[Record, Record]]:
    """Return the assignments of a contact that hold on ``day`` or later, with their milestones.

    Only of open milestones, by the assignment's key.
    """
    query = (
        select(col(Assignment.subject_id), col(Assignment.milestone_id))
        .join(Subject, col(Subject.id) == col(Assignment.subject_id))
        .where(
            col(Assignment.contact_id) == contact.id,
            col(Assignment.valid_until).is_(None) | (col(Assignment.valid_until) >= day),
        )
        .order_by(col(Subject.key))
    )
    pairs = session.exec(query).all()
    assignments = _by_id(session, SubjectKind.ASSIGNMENT, [each for each, _ in pairs])
    milestones = _by_id(session, SubjectKind.MILESTONE, [each for _, each in pairs])
    found = ((assignments[one], milestones[other]) for one, other in pairs)
    return [
        (assignment, milestone)
        for assignment, milestone in found
        if outcome_of(milestone.text("standing")) is Outcome.OPEN and not _never_held(assignment)
    ]


def all_contacts(session: Session) -> list[Record]:
    """Return every contact there ever was, by key."""
    query = select(col(Contact.subject_id)).order_by(col(Contact.subject_id))
    found = records_by_id(session, SubjectKind.CONTACT, session.exec(query).all())
    return sorted(found, key=lambda each: each.key)


def is_in_office(contact: Record, day: date) -> bool:
    """Return whether the contact's period, both ends included, holds ``day``."""
    first, last = contact.day("valid_from"), contact.day("valid_until")
    return (first is None or first <= day) and (last is None or day <= last)


def unwanted_of(contact: Record) -> tuple[str, ...]:
    """Return what the contact wants no news of, as ``kind:key``."""
    return tuple((contact.text("unwanted") or "").split())


def without_news_of(contact: Record, more: Sequence[str], fewer: Sequence[str]) -> str | None:
    """Return the column ``unwanted`` with some added and some taken away."""
    kept = [each for each in dict.fromkeys([*unwanted_of(contact), *more]) if each not in fewer]
    return " ".join(kept) or None


def _by_id(session: Session, kind: SubjectKind, ids: Sequence[int]) -> dict[int, Record]:
    return {each.id: each for each in records_by_id(session, kind, sorted(set(ids)))}


def _never_held(assignment: Record) -> bool:
    first, last = assignment.day("valid_from"), assignment.day("valid_until")
    return first is not None and last is not None and last < first


def _defaults() -> dict[str, Value]:
    return {
        "title": None,
        "language": "nl",
        "channel": "email",
        "address": None,
        "clearance": str(Confidentiality.INTERNAL),
        **dict.fromkeys(("valid_from", "valid_until", "digest_hour", "unwanted")),
    }


def _values(session: Session, contact: Record, fields: Texts) -> dict[str, Value]:
    for unknown in fields.keys() - FIELDS:
        raise refused(contact, unknown, fields[unknown], Words("onbekend veld", "unknown field"))
    values = {name: column_value(session, contact, name, fields[name]) for name in fields}
    _require_hour(contact, values.get("digest_hour"))
    for each in str(values.get("unwanted") or "").split():
        _require_subject(session, contact, each)
    return values


def _require_new(session: Session, key: str) -> None:
    if not _KEY.fullmatch(key):
        problem = Words(
            "verwacht kleine letters, cijfers en koppeltekens",
            "small letters, digits and hyphens are expected",
        )
        name = name_of(SubjectKind.CONTACT, key)
        raise InvalidAmendmentError(subject=name, field="key", value=key, problem=problem)
    query = select(Subject.id).where(
        col(Subject.kind) == SubjectKind.CONTACT, col(Subject.key) == key
    )
    if session.exec(query).first() is not None:
        raise InvalidAmendmentError(
            subject=name_of(SubjectKind.CONTACT, key),
            field="key",
            value=key,
            problem=Words("die sleutel bestaat al", "that key exists already"),
        )


def _require_sound(contact: Record, values: Mapping[str, Value], address_rule: AddressRule) -> None:
    for name, nl, en in (
        ("title", "noem de functie", "name the function"),
        ("address", "noem een adres", "give an address"),
    ):
        if not str(values.get(name) or "").strip():
            raise refused(contact, name, "", Words(nl, en))
    merged = {**_defaults(), **values}
    address_rule(contact.name, str(merged["channel"]), str(merged["address"]))
    _require_order(
        contact,
        cast("date | None", merged["valid_from"]),
        cast("date | None", merged["valid_until"]),
    )


def _require_order(contact: Record, first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        raise refused(
            contact, "valid_until", str(last), Words(f"ligt voor {first}", f"before {first}")
        )


def _require_hour(contact: Record, hour: Value) -> None:
    if hour is not None and not FIRST_HOUR <= int(str(hour)) <= LAST_HOUR:
        problem = Words(
            f"verwacht een heel uur van {FIRST_HOUR} t/m {LAST_HOUR}",
            f"a whole hour from {FIRST_HOUR} to {LAST_HOUR} is expected",
        )
        raise refused(contact, "digest_hour", str(hour), problem)


def _require_subject(session: Session, contact: Record, name: str) -> None:
    """Let pass ``kind:key`` of a cluster or milestone that exists."""
    kind, _, key = name.partition(":")
    if kind not in set(_DECLINABLE):
        raise refused(
            contact,
            "unwanted",
            name,
            Words(
                "schrijf cluster:SLEUTEL of milestone:SLEUTEL, bijvoorbeeld cluster:chemelot",
                "write cluster:KEY or milestone:KEY, for instance cluster:chemelot",
            ),
        )
    current(session, SubjectKind(kind), key)


def _require_may_clear(ledger: Ledger, contact: Record, values: Mapping[str, Value]) -> None:
    """Let only an administrator give or take the right to read what is confidential."""
    if values.get("clearance", contact.values["clearance"]) == contact.values["clearance"]:
        return
    everywhere = Scope(SubjectKind.CONTACT, frozenset())
    if not mandates_on(ledger.session, ledger.today).permits(
        ledger.actor, _ADMINISTRATOR, everywhere
    ):
        raise NotPermittedError(
            actor=ledger.actor,
            act=Words("inzage wijzigen", "change the clearance"),
            subject=contact.name,
            roles=roles_in_words(_ADMINISTRATOR),
        )
