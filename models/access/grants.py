"""The roles that an identity provider says somebody has: replaced as a whole at every login.

They hold for a while after a login, not for a session only: who can be asked as a second person
does not stop to exist at night, and four eyes must not become two by waiting until a colleague has
gone home. The session itself is short, so a role that was taken away opens nothing for longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from models.tables import GrantedRole, Representative
from models.vocabulary import Role

HOLDS_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Granted:
    """What a provider says of somebody: roles with their cluster, and the company they are of."""

    roles: frozenset[tuple[Role, int | None]]
    organisations: frozenset[int] = frozenset()


def replace_grants(session: Session, actor: str, granted: Granted, *, today: date) -> None:
    """Have somebody hold these roles and be of these organisations, and no others of a provider."""
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


def _in_order(roles: Iterable[tuple[Role, int | None]]) -> list[tuple[Role, int | None]]:
    return sorted(roles, key=lambda each: (each[0], each[1] or 0))
