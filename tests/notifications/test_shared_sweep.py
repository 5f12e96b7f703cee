"""What happens while several workers share a sweep is told by the next one at the latest."""

from datetime import date

from sqlalchemy import Engine

from models.clock import morning_of
from models.milestones.acts import replan
from models.storage.database import transaction
from notifications.deadlines import check_deadlines, end_sweep
from notifications.parts import WHOLE
from tests.factories import a_calendar, a_ledger
from tests.notifications.days import an_owned_milestone, reminders, sweep

BEFORE, MONDAY, TUESDAY = date(2026, 9, 18), date(2026, 9, 28), date(2026, 9, 29)
FRIDAY = date(2026, 10, 2)


def test_a_rung_that_is_laid_between_a_part_and_the_end_of_a_sweep_is_not_forgotten(
    engine: Engine,
) -> None:
    an_owned_milestone(engine, latest=date(2026, 12, 1))
    sweep(engine, BEFORE)
    now = morning_of(MONDAY)

    with transaction(engine) as session:
        check_deadlines(session, today=MONDAY, now=now, calendar=a_calendar(), part=WHOLE)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=MONDAY)
        replan(
            ledger,
            "m1",
            wording=f"uiterlijk {FRIDAY.day} oktober 2026",
            code="other",
            reason="eerder",
        )
    with transaction(engine) as session:
        end_sweep(session, today=MONDAY, now=now, reminders=0)
    sweep(engine, TUESDAY)

    assert ("eigenaar", "m1", "bound", -5, FRIDAY) in reminders(engine)
