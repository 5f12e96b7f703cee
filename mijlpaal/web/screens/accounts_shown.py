"""The accounts as their pages show them: filtered, sorted, by the page, and one alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlencode

from sqlalchemy import select
from sqlmodel import Session, col, or_

from mijlpaal.roles import role_in_words
from mijlpaal.web.language_of_parts import marked
from mijlpaal.web.office import Office
from mijlpaal.web.screens.address import PageAsked, TextAsked, ordered_by, require_lines
from mijlpaal.web.screens.keeping import KEEPING_PATH
from mijlpaal.web.screens.viewing import PAGE, View, query_of, sort_in, sort_of
from mijlpaal.web.screens.words import say_word
from models.access.naming import representatives
from models.access.standing import standing_of
from models.access.visits import visits_of
from models.clock import AMSTERDAM
from models.reading.looking import Looking
from models.reading.titles import titles_of
from models.storage.records import Record
from models.tables import AccessToken, Account
from models.vocabulary import Language, Role, SubjectKind

ACCESS_PATH = f"{KEEPING_PATH}/toegang"
ACCOUNT_PATH = f"{ACCESS_PATH}/account"


class By(StrEnum):
    """By what accounts are sorted."""

    NAME = "naam"
    SEEN = "gezien"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView(View[By]):
    """Which accounts are shown, and how; its query is the saved view."""

    order: By = By.NAME
    search: str = ""

    @property
    def query(self) -> str:
        """What follows the question mark."""
        given = {"zoek": self.search, "sorteer": sort_of(self, By.NAME)}
        return query_of(given, self.page)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account on the page."""

    actor: str
    name: str
    query: str  # of its own page
    issuer: str
    roles: tuple[str, ...]
    companies: tuple[str, ...]
    sessions: int
    seen_at: datetime | None  # in Amsterdam
    is_open: bool


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate of one account."""

    key: str
    role: str
    record: Record


def view_in(
    zoek: TextAsked = "",
    sorteer: Annotated[str, ordered_by(By)] = "",
    blz: PageAsked = 1,
) -> AccountView:
    """Return the view that an address names, for ``Depends``."""
    order, descending = sort_in(sorteer, By.NAME)
    return AccountView(order=order, descending=descending, search=zoek, page=blz)


def found_in(session: Session, view: AccountView) -> tuple[Sequence[Account], bool]:
    """Return the accounts of one page of a view, and whether more follow."""
    name = col(Account.actor)
    by = name if view.order is By.NAME else col(Account.seen_at)
    turned = by.desc() if view.descending else by.asc()
    query = select(Account).order_by(turned.nulls_last(), name)
    if view.search:
        named = (each.icontains(view.search, autoescape=True) for each in _NAMES)
        query = query.where(or_(*named))
    found = session.scalars(query.offset((view.page - 1) * PAGE).limit(PAGE + 1)).all()
    require_lines(view.page, found)
    return found[:PAGE], len(found) > PAGE


def line_of(eyes: Looking, account: Account, office: Office, language: Language) -> AccountLine:
    """Return an account as a reader may see it; clusters kept from them go unnamed."""
    session, today = eyes.session, office.today
    roles = standing_of(session, account, today).roles
    companies = [each.organisation_id for each in representatives(session, account.actor, today)]
    titles = titles_of(
        eyes, {*companies, *(at for _, at in roles if at)}, language, otherwise=marked
    )
    hidden = say_word("not_for_you", language)
    return AccountLine(
        account.actor,
        account.display_name,
        urlencode({"naam": account.actor}),
        account.issuer,
        tuple(
            role_in_words(role).say(language) + (f" ({titles.get(at, hidden)})" if at else "")
            for role, at in roles
        ),
        tuple(titles.get(each, hidden) for each in companies),
        len(visits_of(session, account.actor, now=office.now())),
        account.seen_at.astimezone(AMSTERDAM) if account.seen_at else None,
        account.closed_at is None,
    )


def mandates_of(eyes: Looking, actor: str, language: Language) -> list[MandateLine]:
    """Return every mandate that somebody has or had, with their role in words."""
    found = [each.record for each in eyes.records(SubjectKind.MANDATE)]
    return [
        MandateLine(each.key, role_in_words(Role(each.text("role") or "")).say(language), each)
        for each in found
        if each.text("actor") == actor
    ]


def valid_tokens_of(session: Session, actor: str, *, now: datetime) -> Sequence[AccessToken]:
    """Return the API tokens of somebody that open something now, by what they are for."""
    query = select(AccessToken).where(
        col(AccessToken.actor) == actor,
        col(AccessToken.revoked_at).is_(None),
        col(AccessToken.expires_at) > now,
    )
    return session.scalars(query.order_by(col(AccessToken.name), col(AccessToken.key))).all()


_NAMES = (col(Account.actor), col(Account.display_name))
