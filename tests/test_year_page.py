"""Each job of the year has a journey on the pages, and the table of them is whole."""

import re

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "year.md"
JOURNEYS = REPOSITORY / "tests" / "e2e" / "test_journeys.py"
JOBS = range(1, 16)


def test_every_job_has_its_journeys_and_every_journey_of_a_job_its_row() -> None:
    rows = re.findall(r"^\| (\d+) \|(.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    there = re.findall(r"^def (test_job_(\d+)_\w+)", JOURNEYS.read_text("utf-8"), re.MULTILINE)

    told = {int(job): set(re.findall(r"`(test_\w+)`", row)) for job, row in rows}

    assert list(told) == list(JOBS)
    assert told == {job: {name for name, of in there if int(of) == job} for job in JOBS}
