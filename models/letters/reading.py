"""What one sentence says: a statement for each of its phrases, and for what it leaves undated."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from models.dates import Reading, Remark, Tense, read_phrase
from models.dates.phrases.finding import Phrase, find_phrases
from models.dates.phrases.grammar import Saying
from models.dates.phrases.tokens import Kind, Tokens, tokenise
from models.letters.clauses import Clause, clauses_of
from models.letters.parties import addressee_of, debtor_of, words_at
from models.letters.proposing import (
    Said,
    informs,
    is_conditional,
    present_weight,
    proposed,
)
from models.letters.quotations import Quotation
from models.letters.sense import clause_looks_back, sense_of
from models.letters.statement import Proposed, Statement
from models.letters.weight import WeightRule, weaker, weigh
from models.letters.words import ABOUT, COORDINATORS, FINITE, INFORMING, KEPT, YOU
from models.vocabulary import Modality

_PLAIN = re.compile(r"[\W_]+")
_GLUED_YEAR = re.compile(r"\b((?:19|20|21)\d\d)\d{1,2}\b")
# Conjunctions that begin a phrase: the moment belongs to the clause beside theirs.
_WAITS = frozenset({"zodra", "nadat", "voordat", "alvorens", "once"})
# A sentence without a phrase is only worth reading when it announces or promises.
_MAY_MATTER = frozenset(
    {
        *("aangekondigd", "kondigt", "kondigen", "kondigde", "kondigden", "announced", "announces"),
        *("aankondigt", "aankondigde", "aankondigden"),
    }
)
_PROMISES = frozenset({"zal", "zullen", "will", "shall", "toegezegd", "toe", "beloof", "houd"})

_ENDS_A_MATTER = FINITE | INFORMING | {"naar", "te"}
_OF_DECISIONS = frozenset({Modality.PROVISIONAL, Modality.INTENDED})


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A sentence taken apart."""

    tokens: Tokens
    clauses: list[Clause]
    taken: frozenset[int]
    quoted: list[Quotation]
    saying: Saying

    def words(self, clause: Clause) -> list[str]:
        """Return the words of a clause without those of its phrases."""
        places = range(clause.first, clause.after)
        return [self.tokens[at].text for at in places if at not in self.taken]

    def weighing(self, clause: Clause) -> list[str]:
        """Return the words of a clause that weigh it: without what a report is about.

        That runs from "over" to the next phrase, mark or verb: "uw Kamer over de voorgenomen
        sluiting informeren" intends nothing.
        """
        words: list[str] = []
        is_matter = False
        for at in range(clause.first, clause.after):
            token = self.tokens[at]
            ends = at in self.taken or token.kind is Kind.MARK or token.text in _ENDS_A_MATTER
            is_matter = not ends and (is_matter or token.text in ABOUT)
            if not is_matter and at not in self.taken:
                words.append(token.text)
        return words

    def is_quoted(self, start: int, end: int) -> bool:
        """Return whether a stretch of the sentence stands inside a quotation."""
        return any(quotation.holds(start, end) for quotation in self.quoted)


def statements_in(sentence: str, quoted: list[Quotation], saying: Saying) -> Iterator[Statement]:
    """Yield the statements of a sentence in the order of its phrases, those without one last.

    Args:
        sentence: The sentence, mended.
        quoted: The quotations of its paragraph, counted from its first character.
        saying: The circumstances, in no particular sense.
    """
    tokens = tokenise(sentence)
    phrases = find_phrases(tokens, saying)
    words = {token.text for token in tokens.items}
    may_matter = not _MAY_MATTER.isdisjoint(words) or _may_promise(words)
    if not phrases and not may_matter:
        return
    taken = frozenset(at for phrase in phrases for at in range(phrase.first, phrase.after))
    parsed = _Parsed(tokens, clauses_of(tokens), taken, quoted, saying)
    dated = set()
    for phrase in phrases:
        index = _clause_of(phrase, parsed.clauses)
        dated.add(index)
        yield _statement(parsed, index, phrase)
    if may_matter:
        yield from _undated(parsed, dated)


def digest_of(sentence: str, phrase: str) -> str:
    """Return by what a statement is known again: its letters and digits alone, in lower case."""
    plain = "\n".join(_PLAIN.sub("", part).casefold() for part in (sentence, phrase))
    return hashlib.sha256(plain.encode()).hexdigest()


def _may_promise(words: set[str]) -> bool:
    is_addressed = any(word in words for word in ("kamer", "kamers", "parlement", "house", *YOU))
    return is_addressed and not _PROMISES.isdisjoint(words) and not INFORMING.isdisjoint(words)


def _clause_of(phrase: Phrase, clauses: list[Clause]) -> int:
    """Return the index of the clause whose moment a phrase names."""
    index = next(at for at, clause in enumerate(clauses) if phrase.at < clause.after)
    waits = clauses[index].opener in _WAITS and phrase.tokens[phrase.at].text in _WAITS
    if not waits or len(clauses) == 1:
        return index
    return index - 1 if index else index + 1


