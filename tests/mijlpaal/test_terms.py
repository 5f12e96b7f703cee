"""A statutory term at the terminal: set, suspended, resumed, and seen on every screen."""

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Ended, Mijlpaal
from tests.mijlpaal.people import (
    COLLEAGUE,
    DIRECTOR,
    OFFICER,
    an_office,
    latest_of,
    milestone_of,
    speaking,
    the_only_proposal,
)

TERM = ("milestone", "term", "d2", "--starts", "2026-11-02", "--term", "8 weken")
SUSPEND = ("milestone", "suspend", "d2", "--from", "2026-11-17", "--reason", "Aanvulling gevraagd")
RESUME = ("milestone", "resume", "d2", "--from", "2026-11-30", "--reason", "Ontvangen")
BECAUSE = ("--reason", "Awb 4:13")


@pytest.fixture
def running(loaded: Mijlpaal) -> Mijlpaal:
    """The command line with a term of eight weeks on d2, until Monday 28 December."""
    done = loaded(*TERM, *BECAUSE)
    assert done.code == Exit.OK, done.err
    return loaded


@pytest.fixture
def suspended(running: Mijlpaal) -> Mijlpaal:
    """The same with the term suspended from 17 November."""
    done = running(*SUSPEND)
    assert done.code == Exit.OK, done.err
    return running


def lines(ended: Ended) -> list[str]:
    """The lines that a command wrote, single-spaced."""
    return [" ".join(line.split()) for line in ended.out.splitlines()]


def test_a_term_sets_the_bound_and_says_where_it_ends(loaded: Mijlpaal) -> None:
    done = loaded(*TERM, *BECAUSE)

    assert "wettelijke termijn 8 weken na maandag 2 november 2026" in lines(done)
    assert "eindigt op maandag 28 december 2026" in lines(done)
    assert latest_of(loaded, "d2") == "2026-12-28"


def test_a_term_in_place_of_a_date_asks_for_a_reason(loaded: Mijlpaal) -> None:
    done = loaded(*TERM)

    assert done.code == Exit.INVALID
    assert "--reason" in done.err
    assert latest_of(loaded, "d2") == "2026-12-20"


def test_a_term_that_stands_still_shows_what_is_left(suspended: Mijlpaal) -> None:
    shown = suspended("milestone", "show", "d2")

    assert "stand van de termijn ▲ staat stil sinds 17 november 2026, nog 42 dagen" in lines(shown)
    assert "de termijn staat stil sinds 17 november 2026, nog 42 dagen" in lines(shown)
    listed = suspended("milestone", "list", "--lang", "en")
    assert "▲ stands still since 17 November 2026, 42 days left" in listed.out


def test_every_screen_with_bounds_says_that_it_stands_still(suspended: Mijlpaal) -> None:
    screens = {
        command: " ".join(suspended(*command.split()).out.split())
        for command in (
            "overview",
            "duty list",
            "report",
            "report chemelot",
            "report chemelot --format html",
        )
    }

    still = "staat stil sinds 17 november 2026, nog 42 dagen"
    assert [command for command, out in screens.items() if still not in out] == []


def test_a_resumed_term_shows_how_long_it_stood_still_and_which_article_moved_it(
    suspended: Mijlpaal,
) -> None:
    done = suspended(*RESUME)

    assert "opgeschort 17 nov 2026 t/m 29 nov 2026, 13 dagen" in lines(done)
    assert "eindigt op maandag 11 januari 2027" in lines(done)
    assert any(line.startswith("Atw art. 1, eerste lid") for line in lines(done))
    shown = suspended("milestone", "show", "d2")
    assert "opgeschort 17 nov 2026 t/m 29 nov 2026, 13 dagen" in lines(shown)


def test_every_old_bound_stays_visible_with_its_reason(suspended: Mijlpaal) -> None:
    suspended(*RESUME)

    shown = suspended("milestone", "show", "d2").out.partition("Hoe de afspraak veranderde\n")[2]

    assert "van „in het najaar” (uiterlijk 20 dec 2026)" in shown
    assert "(uiterlijk 28 dec 2026): Awb 4:13" in shown
    assert "nog 42 dagen” (geen datum af te leiden): Aanvulling gevraagd" in shown
    assert "(uiterlijk 11 jan 2027): Ontvangen" in shown


