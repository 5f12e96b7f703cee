"""Several people at one terminal: each command says who speaks (``--as``)."""

from collections.abc import Callable
from typing import cast

from mijlpaal.exits import Exit
from tests.mijlpaal.commanding import Ended, Mijlpaal

ADMINISTRATOR = "anna"
OFFICER = "bert"
COLLEAGUE = "carla"  # another policy officer: Bert's second person
DIRECTOR = "dirk"

Person = Callable[..., Ended]


def speaking(mijlpaal: Mijlpaal, name: str) -> Person:
    """Return the command line as this person uses it."""
    return lambda *arguments: mijlpaal("--as", name, *arguments)


def an_office(mijlpaal: Mijlpaal) -> None:
    """Give an administrator, two policy officers and a cluster director their mandates."""
    for giver, *words in (
        (ADMINISTRATOR, ADMINISTRATOR, "beheerder", "--yes"),
        (ADMINISTRATOR, OFFICER, "beleidsmedewerker"),
        (ADMINISTRATOR, COLLEAGUE, "beleidsmedewerker"),
        (ADMINISTRATOR, DIRECTOR, "clusterregisseur", "--cluster", "chemelot"),
    ):
        given = mijlpaal("--as", giver, "mandate", "give", *words)
        assert given.code == Exit.OK, given.err


def the_only_proposal(mijlpaal: Mijlpaal) -> str:
    """Return the key of the one proposal that waits."""
    (line,) = mijlpaal("proposal", "list", "--json").rows
    return cast("str", line["key"])


def milestone_of(mijlpaal: Mijlpaal, key: str) -> dict[str, object]:
    """Return a milestone as its page has it."""
    shown = mijlpaal("milestone", "show", key, "--json").object
    return cast("dict[str, object]", shown["milestone"])


def latest_of(mijlpaal: Mijlpaal, key: str) -> object:
    """Return the last day of a milestone's current agreement."""
    return cast("dict[str, object]", milestone_of(mijlpaal, key)["current"])["latest"]
