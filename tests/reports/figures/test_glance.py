"""A glance says of what it shows what the whole overview says, and reads only that."""

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from models.clock import morning_of
from models.dates import Calendar
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.reading.sight import Sight
from models.storage.database import trial
from models.storage.records import current
from models.vocabulary import Confidentiality, SubjectKind
from reports.figures import MilestoneLine, ProgrammeFigures, programme_figures
from reports.figures.glance import Glance, Wish, glance
from reports.figures.triage import ASKING, Narrowed, Statuses
from seeds.rulebook import load_rulebook
from tests.factories import a_milestone

TODAY = date(2026, 11, 2)
ALL = 1000
INTERNAL = Sight(Confidentiality.INTERNAL, today=TODAY)
PUBLIC = Sight(today=TODAY)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    """The calendar of the seeds."""
    return load_rulebook().calendar


@pytest.mark.parametrize("sight", [INTERNAL, PUBLIC])
def test_a_glance_agrees_with_the_overview(
    programme: Engine, calendar: Calendar, sight: Sight
) -> None:
    with trial(programme) as session:
        _fill(Ledger(session, load_rulebook(), actor="iemand", at=morning_of(TODAY)))
        wish = Wish(Narrowed(), ALL, ALL)

        seen = glance(
            session,
            sight,
            wish,
            reference_date=TODAY,
            calendar=calendar,
            statuses=Statuses(calendar),
        )
        whole = programme_figures(
            session,
            reference_date=TODAY,
            calendar=calendar,
            audience=sight.everywhere,
            sight=sight,
        )

    assert _cards(seen) == _cards(whole)
    asking = [line.key for line in whole.milestones if _asks(line)]
    worst_first = sorted(asking, key=lambda key: _rank(whole, key))
    assert [line.key for line in seen.asking] == worst_first
    assert seen.asking_count == len(asking) > 3
    assert [line.judged for line in seen.asking] == [_line(whole, k).judged for k in worst_first]
    assert seen.changes == whole.changes


def test_of_what_changed_only_the_latest_is_read(programme: Engine, calendar: Calendar) -> None:
    with trial(programme) as session:
        _fill(Ledger(session, load_rulebook(), actor="iemand", at=morning_of(TODAY)))

        all_of_it, last = (
            glance(
                session,
                INTERNAL,
                Wish(Narrowed(), 1, most),
                reference_date=TODAY,
                calendar=calendar,
                statuses=Statuses(calendar),
            )
            for most in (ALL, 2)
        )

    assert last.changes.lines == all_of_it.changes.lines[-2:]
    assert last.changes_count == all_of_it.changes_count == len(all_of_it.changes.lines)
    assert len(last.asking) == 1 < last.asking_count


def test_a_glance_at_some_clusters_is_about_these(programme: Engine, calendar: Calendar) -> None:
    with trial(programme) as session:
        _fill(Ledger(session, load_rulebook(), actor="iemand", at=morning_of(TODAY)))
        number = current(session, SubjectKind.CLUSTER, "chemelot").id

        seen = [
            glance(
                session,
                INTERNAL,
                Wish(each, ALL, 1),
                reference_date=TODAY,
                calendar=calendar,
                statuses=Statuses(calendar),
            )
            for each in (
                Narrowed(clusters=frozenset({number})),
                Narrowed(milestones=frozenset({"m0"})),
            )
        ]

    assert [[each.key for each in one.clusters] for one in seen] == [["chemelot"], ["chemelot"]]
    assert {line.cluster_key for line in seen[0].asking} == {"chemelot"}
    assert [line.key for line in seen[1].asking] == ["m0"]


def _fill(ledger: Ledger) -> None:
    """Give a cluster milestones of every kind: late, near, far, expected, judged, waited for."""
    chemelot = current(ledger.session, SubjectKind.CLUSTER, "chemelot")
    for number, days in enumerate((-20, 1, 9, 15, 40, 200)):
        latest = TODAY + timedelta(days=days)
        a_milestone(
            ledger, chemelot, f"m{number}", latest=latest, needed_for="stel_routekaart_vast"
        )
    a_milestone(ledger, chemelot, "zonder", latest=None)
    milestones.forecast(ledger, "m4", TODAY + timedelta(days=30))
    milestones.forecast(ledger, "m3", TODAY + timedelta(days=60))
    milestones.achieve(ledger, "m2", TODAY, evidence="Kamerstuk")


def _asks(line: MilestoneLine) -> bool:
    return line.is_open and line.judged.status in ASKING and line.bound is not None


def _rank(figures: ProgrammeFigures, key: str) -> tuple[int, int]:
    line = _line(figures, key)
    return ASKING.index(line.judged.status), figures.milestones.index(line)


def _line(figures: ProgrammeFigures, key: str) -> MilestoneLine:
    return next(line for line in figures.milestones if line.key == key)


def _cards(figures: Glance | ProgrammeFigures) -> list[tuple[object, ...]]:
    return [
        (each.key, each.title, each.step, each.roll_up, each.next_bound)
        for each in figures.clusters
    ]
