"""Figures ask Prefect of its runs; who does not answer costs no figure of ours."""

import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.mode import Mode
from flows.organisation.lately import lately
from flows.settings import FlowSettings
from tests.mijlpaal.test_health_elsewhere import some_pages

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A port that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_embedded_mode_has_no_server_to_ask(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")

    assert lately(FlowSettings(home=home), NOW) is None


def test_a_server_that_is_silent_or_refuses_tells_nothing(
    home: Path, silent_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = FlowSettings(home=home, mode=Mode.ORGANISATION)
    with some_pages(401) as refusing:
        for port in (silent_port, refusing, 1):
            monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{port}/api")
            assert lately(settings, NOW) is None
