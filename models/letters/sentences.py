"""Sentences of a paragraph, with the abbreviations of Dutch government letters in mind."""

import re
from dataclasses import dataclass

from models.letters.words import OPENERS

# A full stop behind one of these ends no sentence.
_ABBREVIATIONS = frozenset(
    {
        *("nr", "nrs", "art", "artt", "dhr", "mw", "mevr", "dr", "drs", "mr", "ir", "ing", "prof"),
        *("bijv", "bv", "vgl", "zgn", "ca", "incl", "excl", "resp", "blz", "pag", "max", "min"),
        *("gem", "mln", "mld", "stb", "stcrt", "trb", "kst", "vs", "st", "kabinetsfr", "fig"),
        *("tab", "hfst", "par", "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep"),
        *("sept", "okt", "nov", "dec", "tel", "ref", "dd", "lett", "aanh", "handel", "eur"),
        *("mrs", "ms", "no", "nos", "approx", "vol", "ed", "eds", "inc", "co"),
    }
)
# A full stop behind one of these may end one: it does before a word that opens sentences.
_MAY_END = frozenset({"jl", "as", "etc", "enz", "ed", "ea", "ev", "ll", "cs", "dd", "zsm", "tzt"})
_STOP = re.compile(r"[.!?…]{1,5}[)\]”\"’»]{0,3}(?= )")
_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,6}$")
_WORD_BEFORE = re.compile(r"[^\W_]+$")
_NEXT_WORD = re.compile(r"[(\[“„\"‘«'•–-]*\s*([^\W_]*)")
_BACK = 24
# A sentence longer than this is no sentence but a table or noise: read in pieces.
_LONGEST = 1500


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and where it stands in its paragraph."""

    text: str
    start: int


def sentences_of(paragraph: str) -> list[Sentence]:
    """Return the sentences of a paragraph in order; together they are all of it."""
    sentences: list[Sentence] = []
    start = 0
    for match in _STOP.finditer(paragraph):
        if _ends_a_sentence(paragraph, match):
            sentences.extend(_in_pieces(paragraph, start, match.end()))
            start = match.end() + 1
    sentences.extend(_in_pieces(paragraph, start, len(paragraph)))
    return sentences


def _ends_a_sentence(paragraph: str, match: re.Match[str]) -> bool:
    following = _NEXT_WORD.match(paragraph, match.end() + 1)
    word = following[1] if following else ""
    if word[:1].islower() and not match[0].startswith(("!", "?")):
        return False
    if match[0][0] != "." or len(match[0]) > 1:
        return True
    before = paragraph[max(0, match.start() - _BACK) : match.start()]
    short = _short_form(before)
    if short in _MAY_END:
        return word.lower() in OPENERS and word[:1].isupper()
    return not (short in _ABBREVIATIONS or _is_initial_or_number(before, match.start()))


def _short_form(before: str) -> str:
    """Return the word ahead of a full stop in its plainest form: "a.s" as "as"."""
    dotted = _DOTTED.search(f"{before}.")
    if dotted and len(dotted[0]) > len("x."):
        return dotted[0].replace(".", "").lower()
    word = _WORD_BEFORE.search(before)
    return word[0].lower() if word else ""


def _is_initial_or_number(before: str, at: int) -> bool:
    """Return whether an initial, a dotted short form or the number of a heading stands there."""
    dotted = _DOTTED.search(f"{before}.")
    if dotted:
        return not before[: dotted.start()].endswith(tuple("abcdefghijklmnopqrstuvwxyz"))
    word = _WORD_BEFORE.search(before)
    return bool(word and word[0].isdigit() and len(word[0]) == at and at <= len("99"))


def _in_pieces(paragraph: str, start: int, end: int) -> list[Sentence]:
    pieces: list[Sentence] = []
    while end - start > _LONGEST:
        cut = paragraph.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        pieces.append(_stripped(paragraph, start, cut))
        start = cut
    pieces.append(_stripped(paragraph, start, end))
    return [piece for piece in pieces if piece.text]


def _stripped(paragraph: str, start: int, end: int) -> Sentence:
    text = paragraph[start:end]
    return Sentence(text.strip(), start + len(text) - len(text.lstrip()))
