import asyncio
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from flows.deployments import PREFECT_YAML, prefect_yaml
from flows.schedule import CATALOGUE, PARTS, RUN_DAY, TIME_ZONE, ScheduledFlow, scheduled
from flows.timetable import fires, last_fire, make_scheduler
from models.clock import AMSTERDAM

# Over both changes of the clock: 25 October 2026 and 28 March 2027.
BEGIN, END = datetime(2026, 7, 1, tzinfo=UTC), datetime(2027, 7, 1, tzinfo=UTC)


def _named(flow: ScheduledFlow) -> str:
    return flow.name


@pytest.mark.slow
@pytest.mark.parametrize("flow", scheduled(), ids=_named)
def test_apscheduler_and_prefect_read_the_same_hours_all_year(flow: ScheduledFlow) -> None:
    ours = [fire.astimezone(UTC) for fire in fires(flow, BEGIN, END)]

    assert ours == _dates_of_prefect(flow)
    assert len(ours) > 250


@pytest.mark.parametrize("flow", scheduled(), ids=_named)
def test_nothing_runs_in_the_hour_that_comes_twice(flow: ScheduledFlow) -> None:
    hours = {fire.astimezone(AMSTERDAM).hour for fire in fires(flow, BEGIN, END)}

    assert 2 not in hours


@pytest.mark.parametrize("flow", scheduled(), ids=_named)
def test_weekdays_are_names(flow: ScheduledFlow) -> None:
    weekdays = str(flow.cron).split()[4]

    assert re.fullmatch(r"\*|[a-z]{3}([-,][a-z]{3})*", weekdays)


@pytest.mark.parametrize("flow", CATALOGUE, ids=_named)
def test_a_late_machine_gets_an_hour_at_least(flow: ScheduledFlow) -> None:
    assert flow.grace >= timedelta(hours=1)


@pytest.mark.parametrize("flow", CATALOGUE, ids=_named)
def test_entry_points_are_modules_and_never_paths(flow: ScheduledFlow) -> None:
    assert re.fullmatch(r"flows(\.[a-z_]+)+:[a-z_]+", flow.entry_point)


def test_the_day_runs_at_seven_in_winter_and_in_summer() -> None:
    hours = {fire.astimezone(AMSTERDAM).time() for fire in fires(RUN_DAY, BEGIN, END)}

    assert {(hour.hour, hour.minute) for hour in hours} == {(7, 0)}


def test_on_monday_before_seven_the_last_day_that_was_due_is_friday() -> None:
    monday = datetime(2026, 11, 23, 6, 59, tzinfo=AMSTERDAM)

    assert last_fire(RUN_DAY, monday) == datetime(2026, 11, 20, 7, 0, tzinfo=AMSTERDAM)
    assert last_fire(RUN_DAY, monday + timedelta(minutes=1)) == monday + timedelta(minutes=1)


def test_the_scheduler_holds_the_catalogue_in_one_lane() -> None:
    scheduler = make_scheduler(lambda _: None)
    scheduler.start(paused=True)

    jobs = {job.id: job for job in scheduler.get_jobs()}
    scheduler.shutdown()

    assert jobs.keys() == {flow.name for flow in scheduled()}
    for flow in scheduled():
        assert jobs[flow.name].misfire_grace_time == flow.grace.total_seconds()
        assert jobs[flow.name].max_instances == 1
        assert jobs[flow.name].coalesce


def test_prefect_yaml_is_the_one_that_the_catalogue_gives() -> None:
    assert PREFECT_YAML.read_text(encoding="utf-8") == prefect_yaml()


def test_every_flow_of_the_catalogue_is_deployed_with_its_hours_and_its_limit() -> None:
    deployed = {each["name"]: each for each in yaml.safe_load(prefect_yaml())["deployments"]}

    assert deployed.keys() == {flow.name for flow in (*CATALOGUE, *PARTS)}
    for flow in (*CATALOGUE, *PARTS):
        assert deployed[flow.name]["entrypoint"] == flow.entry_point.replace(":", ".")
        assert deployed[flow.name]["concurrency_limit"]["limit"] == flow.limit
        crons = [(each["cron"], each["timezone"]) for each in deployed[flow.name]["schedules"]]
        assert crons == ([(flow.cron, TIME_ZONE)] if flow.cron else [])


@pytest.mark.parametrize(
    "module",
    ["schedule", "deployments", "timetable", "work", "workplace", "run", "up", "rehearsal"],
)
def test_what_runs_no_flow_does_not_pay_for_prefect(module: str) -> None:
    check = f"import sys, flows.{module}; sys.exit('prefect' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def _dates_of_prefect(flow: ScheduledFlow) -> list[datetime]:
    """Return every date, fortnight by fortnight: Prefect gives a thousand at a time."""
    from prefect.server.schemas.schedules import CronSchedule

    schedule = CronSchedule(cron=str(flow.cron), timezone=TIME_ZONE)
    dates: set[datetime] = set()
    begin = BEGIN
    while begin < END:
        end = min(begin + timedelta(days=14), END)
        found = asyncio.run(schedule.get_dates(start=begin, end=end))
        dates |= {date.astimezone(UTC) for date in found}
        begin = end
    return sorted(dates)
