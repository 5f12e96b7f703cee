"""One message per person per day, and none without content."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine

from models.lifecycles.lifecycle import advance
from models.milestones import acts as milestones
from models.storage.database import reading, transaction
from models.storage.records import current
from models.vocabulary import (
    Confidentiality,
    EventKind,
    Language,
    Responsibility,
    SubjectKind,
)
from notifications import planning
from notifications.planning import message_uid
from tests.factories import (
    a_cluster,
    a_contact,
    a_ledger,
    a_milestone,
    a_project,
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
    messages,
    plan,
    reminders,
    run,
    sweep,
)

# --- one a day -------------------------------------------------------------------------------


def test_with_nothing_to_say_there_is_no_message(engine: Engine) -> None:
    an_owned_milestone(engine)

    planned = run(engine, QUIET_DAY)

    assert (planned.messages, planned.reminders) == (0, 0)
    assert messages(engine) == []


def test_two_milestones_of_one_person_are_one_message(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster, contact = a_cluster(ledger), a_contact(ledger, "eigenaar")
        another_milestone(session, "m1", cluster, contact)
        another_milestone(session, "m2", cluster, contact)

    planned = run(engine, FIVE_BEFORE)

    assert (planned.messages, planned.reminders) == (1, 2)
    (message,) = messages(engine)
    assert "Mijlpaal m1" in message.body_text
    assert "Mijlpaal m2" in message.body_text
    assert message.subject == "Mijlpalen op 23 september 2026: 2 nabij de grens"


def test_two_people_of_one_milestone_have_a_message_each(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        for key in ("eerste", "tweede"):
            an_assignment(ledger, milestone, a_contact(ledger, key))

    planned = run(engine, FIVE_BEFORE)

    assert planned.messages == 2


def test_a_second_run_on_the_same_day_writes_no_message(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)

    planned = run(engine, FIVE_BEFORE)

    assert (planned.messages, planned.reminders, planned.waiting) == (0, 0, 0)
    assert len(messages(engine)) == 1


def test_who_was_written_to_today_hears_the_rest_tomorrow(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        milestones.forecast(a_ledger(session, on=FIVE_BEFORE), "m1", LATEST)
    same_day = run(engine, FIVE_BEFORE)

    next_day = run(engine, FIVE_BEFORE + timedelta(days=1))

    assert (same_day.messages, same_day.waiting) == (0, 1)
    assert (next_day.messages, next_day.waiting) == (1, 0)
    assert "er is nu een prognose, 30 september 2026" in " ".join(
        messages(engine)[-1].body_text.split()
    )


def test_rungs_missed_in_days_of_downtime_are_one_item(engine: Engine) -> None:
    an_owned_milestone(engine)

    planned = run(engine, DAY_AFTER)

    (message,) = messages(engine)
    assert (planned.messages, planned.reminders) == (1, 3)
    assert message.body_text.count("Mijlpaal m1") == 1
    assert "Te laat: de uiterste dag, woensdag 30 september 2026" in message.body_text


def test_two_planners_at_once_write_one_message(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, FIVE_BEFORE)
    together = Barrier(2)

    def plan_with_the_other() -> None:
        together.wait()
        plan(engine, FIVE_BEFORE)

    threads = [Thread(target=plan_with_the_other) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(messages(engine)) == 1


def test_people_beyond_one_batch_are_written_to_as_well(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "CONTACTS_AT_ONCE", 2)
    with transaction(engine) as session:
        ledger = a_ledger(session)
        milestone = a_milestone(ledger, a_cluster(ledger))
        for number in range(5):
            an_assignment(ledger, milestone, a_contact(ledger, f"eigenaar-{number}"))

    planned = run(engine, FIVE_BEFORE)

    assert planned.messages == 5


def test_planning_costs_the_same_number_of_statements_for_any_number(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster, contact = a_cluster(ledger), a_contact(ledger, "eigenaar")
        another_milestone(session, "m0", cluster, contact)
    sweep(engine, FIVE_BEFORE)
    with counted_statements(engine) as one:
        plan(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        for number in range(1, 40):
            another_milestone(session, f"m{number}", cluster, contact)
    sweep(engine, LATEST)

    with counted_statements(engine) as forty:
        planned = plan(engine, LATEST)

    assert planned.reminders == 39 + 40
    assert len(forty) == len(one) == 11


def test_the_id_of_a_message_is_the_same_on_every_machine() -> None:
    assert message_uid("eigenaar", FIVE_BEFORE) == "10d9a460-30c3-5f57-8f29-358599225426"
    assert message_uid("eigenaar", LATEST) != message_uid("eigenaar", FIVE_BEFORE)
    assert message_uid("ander", FIVE_BEFORE) != message_uid("eigenaar", FIVE_BEFORE)


# --- still true ------------------------------------------------------------------------------


def test_what_closed_before_it_was_planned_is_withdrawn(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE, actor="eigenaar")
        milestones.achieve(ledger, "m1", FIVE_BEFORE, evidence="brief")

    planned = plan(engine, FIVE_BEFORE)

    assert (planned.messages, planned.withdrawn) == (0, 1)
    assert reminders(engine) == []


def test_what_was_told_is_never_withdrawn(engine: Engine) -> None:
    an_owned_milestone(engine)
    run(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE, actor="eigenaar")
        milestones.achieve(ledger, "m1", FIVE_BEFORE, evidence="brief")

    planned = plan(engine, LATEST)

    assert planned.withdrawn == 0
    assert len(reminders(engine)) == 1


def test_somebody_who_lost_the_right_to_read_it_is_not_told(engine: Engine) -> None:
    an_owned_milestone(engine)
    sweep(engine, FIVE_BEFORE)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=FIVE_BEFORE)
        milestone = current(session, SubjectKind.MILESTONE, "m1")
        mark: dict[str, str] = {"confidentiality": Confidentiality.COMPANY_CONFIDENTIAL}
        ledger.record(milestone, EventKind.AMENDED, mark)

    planned = plan(engine, FIVE_BEFORE)

    assert (planned.messages, planned.withdrawn) == (0, 1)


# --- what the reader may see -----------------------------------------------------------------


def test_a_confidential_project_is_not_named_to_who_may_not_know_it(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        project = a_project(
            ledger,
            a_cluster(ledger),
            "geheim",
            confidentiality=Confidentiality.COMPANY_CONFIDENTIAL,
        )
        milestone = a_milestone(ledger, project)
        an_assignment(ledger, milestone, a_contact(ledger, "buiten"))
        cleared = a_contact(ledger, "binnen", clearance=Confidentiality.COMPANY_CONFIDENTIAL)
        an_assignment(ledger, milestone, cleared)

    run(engine, FIVE_BEFORE)

    outside, inside = messages(engine)
    assert "Project geheim" not in outside.body_text + outside.body_html
    assert "Project geheim" in inside.body_text
    assert "Project geheim" in inside.body_html


def test_a_title_never_stands_in_the_subject_line(engine: Engine) -> None:
    an_owned_milestone(engine)

    run(engine, FIVE_BEFORE)

    (message,) = messages(engine)
    assert "m1" not in message.subject


def test_an_english_reader_reads_english(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster = a_cluster(ledger, title_en="The cluster")
        milestone = a_milestone(ledger, cluster, title_en="The milestone")
        contact = a_contact(ledger, "owner", language=Language.EN, title_en="The owner")
        an_assignment(ledger, milestone, contact)

    run(engine, FIVE_BEFORE)

    (message,) = messages(engine)
    assert message.language == "en"
    assert message.subject == "Milestones on 23 September 2026: 1 near the bound"
    for words in ("For: The owner", "The milestone [m1]", "The cluster", "5 working days to go"):
        assert words in message.body_text


def test_a_change_is_said_with_old_and_new_and_reason(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=QUIET_DAY)
        milestones.replan(
            ledger, "m1", "30 november 2026", code="other", reason="Advies komt later"
        )

    run(engine, QUIET_DAY)

    (message,) = messages(engine)
    said = " ".join(message.body_text.split())
    assert "nieuwe afspraak „30 november 2026” in plaats van „uiterlijk dan”" in said
    assert "de uiterste dag is nu 30 november 2026 (was 30 september 2026)" in said
    assert "Toelichting: Advies komt later" in said


def test_a_step_on_the_chart_is_said_in_the_words_of_the_chart(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        kamer = an_organisation(ledger, "kamer", "parliament")
        duty = a_milestone(ledger, a_cluster(ledger), addressee=kamer)
        an_assignment(ledger, duty, a_contact(ledger, "eigenaar"))
        advance(ledger, SubjectKind.MILESTONE, "m1", "voldoe_deels")

    run(engine, QUIET_DAY)

    (message,) = messages(engine)
    assert "de stand is nu: Deels voldaan" in message.body_text


def test_an_achieved_milestone_is_said_to_be_so_and_asks_nothing(engine: Engine) -> None:
    an_owned_milestone(engine)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=QUIET_DAY)
        milestones.achieve(ledger, "m1", QUIET_DAY, evidence="brief")

    run(engine, QUIET_DAY)

    (message,) = messages(engine)
    assert "Behaald op dinsdag 1 september 2026." in message.body_text
    assert "mijlpaal milestone show m1" in message.body_text
    assert "milestone replan" not in message.body_text


def test_somebody_with_two_roles_is_told_both(engine: Engine) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        cluster, contact = a_cluster(ledger), a_contact(ledger, "dubbel")
        milestone = a_milestone(ledger, cluster, latest=date(2026, 9, 30))
        an_assignment(ledger, milestone, contact, Responsibility.PROGRAMME_MANAGER)
        an_assignment(
            ledger, milestone, contact, Responsibility.OWNER, valid_until=date(2026, 9, 25)
        )
    sweep(engine, FIVE_BEFORE)
    sweep(engine, DAY_AFTER)

    with reading(engine) as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM message").scalar() == 0
    plan(engine, DAY_AFTER)

    (message,) = messages(engine)
    assert "eigenaar en programmamanager" in message.body_text