def _undated(parsed: _Parsed, dated: set[int]) -> Iterator[Statement]:
    """Yield what a sentence announces, or promises to a chamber, without naming a moment."""
    for index in range(len(parsed.clauses)):
        if index in dated:
            continue
        statement = _statement(parsed, index, None)
        announces = statement.modality is not None and statement.proposes is Proposed.EVENT
        if statement.proposes is Proposed.DUTY or (announces and not dated):
            yield statement


def _statement(parsed: _Parsed, index: int, phrase: Phrase | None) -> Statement:
    tokens, clause = parsed.tokens, parsed.clauses[index]
    words = parsed.weighing(clause)
    addressee = _addressee(parsed, clause)
    reading, sense = _read(parsed, clause, phrase)
    modality = _modality(parsed, clause, words, is_addressed=addressee is not None)
    start, end = _stretch(tokens, clause, phrase)
    said = Said(
        tokens=tokens,
        clause=clause,
        words=words,
        phrase=phrase,
        reading=reading,
        sense=sense,
        modality=modality,
        is_addressed=addressee is not None,
        is_quoted=parsed.is_quoted(start, end),
        is_conditional=is_conditional(tokens, parsed.clauses, index, words),
        is_kept=_is_kept(parsed, clause, words),
    )
    sentence, text = _unglued(tokens.source, reading), _unglued(reading.text, reading)
    return Statement(
        sentence=sentence,
        paragraph=0,
        phrase=text,
        reading=reading,
        sense=sense,
        modality=modality,
        proposes=proposed(said),
        debtor=_debtor(parsed, index),
        addressee=words_at(tokens, *addressee) if addressee else None,
        is_quoted=said.is_quoted,
        digest=digest_of(sentence, text),
    )


def _read(parsed: _Parsed, clause: Clause, phrase: Phrase | None) -> tuple[Reading, Tense]:
    """Return what a phrase means, and in which sense; without a phrase, by the verbs alone."""
    saying = parsed.saying
    if phrase is None:
        looks_back = clause_looks_back(parsed.tokens, clause)
        return read_phrase("", saying.said_on), Tense.PAST if looks_back else Tense.PLANNED
    sense = sense_of(phrase, clause, phrase.read_in(saying))
    return phrase.read_in(saying.seen_from(saying.said_on, sense)), sense


def _modality(
    parsed: _Parsed, clause: Clause, words: list[str], *, is_addressed: bool
) -> Modality | None:
    rule: WeightRule | None = weigh(words)
    if clause.governor is not None:
        governor = parsed.clauses[clause.governor]
        governing = [*parsed.words(governor), clause.opener]
        rule = weaker(rule, weigh(governing, governing=True))
    elif rule is None:
        rule = _weight_of_what_hangs_on(parsed, clause)
    if rule is not None:
        return rule.modality
    return present_weight(words, parsed.tokens, clause, is_addressed=is_addressed)


def _is_kept(parsed: _Parsed, clause: Clause, words: list[str]) -> bool:
    """Return whether the promise is named because it was kept."""
    governor = parsed.clauses[clause.governor] if clause.governor is not None else None
    governing = parsed.words(governor) if governor else []
    return not KEPT.isdisjoint(words) or not KEPT.isdisjoint(governing)


def _weight_of_what_hangs_on(parsed: _Parsed, clause: Clause) -> WeightRule | None:
    """Return the weight of the "om"-clause of a decision: "besloten om voorlopig te stoppen"."""
    if not clause_looks_back(parsed.tokens, clause):
        return None
    hanging = (
        each
        for each in parsed.clauses
        if each.governor is not None and parsed.clauses[each.governor] is clause
    )
    rule = weigh(parsed.words(next(hanging, clause)))
    return rule if rule and rule.modality in _OF_DECISIONS else None


def _addressee(parsed: _Parsed, clause: Clause) -> tuple[int, int] | None:
    found = addressee_of(parsed.tokens, clause)
    if found is None and clause.governor is not None and informs(parsed.words(clause)):
        return addressee_of(parsed.tokens, parsed.clauses[clause.governor])
    return found


def _debtor(parsed: _Parsed, index: int) -> str | None:
    """Return the debtor of a clause, or of the clause that it hangs on or goes on with."""
    clause = parsed.clauses[index]
    debtor = debtor_of(parsed.tokens, clause, parsed.taken)
    if debtor is not None or index == 0:
        return debtor
    goes_on = parsed.tokens[clause.first].text in COORDINATORS
    if clause.governor is None and not goes_on:
        return None
    return debtor_of(parsed.tokens, parsed.clauses[index - 1], parsed.taken)


def _stretch(tokens: Tokens, clause: Clause, phrase: Phrase | None) -> tuple[int, int]:
    if phrase is not None:
        return phrase.start, phrase.end
    return tokens[clause.first].start, tokens[clause.after - 1].end


def _unglued(text: str, reading: Reading) -> str:
    """Return a text without the footnote digits that were glued to a year."""
    return _GLUED_YEAR.sub(r"\1", text) if Remark.FOOTNOTE_DIGITS in reading.remarks else text
