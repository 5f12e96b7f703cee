"""EDTF texts and the windows they denote, both ways."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.dates import periods
from models.dates.edtf import read_edtf, write_edtf
from models.dates.periods import Season
from models.dates.window import Window
from models.errors import UnreadablePhraseError

YEARS = st.integers(1900, 2199)


@pytest.mark.parametrize(
    ("text", "earliest", "soft", "latest"),
    [
        ("2026-12-31", "2026-12-31", None, "2026-12-31"),
        ("2024-02", "2024-02-01", None, "2024-02-29"),
        ("2026", "2026-01-01", None, "2026-12-31"),
        ("202X", "2020-01-01", None, "2029-12-31"),
        ("2026-21", "2026-03-01", "2026-05-31", "2026-06-20"),
        ("2026-22", "2026-06-01", "2026-08-31", "2026-09-21"),
        ("2026-23", "2026-09-01", "2026-11-30", "2026-12-20"),
        ("2027-24", "2027-12-01", "2028-02-29", "2028-03-19"),
        ("2027-33", "2027-01-01", None, "2027-03-31"),
        ("2027-36", "2027-10-01", None, "2027-12-31"),
        ("2023-40", "2023-01-01", None, "2023-06-30"),
        ("2023-41", "2023-07-01", None, "2023-12-31"),
        ("../2026-12-31", None, None, "2026-12-31"),
        ("2026-12-01/..", "2026-12-01", None, None),
        ("2028/2033", "2028-01-01", None, "2033-12-31"),
        ("../2026-23", None, "2026-11-30", "2026-12-20"),
    ],
)
def test_an_edtf_text_denotes_its_first_soft_and_last_day(
    text: str, earliest: str | None, soft: str | None, latest: str | None
) -> None:
    window = read_edtf(text)

    days = (window.earliest, window.soft_latest, window.latest)
    assert tuple(day and day.isoformat() for day in days) == (earliest, soft, latest)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-13", "2026-00", "2026-02-30", "2030~", "2026?", "2026-25", "2026-42", "0000"),
        "",
        *("najaar", "", "2026-1-1", "2026-12-31/2026-01-01/..", "٢٠٢٦", "9999-24"),
    ],
)
def test_what_is_no_edtf_is_refused_with_examples(text: str) -> None:
    with pytest.raises(UnreadablePhraseError, match="2026-12-31"):
        read_edtf(text)


def test_a_window_without_any_day_has_no_edtf() -> None:
    assert write_edtf(Window()) is None


def test_a_season_without_its_soft_bound_is_written_in_days() -> None:
    window = Window(date(2026, 9, 1), None, date(2026, 12, 20))

    assert write_edtf(window) == "2026-09-01/2026-12-20"


@given(one=st.dates(), other=st.dates(), open_start=st.booleans(), open_end=st.booleans())
@example(one=date.max, other=date.max, open_start=False, open_end=False)
def test_writing_a_window_and_reading_it_gives_it_back(
    *, one: date, other: date, open_start: bool, open_end: bool
) -> None:
    first, last = sorted((one, other))
    window = Window(None if open_start else first, None, None if open_end else last)

    text = write_edtf(window)

    assert (read_edtf(text) if text else Window()) == window


@given(year=YEARS, season=st.sampled_from(Season), open_start=st.booleans())
def test_a_season_keeps_its_soft_bound_through_edtf(
    *, year: int, season: Season, open_start: bool
) -> None:
    whole = periods.season(year, season)
    window = Window(None, whole.soft_latest, whole.latest) if open_start else whole

    text = write_edtf(window)

    assert text is not None
    assert read_edtf(text) == window


@given(st.text(max_size=30))
def test_no_text_raises_anything_but_our_own_error(text: str) -> None:
    try:
        window = read_edtf(text)
    except UnreadablePhraseError:
        return
    assert isinstance(window, Window)
