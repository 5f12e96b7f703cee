"""What somebody may do and see today: the roles of their mandates and of their provider."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.access.naming import companies_of
from models.access.tokens import Bearer
from models.authority.roles import mandates_on
from models.authority.whose import PARTIES
from models.reading.sight import Sight, sight_of
from models.tables import Account
from models.vocabulary import Role

Roles = tuple[tuple[Role, int | None], ...]
"""Each role with the cluster that it holds in, None for everywhere."""

_EVERYTHING: Roles = ((Role.ADMINISTRATOR, None), (Role.PROGRAMME_MANAGER, None))


@dataclass(frozen=True, slots=True)
class Standing:
    """The roles that somebody holds, what they may read by them, and what is their own.

    ``own`` holds ``kind:key`` of what somebody with the role of a party may act on.
    """

    roles: Roles
    sight: Sight
    own: frozenset[str] = frozenset()


def standing_of(session: Session, account: Account | Bearer, today: date) -> Standing:
    """Return what this person may do and see; without any role that is nothing.

    As long as nobody has a mandate, whoever comes by a link of ours keeps the installation and
    manages the programme: the link was made on the machine itself, where everything is allowed.
    """
    mandates = mandates_on(session, today)
    roles = mandates.roles_of(account.actor)
    if mandates.is_open and not account.issuer:
        roles = _EVERYTHING
    companies = companies_of(session, account.actor, today)
    is_a_party = any(role in PARTIES for role, _ in roles)
    own = mandates.own_of(account.actor).values() if is_a_party else ()
    return Standing(roles, sight_of(roles, companies, today), frozenset(own))
