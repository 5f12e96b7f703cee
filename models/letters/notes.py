"""Footnotes: their marks out of the sentences, their bodies apart.

Two forms are known: the converter's ``[footnoteRef:1]`` with ``[1: body]``, and PDF text, where
the mark is glued to a word ("geïnformeerd.3") and the body stands in lines at the foot of the
page ("3 Kamerstukken II …"). A mark that is glued to a year stays: ``read_phrase`` reads such a
year and remarks that it did.
"""

import re

_REFERENCE = re.compile(r"\s?\[\s?(?:footnote|endnote)Ref:\s?\d{1,4}\s?\]", re.IGNORECASE)
_BODY = re.compile(r"\[\s?(\d{1,4}):([^\[\]]{0,3000})\]")
_FOOT_OF_PAGE = re.compile(
    r"\s*\d{1,3}\s+(?:Kamerstuk|Kamerbrief|Zie |Stcrt|Stb\.|Staatscourant|Handelingen|Aanhangsel|"
    r"Tweede Kamer, |Eerste Kamer, |Bijlage bij|Motie[- ]|Brief van|COM\(|PbEU|https?:|www\.)"
)
# Marks that are glued to "jl.", to the full stop of a sentence, to a long word, and to the full
# stop behind a year.
_BEHIND_JL = re.compile(r"(?<=\bjl\.)\d{1,2}(?=[\s,;)]|$)")
_BEHIND_STOP = re.compile(r"(?<=[^\W\d_)\]”\"’]\.)(?<!nr\.)(?<!rt\.)\d{1,3}(?=\s+[A-Z“„\"‘(]|\s*$)")
_BEHIND_WORD = re.compile(r"(?<=[a-zà-ÿ]{4})\d{1,2}(?=[\s.,;:)]|$)")
_BEHIND_YEAR = re.compile(r"(?<=(?:19|20|21)\d\d\.)\d{1,2}(?=\s+[A-Z“„\"‘(]|\s*$)")
_NUMBERED = (
    *("artikel", "bijlage", "cluster", "fase", "figuur", "hoofdstuk", "kwartaal", "paragraaf"),
    *("scenario", "spoor", "stap", "tabel", "variant", "week", "versie", "deel", "kamerstuk"),
)
_LONGEST_NUMBERED = max(map(len, _NUMBERED))


def bodies_apart(text: str) -> tuple[str, list[str]]:
    """Return the text without marks in brackets, and the bodies of the footnotes in order."""
    bodies = [match[2].strip() for match in _BODY.finditer(text)]
    return _BODY.sub("", _REFERENCE.sub("", text)), bodies


def feet_apart(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the letter, and those that are footnotes at the foot of a PDF page."""
    feet = [line for line in lines if _FOOT_OF_PAGE.match(line)]
    return [line for line in lines if not _FOOT_OF_PAGE.match(line)], feet


def without_glued_marks(paragraph: str) -> str:
    """Return the paragraph without footnote numbers that are glued to words."""
    without_jl = _BEHIND_JL.sub("", paragraph)
    unstopped = _BEHIND_YEAR.sub("", _BEHIND_STOP.sub("", without_jl))
    return _BEHIND_WORD.sub(_number_of, unstopped)


def _number_of(match: re.Match[str]) -> str:
    """Return the digits when the word before them is one that is numbered ("bijlage2")."""
    before = match.string[max(0, match.start() - _LONGEST_NUMBERED) : match.start()]
    return match[0] if before.endswith(_NUMBERED) else ""
