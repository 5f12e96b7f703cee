"""A rehearsal in a database of its own, on the command line."""

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
