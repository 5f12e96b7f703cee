"""The one catalogue of what runs when; APScheduler and ``prefect.yaml`` are both made from it.

Weekdays are names, because their numbers differ between the two (1 is Tuesday or Monday), and
nothing runs between 02:00 and 03:00, an hour that comes twice in October and not in March.
"""

from dataclasses import dataclass
from datetime import timedelta

TIME_ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class ScheduledFlow:
    """One flow and its hours.

    Attributes:
        name: What operators see, with hyphens.
        entry_point: ``module:function``; never a path, which would put ``flows/`` on ``sys.path``.
        description: What it does, for the operator.
        cron: Minute, hour, day, month, weekday in ``TIME_ZONE``; None runs only when asked to.
        grace: How late it may still begin; an hour at least, for a machine that slept.
        limit: How many runs at once; one more than that is cancelled.
    """

    name: str
    entry_point: str
    description: str
    cron: str | None = None
    grace: timedelta = timedelta(hours=1)
    limit: int = 1


RUN_DAY = ScheduledFlow(
    name="run-day",
    entry_point="flows.day:run_day",
    description=(
        "De hele dag: termijnen controleren, berichten sturen, en het werkrapport van de dag:"
        " intern, in het Nederlands."
    ),
    cron="0 7 * * mon-fri",  # before people start, so that the message waits for them
    grace=timedelta(hours=12),
)
SEND_MESSAGES = ScheduledFlow(
    name="send-messages",
    entry_point="flows.messages:send_messages",
    description="Berichten sturen die nog open staan, ook die eerder niet aankwamen.",
    cron="*/15 8-18 * * mon-fri",  # office hours: nobody reads a second attempt at night
)
CHECK_DEADLINES = ScheduledFlow(
    name="check-deadlines",
    entry_point="flows.deadlines:check_deadlines",
    description="Termijnen controleren: wie moet waarvan horen.",
)
PUBLISH_REPORTS = ScheduledFlow(
    name="publish-reports",
    entry_point="flows.reports:publish_reports",
    description=(
        "Het werkrapport van de dag, van elk cluster en het programma: intern, in het Nederlands."
    ),
)
PUBLISH_WHEN_DUE = ScheduledFlow(
    name="publish-when-due",
    entry_point="flows.reports:publish_when_due",
    description=(
        "Naar buiten, op de eerste werkdag van de maand en tien werkdagen voor elke toezegging:"
        " intern en openbaar, Nederlands en Engels."
    ),
    # Asks every working day whether it is such a day: after the day's messages and before later
    # ones, so that it finds the state, and the internal edition, that the day ended with.
    cron="30 7 * * mon-fri",
    grace=timedelta(hours=12),
)

CATALOGUE = (RUN_DAY, SEND_MESSAGES, CHECK_DEADLINES, PUBLISH_REPORTS, PUBLISH_WHEN_DUE)


def scheduled() -> tuple[ScheduledFlow, ...]:
    """Return the flows that run by the clock."""
    return tuple(flow for flow in CATALOGUE if flow.cron is not None)
