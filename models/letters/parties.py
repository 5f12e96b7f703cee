"""Who owes and who is owed, in the words of the clause; nothing where it does not say."""

from models.dates.phrases.tokens import Kind, Tokens
from models.letters.clauses import Clause
from models.letters.sense import finite_of
from models.letters.words import (
    CHAMBERS,
    COORDINATORS,
    GOVERNMENT,
    NOT_FOR,
    OPENERS,
    PASSIVE,
    SHARED_WITH,
    SUBORDINATORS,
    YOU,
)

# Words that name an actor without a capital letter.
_ACTORS = frozenset(
    {
        *("bedrijven", "bedrijf", "partijen", "provincie", "provincies", "stichting", "commissie"),
        *("gemeente", "gemeenten", "kabinet", "regering", "minister", "staatssecretaris", "rijk"),
        *("netbeheerder", "netbeheerders", "overheden", "overheid", "ministerie", "companies"),
        *("company", "province", "committee", "government", "cabinet"),
    }
)
_DETERMINERS = frozenset({"de", "het", "een", "mijn", "onze", "deze", "the", "our", "betrokken"})
_SHARES = frozenset({"en", "and", ",", "van", "der", "den", "of", "de", "het", "voor", "the"})
_LONGEST_NAME = 25
_LONGEST_BEHIND = 6
_BY = frozenset({"door", "by"})


def addressee_of(tokens: Tokens, clause: Clause) -> tuple[int, int] | None:
    """Return where the chamber that is addressed stands: "uw Kamer", "de Eerste Kamer", "u"."""
    is_shared = any(tokens[at].text in SHARED_WITH for at in _places(clause))
    for at in _places(clause):
        words = next((group for group in CHAMBERS if tokens.starts_with(group, at)), None)
        if words is None and tokens[at].text in YOU:
            words = (tokens[at].text,)
        if words is not None and _is_addressed(tokens, at, is_shared=is_shared):
            return at, min(at + len(words), clause.after)
    return None


def debtor_of(tokens: Tokens, clause: Clause, taken: frozenset[int]) -> str | None:
    """Return who would do it: the subject of the clause, or whom "door" names in the passive.

    Args:
        tokens: The sentence.
        clause: The clause.
        taken: Positions of the tokens that belong to phrases.
    """
    verb = finite_of(tokens, clause)
    if verb is None:
        return None
    if tokens[verb].text in PASSIVE or _has_agent(tokens, clause):
        return _agent(tokens, clause)
    return _ahead_of(tokens, clause, verb, taken) or _behind(tokens, clause, verb, taken)


def words_at(tokens: Tokens, first: int, after: int) -> str:
    """Return the words of a stretch as they stand in the sentence."""
    return tokens.source[tokens[first].start : tokens[after - 1].end]


def _places(clause: Clause) -> range:
    return range(clause.first, clause.after)


def _is_addressed(tokens: Tokens, at: int, *, is_shared: bool) -> bool:
    before = tokens[at - 1].text
    return before not in NOT_FOR or (before in ("met", "with") and is_shared)


def _has_agent(tokens: Tokens, clause: Clause) -> bool:
    return any(tokens[at].text in _BY and _government_at(tokens, at + 1) for at in _places(clause))


def _agent(tokens: Tokens, clause: Clause) -> str | None:
    for at in _places(clause):
        if tokens[at].text in _BY:
            return _named_at(tokens, at + 1, clause.after)
    return None


def _ahead_of(tokens: Tokens, clause: Clause, verb: int, taken: frozenset[int]) -> str | None:
    """Return the subject that stands before the verb, when it names an actor."""
    first = clause.first
    while first < verb and (first in taken or _is_no_name(tokens, first)):
        first += 1
    after = verb
    while after > first and (after - 1 in taken or tokens[after - 1].kind is Kind.MARK):
        after -= 1
    if first >= after or after - first > _LONGEST_NAME:
        return None
    if any(at in taken for at in range(first, after)):
        return _named_at(tokens, first, after)
    if tokens[first].text not in _DETERMINERS and not _is_name(tokens, first):
        return _named_at(tokens, first, after) if _government_at(tokens, first) else None
    if _is_chamber(tokens, first) or not _names_an_actor(tokens, first, after):
        return None
    return words_at(tokens, first, after)


