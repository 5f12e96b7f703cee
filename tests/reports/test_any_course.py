"""Whatever people do in whatever order, every report can be made afterwards."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.clock import morning_of
from models.errors import InvalidInputError, RefusedError
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import advance
from models.milestones import acts as milestones
from models.storage.database import transaction, trial
from models.vocabulary import Language, SubjectKind
from reports.figures import cluster_figures, programme_figures
from reports.html import render as render_html
from reports.overview import overview_of, overview_text
from reports.text import render as render_text
from seeds.rulebook import load_rulebook

TODAY = date(2026, 11, 23)

ADVANCES = st.sampled_from(
    [
        (SubjectKind.CLUSTER, "chemelot", "pauzeer"),
        (SubjectKind.CLUSTER, "chemelot", "hervat"),
        (SubjectKind.CLUSTER, "chemelot", "stop"),
        (SubjectKind.MILESTONE, "d1", "laat_vervallen"),
        (SubjectKind.MILESTONE, "d2", "voldoe_deels"),
        (SubjectKind.MILESTONE, "d2", "stel_niet_voldaan_vast"),
        (SubjectKind.PROJECT, "project-03", "leg_voorlopig_stil"),
        (SubjectKind.PROJECT, "project-03", "herstart"),
        (SubjectKind.PROJECT, "project-03", "trek_in"),
        (SubjectKind.REQUEST, "europees-beleid", "honoreer"),
    ]
)
REPLANS = st.tuples(
    st.sampled_from(["d1", "d2", "d3"]),
    st.sampled_from(["eind januari 2027", "zo spoedig mogelijk", "in het voorjaar van 2027"]),
)


@given(course=st.lists(ADVANCES | REPLANS, min_size=1, max_size=8))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_reader_works_after_any_course_of_events(
    programme: Engine, course: list[tuple[str, ...]]
) -> None:
    calendar = load_rulebook().calendar
    with trial(programme) as session:
        ledger = Ledger(session, load_rulebook(), actor="iemand", at=morning_of(TODAY))
        for step in course:
            _take(ledger, step)

        whole = programme_figures(session, reference_date=TODAY, calendar=calendar)
        chemelot = cluster_figures(session, "chemelot", reference_date=TODAY, calendar=calendar)
        for language in Language:
            assert "Chemelot" in render_text(chemelot, language=language)
            assert "Chemelot" in render_html(chemelot, language=language)
            assert "Chemelot" in overview_text(overview_of(whole), language=language)


def test_a_cluster_that_has_stopped_waits_for_nothing(programme: Engine) -> None:
    calendar = load_rulebook().calendar
    with transaction(programme) as session:
        ledger = Ledger(session, load_rulebook(), actor="iemand", at=morning_of(TODAY))
        assert cluster_figures(session, "chemelot", reference_date=TODAY, calendar=calendar).gates

        advance(ledger, SubjectKind.CLUSTER, "chemelot", "stop", reason="geen draagvlak")

        stopped = cluster_figures(session, "chemelot", reference_date=TODAY, calendar=calendar)
        assert stopped.gates == ()


def _take(ledger: Ledger, step: tuple[str, ...]) -> None:
    try:
        if len(step) == 3:
            advance(ledger, SubjectKind(step[0]), step[1], step[2], reason="proef")
        else:
            target = date(2027, 3, 1)
            milestones.replan(
                ledger, step[0], step[1], code="other", reason="proef", internal_target=target
            )
    except (RefusedError, InvalidInputError):
        return  # not possible from here, which is an answer too
