"""Characters as people read them: what word processors and PDF files put in their place."""

import re

# Superscript digits are footnote marks, except behind a unit of area or volume.
_SUPERSCRIPTS = re.compile(r"(?<!\bm)(?<!km)(?<!cm)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_ONE_FOR_ONE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u1680\u2007\u202f\u205f\u3000\t\u000b", " "),
        **dict.fromkeys("".join(chr(code) for code in range(0x2000, 0x200B)), " "),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),  # soft hyphens, zero width
        **dict.fromkeys("\u2028\u2029\u0085", "\n"),
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2012\u2015", "–"),
        **dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True)),
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "ĳ": "ij",
        "Ĳ": "IJ",
    }
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_DIAERESIS = re.compile(r"([aeiouAEIOU])\u0308")
_COMPOSED = dict(zip("aeiouAEIOU", "äëïöüÄËÏÖÜ", strict=True))


def plain_characters(text: str) -> str:
    """Return the text with one sort of space, line end and hyphen, and no invisible marks.

    Ligatures become letters, letters with loose accents (as PDF files have them) whole ones, and
    superscript footnote marks go. Form feeds stay: they say where a page ends.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    without_marks = _SUPERSCRIPTS.sub("", lines).translate(_ONE_FOR_ONE)
    whole = without_marks.replace("\u0131\u0308", "ï")
    composed = _DIAERESIS.sub(lambda match: _COMPOSED[match[1]], whole)
    return _CONTROLS.sub(" ", composed)
