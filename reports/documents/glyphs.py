"""Which characters the fonts of the PDF can show; others are replaced by what they are called.

PDF/A and PDF/UA forbid text without a glyph (ISO 19005-3, 6.2.11.8; ISO 14289-1, 7.21.8) and
characters for private use. The figures that are attached to the PDF keep every character.
"""

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILIES = ("IBM Plex Sans", "DejaVu Sans")  # the second shows what the first does not have
_WIDEST = FONTS / "DejaVuSans.ttf"
_VARIANTS = frozenset(map(chr, range(0xFE00, 0xFE10)))  # variation selectors
_BOX = "□"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SEGMENTED_COVERAGE = 12  # the format of a table that maps all of Unicode (OpenType, cmap)


def shown(text: str) -> str:
    """Return the text with a name in brackets for each character that no font of ours has.

    >>> shown("Fabriek 🏭 中")
    'Fabriek [factory] [U+4E2D]'
    """
    return text if text.isascii() else text.translate(_NAMES)


def boxed(text: str) -> str:
    """Return the text of a drawing with an empty square for each character that no font has.

    A drawing has measured its texts already; a square is not wider than what it replaces.
    """
    return _BEYOND_ASCII.sub(lambda found: found[0].translate(_BOXES), text)


class _Replaced(dict[int, str]):
    """What stands for each character, found out once."""

    def __init__(self, replacement: Callable[[str], str]) -> None:
        super().__init__()
        self._replacement = replacement

    def __missing__(self, code: int) -> str:
        self[code] = self._found(chr(code))
        return self[code]

    def _found(self, character: str) -> str:
        category = unicodedata.category(character)
        if category == "Cf" or character in _VARIANTS:
            return ""  # it only changes how its neighbours look
        if ord(character) in _covered() and category != "Co":
            return character
        return "" if category in {"Me", "Mn"} else self._replacement(character)


def _name_of(character: str) -> str:
    is_symbol = unicodedata.category(character) == "So"
    name = unicodedata.name(character, "") if is_symbol else ""
    return f"[{name.lower()}]" if name else f"[U+{ord(character):04X}]"


_NAMES = _Replaced(_name_of)
_BOXES = _Replaced(lambda _: _BOX)


@cache
def _covered() -> frozenset[int]:
    """Return the characters of the widest font, as its table ``cmap`` lists them."""
    return frozenset(_characters(_WIDEST.read_bytes()))


def _characters(font: bytes) -> Iterator[int]:
    tables = struct.unpack_from(">H", font, 4)[0]
    records = (struct.unpack_from(">4s4xI", font, 12 + 16 * n) for n in range(tables))
    cmap = next(offset for tag, offset in records if tag == b"cmap")
    for n in range(struct.unpack_from(">H", font, cmap + 2)[0]):
        start = cmap + struct.unpack_from(">I", font, cmap + 8 + 8 * n)[0]
        if struct.unpack_from(">H", font, start)[0] == _SEGMENTED_COVERAGE:
            for group in range(struct.unpack_from(">I", font, start + 12)[0]):
                first, last = struct.unpack_from(">II", font, start + 16 + 12 * group)
                yield from range(first, last + 1)
