"""Access on the terminal: who may come in, by what, and who read what is a company's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import true
from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.decisions_on_access import changes, kind_in_words
from mijlpaal.roles import role_in_words
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, in_row, short_day
from models.access.journal import Decision, Wanted, decisions
from models.access.naming import representatives
from models.access.standing import standing_of
from models.access.tokens import all_tokens, clusters_of
from models.access.visits import open_visits
from models.clock import local_day
from models.reading.log import kept_reads
from models.storage.records import current_by_id
from models.tables import Account

_LATEST = 1000  # decisions; whoever wants older ones names a period


@dataclass(frozen=True, slots=True)
class AccessLine:
    """Somebody who may come in, or might."""

    name: str
    by: str  # link | the issuer
    roles: tuple[str, ...]
    companies: tuple[str, ...]
    sessions: int
    last_seen: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class TokenLine:
    """An API token; never its secret."""

    key: str
    name: str
    purpose: str
    scope: tuple[str, ...]
    last_day: date
    last_used: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class ReadLine:
    """Somebody read what is a company's own."""

    at: datetime
    name: str
    what: str
    fields: tuple[str, ...]
    by: str


def access_lines(
    session: Session, accounts: Sequence[Account], now: datetime, call: Call
) -> list[AccessLine]:
    """Return each account as a list shows it."""
    today = local_day(now)
    sessions = [visit.actor for visit in open_visits(session, now=now)]
    return [
        AccessLine(
            name=account.actor,
            by=account.issuer or "link",
            roles=tuple(
                role_in_words(role).say(call.language)
                + (f" ({_key(session, where)})" if where else "")
                for role, where in standing_of(session, account, today).roles
            ),
            companies=tuple(
                _key(session, each.organisation_id)
                for each in representatives(session, account.actor, today)
            ),
            sessions=sessions.count(account.actor),
            last_seen=account.seen_at,
            is_open=account.closed_at is None,
        )
        for account in accounts
    ]


def token_lines(session: Session, now: datetime) -> list[TokenLine]:
    """Return each token as a list shows it."""
    return [
        TokenLine(
            key=token.key,
            name=token.actor,
            purpose=token.name,
            scope=(
                "write" if token.may_write else "read",
                *(_key(session, each) for each in clusters_of(session, token)),
            ),
            last_day=_last_day(token.expires_at),
            last_used=token.seen_at,
            is_open=token.revoked_at is None and token.expires_at > now,
        )
        for token in all_tokens(session)
    ]


def read_lines(session: Session, subject_id: int | None, name: str | None) -> list[ReadLine]:
    """Return the latest reads of what is a company's own."""
    return [
        ReadLine(
            at=read.read_at,
            name=read.actor,
            what=f"{subject.kind}:{subject.key}",
            fields=tuple(read.fields.split()),
            by=read.by,
        )
        for read, subject in kept_reads(session, subject_id=subject_id, actor=name)
    ]


def decision_lines(session: Session, wanted: Wanted) -> list[Decision]:
    """Return the latest decisions on access that are wanted."""
    return decisions(session, wanted, may_see=true(), limit=_LATEST)


def show_access(lines: Sequence[AccessLine], call: Call) -> None:
    """Write the accounts; without any, how to let somebody in."""
    if not lines:
        screen.say(
            call.say(
                "Nog niemand heeft toegang. Maak een inloglink: mijlpaal access link NAAM",
                "Nobody has access yet. Make a login link: mijlpaal access link NAME",
            )
        )
    screen.table(
        (
            call.say("naam", "name"),
            call.say("rollen", "roles"),
            call.say("bedrijven", "companies"),
            call.say("door", "by"),
            call.say("sessies", "sessions"),
            call.say("laatst gezien", "last seen"),
            "",
        ),
        [
            [
                line.name,
                in_row(line.roles),
                in_row(line.companies),
                line.by,
                str(line.sessions),
                _day(line.last_seen, call),
                "" if line.is_open else call.say("ingetrokken", "revoked"),
            ]
            for line in lines
        ],
    )


def show_tokens(lines: Sequence[TokenLine], call: Call) -> None:
    """Write the tokens."""
    if not lines:
        screen.say(call.say("Er zijn geen API-tokens.", "There are no API tokens."))
    screen.table(
        (
            "token",
            call.say("van", "of"),
            call.say("waarvoor", "for"),
            call.say("mag", "may"),
            call.say("t/m", "until"),
            call.say("laatst gebruikt", "last used"),
            "",
        ),
        [
            [
                line.key,
                line.name,
                line.purpose,
                in_row(line.scope),
                short_day(line.last_day, call),
                _day(line.last_used, call),
                "" if line.is_open else call.say("vervallen", "over"),
            ]
            for line in lines
        ],
    )


def show_reads(lines: Sequence[ReadLine], call: Call) -> None:
    """Write who read what, the newest first."""
    if not lines:
        screen.say(
            call.say(
                "Niemand buiten het bedrijf zelf las bedrijfsvertrouwelijke gegevens.",
                "Nobody outside the company itself read company-confidential data.",
            )
        )
    screen.table(
        (
            call.say("wanneer (UTC)", "when (UTC)"),
            call.say("wie", "who"),
            call.say("wat", "what"),
            call.say("velden", "fields"),
            call.say("langs", "by"),
        ),
        [
            [f"{line.at:%Y-%m-%d %H:%M:%S}", line.name, line.what, in_row(line.fields), line.by]
            for line in lines
        ],
    )


def show_decisions(lines: Sequence[Decision], call: Call) -> None:
    """Write the decisions on access, the newest first."""
    if not lines:
        screen.say(call.say("Geen besluiten gevonden.", "No decisions found."))
    screen.table(
        (
            call.say("wanneer (UTC)", "when (UTC)"),
            call.say("wat", "what"),
            call.say("over wie", "about whom"),
            call.say("waarover", "about what"),
            call.say("eerst → daarna", "before → after"),
            call.say("door", "by"),
        ),
        [
            [
                f"{line.at:%Y-%m-%d %H:%M:%S}",
                kind_in_words(line.kind, call.language),
                line.about or ABSENT,
                line.what or ABSENT,
                in_row(tuple(map(str, changes(line, call.language)))),
                line.by,
            ]
            for line in lines
        ],
    )


def _key(session: Session, subject_id: int) -> str:
    return current_by_id(session, subject_id).key


def _day(at: datetime | None, call: Call) -> str:
    return ABSENT if at is None else short_day(local_day(at), call)


def _last_day(end: datetime) -> date:
    """Return the last whole day before an instant that is a midnight in Amsterdam."""
    return date.fromordinal(local_day(end).toordinal() - 1)