def test_a_term_as_json(suspended: Mijlpaal) -> None:
    term = milestone_of(suspended, "d2")["term"]

    assert term == {
        "starts_on": "2026-11-02",
        "length": "P8W",
        "suspensions": [{"first": "2026-11-17", "last": None}],
        "end": None,
        "stands_still": {"since": "2026-11-17", "days_left": 42},
    }
    assert suspended("report", "chemelot", "--format", "json").code == Exit.OK


def test_the_log_names_what_was_done(suspended: Mijlpaal) -> None:
    suspended(*RESUME)

    log = suspended("audit", "log", "milestone:d2").out

    for words in ("wettelijke termijn gesteld", "termijn opgeschort", "termijn hervat"):
        assert words in log
    assert suspended("audit", "verify").code == Exit.OK


def test_an_earlier_day_shows_the_term_as_it_was_known_then(
    running: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import date

    from models import clock
    from models.clock import morning_of

    monkeypatch.setattr(clock, "now", lambda: morning_of(date(2026, 11, 24)))
    running(*SUSPEND)

    known = running("milestone", "show", "d2", "--as-of", "2026-11-23")
    assert "eindigt op maandag 28 december 2026" in lines(known)
    hindsight = running("milestone", "show", "d2", "--as-of", "2026-11-23", "--hindsight")
    assert "staat stil sinds 17 november 2026" in hindsight.out


REFUSED = (
    (("suspend", "d1", "--from", "2026-11-17"), "geen wettelijke termijn"),
    (("resume", "d2", "--from", "2026-11-17"), "niets te hervatten"),
    (("suspend", "d2", "--from", "2026-11-02"), "van 2026-11-03 t/m 2026-12-28"),
    (("suspend", "d2", "--from", "2026-12-29"), "die dag moet nog komen"),
    (("suspend", "d2", "--from", "straks"), "straks"),
    (("term", "d2", "--starts", "2026-11-02", "--term", "8 weken"), "loopt al"),
    (("term", "d2", "--starts", "2026-11-02", "--term", "ooit"), "P6W"),
    (("term", "d2", "--starts", "2050-12-30", "--term", "2 weken"), "buiten de kalender"),
)


def test_what_cannot_be_is_refused_in_words(running: Mijlpaal) -> None:
    for command, said in REFUSED:
        done = running("milestone", *command, "--reason", "x")
        assert done.code == Exit.INVALID, command
        assert said in done.err
    assert latest_of(running, "d2") == "2026-12-28"


def test_what_stands_still_is_not_suspended_again_nor_resumed_too_early(
    suspended: Mijlpaal,
) -> None:
    again = suspended(*SUSPEND)
    early = suspended("milestone", "resume", "d2", "--from", "2026-11-16", "--reason", "x")

    assert again.code == early.code == Exit.INVALID
    assert "staat stil sinds 2026-11-17" in again.err
    assert "staat stil sinds 2026-11-17" in early.err


@pytest.mark.parametrize("act", [(*TERM, *BECAUSE), SUSPEND, RESUME])
def test_a_change_of_the_term_is_about_now(mijlpaal: Mijlpaal, act: tuple[str, ...]) -> None:
    done = mijlpaal(*act, "--as-of", "2026-11-22")

    assert done.code == Exit.USAGE


# --- four eyes -------------------------------------------------------------------------------


def test_each_change_of_the_bound_waits_for_a_second_person(running: Mijlpaal) -> None:
    an_office(running)

    asked = speaking(running, OFFICER)(*SUSPEND)

    assert asked.code == Exit.ACTION_NEEDED
    assert "termijn van mijlpaal 'd2' opschorten: vanaf 17 november 2026" in asked.out
    assert latest_of(running, "d2") == "2026-12-28"
    confirmed = speaking(running, COLLEAGUE)(
        "proposal", "confirm", the_only_proposal(running), "--yes"
    )
    assert confirmed.code == Exit.OK, confirmed.err
    assert latest_of(running, "d2") is None


def test_a_cluster_director_does_not_set_a_term(office: Mijlpaal) -> None:

    done = speaking(office, DIRECTOR)(*TERM, *BECAUSE)

    assert done.code == Exit.NO_PERMISSION
    assert "een termijn stellen" in done.err
