"""What SCXML and a definition call things, and how a name of one becomes a name of the other.

A character that the other side cannot carry is written ``_xHHHH_`` (its code point), the escape
of SQL/XML (ISO/IEC 9075-14) and Office Open XML. Names and texts without such characters stay as
they are.
"""

import re
import sys

SCXML = "http://www.w3.org/2005/07/scxml"
OURS = "urn:mijlpaal:levensloop:1"

# What SCXML has no word for, by the element that carries it: attributes in our namespace.
LABELS = ("label", "label_en")
CHART_FACTS = ("version", *LABELS)
STATE_FACTS = (*LABELS, "stage")
TRANSITION_FACTS = (*LABELS, "authority", "requires")
OBLIGATION_FACTS = (
    *("id", *LABELS, "owner", "modality"),
    *("wording", "document", "ladder", "achieved_by"),
)
LISTS = ("authority", "requires", "achieved_by")  # of these facts, names separated by spaces

_NO_ID = re.compile(r"[^\w.-]|\A\d")
_NO_TOKEN = re.compile(r"[^\w.*-]")
_DONE = "done.state."
# XML 1.0 §2.2; a surrogate is no character at all.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-F]{4,6}_)")
_ESCAPED = re.compile(r"_x([0-9A-F]{4,6})_")


def as_id(name: str) -> str:
    """Return ``name`` as an id that a definition takes.

    Example: ``a:b`` becomes ``a_x003A_b``, ``1`` becomes ``_x0031_``.
    """
    return _NO_ID.sub(_escape, name)


def as_event(name: str) -> str:
    """Return an event, or a descriptor of events, as a definition takes it.

    The chart announces that a state is done by the id that ``as_id`` gave it. SCXML's schema also
    knows ``.*`` for ``*``.
    """
    stem, star = (name[:-2], ".*") if name.endswith(".*") else (name, "")
    if not stem:
        return "*"
    if stem.startswith(_DONE):
        return _DONE + as_id(stem.removeprefix(_DONE)) + star
    return _NO_TOKEN.sub(_escape, stem) + star


def as_attribute(text: str) -> str:
    """Return ``text`` as a string that XML can carry; ``from_attribute`` undoes it."""
    return _NO_CHARACTER.sub(_escape, _LOOKS_ESCAPED.sub("_x005F_", text))


def from_attribute(text: str) -> str:
    """Return the text that ``as_attribute`` wrote as ``text``."""
    return _ESCAPED.sub(_unescape, text)


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found.group()):04X}_"


def _unescape(found: re.Match[str]) -> str:
    code = int(found.group(1), 16)
    is_character = code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF  # noqa: PLR2004  (surrogates)
    return chr(code) if is_character else found.group()
