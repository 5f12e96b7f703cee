"""Phrases without a bound: that no date can be derived is the right answer (domain section 10)."""

from models.dates.phrases.grammar import Found, Saying, Size
from models.dates.phrases.tokens import Tokens
from models.dates.remarks import Remark
from models.dates.window import Window

SOON = (
    ("zo", "spoedig", "mogelijk"),
    ("zo", "snel", "mogelijk"),
    ("zsm",),
    ("as", "soon", "as", "possible"),
)
VAGUE = (
    *SOON,
    ("op", "korte", "termijn"),
    ("op", "de", "korte", "termijn"),
    ("op", "middellange", "termijn"),
    ("op", "lange", "termijn"),
    ("op", "termijn"),
    ("te", "zijner", "tijd"),
    ("tzt",),
    ("binnenkort",),
    ("spoedig",),
    ("enige", "tijd"),
    ("later", "tijdstip"),
    ("later", "moment"),
    ("later", "stadium"),
    ("afzienbare", "tijd"),
    ("nader", "te", "bepalen"),
    ("in", "de", "toekomst"),
    ("nabije", "toekomst"),
    ("komende", "periode"),
    ("komende", "tijd"),
    ("komende", "dagen"),
    ("komende", "weken"),
    ("komende", "maanden"),
    ("komende", "jaren"),
    ("kabinetsperiode",),
    ("in", "due", "course"),
    ("shortly",),
    ("soon",),
    ("at", "a", "later", "date"),
    ("coming", "weeks"),
    ("coming", "months"),
    ("coming", "period"),
)
LOOKING_BACK = (
    ("afgelopen", "periode"),
    ("afgelopen", "tijd"),
    ("afgelopen", "dagen"),
    ("afgelopen", "weken"),
    ("afgelopen", "maanden"),
    ("afgelopen", "jaren"),
    ("past", "months"),
    ("past", "years"),
    ("onlangs",),
    ("recent",),
    ("recentelijk",),
    ("recently",),
)
WAITING_FOR = (
    ("na",),
    ("nadat",),
    ("zodra",),
    ("in", "afwachting", "van"),
    ("afhankelijk", "van"),
    ("voordat",),
    ("alvorens",),
    ("after",),
    ("once",),
    ("depending", "on"),
)


def soon_after_an_event(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "zo spoedig mogelijk na ontvangst van het advies": the event decides, it has no date."""
    words = _standing_at(SOON, tokens, at)
    if words is None or tokens[at + len(words)].text not in ("na", "nadat", "after", "zodra"):
        return None
    return _waiting_for(tokens, at + len(words) + 1, saying)


def after_an_event(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "na afronding van het onderzoek", "zodra het advies er is"."""
    words = _standing_at(WAITING_FOR, tokens, at)
    return _waiting_for(tokens, at + len(words), saying) if words else None


def looking_back(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de afgelopen maanden": it ended by the day it was said."""
    words = _standing_at(LOOKING_BACK, tokens, at)
    if words is None:
        return None
    return Found(Window(None, None, saying.said_on), at + len(words))


def vague(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "zo spoedig mogelijk", "op korte termijn", "te zijner tijd"."""
    words = _standing_at(VAGUE, tokens, at)
    if words is None:
        return None
    return Found(_from_now_on(saying), at + len(words), remarks=(Remark.NO_BOUND,))


def _waiting_for(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    event = tokens.clause_from(at)
    if not event:
        return None
    return Found(_from_now_on(saying), len(tokens), Size.SPAN, (Remark.EVENT_UNDATED,), event)


def _from_now_on(saying: Saying) -> Window:
    """Return the time from the day it was said; nothing at all when the sentence looks back."""
    return Window() if saying.is_past else Window(saying.said_on)


def _standing_at(
    phrases: tuple[tuple[str, ...], ...], tokens: Tokens, at: int
) -> tuple[str, ...] | None:
    return next((words for words in phrases if tokens.starts_with(words, at)), None)
