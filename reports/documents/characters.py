"""Which characters a document can hold: one line of text that XML, PDF and sheets all accept."""

import re
import unicodedata
from functools import lru_cache

# What turns the order of the text around it (Unicode Bidirectional Algorithm, 2.1–2.4); letters
# of right-to-left scripts need none of these.
_TURNING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# No text: surrogates, noncharacters (XML 1.0, 2.2) and the byte order mark.
_NO_TEXT = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff"
_TURNS = re.compile(f"[{_TURNING}]")
_DROPPED = re.compile(f"[{_TURNING}{_NO_TEXT}]")
_LAST_OF_PLANE = 0xFFFE  # the last two of each plane are no characters


@lru_cache(maxsize=4096)  # names and states stand in many cells, of tables and of their data
def clean(text: str) -> str:
    r"""Return the text in one line, without control characters and what turns its order around.

    >>> clean("eerste regel\n  tweede\x00 regel")
    'eerste regel tweede regel'
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(_DROPPED.sub("", text).translate(_KEPT).split())


def straight(text: str) -> str:
    r"""Return the text without what turns its order around; all else stays as it is.

    >>> straight("bijlage\u202efdp.exe")
    'bijlagefdp.exe'
    """
    return _TURNS.sub("", text)


class _Kept(dict[int, str]):
    """What is kept of each character, found out once."""

    def __missing__(self, code: int) -> str:
        self[code] = _kept(chr(code))
        return self[code]


_KEPT = _Kept()


def _kept(character: str) -> str:
    if unicodedata.category(character) == "Cc":
        return " "
    is_none = ord(character) & _LAST_OF_PLANE == _LAST_OF_PLANE
    return "" if is_none else character
