"""The statuses of the letter's three moments, worked out by hand from domain sections 4 and 10.

D1 ambition, D2 commitment: "in het najaar" = 1 Sep to 20 Dec 2026, warn from 30 Nov. D3
commitment: "uiterlijk eind dit jaar" = 31 Dec 2026, no soft bound. D2 and D3 go to the Kamer, whose
last sitting day before the Christmas recess (from Fri 18 Dec) is Thu 17 Dec 2026.
"""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.milestones.acts import achieve, confirm, forecast, replan
from models.rules.status import Status
from tests.reports.worlds import (
    PROGRESS,
    ROUTE_MAP,
    WHOLE_APPROACH,
    chemelot,
    line_of,
    whole_programme,
    writing,
)

ATTENTION, DELAYED, NO_FORECAST = Status.ATTENTION, Status.DELAYED, Status.NO_FORECAST

BY_HAND = [
    # Five months ahead and nobody gave a day: that is what it says.
    (date(2026, 7, 1), ROUTE_MAP, NO_FORECAST, "nog 122 werkdagen tot 20 december 2026"),
    (date(2026, 7, 1), PROGRESS, NO_FORECAST, "nog 121 werkdagen tot 17 december 2026"),
    (date(2026, 7, 1), WHOLE_APPROACH, NO_FORECAST, "nog 121 werkdagen tot 17 december 2026"),
    # The window is open, the soft bound is not reached.
    (date(2026, 9, 15), ROUTE_MAP, NO_FORECAST, "nog 68 werkdagen tot 20 december 2026"),
    (date(2026, 9, 15), PROGRESS, NO_FORECAST, "nog 67 werkdagen tot 17 december 2026"),
    (date(2026, 9, 15), WHOLE_APPROACH, NO_FORECAST, "nog 67 werkdagen tot 17 december 2026"),
    # A week before the soft bound: still no warning, eighteen working days left.
    (date(2026, 11, 23), ROUTE_MAP, NO_FORECAST, "nog 19 werkdagen tot 20 december 2026"),
    (date(2026, 11, 23), PROGRESS, NO_FORECAST, "nog 18 werkdagen tot 17 december 2026"),
    (date(2026, 11, 23), WHOLE_APPROACH, NO_FORECAST, "nog 18 werkdagen tot 17 december 2026"),
    # 30 November is the soft bound of "najaar": warn. D3 has none: no warning yet.
    (date(2026, 11, 30), ROUTE_MAP, ATTENTION, "zachte grens 30 november 2026 is bereikt"),
    (date(2026, 11, 30), PROGRESS, ATTENTION, "zachte grens 30 november 2026 is bereikt"),
    (date(2026, 11, 30), WHOLE_APPROACH, NO_FORECAST, "nog 13 werkdagen tot 17 december 2026"),
    # The Kamer is in recess, the formal bounds are not passed: attention, not delayed.
    (date(2026, 12, 18), ROUTE_MAP, ATTENTION, "zachte grens 30 november 2026 is bereikt"),
    (date(2026, 12, 18), PROGRESS, ATTENTION, "laatste vergaderdag 17 december 2026 is voorbij"),
    (
        date(2026, 12, 18),
        WHOLE_APPROACH,
        ATTENTION,
        "laatste vergaderdag 17 december 2026 is voorbij",
    ),
    # All formal bounds are passed: 16 days since 20 Dec, 5 since 31 Dec.
    (date(2027, 1, 5), ROUTE_MAP, DELAYED, "de uiterste dag 20 december 2026 is 16 dagen voorbij"),
    (date(2027, 1, 5), PROGRESS, DELAYED, "de uiterste dag 20 december 2026 is 16 dagen voorbij"),
    (
        date(2027, 1, 5),
        WHOLE_APPROACH,
        DELAYED,
        "de uiterste dag 31 december 2026 is 5 dagen voorbij",
    ),
]


@pytest.mark.parametrize(("day", "key", "status", "reason"), BY_HAND)
def test_the_status_is_the_one_worked_out_by_hand(
    programme: Engine, day: date, key: str, status: Status, reason: str
) -> None:
    line = line_of(chemelot(programme, day), key)

    assert line.judged.status is status
    assert reason in line.judged.reason.nl


