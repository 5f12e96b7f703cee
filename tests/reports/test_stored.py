"""What was stored is read back as it was, or refused when somebody wrote in it."""

import json
from datetime import date

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.errors import AlteredEditionError
from models.tables import Report
from reports import as_json, html
from reports.figures import Figures
from reports.stored import figures_of, read_figures
from tests.reports.worlds import chemelot, whole_programme

DAY = date(2026, 11, 30)


@pytest.fixture(scope="module", params=["cluster", "programme"])
def figures(request: pytest.FixtureRequest, letter_world: Engine) -> Figures:
    return (
        chemelot(letter_world, DAY)
        if request.param == "cluster"
        else whole_programme(letter_world, DAY)
    )


def stored(figures: Figures) -> Report:
    return Report(
        subject_id=1,
        reference_date=DAY,
        edition=1,
        digest=as_json.digest_of(figures),
        figures=as_json.canonical_text(figures),
        published_at=morning_of(DAY),
    )


def test_figures_are_read_back_as_they_were(figures: Figures) -> None:
    found = figures_of(stored(figures), "chemelot")

    assert found == figures
    assert as_json.canonical_text(found) == as_json.canonical_text(figures)
    assert html.render(found) == html.render(figures)


def test_figures_that_somebody_wrote_in_are_refused(figures: Figures) -> None:
    report = stored(figures)
    report.figures = report.figures.replace("2026-12-20", "2027-12-20")

    with pytest.raises(AlteredEditionError, match="chemelot"):
        figures_of(report, "chemelot")


def test_an_edition_from_before_a_field_was_there_is_still_read(figures: Figures) -> None:
    old = json.loads(as_json.canonical_text(figures))
    del old["reminded"]
    for line in [*old["milestones"], old.get("roll_up", {})]:
        line.pop("term", None)
        line.pop("slip", None)

    found = read_figures(json.dumps(old))

    assert found.reminded == ()
    assert found.milestones == figures.milestones
