"""Days and instants as text: ISO 8601, and one text for one instant."""

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from models.storage.iso_text import iso_text

INSTANTS = st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.timezones())  # noqa: DTZ001


@given(day=st.dates(), instant=INSTANTS)
def test_days_and_instants_are_written_as_python_writes_them_in_utc(
    day: date, instant: datetime
) -> None:
    assert iso_text(day) == day.isoformat()
    assert iso_text(instant) == instant.astimezone(UTC).isoformat()


def test_one_instant_has_one_text_whichever_clock_was_read_first() -> None:
    there = datetime(2026, 7, 1, 6, tzinfo=timezone(timedelta(hours=-5)))

    assert iso_text(there) == iso_text(there.astimezone(UTC)) == "2026-07-01T11:00:00+00:00"