def _behind(tokens: Tokens, clause: Clause, verb: int, taken: frozenset[int]) -> str | None:
    """Return the subject that stands behind the verb: "zal het kabinet", "stuur ik"."""
    if tokens[verb + 1].text not in _DETERMINERS and not _is_capital(tokens, verb + 1):
        return words_at(tokens, verb + 1, verb + 2) if _government_at(tokens, verb + 1) else None
    if _is_chamber(tokens, verb + 1):
        return None
    end = min(clause.after, *(at for at in taken if at > verb), clause.after)
    return _named_at(tokens, verb + 1, end)


def _named_at(tokens: Tokens, at: int, end: int) -> str | None:
    """Return the actor that is named at a position: a body of government, or a name."""
    group = _government_at(tokens, at)
    if group:
        return words_at(tokens, at, _with_portfolio(tokens, at + len(group), end))
    after = at
    while after < min(end, at + _LONGEST_BEHIND) and _belongs(tokens, at, after):
        after += 1
    while after > at and tokens[after - 1].text in _SHARES:
        after -= 1
    if after == at or not _names_an_actor(tokens, at, after):
        return None
    return words_at(tokens, at, after)


def _belongs(tokens: Tokens, at: int, position: int) -> bool:
    """Return whether a token goes on with a name: capitals, or the noun behind its article."""
    word = tokens[position]
    if position == at and word.text in _DETERMINERS:
        return True
    if _is_capital(tokens, position) or word.text in _ACTORS:
        return not _is_chamber(tokens, position)
    is_link = word.text in _SHARES and position > at
    return is_link and (_is_capital(tokens, position + 1) or tokens[position + 1].text in _ACTORS)


def _with_portfolio(tokens: Tokens, after: int, end: int) -> int:
    """Return the position behind "van Klimaat en Groene Groei", when that follows a minister."""
    if tokens[after].text not in ("van", "voor", "of", "for") or after + 1 >= end:
        return after
    position = after + 1
    while position < end and (_is_capital(tokens, position) or tokens[position].text in _SHARES):
        position += 1
    while position > after and tokens[position - 1].text in _SHARES:
        position -= 1
    return max(position, after)


def _government_at(tokens: Tokens, at: int) -> tuple[str, ...] | None:
    return next((group for group in GOVERNMENT if tokens.starts_with(group, at)), None)


def _is_chamber(tokens: Tokens, at: int) -> bool:
    return any(tokens.starts_with(group, at) for group in CHAMBERS) or tokens[at].text in YOU


def _is_no_name(tokens: Tokens, at: int) -> bool:
    """Return whether a token ahead of the subject is a joint, a mark or "tot slot"."""
    word = tokens[at]
    if word.kind is Kind.MARK or word.text in COORDINATORS or word.text in SUBORDINATORS:
        return True
    return word.text in ("ook", "tot", "slot", "tevens", "verder", "voorts", "tenslotte", "finally")


def _is_capital(tokens: Tokens, at: int) -> bool:
    word = tokens[at]
    return word.kind is Kind.WORD and tokens.source[word.start].isupper()


def _is_name(tokens: Tokens, at: int) -> bool:
    """Return whether a capital stands there that does not just open the sentence."""
    opens = tokens[at].start == 0 and tokens[at].text in OPENERS
    return _is_capital(tokens, at) and not opens


def _names_an_actor(tokens: Tokens, first: int, after: int) -> bool:
    """Return whether the words hold an actor or a name that no sentence begin explains."""
    for at in range(first, after):
        if tokens[at].text in _ACTORS:
            return True
        is_first_word = tokens[at].start == 0
        if _is_capital(tokens, at) and not is_first_word:
            return True
    first_word = words_at(tokens, first, first + 1)
    return first_word.isupper() and len(first_word) > 1
