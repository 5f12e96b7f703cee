from pathlib import Path

import pytest

from models.errors import UnreadableSourceError
from seeds.slippages import DEFAULT, reference_cases
from tests.conftest import SHARED


def test_the_reference_cases_are_those_of_the_shared_material() -> None:
    shared = SHARED / "time" / "slippages.jsonl"
    if not shared.is_file():
        pytest.skip("the shared material (../shared) is not beside this checkout")

    assert DEFAULT.read_text("utf-8") == shared.read_text("utf-8")


def test_every_case_slipped_by_a_number_of_days_or_to_no_day() -> None:
    days = [case.slip_days for case in reference_cases()]

    assert len(days) == 24
    assert days.count(None) == 4
    assert all(each is None or each > 0 for each in days)


@pytest.mark.parametrize("line", ["geen json", "[1]", '{"slip_days": "veel"}', '{"item": "x"}'])
def test_a_bad_line_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    bad = tmp_path / "slippages.jsonl"
    bad.write_text('{"slip_days": 3}\n' + line + "\n", encoding="utf-8")

    with pytest.raises(UnreadableSourceError, match="line 2"):
        reference_cases(bad)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError):
        reference_cases(tmp_path / "weg.jsonl")
