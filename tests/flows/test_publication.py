import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from flows import artifacts, publication
from flows.moment import moment_of
from flows.run import publish_now, run_one_day
from flows.schedule import PUBLISH_WHEN_DUE, RUN_DAY, SEND_MESSAGES
from flows.stages import Progress
from flows.timetable import fires
from flows.workplace import open_workplace
from models.clock import hour_of
from models.errors import UnpublishedReportsError
from models.storage.database import reading
from models.tables import Report
from reports import publishing
from reports.figures import cluster_figures

FIRST_WORKING_DAY = date(2026, 9, 1)
ANOTHER_DAY = date(2026, 9, 15)


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the report of the one cluster fail."""

    def figures(session: object, key: str, **settings: object) -> object:
        raise ZeroDivisionError(key)

    monkeypatch.setattr(publishing, "cluster_figures", figures)


def due(day: date, *progress: Progress) -> publication.Publication:
    with open_workplace() as workplace:
        return publication.publish_when_due(workplace, moment_of(day), progress=progress)


def test_an_occasion_brings_both_cuts_in_both_languages(programme: Path) -> None:
    found = due(FIRST_WORKING_DAY)

    names = {path.name for path in (programme / "reports" / "2026-09-01").iterdir()}
    assert {"voorbeeld.html", "voorbeeld.openbaar.en.html", "index.openbaar.html"} <= names
    assert [len(part.new) for part in found.parts] == [2, 2]
    assert [each.day for each in found.occasions] == [FIRST_WORKING_DAY]


def test_it_is_served_once(programme: Path) -> None:
    due(FIRST_WORKING_DAY)

    assert due(FIRST_WORKING_DAY).parts == ()


def test_on_another_day_nothing_goes_out(programme: Path) -> None:
    assert due(ANOTHER_DAY) == publication.Publication(ANOTHER_DAY, (), ())
    assert not (programme / "reports").exists()


def test_what_goes_out_after_the_day_is_the_edition_of_the_day(programme: Path) -> None:
    run_one_day(FIRST_WORKING_DAY, direct=True)

    internal, public = due(FIRST_WORKING_DAY).parts

    assert [each.edition for each in internal.unchanged] == [1, 1]
    assert [each.edition for each in public.new] == [1, 1]


def test_it_goes_out_after_the_messages_of_the_day_and_before_those_of_later() -> None:
    """Else the counts of who was told make a second edition of the same state."""
    begin = hour_of(FIRST_WORKING_DAY, 0)
    hours = [
        next(iter(fires(each, begin, begin + timedelta(days=2))))
        for each in (RUN_DAY, PUBLISH_WHEN_DUE, SEND_MESSAGES)
    ]

    assert hours == sorted(set(hours))


def test_by_hand_it_goes_out_on_any_day(programme: Path) -> None:
    found = publish_now(ANOTHER_DAY, direct=True)

    assert [len(part.new) for part in found.parts] == [2, 2]
    assert found.failures == ()


def test_a_cluster_that_fails_stops_no_other_and_is_named_once(
    programme: Path, failing: None
) -> None:
    found = due(FIRST_WORKING_DAY)

    assert [each.key for each in found.failures] == ["voorbeeld"]
    assert [[each.key for each in part.new] for part in found.parts] == [["programma"]] * 2


def test_what_failed_is_tried_on_the_next_day(
    programme: Path, failing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(FIRST_WORKING_DAY)
    monkeypatch.setattr(publishing, "cluster_figures", cluster_figures)

    assert [len(part.new) for part in due(date(2026, 9, 2)).parts] == [2, 2]
    assert due(date(2026, 9, 3)).parts == ()


def test_the_flow_fails_by_name_after_all_the_others_are_out(
    programme: Path, failing: None
) -> None:
    from flows import reports

    with pytest.raises(UnpublishedReportsError, match="voorbeeld"):
        reports.publish_when_due.fn(FIRST_WORKING_DAY)
    assert (programme / "reports" / "2026-09-01" / "programma.openbaar.html").exists()


def test_progress_goes_over_both_cuts_once_and_ends_at_all(programme: Path) -> None:
    told: list[tuple[int, int, str]] = []

    due(FIRST_WORKING_DAY, lambda *each: told.append(each))

    assert [done for done, _, _ in told] == [0, 1, 2, 2, 3, 4]
    assert {total for _, total, _ in told} == {4}
    assert [name for _, _, name in told] == ["voorbeeld", "programma", ""] * 2


def test_prefect_is_told_in_steps_and_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []

    def create(percent: float, **_: object) -> str:
        told.append(percent)
        return "artifact"

    def update(artifact: str, percent: float) -> None:
        assert artifact == "artifact"
        told.append(percent)

    monkeypatch.setattr(artifacts, "flow_run", type("Run", (), {"id": "een-run", "run_count": 1}))
    monkeypatch.setattr(artifacts, "create_progress_artifact", create)
    monkeypatch.setattr(artifacts, "update_progress_artifact", update)
    moved = artifacts.progress_artifact("sleutel", "Bezig")
    assert told == []

    for done in range(201):
        moved(done, 200, "")

    assert told == [5.0 * step for step in range(21)]


KILLED_WHILE_PRINTING = """
import os, signal, sys
from datetime import date
from flows import publication
from flows.moment import moment_of
from flows.workplace import open_workplace
from reports import publishing, printing

printed, files = [], printing.Printer.files

def dying(*given):
    printed.append(1)
    if len(printed) == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
    return files(*given)

printing.Printer.files = dying
publishing._AT_ONCE = 1
with open_workplace() as workplace:
    publication.publish_when_due(workplace, moment_of(date(2026, 9, 1)))
"""


@pytest.mark.slow
@pytest.mark.parametrize("printed", [1, 2, 3, 4])
def test_a_publication_that_was_killed_halfway_is_finished_and_stored_once(
    programme: Path, printed: int
) -> None:
    script = [sys.executable, "-c", KILLED_WHILE_PRINTING, str(printed)]
    killed = subprocess.run(script, check=False, timeout=60)

    due(FIRST_WORKING_DAY)
    again = due(FIRST_WORKING_DAY)

    assert killed.returncode == -signal.SIGKILL
    assert again.parts == ()
    names = {path.name for path in (programme / "reports" / "2026-09-01").iterdir()}
    for cut in ("", ".openbaar", ".openbaar.en"):
        assert {f"{name}{cut}.html" for name in ("voorbeeld", "programma", "index")} <= names
    with open_workplace() as workplace, reading(workplace.engine) as session:
        stored = session.exec(select(Report.edition)).all()
    assert list(stored) == [1] * 4
