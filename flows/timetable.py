"""The catalogue as APScheduler sees it: triggers, and a scheduler with one lane.

One lane, because two flows at once on SQLite wait for each other inside Prefect (facts: 62 s).
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from flows.schedule import TIME_ZONE, ScheduledFlow, scheduled

_LONGEST_PAUSE = timedelta(days=7)  # no schedule here is silent for longer


def make_scheduler(fire: Callable[[ScheduledFlow], None]) -> BackgroundScheduler:
    """Return a scheduler, not yet started, that calls ``fire`` with each flow at its hours.

    It keeps nothing between two lives: its jobs are the catalogue. A plain function is scheduled,
    never a flow object: an asynchronous one would be reported as executed and never run.
    """
    scheduler = BackgroundScheduler(
        jobstores={"default": MemoryJobStore()},
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1},
        timezone=TIME_ZONE,
    )
    for flow in scheduled():
        scheduler.add_job(
            fire,
            trigger_of(flow),
            args=[flow],
            id=flow.name,
            misfire_grace_time=int(flow.grace.total_seconds()),
        )
    return scheduler


def trigger_of(flow: ScheduledFlow) -> CronTrigger:
    """Return APScheduler's reading of a flow's hours."""
    return CronTrigger.from_crontab(flow.cron, timezone=TIME_ZONE)


def fires(flow: ScheduledFlow, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Yield the instants after ``begin`` and up to ``end`` at which a flow is due."""
    trigger = trigger_of(flow)
    fire = trigger.get_next_fire_time(begin, begin)
    while fire is not None and fire <= end:
        yield fire
        fire = trigger.get_next_fire_time(fire, fire)


def last_fire(flow: ScheduledFlow, now: datetime) -> datetime | None:
    """Return the latest instant up to ``now`` at which a flow was due."""
    return max(fires(flow, now - _LONGEST_PAUSE, now), default=None)
