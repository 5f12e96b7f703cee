"""API tokens as pages show them: never what one opens, for nobody can look that up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col, or_

from mijlpaal.web.language_of_parts import marked
from mijlpaal.web.office import Office
from mijlpaal.web.screens.accounts_shown import AccountView, By
from mijlpaal.web.screens.address import require_lines
from mijlpaal.web.screens.viewing import PAGE
from mijlpaal.web.screens.words import say_word
from models.access.tokens import clusters_of
from models.clock import local_day
from models.reading.looking import Looking
from models.reading.titles import titles_of
from models.tables import AccessToken
from models.vocabulary import Language


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token on the page, without what it opens: nobody can look that up."""

    key: str
    actor: str
    purpose: str
    may_write: bool
    clusters: tuple[str, ...]
    last_day: date
    used_on: date | None
    is_valid: bool


def token_line(eyes: Looking, token: AccessToken, office: Office, language: Language) -> TokenLine:
    """Return a token as a reader may see it; clusters kept from them go unnamed."""
    places = clusters_of(eyes.session, token)
    titles = titles_of(eyes, places, language, otherwise=marked)
    hidden = say_word("not_for_you", language)
    ends = local_day(token.expires_at)  # a midnight: the day before is the last
    return TokenLine(
        token.key,
        token.actor,
        token.name,
        token.may_write,
        tuple(titles.get(each, hidden) for each in places),
        date.fromordinal(ends.toordinal() - 1),
        local_day(token.seen_at) if token.seen_at else None,
        token.revoked_at is None and token.expires_at > office.now(),
    )


def found_tokens(
    session: Session, view: AccountView, actor: str | None
) -> tuple[Sequence[AccessToken], bool]:
    """Return the tokens of one page of a view, and whether more follow."""
    who, what, key = col(AccessToken.actor), col(AccessToken.name), col(AccessToken.key)
    by = who if view.order is By.NAME else col(AccessToken.seen_at)
    query = select(AccessToken).order_by(
        (by.desc() if view.descending else by.asc()).nulls_last(), what, key
    )
    if actor is not None:
        query = query.where(who == actor)
    if view.search:
        named = (each.icontains(view.search, autoescape=True) for each in (who, what))
        query = query.where(or_(*named))
    found = session.scalars(query.offset((view.page - 1) * PAGE).limit(PAGE + 1)).all()
    require_lines(view.page, found)
    return found[:PAGE], len(found) > PAGE
