"""Other readers, one after the other."""

import pytest

from tests.reports.feed.readers import Read, by_ical_js, by_vobject


@pytest.fixture(params=[by_vobject, by_ical_js], ids=["vobject", "ical.js"])
def read(request: pytest.FixtureRequest) -> Read:
    """Somebody else's reader of iCalendar."""
    reader: Read = request.param
    return reader
