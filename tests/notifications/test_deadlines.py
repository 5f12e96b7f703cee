"""The sweep: who must hear of what, and nobody twice."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.clock import morning_of
from models.errors import OutsideCalendarError
from models.lifecycles.lifecycle import advance
from models.milestones import acts as milestones
from models.milestones import terms
from models.storage.database import reading, transaction
from models.storage.records import current
from models.tables import Rung, Sweep
from models.vocabulary import Confidentiality, EventKind, Responsibility, SubjectKind
from notifications.deadlines import check_deadlines
from tests.factories import (
    a_calendar,
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    an_assignment,
    an_organisation,
)
from tests.notifications.days import (
    DAY_AFTER,
    FIVE_BEFORE,
    LATEST,
    QUIET_DAY,
    an_owned_milestone,
    another_milestone,
    counted_statements,
    plan,
    reminders,
    sweep,
)


def late_rungs(engine: Engine) -> list[tuple[int, date]]:
    with reading(engine) as session:
        found = session.exec(select(Rung).where(col(Rung.anchor) == "late"))
        return sorted({(rung.step, rung.due_on) for rung in found})


# --- once ------------------------------------------------------------------------------------


def test_on_a_day_without_a_rung_nobody_is_told(engine: Engine) -> None:
    an_owned_milestone(engine)

    swept = sweep(engine, QUIET_DAY)

    assert (swept.rungs_due, swept.reminders, swept.changes) == (0, 0, 0)
    assert reminders(engine) == []


def test_the_owner_hears_five_working_days_before_the_bound(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, QUIET_DAY)

    swept = sweep(engine, FIVE_BEFORE)

    assert (swept.since, swept.rungs_due, swept.reminders) == (QUIET_DAY, 1, 1)
    assert reminders(engine) == [("eigenaar", "m1", "bound", -5, LATEST)]


def test_a_second_sweep_of_the_same_day_tells_nobody(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, FIVE_BEFORE)

    swept = sweep(engine, FIVE_BEFORE)

    assert (swept.rungs_due, swept.reminders) == (1, 0)
    assert len(reminders(engine)) == 1


def test_two_sweeps_at_once_tell_everybody_once(engine: Engine) -> None:
    an_owned_milestone(engine)
    together = Barrier(2)

    def sweep_with_the_other() -> None:
        together.wait()
        sweep(engine, LATEST)

    threads = [Thread(target=sweep_with_the_other) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(reminders(engine)) == 2  # T-5 caught up and T-0


def test_days_without_a_sweep_are_caught_up(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, QUIET_DAY)

    sweep(engine, DAY_AFTER)

    assert [(anchor, step) for _, _, anchor, step, _ in reminders(engine)] == [
        ("bound", -5),
        ("bound", 0),
        ("late", 1),
    ]


def test_a_sweep_of_a_later_day_hides_nothing_from_today(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, QUIET_DAY)
    sweep(engine, date(2027, 3, 1))
    with transaction(engine) as session:
        ledger = a_ledger(session, on=QUIET_DAY)
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        contact = current(session, SubjectKind.CONTACT, "eigenaar")
        milestone = a_milestone(ledger, cluster, "m2")
        an_assignment(ledger, milestone, contact)

    swept = sweep(engine, FIVE_BEFORE)

    assert swept.since == QUIET_DAY
    assert ("eigenaar", "m2", "bound", -5, LATEST) in reminders(engine)


def test_somebody_with_two_roles_hears_once_in_the_one_nearest_to_the_owner(
    engine: Engine,
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        contact = a_contact(ledger, "dubbel")
        an_assignment(ledger, milestone, contact, Responsibility.ACCOUNTABLE)
        an_assignment(ledger, milestone, contact, Responsibility.OWNER)

    swept = sweep(engine, LATEST)

    assert swept.reminders == 2  # T-5 as owner; T-0 as owner, though accountable too
    with reading(engine) as session:
        roles = session.connection().exec_driver_sql("SELECT responsibility FROM reminder")
        assert set(roles.scalars()) == {"owner"}


def test_a_sweep_costs_the_same_number_of_statements_for_any_number(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster, contact = a_cluster(ledger), a_contact(ledger, "eigenaar")
        another_milestone(session, "m0", cluster, contact)
    sweep(engine, QUIET_DAY)
    with counted_statements(engine) as one:
        sweep(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        for number in range(1, 40):
            another_milestone(session, f"m{number}", cluster, contact)

    with counted_statements(engine) as forty:
        swept = sweep(engine, LATEST)

    assert swept.reminders == 39 + 40
    assert len(forty) == len(one) == 7


def test_each_sweep_is_recorded_with_what_it_wrote(engine: Engine) -> None:
    an_owned_milestone(engine)

    sweep(engine, FIVE_BEFORE)

    with reading(engine) as session:
        (row,) = session.exec(select(Sweep)).all()
    assert (row.day, row.reminders) == (FIVE_BEFORE, 1)


def test_a_day_outside_the_calendar_is_refused_and_writes_nothing(engine: Engine) -> None:
    an_owned_milestone(engine)

    with pytest.raises(OutsideCalendarError):
        sweep(engine, date(2032, 1, 5))

    assert reminders(engine) == []


# --- who -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("valid_from", "valid_until", "hears"),
    [
        (None, None, True),
        (FIVE_BEFORE, FIVE_BEFORE, True),
        (FIVE_BEFORE + timedelta(days=1), None, False),
        (None, FIVE_BEFORE - timedelta(days=1), False),
    ],
)
def test_only_who_is_assigned_on_that_day_hears(
    engine: Engine, valid_from: date | None, valid_until: date | None, hears: bool
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        contact = a_contact(ledger, "eigenaar")
        an_assignment(ledger, milestone, contact, valid_from=valid_from, valid_until=valid_until)

    swept = sweep(engine, FIVE_BEFORE)

    assert swept.reminders == int(hears)


@pytest.mark.parametrize(
    ("mark", "clearance", "hears"),
    [
        (Confidentiality.PUBLIC, Confidentiality.PUBLIC, True),
        (Confidentiality.INTERNAL, Confidentiality.PUBLIC, False),
        (Confidentiality.INTERNAL, Confidentiality.INTERNAL, True),
        (Confidentiality.COMPANY_CONFIDENTIAL, Confidentiality.INTERNAL, False),
        (Confidentiality.COMPANY_CONFIDENTIAL, Confidentiality.COMPANY_CONFIDENTIAL, True),
    ],
)
def test_nobody_hears_of_a_milestone_above_their_clearance(
    engine: Engine, mark: Confidentiality, clearance: Confidentiality, hears: bool
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger), confidentiality=mark)
        an_assignment(ledger, milestone, a_contact(ledger, "eigenaar", clearance=clearance))

    swept = sweep(engine, FIVE_BEFORE)

    assert swept.reminders == int(hears)


# --- changes ---------------------------------------------------------------------------------


def test_a_closed_milestone_has_no_rungs_but_its_achievement_is_told(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=QUIET_DAY)
        milestones.achieve(ledger, "m1", QUIET_DAY, evidence="Kamerstuk 29826, nr. 999")

    swept = sweep(engine, LATEST)

    assert (swept.rungs_due, swept.reminders, swept.changes) == (0, 0, 1)
    assert [anchor for _, _, anchor, _, _ in reminders(engine)] == ["change"]


def test_a_replanned_milestone_tells_again_for_the_new_bound_only(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 9, 24), actor="eigenaar")
        milestones.replan(
            ledger, "m1", "30 november 2026", code="other", reason="Advies komt later"
        )

    for day in (LATEST, date(2026, 11, 23), date(2026, 11, 30)):
        sweep(engine, day)

    new = date(2026, 11, 30)
    assert [(anchor, step, bound) for _, _, anchor, step, bound in reminders(engine)] == [
        ("bound", -5, LATEST),
        ("bound", -5, new),
        ("bound", 0, new),
    ]


def test_nobody_is_told_of_their_own_change(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=QUIET_DAY, actor="eigenaar")
        milestones.forecast(ledger, "m1", date(2026, 9, 20))

    swept = sweep(engine, QUIET_DAY)

    assert swept.changes == 0


def test_a_confirmed_forecast_is_no_change(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        milestones.forecast(a_ledger(session), "m1", date(2026, 9, 20))
    assert sweep(engine, date(2026, 7, 1)).changes == 1
    with transaction(engine) as session:
        milestones.confirm(a_ledger(session, on=QUIET_DAY), "m1")

    swept = sweep(engine, QUIET_DAY)

    assert swept.changes == 0


def test_a_step_of_the_life_cycle_is_a_change(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        kamer = an_organisation(ledger, "kamer", "parliament")
        duty = a_milestone(ledger, a_cluster(ledger), addressee=kamer)
        an_assignment(ledger, duty, a_contact(ledger, "eigenaar"))
        advance(ledger, SubjectKind.MILESTONE, "m1", "voldoe_deels")

    assert sweep(engine, QUIET_DAY).changes == 1


def test_a_term_that_stands_still_is_told_and_has_nothing_due(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 7, 1))
        terms.set_term(ledger, "m1", date(2026, 6, 1), "13 weken", reason="Awb 4:13")
        terms.suspend(ledger, "m1", date(2026, 7, 1), reason="aanvulling gevraagd")

    assert sweep(engine, date(2026, 7, 1)).changes == 2
    assert sweep(engine, date(2026, 12, 1)).rungs_due == 0


@pytest.mark.parametrize(
    "kind,is_told",
    [
        (EventKind.CORRECTED, True),
        (EventKind.BACKDATED, True),
        (EventKind.REOPENED, True),
        (EventKind.AMENDED, False),
        (EventKind.MIGRATED, False),
        (EventKind.ACKNOWLEDGED, False),
    ],
)
def test_each_kind_of_change_is_told_or_not_by_decision(
    engine: Engine, kind: EventKind, is_told: bool
) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        a_ledger(session, on=QUIET_DAY).record(milestone, kind, {"title": "Anders"})

    swept = sweep(engine, QUIET_DAY)
    planned = plan(engine, QUIET_DAY)

    assert (swept.changes, planned.messages) == (int(is_told), int(is_told))


def test_a_change_recorded_before_a_sweep_but_committed_after_it_is_told_by_the_next(
    engine: Engine,
) -> None:
    an_owned_milestone(engine)
    sweep(engine, QUIET_DAY, now=morning_of(QUIET_DAY) + timedelta(minutes=5))
    with transaction(engine) as session:
        ledger = a_ledger(session, at=morning_of(QUIET_DAY))
        milestones.forecast(ledger, "m1", date(2026, 9, 20))

    swept = sweep(engine, QUIET_DAY + timedelta(days=1))

    assert swept.changes == 1
    assert sweep(engine, QUIET_DAY + timedelta(days=1)).changes == 0


def test_a_change_that_is_yet_to_happen_is_not_told(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        milestones.forecast(a_ledger(session, on=FIVE_BEFORE), "m1", LATEST)

    assert sweep(engine, QUIET_DAY).changes == 0


# --- late ------------------------------------------------------------------------------------


def test_what_is_late_is_repeated_weekly_until_it_closes(engine: Engine) -> None:
    an_owned_milestone(engine)
    day = LATEST
    while day < date(2026, 10, 20):
        sweep(engine, day)
        day += timedelta(days=1)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 10, 20), actor="eigenaar")
        milestones.achieve(ledger, "m1", date(2026, 10, 20), evidence="brief")
    sweep(engine, date(2026, 12, 1))

    steps = [step for _, _, anchor, step, _ in reminders(engine) if anchor == "late"]

    assert steps == [1, 6, 11]  # 1, 8 and 15 October
    assert late_rungs(engine) == []


def test_after_downtime_what_is_late_is_told_once_and_again_a_week_later(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, DAY_AFTER)

    swept = sweep(engine, date(2026, 11, 4))

    assert swept.milestones_late == 1
    assert late_rungs(engine)[-1] == (11, date(2026, 11, 11))


def test_a_late_milestone_without_anybody_to_tell_keeps_its_weekly_rungs(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_milestone(ledger, a_cluster(ledger))
    for day in (DAY_AFTER, date(2026, 10, 8), date(2026, 10, 15)):
        sweep(engine, day)

    assert late_rungs(engine)[-1] == (16, date(2026, 10, 22))


def test_moving_a_late_milestone_on_its_chart_does_not_silence_it(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        kamer = an_organisation(ledger, "kamer", "parliament")
        duty = a_milestone(ledger, a_cluster(ledger), addressee=kamer)
        an_assignment(ledger, duty, a_contact(ledger, "eigenaar"))
    for day in (DAY_AFTER, date(2026, 10, 8), date(2026, 10, 15)):
        sweep(engine, day)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=date(2026, 10, 15), actor="eigenaar")
        advance(ledger, SubjectKind.MILESTONE, "m1", "voldoe_deels")

    sweep(engine, date(2026, 10, 16))
    swept = sweep(engine, date(2026, 10, 23))

    assert swept.reminders == 1


def test_a_change_of_another_kind_of_subject_concerns_nobody(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=QUIET_DAY)
        cluster = current(session, SubjectKind.CLUSTER, "voorbeeld")
        ledger.record(cluster, EventKind.ADVANCED, {"title": "Anders"})
        check_deadlines(session, today=QUIET_DAY, now=morning_of(QUIET_DAY), calendar=a_calendar())

    plan(engine, QUIET_DAY)

    assert reminders(engine) == []
