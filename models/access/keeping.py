"""Who may let others in: an administrator everywhere, once there is one."""

from datetime import date

from sqlmodel import Session

from models.authority.roles import Scope, mandates_on
from models.errors import NoRoleError, Words
from models.vocabulary import EventKind, Role, SubjectKind

_EVERYWHERE = Scope(SubjectKind.MANDATE, frozenset())
_ACCESS = Words("de toegang", "the access")


def require_administrator(session: Session, actor: str, today: date) -> None:
    """Let pass who may let others in.

    Raises:
        NotPermittedError: the actor is no administrator.
    """
    mandates_on(session, today).require(
        actor,
        frozenset({Role.ADMINISTRATOR}),
        _EVERYWHERE,
        act=EventKind.AMENDED,
        subject=_ACCESS,
    )


def require_role(session: Session, actor: str, today: date) -> None:
    """Let pass who would have something to do inside.

    Raises:
        NoRoleError: there are mandates, and none of theirs.
    """
    mandates = mandates_on(session, today)
    if not mandates.is_open and not mandates.roles_of(actor):
        raise NoRoleError(name=actor)


def first_administrator(session: Session, today: date) -> str | None:
    """Return the first one who holds a mandate as an administrator everywhere."""
    held = mandates_on(session, today).held
    return next(
        (who for who, role, where in held if role is Role.ADMINISTRATOR and where is None), None
    )
