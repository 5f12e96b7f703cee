"""The slip of a gate: from the last day first agreed to the last day now expected."""

from dataclasses import replace
from datetime import date

from models.rules.status import Status
from reports.figures.slip import slip_of
from reports.figures.structure import MilestoneLine
from tests.reports.lines import a_line, agreed, judged

TODAY = date(2026, 11, 23)
DAY = date(2026, 12, 20)


def a_needed(first: date | None = DAY, now: date | None = DAY, **values: object) -> MilestoneLine:
    return a_line(first=agreed(None, first), current=agreed(None, now), **values)


def test_a_gate_that_keeps_to_its_agreement_has_not_slipped() -> None:
    slip = slip_of([a_needed()], TODAY)

    assert slip is not None
    assert (slip.days, slip.is_at_least) == (0, False)
    assert "geen prognose" in slip.basis.nl


def test_a_forecast_counts_from_today_on() -> None:
    later, past = date(2027, 1, 31), date(2026, 11, 1)

    assert (found := slip_of([a_needed(forecast_on=later)], TODAY)) is not None
    assert (found.days, found.basis.nl) == (42, "prognose")
    assert (found := slip_of([a_needed(forecast_on=past)], TODAY)) is not None
    assert found.days == 0


def test_slips_are_never_added_up() -> None:
    """Two milestones that are 42 and 20 days late make a gate that is 42 days late."""
    lines = [
        a_needed(forecast_on=date(2027, 1, 31)),
        a_needed(first=date(2026, 12, 1), now=date(2026, 12, 1), forecast_on=date(2026, 12, 21)),
    ]

    slip = slip_of(lines, TODAY)

    assert slip is not None
    assert slip.days == 42


def test_a_milestone_that_slips_within_the_gate_leaves_the_gate_where_it_is() -> None:
    early = a_needed(first=date(2026, 9, 1), now=date(2026, 9, 1), forecast_on=date(2026, 12, 1))

    slip = slip_of([early, a_needed()], TODAY)

    assert slip is not None
    assert slip.days == 0


def test_an_agreement_that_has_passed_without_forecast_slips_on_every_day() -> None:
    found = slip_of([a_needed()], date(2027, 1, 5))

    assert found is not None
    assert (found.days, found.is_at_least) == (16, True)


def test_a_gate_can_come_earlier() -> None:
    found = slip_of([a_needed(achieved_on=date(2026, 12, 10))], TODAY)

    assert found is not None
    assert (found.days, found.basis.nl) == (-10, "behaald")


def test_what_cannot_be_told_is_not_told() -> None:
    assert slip_of([], TODAY) is None
    assert slip_of([a_needed(first=None)], TODAY) is None
    assert slip_of([a_needed(), a_needed(now=None)], TODAY) is None


def test_a_milestone_that_lapsed_does_not_count() -> None:
    lapsed = replace(a_needed(now=None), judged=judged(Status.LAPSED))

    assert (found := slip_of([lapsed, a_needed()], TODAY)) is not None
    assert found.days == 0
