"""The figures of two workers: how often a day pays Prefect's price."""

from benchmarks.organisation import runs_a_day


def test_a_working_day_has_its_run_its_publication_and_a_round_each_quarter_of_eleven_hours() -> (
    None
):
    assert runs_a_day() == 1 + 1 + 4 * 11
