"""What an agreement on a moment is as columns, and how sure its bound is."""

from datetime import date

from models.dates import Tense, read_moment
from models.rules.agreements import agreed
from models.storage.values import Value
from seeds.calendar import dutch_calendar

SAID_ON = date(2026, 6, 15)


def the_agreement(words: str, *, to_parliament: bool = False) -> dict[str, Value]:
    """The columns of an agreement in these words."""
    calendar = dutch_calendar()
    reading = read_moment(words, SAID_ON, tense=Tense.PLANNED, calendar=calendar)
    return agreed(reading, to_parliament=to_parliament, calendar=calendar)


def test_a_bound_that_names_an_estimated_recess_is_an_estimate_to_anybody() -> None:
    found = the_agreement("voor het kerstreces")

    assert found["bound"] == date(2026, 12, 17)
    assert found["bound_confidence"] == "low"


def test_a_bound_that_names_a_published_recess_is_none() -> None:
    assert the_agreement("voor het zomerreces")["bound_confidence"] is None


def test_a_bound_without_a_recess_is_as_sure_as_its_words() -> None:
    assert the_agreement("31 december 2026")["bound_confidence"] is None


def test_a_promise_to_parliament_is_as_sure_as_its_least_sure_recess() -> None:
    found = the_agreement("uiterlijk 31 december 2026", to_parliament=True)

    assert (found["bound"], found["bound_confidence"]) == (date(2026, 12, 17), "low")
