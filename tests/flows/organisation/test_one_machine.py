from pathlib import Path

import pytest

from flows.organisation import one_machine
from flows.settings import flow_settings
from models.errors import AlreadyRunningError

URL = "postgresql+psycopg://iemand:geheim@db.voorbeeld.example/mijlpaal"


def test_prefect_gets_a_database_of_its_own_beside_the_one_that_is_set(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", URL)

    places = one_machine._places(flow_settings())

    assert places.postgres is None
    assert places.database_url == URL
    assert places.prefect_database_url == (
        "postgresql+asyncpg://iemand:geheim@db.voorbeeld.example/prefect"
    )


def test_of_an_address_with_tls_asyncpg_is_told_what_it_knows(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = f"{URL}?sslmode=verify-full&sslrootcert=/etc/ssl/certs/ca-certificates.crt"
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", given)

    places = one_machine._places(flow_settings())

    assert places.prefect_database_url.endswith("/prefect?ssl=verify-full")
    assert places.database_url == given


def test_the_login_of_the_server_is_made_once_and_nobody_else_can_read_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", URL)

    first, second = (one_machine._places(flow_settings()) for _ in range(2))

    assert first.auth == second.auth
    assert len(first.auth) > 32
    secret = home / "organisation" / "secrets.json"
    assert secret.stat().st_mode & 0o077 == 0


def test_every_process_is_told_the_mode_the_database_and_the_login(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", URL)
    monkeypatch.setenv("MIJLPAAL_PREFECT_PORT", "4321")

    told = one_machine._places(flow_settings()).variables()

    assert told["MIJLPAAL_MODE"] == "organisation"
    assert told["MIJLPAAL_DATABASE_URL"] == URL
    assert told["PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert told["PREFECT_API_AUTH_STRING"].startswith("mijlpaal:")
    assert Path(told["MIJLPAAL_HOME"]).is_absolute()


def test_an_organisation_is_up_once_for_a_home(home: Path) -> None:
    from flows.locks import try_lock

    settings = flow_settings()
    with try_lock(one_machine._lock(settings)):
        with pytest.raises(AlreadyRunningError):
            one_machine.run(settings, lambda _nl, _en: None)


def test_taking_down_what_is_not_up_does_nothing(home: Path) -> None:
    assert one_machine.stop(flow_settings()) == 0
