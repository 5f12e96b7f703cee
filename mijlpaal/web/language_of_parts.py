"""Which words of an English page are Dutch, so that they are read aloud as Dutch (WCAG 3.1.2).

What the ledger keeps is Dutch, and much of it has no English twin. It stands in the middle of
sentences that are made far from any template, so a mark goes along with it: a character before it
and one after it, of those that Unicode leaves to private use (23.5). The page, when it is whole,
has ``lang`` in their place; no file, message or answer of the API ever has them.
"""

import re

from models.vocabulary import Language

_OPEN, _CLOSE = "\ue000", "\ue001"
_NO_MARKS = str.maketrans("", "", _OPEN + _CLOSE)
# What can hold no element: the whole of it is Dutch, or its language is that of the page.
_PLAIN = "title|option|textarea|text|desc|script|style"
_PIECES = re.compile(
    rf"<(?P<whole>\w+)(?P<rest>[^<>]*)>\s*{_OPEN}(?P<alone>[^<{_OPEN}{_CLOSE}]*){_CLOSE}\s*(?=</)"
    rf"|(?P<plain><(?:{_PLAIN})\b[^>]*>[^<]*)"
    r"|(?P<tag><[^>]*>)"
    # One that was cut off has no end.
    rf"|{_OPEN}(?P<dutch>[^<{_OPEN}{_CLOSE}]*){_CLOSE}?"
    rf"|{_CLOSE}"
)


def marked(text: str, language: Language) -> str:
    """Return Dutch words as they may go into a page in a language."""
    if language is Language.NL or not text:
        return text
    return f"{_OPEN}{text.translate(_NO_MARKS)}{_CLOSE}"


def unmarked(text: str) -> str:
    """Return words without marks, to sort by."""
    return text.translate(_NO_MARKS)


def settled(page: str) -> str:
    """Return a page in English that says of its Dutch words what they are."""
    return _PIECES.sub(_settle, page) if _OPEN in page or _CLOSE in page else page


def _settle(found: re.Match[str]) -> str:
    if found["whole"]:
        # The first of two attributes counts: what the template says itself must not go under.
        rest = unmarked(found["rest"])
        lang = "" if " lang=" in rest else ' lang="nl"'
        return f"<{found['whole']}{lang}{rest}>{found['alone']}"
    if found["dutch"]:
        return f'<span lang="nl">{found["dutch"]}</span>'
    return unmarked(found[0])
