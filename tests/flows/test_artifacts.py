from datetime import date
from pathlib import Path

import pytest

from flows import artifacts, day
from flows.artifacts import show_published, summary_of
from reports.published import Failure, Published, PublishedReport
from reports.words import Text
from tests.flows.conftest import LATEST

DAY = date(2026, 11, 30)


def published(*failures: Failure) -> Published:
    folder = Path("/ergens/2026-11-30")
    report = PublishedReport(
        "chemelot", Text("Chemelot | <b>", "Chemelot"), 2, is_new=True, files=()
    )
    return Published(DAY, folder, (folder / "index.html",), (report,), failures)


def test_the_summary_names_each_report_with_its_edition_and_whether_it_is_new() -> None:
    summary = summary_of(published())

    assert "# Rapportages, peildatum 30 november 2026 (intern)" in summary
    assert "| Chemelot \\| \\<b\\> | 2 | ja |" in summary
    assert "Niet gelukt" not in summary


def test_the_summary_names_what_failed_and_why() -> None:
    summary = summary_of(published(Failure("noord", Text("buiten de kalender", "outside"))))

    assert "- noord: buiten de kalender" in summary
    assert "1 mislukt" in summary


@pytest.mark.parametrize(
    ("web_address", "link"),
    [
        ("", "file:///ergens/2026-11-30/index.html"),
        ("https://mijlpaal.voorbeeld.example/", "https://mijlpaal.voorbeeld.example/rapportages"),
    ],
)
def test_a_flow_run_keeps_a_link_and_the_summary(
    monkeypatch: pytest.MonkeyPatch, web_address: str, link: str
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(artifacts, "flow_run", type("Run", (), {"id": "een-run", "run_count": 1}))
    monkeypatch.setattr(artifacts, "create_link_artifact", lambda **said: kept.update(said))
    monkeypatch.setattr(artifacts, "create_markdown_artifact", lambda **said: kept.update(said))

    show_published(published(), web_address=web_address)

    assert kept["link"] == link
    assert kept["markdown"].startswith("# Rapportages")


def test_without_a_flow_run_nothing_is_asked_of_any_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[dict[str, object]] = []
    for name in ("create_link_artifact", "create_markdown_artifact"):
        monkeypatch.setattr(artifacts, name, lambda **said: asked.append(said))

    show_published(published())

    assert asked == []


def test_every_flow_of_the_day_shows_what_it_counted(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.day import run_day
    from flows.reports import publish_when_due

    shown: dict[str, list[dict[str, int]]] = {}
    monkeypatch.setattr(artifacts, "flow_run", type("Run", (), {"id": "een-run", "run_count": 1}))
    monkeypatch.setattr(
        artifacts, "create_table_artifact", lambda table, key: shown.update({key: table})
    )
    for name in ("link", "markdown", "progress"):
        monkeypatch.setattr(artifacts, f"create_{name}_artifact", lambda *_, **__: None)
    for name in ("check_deadlines", "send_messages", "publish_reports"):
        monkeypatch.setattr(f"flows.day.{name}", getattr(day, name).fn)

    run_day.fn(LATEST)
    publish_when_due.fn(LATEST)

    (of_day,) = shown["run-day"]
    assert set(shown) == {
        *("check-deadlines", "send-messages", "publish-reports"),
        *("run-day", "publicatie-aantallen"),
    }
    assert of_day["reminders"] > 0
    assert (of_day["sent"], of_day["reports"]) == (1, 2)
    assert shown["publicatie-aantallen"] == [
        {"occasions": 0, "reports": 0, "new": 0, "unpublished": 0}
    ]
