"""The sense in which a phrase stands: looking back, planned, or a bound."""

from datetime import date

from models.dates.phrases.finding import Phrase
from models.dates.phrases.grammar import Tense
from models.dates.phrases.tokens import Tokens
from models.dates.remarks import Remark
from models.dates.window import Reading
from models.letters.clauses import Clause, is_finite
from models.letters.participles import is_participle
from models.letters.words import PAST, PERFECT

# Words that look back whatever the verb.
_BACK = frozenset(
    {
        *("jl", "jongstleden", "laatstleden", "ll", "afgelopen", "vorig", "vorige", "voorbije"),
        *("verleden", "gisteren", "eergisteren", "onlangs", "recent", "recentelijk", "recently"),
        *("yesterday", "previous", "past", "sinds", "sedert", "since"),
    }
)
_EARLIER = frozenset({"eerder", "earlier"})
# Rules whose phrases set a bound.
_BOUNDS = frozenset({"R-UITERLIJK", "R-VOOR", "R-TM", "R-TOT"})
_WITHIN = frozenset({"binnen", "within", "maximaal", "hooguit", "uiterlijk"})


def sense_of(phrase: Phrase, clause: Clause, reading: Reading) -> Tense:
    """Return the sense of a phrase in its clause.

    A moment whose words fix it decides by itself: what lies wholly before the letter is past,
    what begins behind it is not. Otherwise the verbs of the clause decide.

    Args:
        phrase: The phrase.
        clause: The clause in which it stands.
        reading: The phrase read in no particular sense.
    """
    if _words_look_back(phrase) or _is_over(reading):
        return Tense.PAST
    if not _is_to_come(reading) and clause_looks_back(phrase.tokens, clause, phrase):
        return Tense.PAST
    return Tense.DEADLINE if _sets_a_bound(phrase) else Tense.PLANNED


def clause_looks_back(tokens: Tokens, clause: Clause, phrase: Phrase | None = None) -> bool:
    """Return whether the verbs of a clause tell what happened.

    Not where the phrase belongs to what was decided or announced: "heeft besloten in het
    najaar te stoppen" looks forward at that moment.
    """
    if clause.opener == "om":
        return False
    verb = finite_of(tokens, clause)
    if verb is None:
        return False
    told = tokens[verb].text in PAST
    participle = next(
        (at for at in range(clause.first, clause.after) if is_participle(tokens[at].text)), None
    )
    if not told and (tokens[verb].text not in PERFECT or participle is None):
        return False
    return phrase is None or not _hangs_on(tokens, clause, phrase, participle or verb)


def finite_of(tokens: Tokens, clause: Clause) -> int | None:
    """Return where the finite verb of a clause stands."""
    places = (at for at in range(clause.first, clause.after) if is_finite(tokens, at))
    return next(places, None)


def _hangs_on(tokens: Tokens, clause: Clause, phrase: Phrase, told: int) -> bool:
    """Return whether "te" behind the phrase makes it part of what was told before it."""
    behind = range(phrase.after, clause.after)
    return told < phrase.first and any(tokens[at].text in ("te", "to") for at in behind)


def _words_look_back(phrase: Phrase) -> bool:
    words = [phrase.tokens[at].text for at in range(phrase.first, phrase.after)]
    if not _BACK.isdisjoint(words):
        return True
    is_limit = "dan" in words or "than" in words
    return not _EARLIER.isdisjoint(words) and not is_limit


def _is_over(reading: Reading) -> bool:
    latest = reading.window.latest
    is_fixed = Remark.YEAR_ASSUMED not in reading.remarks
    return is_fixed and latest is not None and latest < reading.said_on


def _is_to_come(reading: Reading) -> bool:
    first: date | None = reading.window.earliest
    is_fixed = Remark.YEAR_ASSUMED not in reading.remarks
    return is_fixed and first is not None and first > reading.said_on


def _sets_a_bound(phrase: Phrase) -> bool:
    if phrase.rule.id in _BOUNDS:
        return True
    return phrase.rule.id == "R-DUR" and phrase.tokens[phrase.at].text in _WITHIN
