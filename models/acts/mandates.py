"""Giving and withdrawing mandates: who may do what from now on."""

import re
from datetime import date, timedelta

from sqlmodel import Session, col, select

from models.authority.roles import mandates_on
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.storage.keys import free_key
from models.storage.records import Record, current
from models.storage.values import Value
from models.tables import Mandate, Subject
from models.vocabulary import EventKind, Role, SubjectKind

_UNFIT = re.compile(r"[^\w.@+-]+")  # a key is a part of an address, and never two
_LONGEST = 150


def give(
    ledger: Ledger,
    actor: str,
    role: Role,
    *,
    cluster: str | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Record:
    """Give a person a role, everywhere or in one cluster.

    Raises:
        UnknownSubjectError: there is no such cluster.
        InvalidAmendmentError: no name, the period ends before it begins, or it is the first
            mandate and not that of an administrator from today and without an end.
        NotPermittedError: the giver is no administrator.
    """
    whom = actor.strip()
    held = mandates_on(ledger.session, ledger.today)
    if not whom:
        raise _refused(whom, actor, Words("noem een naam", "name somebody"))
    if valid_from and valid_until and valid_until < valid_from:
        raise _refused(whom, valid_until, Words(f"ligt voor {valid_from}", f"before {valid_from}"))
    begins_later = valid_from is not None and valid_from > ledger.today
    if held.is_open and (role is not Role.ADMINISTRATOR or cluster or valid_until or begins_later):
        raise _refused(
            whom,
            role,
            Words(
                "geef eerst een beheerder (administrator) een mandaat zonder einde: daarna mag"
                " alleen wie een mandaat heeft nog iets wijzigen",
                "first give an administrator a mandate without an end: from then on only who has"
                " a mandate may change anything",
            ),
        )
    scope = None if cluster is None else current(ledger.session, SubjectKind.CLUSTER, cluster)
    values: dict[str, Value] = {
        "title": f"{whom}: {role}" + (f" ({cluster})" if cluster else ""),
        "cluster_id": scope.id if scope else None,
        "actor": whom,
        "role": role,
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    parts = "-".join(part for part in (whom, role, cluster) if part)
    key = _UNFIT.sub("-", parts).lower()[:_LONGEST]
    return ledger.register(
        SubjectKind.MANDATE, free_key(ledger.session, SubjectKind.MANDATE, key), values
    )


def withdraw(ledger: Ledger, key: str, *, reason: str | None = None) -> Record:
    """End a mandate yesterday, so that it holds today no more.

    Raises:
        UnknownSubjectError: there is no such mandate.
        InvalidAmendmentError: it is the last administrator's.
        NotPermittedError: the actor is no administrator.
    """
    mandate = current(ledger.session, SubjectKind.MANDATE, key)
    others = [each for each in all_mandates(ledger.session) if each.key != key]
    is_lasting = _is_lasting_administrator(mandate, ledger.today)
    if is_lasting and not any(_is_lasting_administrator(each, ledger.today) for each in others):
        raise _refused(
            key, mandate.text("actor"), Words("de laatste beheerder", "the last administrator")
        )
    until = ledger.today - timedelta(days=1)
    return ledger.record(mandate, EventKind.AMENDED, {"valid_until": until}, reason=reason)


def all_mandates(session: Session) -> list[Record]:
    """Return every mandate there ever was, by key."""
    query = select(Subject.key).join(Mandate, col(Mandate.subject_id) == col(Subject.id))
    keys = session.exec(query.order_by(col(Subject.key))).all()
    return [current(session, SubjectKind.MANDATE, key) for key in keys]


def _is_lasting_administrator(mandate: Record, today: date) -> bool:
    """Return whether this is an administrator everywhere, today and without an end.

    Only such a one can always give the next mandate: who is limited to a cluster cannot, and
    whose own mandate ends cannot for long.
    """
    first = mandate.day("valid_from")
    return (
        mandate.text("role") == Role.ADMINISTRATOR
        and mandate.number("cluster_id") is None
        and mandate.day("valid_until") is None
        and (first is None or first <= today)
    )


def _refused(whom: str, value: object, problem: Words) -> InvalidAmendmentError:
    subject = Words(f"mandaat van '{whom}'", f"mandate of '{whom}'")
    return InvalidAmendmentError(subject=subject, field="mandaat", value=value, problem=problem)
