"""The command line selects and sorts milestones as the pages and the API do."""

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.commanding import Ended, Mijlpaal

EVERY = [
    "energie-infrastructuur",
    "europees-beleid",
    "financiele-bijdrage",
    "generiek-instrumentarium",
    "publieke-grondpositie",
]


def _keys(ended: Ended) -> list[object]:
    assert ended.code == Exit.OK, ended.err
    return [row["key"] for row in ended.rows]


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ((), ["d2", "d3", "d1"]),
        (("--descending",), ["d1", "d3", "d2"]),
        (("--sort", "sleutel"), ["d1", "d2", "d3"]),
        (("--sort", "title", "--descending"), ["d2", "d3", "d1"]),
        (("--weight", "ambitie"), ["d1"]),
        (("--weight", "commitment", "--sort", "key"), ["d2", "d3"]),
        (("--owner", "Stichting Chemelot"), ["d1"]),
        (("--owner", "niemand"), []),
        (("--search", "ROUTEKAART"), ["d1"]),
        (("--from", "2026-12-18", "--until", "2026-12-31"), ["d1"]),
        (("--status", "geen prognose", "--cluster", "chemelot"), ["d2", "d1"]),
        (("--status", "delayed"), []),
    ],
)
def test_milestones_are_selected_and_sorted(
    loaded: Mijlpaal, options: tuple[str, ...], keys: list[str]
) -> None:
    ended = loaded("milestone", "list", "--day", "2026-09-01", "--json", *options)

    assert _keys(ended) == keys


def test_what_asks_for_action_is_listed_alone(loaded: Mijlpaal) -> None:
    loaded("milestone", "forecast", "d2", "2026-11-27", "--reason", "volgens plan")

    assert _keys(loaded("milestone", "list", "--asking", "--json")) == ["d3", "d1"]
    assert _keys(loaded("milestone", "list", "--status", "op schema", "--json")) == ["d2"]


@pytest.mark.parametrize(
    ("option", "accepted"),
    [("--status", "delayed"), ("--weight", "commitment"), ("--sort", "forecast")],
)
def test_a_word_that_is_none_is_refused_with_those_that_are(
    loaded: Mijlpaal, option: str, accepted: str
) -> None:
    ended = loaded("milestone", "list", option, "onzin", "--lang", "en")

    assert ended.code == Exit.INVALID
    assert option in ended.err
    assert accepted in ended.err
    assert ended.out == ""


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ((), EVERY),
        (("--descending",), EVERY[::-1]),
        (("--sort", "amount", "--descending", "--search", "BIJDRAGE"), ["financiele-bijdrage"]),
        (("--to", "Rijk", "--search", "grond"), ["publieke-grondpositie"]),
        (("--to", "Gemeente"), []),
        (("--state", "in onderzoek", "--search", "grond"), ["publieke-grondpositie"]),
        (("--state", "Under examination", "--search", "grond"), ["publieke-grondpositie"]),
        (("--open", "--cluster", "chemelot"), EVERY),
        (("--cluster", "cluster-6"), []),
    ],
)
def test_requests_are_selected_and_sorted(
    loaded: Mijlpaal, options: tuple[str, ...], keys: list[str]
) -> None:
    assert _keys(loaded("request", "list", "--json", *options)) == keys


@pytest.mark.parametrize(
    ("option", "accepted"), [("--state", "In onderzoek"), ("--sort", "geadresseerde")]
)
def test_a_state_or_an_order_that_is_none_is_refused_with_those_that_are(
    loaded: Mijlpaal, option: str, accepted: str
) -> None:
    ended = loaded("request", "list", option, "onzin")

    assert ended.code == Exit.INVALID
    assert accepted in ended.err


def test_a_day_that_is_none_is_refused(loaded: Mijlpaal) -> None:
    assert loaded("milestone", "list", "--from", "morgen").code == Exit.INVALID
