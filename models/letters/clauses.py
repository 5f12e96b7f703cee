"""Clauses of a sentence: what one finite verb governs, so that a verb weighs its own moment only.

"Hierover heb ik uw Kamer op 3 maart jl. geïnformeerd en voor de zomer volgt een brief": the
first moment is past, the second is to come. No grammar of Dutch, but its joints: marks,
subordinators, "en" with a verb behind it, "om … te". A stretch without a finite verb belongs to
its neighbour.
"""

from dataclasses import dataclass

from models.dates.phrases.tokens import Kind, Tokens
from models.letters.participles import is_participle
from models.letters.words import (
    ALSO_INFINITIVE,
    BEFORE_NOUNS,
    COORDINATORS,
    FINITE,
    FUTURE,
    MODAL,
    PLURAL_INFORMING,
    PLURAL_SUBJECTS,
    PRONOUNS,
    SUBORDINATORS,
)

_HARD_MARKS = frozenset({";", ":", "(", ")", "–", "—"})
_REACH = 5  # how far behind "en" a finite verb makes a clause of its own
_REACH_OF_OM = 40


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence.

    Attributes:
        first: Position of its first token.
        after: Position behind its last token.
        opener: The joint with which it begins, empty for a main clause.
        governor: Index of the clause that governs it, when its joint is "om" or "dat".
    """

    first: int
    after: int
    opener: str = ""
    governor: int | None = None


def clauses_of(tokens: Tokens) -> list[Clause]:
    """Return the clauses of a sentence in order; they touch, and together they are all of it."""
    cuts = _cuts(tokens)
    pieces = [range(start, end) for start, end in zip(cuts, [*cuts[1:], len(tokens)], strict=True)]
    merged = _merged(tokens, pieces)
    clauses: list[Clause] = []
    for index, piece in enumerate(merged):
        opener = _opener(tokens, piece)
        governor = index - 1 if index and opener in ("om", "dat", "that") else None
        clauses.append(Clause(piece.start, piece.stop, opener, governor))
    return clauses


def is_finite(tokens: Tokens, at: int) -> bool:
    """Return whether a finite verb stands there, and not an infinitive of the same form."""
    word, before = tokens[at].text, tokens[at - 1].text
    if word in PLURAL_INFORMING:
        return before in PLURAL_SUBJECTS or tokens[at + 1].text in PLURAL_SUBJECTS
    if word not in FINITE:
        return False
    if word not in ALSO_INFINITIVE:
        return True
    if before in BEFORE_NOUNS:
        return False
    return before not in ("te", "to") and before not in MODAL and before not in FUTURE


def _cuts(tokens: Tokens) -> list[int]:
    """Return where clauses may begin, from 0."""
    infinitives = _next_te(tokens)
    cuts = [0]
    verb: int | None = None  # the finite verb of the running stretch
    for at in range(len(tokens)):
        begins = _begins_here(tokens, at, cuts[-1], verb, infinitives[at])
        if begins and at > cuts[-1]:
            cuts.append(at)
            verb = None
        if verb is None and is_finite(tokens, at):
            verb = at
    return cuts


def _begins_here(tokens: Tokens, at: int, start: int, verb: int | None, te: int) -> bool:
    word, before = tokens[at].text, tokens[at - 1].text
    if before in _HARD_MARKS or (before == "," and at > 0):
        return True
    if word in SUBORDINATORS:
        return not _points_at_a_noun(tokens, at)
    if word == "om":
        return verb is not None and te - at <= _REACH_OF_OM
    if verb is None:
        return False
    if word in COORDINATORS:
        return _opens_a_clause(tokens, at)
    return _goes_on_behind_subordinate(tokens, at, start, verb)


def _points_at_a_noun(tokens: Tokens, at: int) -> bool:
    """Return whether "die" or "dat" stands behind a preposition: "in die brief"."""
    behind = ("in", "op", "met", "van", "bij", "over", "voor", "na", "uit", "aan", "naar", "per")
    return tokens[at].text in ("die", "dat", "that") and tokens[at - 1].text in behind


def _opens_a_clause(tokens: Tokens, at: int) -> bool:
    """Return whether "en" joins clauses: a finite verb behind it, at once or behind a subject."""
    if is_finite(tokens, at + 1):
        return True
    for position in range(at + 2, min(at + 2 + _REACH, len(tokens))):
        if tokens[position].text in (",", *COORDINATORS):
            return False
        if is_finite(tokens, position):
            return tokens[at + 1].text in PRONOUNS or tokens[position].text not in ALSO_INFINITIVE
    return False


def _goes_on_behind_subordinate(tokens: Tokens, at: int, start: int, verb: int) -> bool:
    """Return whether a main clause goes on here: "de motie die is aangenomen | zal ik …"."""
    if tokens[start].text not in SUBORDINATORS or at <= verb + 1 or not is_finite(tokens, at):
        return False
    return tokens[at].text in FUTURE or is_participle(tokens[at - 1].text)


def _next_te(tokens: Tokens) -> list[int]:
    """Return for each position where the next "te" stands before a mark; far away when none."""
    far = len(tokens) + _REACH_OF_OM + 1
    places = [far] * (len(tokens) + 1)
    for at in range(len(tokens) - 1, -1, -1):
        if tokens[at].text == "te":
            places[at] = at
        else:
            places[at] = far if tokens[at].text in _HARD_MARKS else places[at + 1]
    return places


def _merged(tokens: Tokens, pieces: list[range]) -> list[range]:
    """Give each stretch without a finite verb to the one before it, or to the one behind it."""
    merged: list[range] = []
    carried: range | None = None  # verbless, waiting for the stretch behind it
    for index, piece in enumerate(pieces):
        whole = range(carried.start, piece.stop) if carried else piece
        carried = None
        if _stands_alone(tokens, whole):
            merged.append(whole)
        elif index + 1 < len(pieces) and (not merged or _is_inverted(tokens, pieces[index + 1])):
            carried = whole
        elif merged:
            merged[-1] = range(merged[-1].start, whole.stop)
        else:
            merged.append(whole)
    return merged


def _stands_alone(tokens: Tokens, piece: range) -> bool:
    if tokens[piece.start].text == "om":
        return True
    return any(is_finite(tokens, at) for at in piece)


def _is_inverted(tokens: Tokens, piece: range) -> bool:
    return is_finite(tokens, piece.start)


def _opener(tokens: Tokens, piece: range) -> str:
    """Return the joint with which a stretch begins, behind "en" or a comma."""
    for at in piece[:2]:
        word = tokens[at].text
        if word in SUBORDINATORS or word == "om":
            return word
        if word not in COORDINATORS and tokens[at].kind is not Kind.MARK:
            return ""
    return ""
