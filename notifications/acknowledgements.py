"""What an acknowledge link asks, and doing it: the act is ``models.people.acknowledging``."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, RowMapping, Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from models.clock import local_day
from models.errors import ForgedLinkError
from models.ledger.writer import Ledger
from models.people.acknowledging import acknowledge
from models.rules.status import Outcome, outcome_of
from models.tables import Assignment, Contact, Event, Milestone, Subject
from models.vocabulary import EventKind, Language
from notifications.audience import cleared_for, hearer, in_force, in_office, stand_ins
from notifications.link_keys import claim_of
from notifications.links import Claim


class LinkState(StrEnum):
    """What can be done with a link."""

    OPEN = "open"
    USED = "used"
    EARLY = "early"  # made for a day that is still to come: a run ahead of time told nobody
    EXPIRED = "expired"
    CLOSED = "closed"  # the milestone is: there is nothing left to know
    WITHDRAWN = "withdrawn"  # the milestone is another's now, or not for these eyes any more


@dataclass(frozen=True, slots=True)
class Asked:
    """A link that is ours, as far as its reader may see what it is about.

    Attributes:
        state: What can be done with it.
        language: Of the contact.
        contact: Key of the contact, the actor of what is done.
        function: What the contact is called.
        issued_on: First day on which the link can be used: that of its message.
        expires_on: Last day on which the link can be used.
        milestone: Key; None when it is not for this reader (any more).
        title: Of the milestone, in the reader's language.
        wording: As it was agreed, in the words of the source.
        latest: Last day, None when there is none.
        used_on: Day on which the contact said that they know.
    """

    state: LinkState
    language: Language
    contact: str
    function: str
    issued_on: date
    expires_on: date
    milestone: str | None = None
    title: str | None = None
    wording: str | None = None
    latest: date | None = None
    used_on: date | None = None


def look_up(session: Session, token: str, *, today: date) -> Asked:
    """Return what a link asks; changes nothing, so whoever follows links for others may look.

    Raises:
        ForgedLinkError: the link is not ours.
    """
    claim = claim_of(session, token)
    row = session.execute(_asked(claim, today)).mappings().first()
    if row is None:
        raise ForgedLinkError
    answered = row["answered_at"]
    used_on = local_day(answered) if answered else None
    is_used = used_on is not None and used_on >= claim.issued_on
    asked = Asked(
        state=_state(row, claim, today, is_used=is_used),
        language=Language(row["language"]),
        contact=row["contact"],
        function=row["function"],
        issued_on=claim.issued_on,
        expires_on=claim.expires_on,
    )
    if not row["is_concerned"]:
        return asked
    return replace(
        asked,
        milestone=row["milestone"],
        title=row["title"],
        wording=row["wording"] or None,
        latest=row["latest"],
        used_on=used_on if is_used else None,
    )


def use(ledger: Ledger, token: str) -> Asked:
    """Do what the link asks, once; return how it stands afterwards.

    Of two who use it at the same moment the second finds it used.

    Raises:
        ForgedLinkError: the link is not ours.
        ConflictError: somebody changed the milestone meanwhile; it can be tried again.
    """
    asked = look_up(ledger.session, token, today=ledger.today)
    if asked.state is LinkState.OPEN and asked.milestone is not None:
        acknowledge(ledger, asked.milestone, asked.contact)
    return look_up(ledger.session, token, today=ledger.today)


def _state(row: RowMapping, claim: Claim, today: date, *, is_used: bool) -> LinkState:
    if not row["is_concerned"]:
        return LinkState.WITHDRAWN
    if is_used:
        return LinkState.USED
    if today < claim.issued_on:
        return LinkState.EARLY
    if today > claim.expires_on:
        return LinkState.EXPIRED
    is_open = outcome_of(row["standing"]) is Outcome.OPEN
    return LinkState.OPEN if is_open else LinkState.CLOSED


def _asked(claim: Claim, today: date) -> Select[*tuple[object, ...]]:
    """Return the one query: what the contact has no right to see does not leave the database."""
    function = aliased(Subject)
    english = col(Contact.language) == Language.EN
    concerned = and_(cleared_for(Subject), in_office(today), _still_holds(claim, today))
    answered = (
        select(func.max(col(Event.recorded_at)))
        .where(
            col(Event.subject_id) == claim.milestone_id,
            col(Event.kind) == EventKind.ACKNOWLEDGED,
            col(Event.actor) == col(function.key),
        )
        .scalar_subquery()
    )
    return (
        select(
            col(Contact.language),
            col(function.key).label("contact"),
            func.coalesce(case((english, col(function.title_en))), col(function.title)).label(
                "function"
            ),
            concerned.label("is_concerned"),
            case((concerned, col(Subject.key))).label("milestone"),
            case(
                (
                    concerned,
                    func.coalesce(case((english, col(Subject.title_en))), col(Subject.title)),
                )
            ).label("title"),
            case((concerned, col(Milestone.wording))).label("wording"),
            case((concerned, col(Milestone.latest))).label("latest"),
            col(Subject.standing),
            answered.label("answered_at"),
        )
        .select_from(Contact)
        .join(function, col(function.id) == col(Contact.subject_id))
        .join(Subject, col(Subject.id) == claim.milestone_id)
        .join(Milestone, col(Milestone.subject_id) == col(Subject.id))
        .where(col(Contact.subject_id) == claim.contact_id)
    )


def _still_holds(claim: Claim, today: date) -> ColumnElement[bool]:
    """Return the condition that the contact answers for it, or stands in for who does.

    A former holder no longer does, nor a stand-in whose principal is back.
    """
    away = stand_ins(today)
    concerned = (col(Assignment.contact_id), hearer(away))
    return (
        select(literal(1))
        .select_from(Assignment)
        .outerjoin(away, away.c.absent_id == col(Assignment.contact_id))
        .where(
            col(Assignment.milestone_id) == claim.milestone_id,
            or_(*(each == claim.contact_id for each in concerned)),
            in_force(today),
        )
        .exists()
    )
