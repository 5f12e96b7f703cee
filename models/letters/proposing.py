"""What a reader would keep of a phrase: a duty to a chamber, a milestone, an event, or nothing.

Precision before recall: what is not plainly owed to a chamber is no duty. An expectation or an
ambition towards it is offered as a milestone, so that it is seen and not called a promise.
"""

from dataclasses import dataclass

from models.dates.phrases.finding import Phrase
from models.dates.phrases.grammar import Size, Tense
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.window import Reading
from models.letters.clauses import Clause
from models.letters.participles import is_participle
from models.letters.sense import clause_looks_back, finite_of
from models.letters.statement import Proposed
from models.letters.weight import any_stands_in
from models.letters.words import (
    BY_THIS_LETTER,
    CONDITIONAL_GROUPS,
    CONDITIONS,
    INFORMING,
    NEGATIONS,
    NO_NEGATION,
    PARTED_INFORMING,
    PASSIVE,
    PLURAL_INFORMING,
    PRESENT_DOING,
    PRESENT_HAPPENING,
    PRESENT_INFORMING,
)
from models.vocabulary import Modality

OWED = frozenset({Modality.COMMITMENT, Modality.REQUIREMENT})
WANTED = frozenset(
    {
        *OWED,
        Modality.AMBITION,
        Modality.INTENDED,
        Modality.INDICATIVE,
        Modality.PROVISIONAL,
        Modality.ANNOUNCED,
    }
)
# Behind these a past moment dates a document, and nothing happened: "uw brief van 3 maart jl.".
_DATING = frozenset({"van", "dd", "of"})
_DOCUMENTS = frozenset(
    {
        *("brief", "brieven", "kamerbrief", "kamerbrieven", "motie", "moties", "advies", "rapport"),
        *("debat", "commissiedebat", "overleg", "kamerstuk", "verzoek", "vragen", "nota", "stand"),
        *("voortgangsbrief", "voortgangsrapportage", "regeling", "akkoord", "letter", "debate"),
        *("regeerakkoord", "coalitieakkoord", "besluit", "wet", "rapportage", "evaluatie"),
    }
)
_YEARS = frozenset({"R-YEAR", "R-RANGE"})
# Words of a past too vague to be an event of its own.
_NO_EVENT = frozenset(
    {
        *("sinds", "sedert", "since", "jaren", "maanden", "weken", "dagen", "periode", "tijd"),
        *("years", "months", "weeks"),
    }
)


_GOING = frozenset({"ga", "gaat", "gaan"})
_HAPPENING = PRESENT_HAPPENING | PRESENT_INFORMING | PRESENT_DOING
_PROMISING = PRESENT_INFORMING | PLURAL_INFORMING | PASSIVE | _GOING


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a phrase when it is decided what to keep of it."""

    tokens: Tokens
    clause: Clause
    words: list[str]
    phrase: Phrase | None
    reading: Reading
    sense: Tense
    modality: Modality | None
    is_addressed: bool
    is_quoted: bool
    is_conditional: bool
    is_kept: bool


def proposed(said: Said) -> Proposed:
    """Return what a reader would keep."""
    if said.is_quoted or said.tokens.source.rstrip('”"’) ').endswith("?"):
        return Proposed.NOTHING
    if said.sense is Tense.PAST:
        return Proposed.EVENT if _happened(said) else Proposed.NOTHING
    if not _is_ahead(said):
        return Proposed.NOTHING
    if said.is_addressed and informs(said.words) and said.modality in OWED:
        return Proposed.DUTY
    return Proposed.MILESTONE if _can_be_reached(said) else Proposed.NOTHING


def informs(words: list[str]) -> bool:
    """Return whether the words tell somebody something."""
    if not INFORMING.isdisjoint(words):
        return True
    return any(a in words and b in words for a, b in PARTED_INFORMING)


def says_which(phrase: Phrase) -> bool:
    """Return whether a phrase only says which thing is meant: "de begroting 2027".

    So does what "voor" is meant for, and a year or years behind a noun, alone or with "van".
    """
    if phrase.rule.id == "R-FOR":
        return True
    first = phrase.tokens[phrase.first]
    of_years = phrase.found.size in (Size.YEAR, Size.SPAN) and phrase.rule.id in _YEARS
    follows_a_noun = phrase.first > 0 and phrase.tokens[phrase.first - 1].kind is Kind.WORD
    return of_years and follows_a_noun and (first.kind is Kind.NUMBER or first.text == "van")


def is_conditional(tokens: Tokens, clauses: list[Clause], index: int, words: list[str]) -> bool:
    """Return whether a clause holds only if something else does."""
    if clauses[index].opener in CONDITIONS or any_stands_in(CONDITIONAL_GROUPS, words):
        return True
    beside = [clauses[at] for at in (index - 1, index + 1) if 0 <= at < len(clauses)]
    return any(
        clause.opener in CONDITIONS and finite_of(tokens, clause) is not None for clause in beside
    )


def present_weight(
    words: list[str], tokens: Tokens, clause: Clause, *, is_addressed: bool
) -> Modality | None:
    """Return the weight of a clause in the present that no word weighs.

    "Ik informeer uw Kamer voor de zomer", "uw Kamer ontvangt …" and "wordt … geïnformeerd"
    promise in the register of parliament; what will happen otherwise is announced.
    """
    verb = finite_of(tokens, clause)
    if verb is None or clause.opener == "om" or clause_looks_back(tokens, clause):
        return None
    word = tokens[verb].text
    if is_addressed and informs(words) and word in _PROMISING:
        return Modality.COMMITMENT
    happens = word in _HAPPENING
    if happens or (word in PASSIVE and any(map(is_participle, words))):
        return Modality.ANNOUNCED
    return None


def _is_ahead(said: Said) -> bool:
    """Return whether something with a weight is still to come, and not only if or not at all."""
    if said.phrase is not None and says_which(said.phrase):
        return False
    if said.is_conditional or said.is_kept or _is_denied(said.words):
        return False
    return said.modality in WANTED and not any_stands_in(BY_THIS_LETTER, said.words)


def _happened(said: Said) -> bool:
    phrase, tokens = said.phrase, said.tokens
    if phrase is None:
        return True
    words = {tokens[at].text for at in range(phrase.first, phrase.after)}
    if not _NO_EVENT.isdisjoint(words):
        return False
    if tokens[phrase.first].text in _DATING or tokens[phrase.first - 1].text in _DATING:
        return False
    return clause_looks_back(tokens, said.clause) or _says_when(said.reading, words)


def _says_when(reading: Reading, words: set[str]) -> bool:
    """Return whether the phrase looks back by itself and names days: "eerder dit jaar"."""
    has_days = reading.window.earliest is not None
    return has_days and not {"jl", "eerder", "vorig", "vorige", "afgelopen"}.isdisjoint(words)


def _is_denied(words: list[str]) -> bool:
    return any(
        word in NEGATIONS and words[at + 1 : at + 2] != [] and words[at + 1] not in NO_NEGATION
        for at, word in enumerate(words)
    )


def _can_be_reached(said: Said) -> bool:
    """Return whether a milestone has a bound, or an event that will give it one."""
    if said.phrase is None:
        return False
    if said.reading.window.latest is not None:
        return True
    return said.reading.event is not None and said.modality in OWED
