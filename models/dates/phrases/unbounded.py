"""Phrases without a bound: that no date can be derived is the right answer (domain section 10)."""

from models.dates.phrases import english
from models.dates.phrases.events import names_an_event
from models.dates.phrases.grammar import Found, Saying, Size, Tense, standing_at
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import ARTICLES
from models.dates.remarks import Remark
from models.dates.window import Window

SOON = (
    ("zo", "spoedig", "mogelijk"),
    ("zo", "snel", "mogelijk"),
    ("zo", "spoedig", "als", "mogelijk"),
    ("zo", "snel", "als", "mogelijk"),
    ("zo", "vlot", "mogelijk"),
    ("zo", "vroeg", "mogelijk"),
    ("zo", "kort", "mogelijke", "termijn"),
    ("kortst", "mogelijke", "termijn"),
    ("zsm",),
    *english.SOON,
)
VAGUE = (
    *SOON,
    ("op", "korte", "termijn"),
    ("op", "de", "korte", "termijn"),
    ("middellange", "termijn"),
    ("lange", "termijn"),
    ("langere", "termijn"),
    ("kortere", "termijn"),
    ("afzienbare", "termijn"),
    ("op", "termijn"),
    ("te", "zijner", "tijd"),
    ("tzt",),
    ("binnenkort",),
    ("spoedig",),
    ("eerdaags",),
    ("weldra",),
    ("dezer", "dagen"),
    ("onverwijld",),
    ("per", "ommegaande"),
    ("per", "omgaande"),
    ("zonder", "uitstel"),
    ("enige", "tijd"),
    ("enige", "weken"),
    ("enige", "maanden"),
    ("enkele", "dagen"),
    ("enkele", "weken"),
    ("enkele", "maanden"),
    ("enkele", "jaren"),
    ("paar", "dagen"),
    ("paar", "weken"),
    ("paar", "maanden"),
    ("paar", "jaar"),
    ("te", "gelegener", "tijd"),
    ("enig", "moment"),
    ("nader", "moment"),
    ("nader", "order"),
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
    ("regeerperiode",),
    ("zittingsperiode",),
    *english.VAGUE,
)
LOOKING_BACK = (
    ("afgelopen", "periode"),
    ("afgelopen", "tijd"),
    ("afgelopen", "dagen"),
    ("afgelopen", "weken"),
    ("afgelopen", "maanden"),
    ("afgelopen", "jaren"),
    ("afgelopen", "kabinetsperiode"),
    ("vorige", "kabinetsperiode"),
    ("laatste", "tijd"),
    ("laatste", "weken"),
    ("laatste", "maanden"),
    ("laatste", "jaren"),
    ("onlangs",),
    ("recent",),
    ("recentelijk",),
    *english.LOOKING_BACK,
)
UP_TO_NOW = (
    ("tot", "op", "heden"),
    ("tot", "heden"),
    ("tot", "nu", "toe"),
    ("tot", "nu"),
    ("tot", "dusver"),
    ("tot", "vandaag"),
    *english.UP_TO_NOW,
)
FROM_NOW = (
    ("per", "direct"),
    ("per", "heden"),
    ("met", "onmiddellijke", "ingang"),
    ("met", "directe", "ingang"),
    ("vanaf", "nu"),
    *english.FROM_NOW,
)
AHEAD_OF = (("voor",), ("voorafgaand", "aan"), ("voorafgaande", "aan"), *english.AHEAD_OF)
_OF = frozenset({"van", "of"})
_HOW_OFTEN = frozenset({"a", "an", "every", "per", "more", "again"})
_ONCE = frozenset({"na", "nadat", "zodra", "after", "once", "following", "when"})
WAITING_FOR = (
    ("na",),
    ("nadat",),
    ("zodra",),
    ("wanneer",),
    ("gelijktijdig", "met"),
    ("in", "afwachting", "van"),
    ("afhankelijk", "van"),
    ("voordat",),
    ("alvorens",),
    *english.WAITING_FOR,
)


def soon_after_an_event(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "zo spoedig mogelijk na ontvangst van het advies": the event decides, it has no date."""
    words = standing_at(SOON, tokens, at)
    if words is None or tokens[at + len(words)].text not in _ONCE:
        return None
    return _waiting_for(tokens, at + len(words) + 1, saying)


def after_an_event(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "na afronding van het onderzoek", "zodra het advies er is", "as soon as it is there"."""
    words = standing_at(WAITING_FOR, tokens, at)
    if words is None or standing_at(SOON, tokens, at) is not None:
        return None
    if words == ("following",) and tokens[at - 1].text in ARTICLES:
        return None  # "the following table"
    if words == ("once",) and tokens[at + 1].text in _HOW_OFTEN:
        return None  # "once a year"
    return _waiting_for(tokens, at + len(words), saying)


def before_an_event(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "vóór het commissiedebat", "voorafgaand aan de stemming" of which no day is said.

    A plain "voor" can mean for ("middelen voor de evaluatie"), unless the sentence sets a deadline.
    """
    words = standing_at(AHEAD_OF, tokens, at)
    if words is None or names_an_event(tokens, at + len(words)) is None:
        return None
    is_plain = words == ("voor",) and not tokens[at].accented
    if is_plain and saying.tense is not Tense.DEADLINE:
        return None
    return _waiting_for(tokens, at + len(words), saying)


def up_to_now(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "tot op heden", "tot nu toe": the day it was said is inside."""
    words = standing_at(UP_TO_NOW, tokens, at)
    return Found(Window(None, None, saying.said_on), at + len(words)) if words else None


def from_now_on(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "per direct", "met onmiddellijke ingang": from the day it was said, no end."""
    words = standing_at(FROM_NOW, tokens, at)
    return Found(Window(saying.said_on), at + len(words)) if words else None


def looking_back(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "de afgelopen maanden": it ended by the day it was said."""
    words = standing_at(LOOKING_BACK, tokens, at)
    if words is None or tokens[at + len(words)].text in _OF:
        return None  # "de laatste weken van het jaar" lie where that year says
    return Found(Window(None, None, saying.said_on), at + len(words))


def vague(tokens: Tokens, at: int, saying: Saying) -> Found | None:
    """Read "zo spoedig mogelijk", "op korte termijn", "te zijner tijd"."""
    words = standing_at(VAGUE, tokens, at)
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
