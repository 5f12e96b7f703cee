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
        is_part: Whether it is a part of another flow's work: then one more waits instead.
    """

    name: str
    entry_point: str
    description: str
    cron: str | None = None
    grace: timedelta = timedelta(hours=1)
    limit: int = 1
    is_part: bool = False


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

# What several workers share of the above, in the organisation mode alone (flows.organisation).
PARTS_AT_ONCE = 64
SWEEP_PART = ScheduledFlow(
    name="sweep-part",
    entry_point="flows.parts:sweep_part",
    description="Een deel van de termijnen controleren: de mijlpalen van een reeks nummers.",
    limit=PARTS_AT_ONCE,
    is_part=True,
)
SENDING_PART = ScheduledFlow(
    name="sending-part",
    entry_point="flows.parts:sending_part",
    description="Een deel van de berichten maken en sturen: de lezers van een reeks nummers.",
    limit=PARTS_AT_ONCE,
    is_part=True,
)
REPORTS_PART = ScheduledFlow(
    name="reports-part",
    entry_point="flows.parts:reports_part",
    description="Een deel van de rapportages maken: een aantal clusters.",
    limit=PARTS_AT_ONCE,
    is_part=True,
)

CATALOGUE = (RUN_DAY, SEND_MESSAGES, CHECK_DEADLINES, PUBLISH_REPORTS, PUBLISH_WHEN_DUE)
PARTS = (SWEEP_PART, SENDING_PART, REPORTS_PART)


def scheduled() -> tuple[ScheduledFlow, ...]:
    """Return the flows that run by the clock."""
    return tuple(flow for flow in CATALOGUE if flow.cron is not None)
