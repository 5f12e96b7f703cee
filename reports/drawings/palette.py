"""The colours of pages and drawings, in one place; tests check their contrast (WCAG 2.2).

Colour only supports: every status has a shape and a word, and a print in black and white loses
nothing. The tones are our own; government design tokens may not be shipped.
"""

from collections.abc import Mapping

from models.rules.status import Status

PAPER = "#ffffff"
INK = "#18222f"
MUTED = "#495566"
LINE = "#c3cbd6"
WASH = "#f3f5f8"
ACCENT = "#1f4466"
BAR = "#d3dde9"
BAR_EDGE = "#3a536f"

STATUS_COLOURS: Mapping[Status, str] = {
    Status.ON_TRACK: "#17653a",
    Status.ATTENTION: "#864800",
    Status.DELAYED: "#a1121d",
    Status.NO_FORECAST: "#495566",
    Status.ACHIEVED: "#0f5a78",
    Status.LAPSED: "#565656",
}
STATUS_TINTS: Mapping[Status, str] = {
    Status.ON_TRACK: "#e6f3ea",
    Status.ATTENTION: "#fdf1db",
    Status.DELAYED: "#fbe9ea",
    Status.NO_FORECAST: "#eef1f5",
    Status.ACHIEVED: "#e4f0f6",
    Status.LAPSED: "#efefef",
}


def css_variables() -> str:
    """Return the colours as CSS custom properties, for ``:root``."""
    plain = {
        "paper": PAPER,
        "ink": INK,
        "muted": MUTED,
        "line": LINE,
        "wash": WASH,
        "accent": ACCENT,
    }
    status = {
        f"{status.value.replace('_', '-')}{part}": colours[status]
        for part, colours in (("", STATUS_COLOURS), ("-tint", STATUS_TINTS))
        for status in Status
    }
    return "".join(f"--{name}:{colour};" for name, colour in {**plain, **status}.items())
