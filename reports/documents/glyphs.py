"""Which characters the fonts of the PDF can show; others are replaced by what they are called.

PDF/A and PDF/UA forbid text without a glyph (ISO 19005-3, 6.2.11.8; ISO 14289-1, 7.21.8) and
characters for private use. The figures that are attached to the PDF keep every character.
"""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
FAMILIES = ("IBM Plex Sans", "DejaVu Sans")  # the second shows what the first does not have
_WIDEST = FONTS / "DejaVuSans.ttf"
_MODIFIERS = frozenset({"Cf", "Cn", "Co", "Me", "Mn"})
_SEGMENTED_COVERAGE = 12  # the format of a table that maps all of Unicode (OpenType, cmap)


def shown(text: str) -> str:
    """Return the text with a name in brackets for each character that no font of ours has.

    >>> shown("Fabriek 🏭 中")
    'Fabriek [factory] [U+4E2D]'
    """
    return text if text.isascii() else text.translate(_NAMES)


class _Names(dict[int, str]):
    """What stands for each character, found out once."""

    def __missing__(self, code: int) -> str:
        self[code] = _shown(chr(code))
        return self[code]


_NAMES = _Names()


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if ord(character) in _covered() and category != "Co":
        return character
    if category in _MODIFIERS:
        return ""  # it changes how a character looks that we cannot show anyway
    name = unicodedata.name(character, "") if category == "So" else ""
    return f"[{name.lower()}]" if name else f"[U+{ord(character):04X}]"


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
