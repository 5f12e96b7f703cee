"""Work in parts comes to the same as work in one piece, however often a part runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from sqlmodel import col, select

from flows import parts, publication, work
from flows.moment import moment_of
from flows.organisation import shared_work
from flows.organisation.sharing import Facts, Sharing
from flows.schedule import ScheduledFlow
from flows.workplace import Workplace, open_workplace
from models.errors import UnfinishedPartsError
from models.storage.database import make_engine, reading, transaction
from models.storage.settings import DatabaseSettings
from models.tables import Message, Reminder, Sweep
from seeds.rulebook import load_rulebook
from tests.factories import a_cluster, a_contact, a_ledger, a_milestone, an_assignment
from tests.flows.conftest import LATEST, REGISTERED, make_programme
from tests.flows.organisation.sharing_here import Here

PEOPLE = 4
REMINDERS = 6 * PEOPLE  # the first sweep tells every rung of a ladder


@contextmanager
def _no_limit(_part: ScheduledFlow) -> Iterator[None]:
    yield


@pytest.fixture(autouse=True)
def _without_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "within_limit", _no_limit)
    monkeypatch.setattr(shared_work, "REPORTS_AT_LEAST", 1)


@pytest.fixture
def workplace(
    home: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workplace]:
    """Three milestones of three owners beside the small programme."""
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", database_url)
    monkeypatch.setenv("MIJLPAAL_REPORT_FORMATS", "text,json,csv")
    make_programme()
    engine = make_engine(DatabaseSettings().url)
    with transaction(engine) as session:
        ledger = a_ledger(session, on=REGISTERED, rulebook=load_rulebook())
        for number in range(1, PEOPLE):
            cluster = a_cluster(ledger, f"cluster-{number}")
            milestone = a_milestone(ledger, cluster, f"taak-{number}", latest=LATEST)
            an_assignment(ledger, milestone, a_contact(ledger, f"eigenaar-{number}"))
    engine.dispose()
    with open_workplace() as opened:
        yield opened


def test_a_day_in_parts_tells_everybody_once_even_when_every_part_runs_twice(
    workplace: Workplace,
) -> None:
    here, moment = Here(times=2), moment_of(LATEST)

    swept = shared_work.check_deadlines(workplace, moment, here.sharing())
    told = shared_work.send_messages(workplace, moment, here.sharing())

    assert here.ran == ["sweep-part"] * 6 + ["sending-part"] * 6
    assert (swept.reminders, told.planned.reminders) == (REMINDERS, REMINDERS)
    assert (told.planned.messages, told.delivery.sent) == (PEOPLE, PEOPLE)
    with reading(workplace.engine) as session:
        assert len(session.exec(select(Message.uid)).all()) == PEOPLE
        assert len(session.exec(select(Reminder.id)).all()) == REMINDERS
        (sweep,) = session.exec(select(Sweep)).all()
    assert (sweep.day, sweep.reminders) == (LATEST, REMINDERS)


def test_a_shared_day_after_a_whole_one_tells_nobody_anything(workplace: Workplace) -> None:
    here, moment = Here(), moment_of(LATEST)
    work.check_deadlines(workplace, moment)
    work.send_messages(workplace, moment)

    swept = shared_work.check_deadlines(workplace, moment, here.sharing())
    told = shared_work.send_messages(workplace, moment, here.sharing())

    assert (swept.reminders, told.planned.messages) == (0, 0)


def test_a_sweep_that_lost_a_part_is_no_sweep_and_the_next_one_makes_up_for_it(
    workplace: Workplace,
) -> None:
    here, moment = Here(), moment_of(LATEST)

    def lose_the_last(part: ScheduledFlow, facts: list[Facts]) -> None:
        here.run(part, facts[:-1])
        raise UnfinishedPartsError(task=part.name, failed=1, parts=len(facts))

    with pytest.raises(UnfinishedPartsError, match="1 of 3 parts"):
        shared_work.check_deadlines(workplace, moment, Sharing(lose_the_last, 3, 1))  # type: ignore[arg-type]
    with reading(workplace.engine) as session:
        assert session.exec(select(Sweep)).all() == []
        told = len(session.exec(select(Reminder.id)).all())

    assert told < REMINDERS
    assert (
        shared_work.check_deadlines(workplace, moment, here.sharing()).reminders == REMINDERS - told
    )


def test_a_small_day_is_not_shared(workplace: Workplace) -> None:
    here, moment = Here(), moment_of(LATEST)

    swept = shared_work.check_deadlines(workplace, moment, here.sharing(at_least=100))
    told = shared_work.send_messages(workplace, moment, here.sharing(at_least=100))

    assert (here.ran, swept.reminders, told.delivery.sent) == ([], REMINDERS, PEOPLE)


def test_reports_in_parts_are_those_of_one_piece(workplace: Workplace) -> None:
    here, moment = Here(), moment_of(LATEST)

    shared = shared_work.publish_reports(workplace, moment, here.sharing())
    whole = work.publish_reports(workplace, moment)

    assert here.ran == ["reports-part"] * 3
    assert len(shared.new) == PEOPLE + 1
    assert [each.key for each in shared.reports] == [each.key for each in whole.reports]
    assert shared.paths == whole.paths
    assert not whole.new


def test_a_publication_in_parts_is_that_of_one_piece_in_both_cuts_and_languages(
    workplace: Workplace,
) -> None:
    here, moment = Here(), moment_of(LATEST)
    make = partial(shared_work.publish_reports, sharing=here.sharing())

    shared = publication.publish(workplace, moment, make=make)
    whole = publication.publish(workplace, moment)

    assert here.ran == ["reports-part"] * 6
    assert [len(each.new) for each in shared.parts] == [PEOPLE + 1] * len(publication.CUTS)
    assert [each.paths for each in shared.parts] == [each.paths for each in whole.parts]
    assert not any(each.new for each in whole.parts)
    public = {path.stem.rpartition(".")[2] for path in shared.parts[1].paths}
    assert public == {"openbaar", "en"}  # English says so in its name


def test_reports_that_fail_in_a_part_are_made_or_named_here(workplace: Workplace) -> None:
    def lose_all(part: ScheduledFlow, facts: list[Facts]) -> None:
        raise UnfinishedPartsError(task=part.name, failed=len(facts), parts=len(facts))

    moment = moment_of(LATEST)
    published = shared_work.publish_reports(workplace, moment, Sharing(lose_all, 3, 1))  # type: ignore[arg-type]

    assert len(published.new) == PEOPLE + 1


def test_parts_touch_and_leave_nobody_out(workplace: Workplace) -> None:
    from notifications.parts import Part, planning_parts

    work.check_deadlines(workplace, moment_of(LATEST))
    with reading(workplace.engine) as session:
        found = planning_parts(session, 3)
        contacts = session.exec(select(col(Reminder.contact_id)).distinct()).all()

    assert found[0].first == 0
    assert found[-1].last == Part().last
    assert all(a.last + 1 == b.first for a, b in pairwise(found))
    counts = [sum(each.first <= id_ <= each.last for id_ in contacts) for each in found]
    assert counts == [2, 1, 1]
