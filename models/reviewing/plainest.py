"""The plainest form of a text, in which two copies of a letter are the same."""

import unicodedata


def plainest(text: str) -> str:
    """Return the letters and figures of a text, without case, accents, spaces and marks.

    >>> plainest("In het naj aar – één plan")
    'inhetnajaareenplan'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if character.isalnum())
