"""What ``flows.work`` does, parted over several workers: the same work, the same answer.

Whoever shares it does what belongs to the whole (what came before, and that it is over), and reads
from the tables what the parts have done.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from functools import partial

from sqlmodel import Session

from flows import work
from flows.moment import Moment
from flows.organisation.sharing import Facts, Sharing
from flows.schedule import REPORTS_PART, SENDING_PART, SWEEP_PART
from flows.stages import Counted, Progress, Stage, stage
from flows.work import Told
from flows.workplace import Workplace
from models import clock
from models.errors import UnfinishedPartsError
from models.storage.database import reading, transaction
from models.vocabulary import Confidentiality, Language
from notifications import deadlines, outbox, planning
from notifications.deadlines import BEGINNING, Swept
from notifications.delivery import Delivery
from notifications.parts import NOBODY, Part, planning_parts, sweep_parts
from notifications.planning import Planned
from reports import publishing
from reports.publishing import Published

REPORTS_AT_LEAST = 10  # that make a flow run worth its seconds


def check_deadlines(workplace: Workplace, moment: Moment, sharing: Sharing) -> Swept:
    """Have the milestones swept in parts, and note the sweep when every part is done.

    Raises:
        UnfinishedPartsError: the next sweep looks at these days again.
    """
    today = moment.today
    with reading(workplace.engine) as session:
        since = deadlines.latest_sweep(session, today)
        begin = since or BEGINNING
        due, _ = deadlines.count_due(session, since=begin, today=today)
        number = sharing.number_for(due)
        parts = sweep_parts(session, number, since=begin, today=today)
        before = deadlines.written_for(session, today)
    if len(parts) == 1:
        return work.check_deadlines(workplace, moment)
    with stage(Stage.DEADLINES) as counts:
        sharing.run(SWEEP_PART, _facts(moment, parts))
        with transaction(workplace.engine) as session:
            swept = _swept(session, moment, since, before)
            written = swept.reminders + swept.changes
            if not moment.is_ahead:
                deadlines.end_sweep(session, today=today, now=moment.now, reminders=written)
        counts[Counted.REMINDERS] = written
    work.lapse_proposals(workplace, moment)
    return swept


def send_messages(workplace: Workplace, moment: Moment, sharing: Sharing) -> Told:
    """Have messages made and sent in parts: each makes those of its readers, and sends any.

    Raises:
        UnfinishedPartsError: what is open is sent by the next round.
    """
    begun, today = clock.now(), moment.today
    with transaction(workplace.engine) as session:
        withdrawn = planning.prepare_planning(session, today=today, now=moment.now)
        number = sharing.number_for(planning.news(session) + outbox.due(session, now=moment.now))
        parts = planning_parts(session, number)
        before = planning.written_on(session, today)
    if number == 1:
        return work.send_messages(workplace, moment)
    with stage(Stage.MESSAGES) as counts:
        sharing.run(SENDING_PART, _facts(moment, _spread(parts, number)))
        with reading(workplace.engine) as session:
            written = planning.written_on(session, today)
            waiting = planning.news(session)
        messages, reminders, urgent = (
            now - then for now, then in zip(written, before, strict=True)
        )
        planned = Planned(today, messages, reminders, withdrawn, waiting, urgent)
        sent = _sent(workplace, moment, begun)
        counts[Counted.PLANNED] = planned.messages
        counts[Counted.DELIVERED] = sent.sent
    return Told(planned, sent)


def publish_reports(
    workplace: Workplace,
    moment: Moment,
    sharing: Sharing,
    *,
    audience: Confidentiality = Confidentiality.INTERNAL,
    languages: Sequence[Language] = (Language.NL,),
    progress: Sequence[Progress] = (),
) -> Published:
    """Have the clusters' reports made in parts; then make the overview and the index."""
    begun = clock.now()
    whole = partial(
        work.publish_reports,
        workplace,
        moment,
        audience=audience,
        languages=languages,
        progress=progress,
    )
    names = publishing.report_names(workplace.engine, audience)
    number = min(sharing.parts, len(names) // REPORTS_AT_LEAST)
    if number <= 1:
        return whole()
    facts: list[Facts] = [
        {
            "today": moment.today.isoformat(),
            "names": list(names[first::number]),
            "now": begun.isoformat(),
            "audience": str(audience),
            "languages": [str(each) for each in languages],
        }
        for first in range(number)
    ]
    try:
        sharing.run(REPORTS_PART, facts)
    except UnfinishedPartsError:  # then here, where what fails is named and stops no other
        return whole()
    return whole(made_since=begun)


def _swept(
    session: Session, moment: Moment, since: date | None, before: deadlines.Written
) -> Swept:
    """Return what the parts found and wrote together."""
    rungs_due, late = deadlines.count_due(session, since=since or BEGINNING, today=moment.today)
    after = deadlines.written_for(session, moment.today)
    return Swept(
        moment.today,
        since,
        rungs_due,
        late,
        reminders=after.reminders - before.reminders,
        changes=after.changes - before.changes,
        escalated=after.escalated - before.escalated,
    )


def _sent(workplace: Workplace, moment: Moment, begun: datetime) -> Delivery:
    """Return what the senders came to together, as the outbox tells it."""
    now = clock.now() if moment.is_live else moment.now
    since = begun if moment.is_live else moment.now
    with reading(workplace.engine) as session:
        sent, dead = outbox.brought_since(session, since)
    waiting, later = outbox.waiting(workplace.engine, now=now)
    return Delivery(sent=sent, dead=dead, waiting=waiting, later=later)


def _spread(parts: Sequence[Part], number: int) -> Sequence[Part]:
    """Return as many parts as there is work for: who has no readers to write for, sends."""
    return [*parts, *[NOBODY] * (number - len(parts))]


def _facts(moment: Moment, parts: Sequence[Part]) -> list[Facts]:
    return [{"today": moment.today.isoformat(), **asdict(part)} for part in parts]
