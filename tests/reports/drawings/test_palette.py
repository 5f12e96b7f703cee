"""Contrast after WCAG 2.2: 4.5 : 1 for text (1.4.3), 3 : 1 for shapes (1.4.11)."""

import pytest

from models.rules.status import Status
from reports.drawings import palette
from reports.drawings.palette import STATUS_COLOURS, STATUS_TINTS, css_variables

TEXT, SHAPE = 4.5, 3.0


def luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2, definition)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, definition)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("status", list(Status))
def test_a_status_can_be_read_on_paper_on_wash_and_on_its_own_tint(status: Status) -> None:
    colour = STATUS_COLOURS[status]

    assert contrast(colour, palette.PAPER) >= TEXT
    assert contrast(colour, palette.WASH) >= TEXT
    assert contrast(colour, STATUS_TINTS[status]) >= TEXT


@pytest.mark.parametrize("colour", [palette.INK, palette.MUTED, palette.ACCENT])
@pytest.mark.parametrize("ground", [palette.PAPER, palette.WASH])
def test_text_can_be_read_on_every_ground(colour: str, ground: str) -> None:
    assert contrast(colour, ground) >= TEXT


def test_the_edge_of_a_bar_and_the_lines_in_a_drawing_stand_out() -> None:
    assert contrast(palette.BAR_EDGE, palette.PAPER) >= SHAPE
    assert contrast(palette.BAR_EDGE, palette.BAR) >= SHAPE
    assert contrast(palette.INK, palette.BAR) >= SHAPE
    for status in Status:
        assert contrast(STATUS_COLOURS[status], palette.BAR) >= SHAPE


def test_a_print_in_grey_keeps_text_readable() -> None:
    for status in Status:
        assert contrast(_grey(STATUS_COLOURS[status]), palette.PAPER) >= TEXT


def test_every_colour_is_a_custom_property() -> None:
    assert f"--ink:{palette.INK};" in css_variables()
    assert f"--on-track-tint:{STATUS_TINTS[Status.ON_TRACK]};" in css_variables()


def _grey(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    level = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"#{level:02x}{level:02x}{level:02x}"