def test_both_duties_have_the_last_sitting_day_before_christmas_as_practical_bound(
    programme: Engine,
) -> None:
    figures = chemelot(programme, date(2026, 9, 15))

    found = {line.key: (line.practical, line.current.latest) for line in figures.duties}
    assert found == {
        PROGRESS: (date(2026, 12, 17), date(2026, 12, 20)),
        WHOLE_APPROACH: (date(2026, 12, 17), date(2026, 12, 31)),
    }
    assert all(line.rests_on_estimate for line in figures.duties)


def test_the_ambition_has_no_sitting_day_and_stays_an_ambition(programme: Engine) -> None:
    line = line_of(chemelot(programme, date(2026, 9, 15)), ROUTE_MAP)

    assert line.practical is None
    assert not line.is_duty
    assert line.modality == "ambition"


def test_a_route_map_that_slips_leaves_the_duty_to_the_kamer_standing(programme: Engine) -> None:
    before = line_of(chemelot(programme, date(2026, 11, 30)), PROGRESS)
    with writing(programme, date(2026, 11, 20)) as ledger:
        replan(
            ledger,
            ROUTE_MAP,
            "in het eerste kwartaal van 2027",
            code="other",
            reason="meer tijd nodig",
        )

    figures = chemelot(programme, date(2026, 11, 30))

    assert line_of(figures, PROGRESS) == before
    assert line_of(figures, ROUTE_MAP).current.latest == date(2027, 3, 31)


def test_a_replanned_milestone_is_judged_against_both_agreements(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 20)) as ledger:
        replan(
            ledger,
            ROUTE_MAP,
            "in het eerste kwartaal van 2027",
            code="other",
            reason="meer tijd nodig",
        )
        forecast(ledger, ROUTE_MAP, date(2027, 2, 15))

    line = line_of(chemelot(programme, date(2027, 1, 5)), ROUTE_MAP)

    assert line.judged.status is Status.ON_TRACK
    assert line.judged_first.status is Status.DELAYED
    assert line.replanned == 1
    [replanning] = line.replannings
    assert (replanning.old_latest, replanning.new_latest) == (date(2026, 12, 20), date(2027, 3, 31))
    assert replanning.reason == "meer tijd nodig"
    assert replanning.decided_on == date(2026, 11, 20)


def test_a_confirmed_forecast_inside_the_window_is_on_track(programme: Engine) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        forecast(ledger, PROGRESS, date(2026, 11, 12))

    line = line_of(chemelot(programme, date(2026, 9, 15)), PROGRESS)

    assert line.judged.status is Status.ON_TRACK


def test_a_forecast_that_has_passed_is_no_forecast_any_more(programme: Engine) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        forecast(ledger, PROGRESS, date(2026, 9, 10))

    line = line_of(chemelot(programme, date(2026, 9, 15)), PROGRESS)

    assert line.judged.status is Status.NO_FORECAST


def test_a_forecast_behind_the_last_sitting_day_needs_attention(programme: Engine) -> None:
    with writing(programme, date(2026, 9, 1)) as ledger:
        forecast(ledger, WHOLE_APPROACH, date(2026, 12, 22))

    line = line_of(whole_programme(programme, date(2026, 9, 15)), WHOLE_APPROACH)

    assert line.judged.status is Status.ATTENTION


def test_a_forecast_that_nobody_confirmed_for_ninety_days_needs_attention(
    programme: Engine,
) -> None:
    with writing(programme, date(2026, 7, 1)) as ledger:
        forecast(ledger, ROUTE_MAP, date(2026, 11, 20))

    stale = line_of(chemelot(programme, date(2026, 9, 30)), ROUTE_MAP)
    with writing(programme, date(2026, 9, 30)) as ledger:
        confirm(ledger, ROUTE_MAP)
    fresh = line_of(chemelot(programme, date(2026, 9, 30)), ROUTE_MAP)

    assert (stale.judged.status, fresh.judged.status) == (Status.ATTENTION, Status.ON_TRACK)


def test_a_duty_that_was_fulfilled_is_achieved_and_no_longer_pressing(programme: Engine) -> None:
    with writing(programme, date(2026, 11, 12)) as ledger:
        achieve(ledger, PROGRESS, date(2026, 11, 12), evidence="Kamerstuk 29826, nr. 320")

    line = line_of(chemelot(programme, date(2027, 1, 5)), PROGRESS)

    assert line.judged.status is Status.ACHIEVED
    assert not line.is_open
    assert line.evidence == "Kamerstuk 29826, nr. 320"
