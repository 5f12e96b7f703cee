"""Texts in two languages that travel as one string, because Typer knows only strings.

Help texts are declared once, when a module is read, and the reader's language is known only
later: ``both`` joins the two, ``pick`` takes one.
"""

from models.vocabulary import Language

_SEAM = "\x1f"  # ASCII "unit separator": never typed, never shown


def both(nl: str, en: str) -> str:
    """Return one string that holds the Dutch and the English text."""
    return f"{nl}{_SEAM}{en}"


def pick(text: str, language: Language) -> str:
    """Return the part of ``text`` in this language; a plain text is the same in both."""
    nl, _, en = text.partition(_SEAM)
    return (en or nl) if language is Language.EN else nl
