"""Who may let others in: an administrator everywhere, a company to read what is its own."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.access.naming import companies_of
from models.authority.roles import Scope, mandates_on, roles_in_words
from models.errors import NoRoleError, NotPermittedError, Words
from models.storage.records import current
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


@dataclass(frozen=True, slots=True)
class MayName:
    """For which organisations somebody may say who reads what is their own.

    ``organisations`` None: for every one, and they say as well who is of it (``is_own``).
    """

    organisations: frozenset[int] | None

    @property
    def is_keeper(self) -> bool:
        """Whether they keep the installation."""
        return self.organisations is None

    def may(self, organisation_id: int) -> bool:
        """Return whether they may for this one."""
        return self.organisations is None or organisation_id in self.organisations


def may_name(session: Session, actor: str, today: date) -> MayName:
    """Return for which organisations somebody may name readers today.

    An administrator for every one; who has the role of a company for those whose own person they
    are. Whom a company named names nobody else.
    """
    mandates = mandates_on(session, today)
    if mandates.permits(actor, frozenset({Role.ADMINISTRATOR}), _EVERYWHERE):
        return MayName(None)
    if all(role is not Role.COMPANY for role, _ in mandates.roles_of(actor)):
        return MayName(frozenset())
    companies = companies_of(session, actor, today)
    return MayName(frozenset(each for each, is_own in companies.items() if is_own))


def require_may_name(
    session: Session, actor: str, organisation: str, today: date, *, is_own: bool = False
) -> MayName:
    """Let pass who may name readers of what is an organisation's own.

    Args:
        session: of the transaction.
        actor: who names.
        organisation: its key.
        today: the day on which it is asked.
        is_own: whether it is to name somebody of the organisation itself.

    Raises:
        UnknownSubjectError: there is no such organisation.
        NotPermittedError: they are no administrator and not of that company, or it is to say who
            is of it.
    """
    found = current(session, SubjectKind.ORGANISATION, organisation)
    allowed = may_name(session, actor, today)
    if not allowed.may(found.id) or (is_own and not allowed.is_keeper):
        who = {Role.ADMINISTRATOR} if is_own else {Role.ADMINISTRATOR, Role.COMPANY}
        raise NotPermittedError(
            actor=actor,
            act=Words("lezers benoemen", "name readers"),
            subject=found.name,
            roles=roles_in_words(frozenset(who)),
        )
    return allowed


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
