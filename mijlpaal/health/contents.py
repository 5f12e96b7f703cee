"""What the database holds: does it add up, is it current, does everybody hear of it."""

from datetime import date, datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, select

from flows.mode import Mode
from flows.moment import Moment
from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from mijlpaal.health.sweeping import sweep_lag
from mijlpaal.lookup import CLEARANCE
from models.acts.proposals import proposals_waiting
from models.clock import AMSTERDAM, local_day
from models.dates import Calendar
from models.ledger.access_journal import verify_access_journal
from models.ledger.chain import verify
from models.publications.edition_check import verify_editions
from models.storage.clock_mark import organisation_since
from models.tables import Message, Subject
from notifications.circuit import Circuit
from notifications.circuits import Receiver, left_alone
from notifications.outbox import dead_letters
from notifications.untold import untold_duties
from reports.spelling import in_words
from seeds.difference import What, difference
from seeds.reading import read_seeds

_DAYS_AHEAD = 366  # a deadline is rarely set further away than a year
_WORKING_DAYS_LEFT = 2  # before a proposal runs out
_LONGEST_UNSENT = timedelta(hours=24)
_SILENT_DAYS = 4  # a weekend with a public holiday on each side


def chains(session: Session, call: Call) -> Check:
    """Look whether every chain of events and every edition adds up."""
    part = call.say("logboek", "log")
    broken = [*verify(session), *verify_access_journal(session), *verify_editions(session)]
    if broken:
        finding = call.say(
            f"{len(broken)} fouten in het logboek", f"{len(broken)} faults in the log"
        )
        return Check(part, Level.ERROR, finding, "mijlpaal audit verify")
    count = session.exec(select(func.count()).select_from(Subject)).one()
    finding = call.say(f"{count} ketens kloppen", f"{count} chains add up")
    return Check(part, Level.OK, finding)


def seeds(session: Session, calendar: Calendar, call: Call) -> Check:
    """Look whether the seeds say something that was not loaded."""
    part = call.say("gegevens", "seeds")
    changes = difference(session, read_seeds(), calendar=calendar)
    waiting = [each for each in changes if each.what in {What.NEW, What.CHANGED}]
    if waiting:
        finding = call.say(f"{len(waiting)} rijen te laden", f"{len(waiting)} rows to load")
        remedy = "mijlpaal seed diff; mijlpaal seed load"
        return Check(part, Level.ATTENTION, finding, remedy)
    return Check(part, Level.OK, call.say("geladen", "loaded"))


def whose_clock(session: Session, mode: Mode, call: Call) -> Check:
    """Look whether the clock of this database is that of the mode which this machine is in."""
    part = call.say("klok", "clock")
    since = organisation_since(session)
    if since is not None:
        day = in_words(local_day(since), call.language)
        finding = call.say(f"een Prefect-server, sinds {day}", f"a Prefect server, since {day}")
        if mode is Mode.ORGANISATION:
            return Check(part, Level.OK, finding)
        remedy = "MIJLPAAL_MODE=organisation; mijlpaal organisation undeploy"
        return Check(part, Level.ERROR, finding, remedy)
    finding = call.say("van deze machine", "of this machine")
    if mode is Mode.EMBEDDED:
        return Check(part, Level.OK, finding)
    finding = call.say("er is er nog geen", "there is none yet")
    return Check(part, Level.ERROR, finding, "mijlpaal organisation deploy")


def calendar_reach(calendar: Calendar, today: date, call: Call) -> Check:
    """Look whether the calendar knows today and the year to come."""
    part = call.say("kalender", "calendar")
    last = in_words(calendar.last, call.language)
    finding = call.say(f"loopt t/m {last}", f"runs to {last}")
    remedy = call.say("vul seeds/calendars aan", "extend seeds/calendars")
    if not calendar.first <= today <= calendar.last:
        return Check(part, Level.ERROR, finding, remedy)
    if (calendar.last - today).days < _DAYS_AHEAD:
        return Check(part, Level.ATTENTION, finding, remedy)
    return Check(part, Level.OK, finding)


def last_sweep(session: Session, moment: Moment, call: Call) -> Check:
    """Look when the deadlines were last checked, and whether they were when they had to be."""
    lag = sweep_lag(session, moment.now)
    part = call.say("laatste run", "last run")
    remedy = call.say(
        "mijlpaal run, of laat mijlpaal up lopen", "mijlpaal run, or keep mijlpaal up"
    )
    finding = in_words(lag.last, call.language) if lag.last else call.say("nog geen", "none yet")
    if lag.due_at is not None and lag.is_overdue:
        due = in_words(local_day(lag.due_at), call.language)
        finding = call.say(f"{finding}; die van {due} bleef uit", f"{finding}; none on {due}")
    elif lag.last and (moment.today - lag.last).days <= _SILENT_DAYS:
        return Check(part, Level.OK, finding)
    return Check(part, Level.ATTENTION, finding, remedy)


