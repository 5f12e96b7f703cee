"""One clock per database: what drives it is remembered there, whichever machine asks."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from flows.locks import sole_clock
from flows.one_clock import hand_over, require_no_organisation, take_back
from flows.up import keep_running
from models.errors import AlreadyRunningError, OrganisationClockError
from models.storage.clock_mark import organisation_since
from models.storage.database import make_engine, reading
from models.storage.migrate import upgrade

NOW, LATER = (datetime(2026, month, 2, 8, tzinfo=UTC) for month in (11, 12))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database as its migrations make it."""
    made = make_engine(database_url)
    upgrade(made)
    yield made
    made.dispose()


def test_no_second_clock_begins_where_deployments_are_the_clock(engine: Engine) -> None:
    require_no_organisation(engine)

    hand_over(engine, NOW)
    hand_over(engine, LATER)  # deployed again

    with pytest.raises(OrganisationClockError, match="2026-11-02"):
        require_no_organisation(engine)
    with reading(engine) as session:
        assert organisation_since(session) == NOW


def test_the_clock_is_given_back(engine: Engine) -> None:
    hand_over(engine, NOW)

    take_back(engine)

    require_no_organisation(engine)
    with reading(engine) as session:
        assert organisation_since(session) is None


def test_deployments_wait_for_the_clock_of_another_machine_to_end(
    engine: Engine, tmp_path: Path
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("a file is of one machine: the organisation mode needs PostgreSQL")

    with sole_clock(tmp_path / "clock.lock", engine), pytest.raises(AlreadyRunningError):
        hand_over(engine, NOW)

    require_no_organisation(engine)


def test_up_refuses_on_the_database_of_an_organisation(
    home: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", engine.url.render_as_string(hide_password=False))
    hand_over(engine, NOW)

    with pytest.raises(OrganisationClockError, match="organisation undeploy"):
        keep_running(lambda _nl, _en: None)
