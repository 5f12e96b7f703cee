"""How it runs, in words: in the API as on its page."""

import pytest

from mijlpaal.web.office import Office
from models.clock import morning_of
from models.storage.database import transaction
from models.tables import Sweep
from tests.mijlpaal.web.api.conftest import AProgram
from tests.mijlpaal.web.conftest import NEXT_DAY


def _parts(program: AProgram, **headers: str) -> dict[str, dict[str, str | None]]:
    found = program("baas").get("/gezondheid", **headers).json()["resultaten"]
    return {each["onderdeel"]: each for each in found}


def test_a_sweep_that_stayed_away_is_told_with_what_to_do(
    program: AProgram, office: Office
) -> None:
    before = _parts(program)["laatste run"]
    with transaction(office.engine) as session:
        session.add(Sweep(day=NEXT_DAY, swept_at=morning_of(NEXT_DAY), reminders=0))

    after = _parts(program)["laatste run"]

    assert (before["niveau"], before["bevinding"]) == ("attention", "nog geen")
    assert "mijlpaal run" in str(before["remedie"])
    assert (after["niveau"], after["remedie"]) == ("ok", None)


def test_it_is_told_in_the_language_of_whoever_asks(program: AProgram) -> None:
    assert "last run" in _parts(program, accept_language="en")


@pytest.mark.parametrize(("actor", "status"), [("lezer", 404), ("piet", 404), ("baas", 200)])
def test_it_is_for_who_keeps_it_running(program: AProgram, actor: str, status: int) -> None:
    assert program(actor).get("/gezondheid").status_code == status
