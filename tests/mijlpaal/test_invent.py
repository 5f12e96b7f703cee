"""A rehearsal in a database of its own, on the command line."""

import json

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal


def test_an_invented_programme_is_put_in_an_empty_database_and_can_be_run(
    mijlpaal: Mijlpaal,
) -> None:
    mijlpaal("db", "upgrade")

    invented = mijlpaal("seed", "invent", "--clusters", "1", "--seed", "4")
    ran = mijlpaal("run", "--direct")
    verified = mijlpaal("audit", "verify")

    assert invented.code == Exit.OK, invented.err
    assert "1 clusters" in invented.out
    assert ran.code == Exit.OK, ran.err
    assert verified.code == Exit.OK


def test_it_is_not_put_beside_real_data_unless_somebody_says_so(at_home: Mijlpaal) -> None:
    refused = at_home("seed", "invent", "--clusters", "1")
    told = at_home("seed", "invent", "--clusters", "1", "--beside-real-data")

    assert refused.code == Exit.REFUSED
    assert "--beside-real-data" in refused.err
    assert told.code == Exit.OK, told.err


def test_how_much_is_invented_can_be_said(mijlpaal: Mijlpaal) -> None:
    mijlpaal("db", "upgrade")

    invented = mijlpaal(
        *("seed", "invent", "--clusters", "1", "--projects", "2", "--conditions", "0-1"),
        *("--milestones", "3-3", "--people", "4"),
    )
    listed = mijlpaal("milestone", "list", "--json")

    assert invented.code == Exit.OK, invented.err
    assert len([each for each in json.loads(listed.out) if "-mijlpaal-" in each["key"]]) == 2 + 3


@pytest.mark.parametrize("given", ["veel", "5-2", "1-2-3", "-4", "2000", ""])
def test_what_is_no_number_and_no_range_is_refused_with_what_is(
    mijlpaal: Mijlpaal, given: str
) -> None:
    refused = mijlpaal("seed", "invent", f"--projects={given}")

    assert refused.code == Exit.INVALID
    assert "--projects" in refused.err
    assert "3-12" in refused.err
