"""A table of forecasts at the terminal: all of it or nothing, and what is wrong with which line."""

from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from tests.intake.test_tables import a_plan, a_task, a_workbook
from tests.mijlpaal.conftest import Mijlpaal
from tests.mijlpaal.people import milestone_of

FILES = {
    "csv": b"sleutel;wanneer;toelichting\nd2;2026-12-16;concept is klaar\n",
    "xlsx": a_workbook([["sleutel", "wanneer"], ["d2", "2026-12-16"]]),
    "xml": a_plan(a_task("d2", "2026-12-16T17:00:00")),
}


@pytest.mark.parametrize("ending", list(FILES))
def test_a_table_is_tried_and_then_recorded(loaded: Mijlpaal, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"prognoses.{ending}"
    file.write_bytes(FILES[ending])

    tried = loaded("milestone", "import", str(file), "--dry-run")
    before = milestone_of(loaded, "d2")["forecast_on"]
    done = loaded("milestone", "import", str(file))

    assert (tried.code, done.code) == (Exit.OK, Exit.OK), tried.err + done.err
    assert before is None
    assert milestone_of(loaded, "d2")["forecast_on"] == "2026-12-16"


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_recorded(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    file = tmp_path / "prognoses.csv"
    file.write_text("sleutel;wanneer\nd2;2026-12-16\nbestaatniet;ooit\nd3;ooit\n")

    refused = loaded("milestone", "import", str(file))

    assert refused.code == Exit.INVALID
    assert "regel 3, sleutel" in refused.err
    assert "regel 3, wanneer" in refused.err
    assert "regel 4, wanneer" in refused.err
    assert milestone_of(loaded, "d2")["forecast_on"] is None


def test_a_line_that_is_no_row_hides_no_fault_of_another_line(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    file = tmp_path / "prognoses.csv"
    file.write_text("sleutel;wanneer\nd2;ooit\nd3\nbestaatniet;2026-12-16\n")

    refused = loaded("milestone", "import", str(file))

    assert refused.code == Exit.INVALID
    told = [line.partition(":")[0] for line in refused.err.splitlines() if "regel" in line]
    assert told == ["regel 2, wanneer", "regel 3", "regel 4, sleutel"]
