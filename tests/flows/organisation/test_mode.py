from pathlib import Path

import pytest

from flows.mode import Mode, require_mode
from flows.organisation.api import require_api
from flows.organisation.sharing import sharing
from flows.settings import flow_settings
from flows.up import keep_running
from models.errors import ModeError, SettingError


def test_the_mode_is_embedded_until_it_is_set(home: Path) -> None:
    assert flow_settings().mode is Mode.EMBEDDED
    assert sharing() is None


def test_another_word_is_refused_with_the_words_that_are_known(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_MODE", "organization")

    with pytest.raises(SettingError, match=r"MIJLPAAL_MODE.*'embedded' or 'organisation'"):
        flow_settings()


def test_in_the_organisation_mode_apscheduler_is_no_clock(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")

    with pytest.raises(ModeError, match="MIJLPAAL_MODE=embedded"):
        keep_running(lambda _nl, _en: None)


def test_the_embedded_mode_deploys_nothing(home: Path) -> None:
    with pytest.raises(ModeError, match="MIJLPAAL_MODE=organisation"):
        require_mode(Mode.ORGANISATION, flow_settings().mode)


@pytest.mark.parametrize(
    ("api", "database", "wrong"),
    [
        ("", "postgresql+psycopg://x@y/z", "PREFECT_API_URL"),
        ("http://127.0.0.1:1/api", "", "MIJLPAAL_DATABASE_URL"),
        ("http://127.0.0.1:1/api", "sqlite:///x.db", "MIJLPAAL_DATABASE_URL"),
    ],
)
def test_many_machines_need_a_server_and_a_database_that_is_no_file(
    home: Path, monkeypatch: pytest.MonkeyPatch, api: str, database: str, wrong: str
) -> None:
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")
    monkeypatch.setenv("PREFECT_API_URL", api)
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", database)

    with pytest.raises(SettingError, match=wrong):
        require_api(flow_settings())


def test_work_is_parted_by_how_much_there_is(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")
    monkeypatch.setenv("MIJLPAAL_PARTS", "4")

    shared = sharing()

    assert shared
    assert [shared.number_for(work) for work in (0, 499, 1_000, 1_999, 9_999)] == [1, 1, 2, 3, 4]
