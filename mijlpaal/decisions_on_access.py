"""Decisions on access in words, the same in the terminal and on the pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from mijlpaal.roles import role_in_words
from models.access.journal import Decision
from models.vocabulary import AccessKind, Language, Role
from reports.spelling import compact
from reports.words import CONFIDENTIALITIES, Text, label

KINDS: Mapping[str, Text] = {
    AccessKind.ACCOUNT_MADE: Text("account gemaakt", "account made"),
    AccessKind.ACCOUNT_OPENED: Text("weer toegelaten", "let in again"),
    AccessKind.ACCOUNT_RENAMED: Text("andere naam", "another name"),
    AccessKind.ACCOUNT_REVOKED: Text("toegang ingetrokken", "access revoked"),
    AccessKind.LINK_MADE: Text("inloglink gemaakt", "login link made"),
    AccessKind.SESSIONS_ENDED: Text("sessies beëindigd", "sessions ended"),
    AccessKind.TOKEN_MADE: Text("API-token gemaakt", "API token made"),
    AccessKind.TOKEN_REVOKED: Text("API-token ingetrokken", "API token revoked"),
    AccessKind.ROLES_GRANTED: Text(
        "rollen van de inlogdienst gewijzigd", "roles of the identity provider changed"
    ),
    AccessKind.READER_NAMED: Text("inzage gegeven", "reading granted"),
    AccessKind.READER_UNNAMED: Text("inzage beëindigd", "reading ended"),
    AccessKind.FIELD_MARKED: Text("merk van een veld gewijzigd", "mark of a field changed"),
    AccessKind.FEED_MADE: Text("agenda-adres gemaakt", "calendar address made"),
    AccessKind.FEED_REVOKED: Text("agenda-adres ingetrokken", "calendar address revoked"),
}
_FACTS: Mapping[str, Text] = {
    "display_name": Text("naam", "name"),
    "links": Text("inloglinks", "login links"),
    "sessions": Text("sessies", "sessions"),
    "tokens": Text("API-tokens", "API tokens"),
    "name": Text("waarvoor", "what for"),
    "may_write": Text("mag wijzigen", "may change"),
    "until": Text("t/m", "until"),
    "clusters": Text("clusters", "clusters"),
    "roles": Text("rollen", "roles"),
    "organisations": Text("organisaties", "organisations"),
    "is_own": Text("van de organisatie zelf", "of the organisation itself"),
    "confidentiality": Text("vertrouwelijkheid", "confidentiality"),
    "audience": Text("voor wie", "for whom"),
}
_YES, _NO = Text("ja", "yes"), Text("nee", "no")
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of a decision in words; ``before`` is empty where there was none."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        """Return it as one line."""
        arrow = f"{self.before} → " if self.before else ""
        return f"{self.label}: {arrow}{self.after}"


def kind_in_words(kind: AccessKind, language: Language) -> str:
    """Return what was decided."""
    return label(KINDS, kind).say(language)


def changes(decision: Decision, language: Language) -> Iterator[Change]:
    """Yield the facts of a decision: what differs from before, or what it set."""
    for name in {**decision.before, **decision.after}:
        before, after = decision.before.get(name), decision.after.get(name)
        if before == after or (name not in decision.before and after in (None, [], 0)):
            continue
        was = _said(name, before, language) if name in decision.before else ""
        yield Change(label(_FACTS, name).say(language), was, _said(name, after, language))


def _said(name: str, value: object, language: Language) -> str:
    match name, value:
        case (_, bool()):
            return (_YES if value else _NO).say(language)
        case ("until", str()):
            return compact(date.fromisoformat(value), language)
        case ("confidentiality" | "audience", str()):
            return label(CONFIDENTIALITIES, value).say(language)
        case ("roles", list()):
            return ", ".join(_role(str(each), language) for each in value) or _NOTHING
        case (_, list()):
            return ", ".join(map(str, value)) or _NOTHING
    return _NOTHING if value is None else str(value)


def _role(said: str, language: Language) -> str:
    """Return a role in words, of ``role`` or ``role:cluster``."""
    role, _, cluster = said.partition(":")
    words = role_in_words(Role(role)).say(language) if role in set(Role) else role
    return f"{words} ({cluster})" if cluster else words
