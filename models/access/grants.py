"""The roles that an identity provider says somebody has: replaced as a whole at every login.

They hold for a while after a login, not for a session only: who can be asked as a second person
does not stop to exist at night, and four eyes must not become two by waiting until a colleague has
gone home. The session itself is short, so a role that was taken away opens nothing for longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from models.clock import local_day
from models.ledger.access_journal import hold_journal, note_access
from models.storage.records import SUBJECT
from models.tables import GrantedRole, Representative
from models.vocabulary import AccessKind, Role

HOLDS_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Granted:
    """What a provider says of somebody: roles with their cluster, and the company they are of."""

    roles: frozenset[tuple[Role, int | None]]
    organisations: frozenset[int] = frozenset()


def replace_grants(
    session: Session, actor: str, granted: Granted, *, by: str, now: datetime
) -> None:
    """Have somebody hold these roles and be of these organisations, and no others of a provider.

    Args:
        session: of the transaction.
        actor: who logged in.
        granted: all that their provider says of them.
        by: the issuer.
        now: when they logged in.
    """
    hold_journal(session)
    today = local_day(now)
    before = _in_force(session, actor, today)
    session.execute(delete(GrantedRole).where(col(GrantedRole.actor) == actor))
    session.execute(
        delete(Representative).where(
            col(Representative.actor) == actor, col(Representative.named_by) == ""
        )
    )
    until = today + HOLDS_FOR
    session.add_all(
        GrantedRole(actor=actor, role=role, cluster_id=cluster, holds_until=until)
        for role, cluster in _in_order(granted.roles)
    )
    session.add_all(
        Representative(
            actor=actor, organisation_id=each, is_own=True, valid_from=today, valid_until=until
        )
        for each in sorted(granted.organisations)
    )
    session.flush()
    after = _in_force(session, actor, today)
    if before != after:
        note_access(
            session,
            AccessKind.ROLES_GRANTED,
            by=by,
            now=now,
            about=actor,
            before=before,
            after=after,
        )


def _in_force(session: Session, actor: str, today: date) -> dict[str, list[str]]:
    """Return what a provider said of somebody, as far as it holds: roles, and companies."""
    roles = (
        select(col(GrantedRole.role), SUBJECT.c.key)
        .join(SUBJECT, SUBJECT.c.id == col(GrantedRole.cluster_id), isouter=True)
        .where(col(GrantedRole.actor) == actor, col(GrantedRole.holds_until) >= today)
    )
    organisations = (
        select(SUBJECT.c.key)
        .join(Representative, col(Representative.organisation_id) == SUBJECT.c.id)
        .where(
            col(Representative.actor) == actor,
            col(Representative.named_by) == "",
            col(Representative.valid_until) >= today,
        )
    )
    return {
        "roles": sorted(
            f"{role}:{cluster}" if cluster else role for role, cluster in session.execute(roles)
        ),
        "organisations": sorted(session.execute(organisations).scalars()),
    }


def _in_order(roles: Iterable[tuple[Role, int | None]]) -> list[tuple[Role, int | None]]:
    return sorted(roles, key=lambda each: (each[0], each[1] or 0))
