"""What the flows do, as plain functions: open, call the lower rooms, return a plain value.

Nothing here knows Prefect, so ``--direct`` and tests run the same code as a flow does. Each
function may be called again at any time: doing it twice is harmless.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlmodel import select

from flows.moment import Moment
from flows.stages import Counted, Progress, Stage, moving, stage
from flows.workplace import Workplace
from models import clock
from models.acts.proposals import lapse
from models.errors import DatabaseMissingError
from models.ledger.writer import Ledger
from models.storage.database import reading, transaction
from models.tables import Programme
from models.vocabulary import Confidentiality, Language
from notifications import deadlines, delivery, planning
from notifications.deadlines import Swept
from notifications.delivery import Delivery
from notifications.parts import Part
from notifications.planning import Planned
from notifications.quiet import is_quiet
from reports import publishing
from reports.files import Shelf
from reports.publishing import Published

ACTOR = "mijlpaal"  # who writes what nobody in particular does


@dataclass(frozen=True, slots=True)
class Told:
    """What telling people came to: the messages made, and their delivery."""

    planned: Planned
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class DaySummary:
    """What one run of a day came to."""

    day: date
    swept: Swept
    told: Told
    published: Published


def check_deadlines(workplace: Workplace, moment: Moment, part: Part | None = None) -> Swept:
    """Write a reminder for everyone who must hear of a due rung or a change.

    Proposals that nobody confirmed in time lapse here as well: that is a deadline too. A part of
    the milestones leaves that to whoever shares the work.
    """
    with stage(Stage.DEADLINES) as counts:
        with transaction(workplace.engine) as session:
            swept = deadlines.check_deadlines(
                session,
                today=moment.today,
                now=moment.now,
                calendar=workplace.rulebook.calendar,
                part=part,
                is_ahead=moment.is_ahead,
            )
        counts[Counted.REMINDERS] = swept.reminders + swept.changes
        run_out = lapse_proposals(workplace, moment) if part is None else 0
        if run_out:
            counts[Counted.RUN_OUT] = run_out
    return swept


def send_messages(workplace: Workplace, moment: Moment, part: Part | None = None) -> Told:
    """Make one message per person of what they must hear, then deliver all that is open.

    The messages are committed before anything leaves; the channels are made before anything
    is written, so that a folder that refuses leaves no half work. On a day that is still to come
    every message of that day is a file: nobody is really told today what may not be so tomorrow,
    and what is open today is left for real channels. With ``part`` messages are made for those
    readers only; what is open is delivered whoever it is for.
    """
    if moment.is_ahead:
        workplace = workplace.kept_here()
    with stage(Stage.MESSAGES) as counts:
        channels, rules = workplace.channels(), workplace.rules_of_telling()
        with transaction(workplace.engine) as session:
            planned = planning.plan_messages(
                session,
                today=moment.today,
                now=moment.now,
                rulebook=rules,
                web_address=workplace.messages.web_address,
                part=part,
            )
        now = clock.now if moment.is_live else moment.now
        of_day = moment.today if moment.is_ahead else None
        sent = delivery.send_messages(
            workplace.engine,
            now=now,
            channels=channels,
            of_day=of_day,
            is_quiet=partial(is_quiet, rules.telling, calendar=rules.calendar),
        )
        counts[Counted.PLANNED] = planned.messages
        counts[Counted.DELIVERED] = sent.sent
        counts.update(_troubles(sent))
    return Told(planned, sent)


def publish_reports(  # noqa: PLR0913  (what, when, for whom, and which part of it)
    workplace: Workplace,
    moment: Moment,
    *,
    audience: Confidentiality = Confidentiality.INTERNAL,
    languages: Sequence[Language] = (Language.NL,),
    progress: Sequence[Progress] = (),
    only: Collection[str] | None = None,
    made_since: datetime | None = None,
) -> Published:
    """Publish the status report of every cluster and of the programme, where it changed.

    Args:
        workplace: where.
        moment: the day, and now.
        audience: who will read them.
        languages: of the documents.
        progress: who hears how far it is, besides who listens to stages.
        only: the reports of these clusters, and nothing else.
        made_since: since when others made those of all clusters; nobody did when not given.
    """
    with stage(Stage.REPORTS) as counts:
        moved = moving(Stage.REPORTS, *progress)
        published = publishing.publish_reports(
            workplace.engine,
            today=moment.today,
            now=made_since or clock.now(),  # whatever day it is about, it is published today
            rulebook=workplace.rulebook,
            folder=workplace.reports_folder,
            forms=workplace.report_formats,
            audience=audience,
            languages=languages,
            progress=moved,
            only=only,
            made_since=made_since,
        )
        tried = len(published.reports) + len(published.failures)
        moved(tried, tried, "")
        counts[Counted.PUBLISHED] = len(published.new)
        counts[Counted.UNCHANGED] = len(published.unchanged)
        if published.failures:
            counts[Counted.UNPUBLISHED] = len(published.failures)
    return published


def run_day(workplace: Workplace, moment: Moment) -> DaySummary:
    """Do the three in their order; the flow of the same name does the same through Prefect."""
    return DaySummary(
        moment.today,
        check_deadlines(workplace, moment),
        send_messages(workplace, moment),
        publish_reports(workplace, moment),
    )


def lapse_proposals(workplace: Workplace, moment: Moment) -> int:
    """Close the proposals that have run out; return how many.

    A run for a day that is still to come closes none: they can be confirmed until then.
    """
    if moment.is_ahead:
        return 0
    with transaction(workplace.engine) as session:
        return lapse(Ledger(session, workplace.rulebook, actor=ACTOR, at=moment.now))


def require_ready(workplace: Workplace, moment: Moment) -> None:
    """Find out now, rather than after starting Prefect, what no retry would help.

    Raises:
        OutsideCalendarError: the calendars do not know the day.
        DatabaseMissingError: the tables are there, and nothing was loaded into them.
        FolderUnwritableError: the outbox or the reports folder cannot be written.
        SettingError: a channel cannot work with its settings.
    """
    workplace.rulebook.calendar.is_working_day(moment.today)
    with reading(workplace.engine) as session:
        if session.exec(select(Programme.subject_id)).first() is None:
            raise DatabaseMissingError(where=workplace.engine.url.database)
    workplace.channels()
    Shelf(workplace.reports_folder, moment.today, Confidentiality.INTERNAL).prepare()


def _troubles(sent: Delivery) -> dict[Counted, int]:
    """Return the counts that a good day does not mention."""
    troubles = {Counted.FAILED: sent.failed, Counted.DEAD: sent.dead}
    return {what: number for what, number in troubles.items() if number}