def undelivered(session: Session, call: Call) -> Check:
    """Look whether messages were given up."""
    part = call.say("bezorging", "delivery")
    dead = len(dead_letters(session))
    if dead:
        finding = call.say(f"{dead} berichten onbestelbaar", f"{dead} messages undeliverable")
        remedy = "mijlpaal messages dead; mijlpaal messages revive ID"
        return Check(part, Level.ATTENTION, finding, remedy)
    return Check(part, Level.OK, call.say("niets onbestelbaar", "nothing undeliverable"))


def unsent(session: Session, now: datetime, call: Call) -> Check:
    """Look whether a message waits for longer than a message should."""
    part = call.say("postvak uit", "outbox")
    is_open = col(Message.sent_at).is_(None) & col(Message.dead_at).is_(None)
    query = select(func.min(col(Message.created_at))).where(is_open)
    oldest: datetime | None = session.exec(query).one()
    if oldest is None or now - oldest < _LONGEST_UNSENT:
        return Check(part, Level.OK, call.say("niets blijft liggen", "nothing lies about"))
    hours = int((now - oldest).total_seconds() // 3600)
    finding = call.say(f"het oudste bericht wacht {hours} uur", f"the oldest waits {hours} hours")
    remedy = "mijlpaal messages list; mijlpaal run"
    return Check(part, Level.ATTENTION, finding, remedy)


def receivers(session: Session, now: datetime, call: Call) -> Check:
    """Look whether a receiver is left alone for a while, and why."""
    part = call.say("systemen", "systems")
    alone = left_alone(session, now)
    if not alone:
        return Check(part, Level.OK, call.say("geen is in storing", "none is in trouble"))
    finding = "; ".join(_left_alone(*each, call) for each in alone)
    remedy = call.say(
        "het bericht gaat vanzelf weer; kijk bij de ontvanger",
        "messages leave again by themselves; look at the receiver",
    )
    return Check(part, Level.ATTENTION, finding, remedy)


def _left_alone(receiver: Receiver, circuit: Circuit, call: Call) -> str:
    until = (
        f"{circuit.open_until.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" if circuit.open_until else ""
    )
    name = " ".join(receiver)
    if circuit.is_asked:
        return call.say(
            f"{name} vraagt om uitstel, tot {until}", f"{name} asks to wait, until {until}"
        )
    return call.say(
        f"{name} antwoordde {circuit.failures} keer niet, met rust tot {until}",
        f"{name} did not answer {circuit.failures} times, left alone until {until}",
    )


def proposals(session: Session, today: date, calendar: Calendar, call: Call) -> Check:
    """Look whether something waits for a second person, and is about to run out."""
    part = call.say("voorstellen", "proposals")
    waiting = proposals_waiting(session, today, clearance=CLEARANCE)
    if not waiting:
        return Check(part, Level.OK, call.say("er wacht niets", "nothing waits"))
    first = waiting[0].day("expires_on")
    day, count = in_words(first, call.language), len(waiting)
    finding = call.say(
        f"{count} wacht op een tweede persoon, t/m {day}"
        if count == 1
        else f"{count} wachten op een tweede persoon, het eerste t/m {day}",
        f"{count} waits for a second person, until {day}"
        if count == 1
        else f"{count} wait for a second person, the first until {day}",
    )
    near = calendar.add_working_days(today, _WORKING_DAYS_LEFT)
    is_near = first is not None and first <= near
    return Check(part, Level.ATTENTION if is_near else Level.OK, finding, "mijlpaal proposal list")


def listeners(session: Session, today: date, call: Call) -> Check:
    """Look whether something is due of which nobody hears."""
    part = call.say("ontvangers", "listeners")
    untold = untold_duties(session, today)
    if untold:
        keys = ", ".join(dict.fromkeys(each.milestone for each in untold))
        finding = call.say(f"niemand hoort van: {keys}", f"nobody hears of: {keys}")
        remedy = call.say("wijs een contact toe (seeds)", "assign a contact (seeds)")
        return Check(part, Level.ATTENTION, finding, remedy)
    return Check(part, Level.OK, call.say("wie moet horen, hoort", "who must hear, hears"))
