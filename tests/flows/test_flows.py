from pathlib import Path

import pytest

from flows.entry_points import load
from flows.schedule import CATALOGUE, PARTS, RUN_DAY, ScheduledFlow
from tests.flows.conftest import LATEST

# `.fn` is the function inside a flow: without a server, in milliseconds.


def test_the_deadlines_flow_writes_the_reminders(programme: Path) -> None:
    from flows.deadlines import check_deadlines

    assert check_deadlines.fn(LATEST).reminders > 0
    assert check_deadlines.fn(LATEST).reminders == 0


def test_the_messages_flow_plans_and_delivers(programme: Path) -> None:
    from flows.deadlines import check_deadlines
    from flows.messages import send_messages

    check_deadlines.fn(LATEST)
    told = send_messages.fn(LATEST)

    assert (told.planned.messages, told.delivery.sent) == (1, 1)


def test_the_reports_flow_publishes_into_the_home(programme: Path) -> None:
    from flows.reports import publish_reports

    publish_reports.fn(LATEST)

    assert list((programme / "reports" / LATEST.isoformat()).glob("*.html"))


@pytest.mark.parametrize("scheduled", [*CATALOGUE, *PARTS], ids=lambda flow: str(flow.name))
def test_every_entry_point_leads_to_the_flow_of_its_name(scheduled: ScheduledFlow) -> None:
    from prefect import Flow

    flow = load(scheduled.entry_point)

    assert isinstance(flow, Flow)
    assert flow.name == scheduled.name


@pytest.mark.parametrize(
    "entry_point",
    [flow.entry_point for flow in CATALOGUE if flow is not RUN_DAY],
)
def test_each_part_of_the_day_tries_again_by_itself(entry_point: str) -> None:
    from prefect import Flow

    flow = load(entry_point)

    assert isinstance(flow, Flow)
    assert flow.retries > 0


def test_the_whole_day_does_not_repeat_what_its_parts_repeat() -> None:
    from flows.day import run_day

    assert not run_day.retries
