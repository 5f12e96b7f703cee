"""What only the organisation mode has: its Prefect server, and channels that must really leave."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlmodel import Session, col, select

from flows.organisation.api import require_api
from flows.settings import FlowSettings
from flows.workplace import Workplace
from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from models.errors import MijlpaalError, SettingError
from models.tables import Contact
from notifications.audience import in_office
from notifications.channels.folder import OutboxFolder

_PART = "Prefect"
_SETTINGS = {
    "email": "MIJLPAAL_MAIL_CHANNEL=smtp",
    "webhook": "MIJLPAAL_WEBHOOK_CHANNEL=http",
    "notify": "MIJLPAAL_NOTIFY_URL",
    "apprise": "MIJLPAAL_APPRISE_CHANNEL=send",
}


def prefect(settings: FlowSettings, call: Call) -> Iterator[Check]:
    """Look whether the server answers, knows our flows, has workers, and lets all of it run."""
    from flows.organisation.standing import look

    try:
        require_api(settings)
    except SettingError as problem:
        remedy = f"{problem.facts['setting']}={problem.facts['accepted']}"
        yield Check(_PART, Level.ERROR, problem.say(call.language), remedy)
        return
    found = look()
    if found is None:
        said = call.say("de server antwoordt ons niet", "the server does not answer us")
        yield Check(_PART, Level.ERROR, said, "PREFECT_API_URL, PREFECT_API_AUTH_STRING")
        return
    said = call.say(f"{found.workers} werkers", f"{found.workers} workers")
    if found.missing:
        nl, en = (
            f"{said}; ontbreekt: {_list(found.missing)}",
            f"{said}; missing: {_list(found.missing)}",
        )
        remedy = "mijlpaal organisation setup; mijlpaal organisation deploy"
        yield Check(_PART, Level.ERROR, call.say(nl, en), remedy)
    elif not found.workers:
        yield Check(_PART, Level.ERROR, said, "prefect worker start --pool mijlpaal")
    else:
        yield Check(_PART, Level.OK, said)
    if found.paused or found.off_the_clock:
        yield _stopped(found.paused, found.off_the_clock, call)
    if found.switched_off:
        names = _list(found.switched_off)
        nl = f"uitgezet, zodat een dode run blijft liggen: {names}"
        en = f"switched off, so that a dead run lies about: {names}"
        remedy = "; ".join(f'prefect automation resume "{each}"' for each in found.switched_off)
        part = call.say("herstart", "restarts")
        yield Check(part, Level.ATTENTION, call.say(nl, en), remedy)


def files_only(session: Session, workplace: Workplace, today: date, call: Call) -> Check:
    """Look whether somebody is to be told by a channel that only writes files on this machine."""
    part = call.say("kanalen", "channels")
    used = select(col(Contact.channel)).where(in_office(today)).distinct()
    try:
        channels = workplace.channels()
    except MijlpaalError as problem:
        return Check(part, Level.ERROR, problem.say(call.language))
    silent = sorted(
        word for word in session.exec(used) if isinstance(channels.get(word), OutboxFolder)
    )
    if not silent:
        return Check(part, Level.OK, call.say("berichten gaan de deur uit", "messages leave"))
    nl = f"niemand krijgt iets, er worden bestanden geschreven: {_list(silent)}"
    en = f"nobody gets anything, files are written: {_list(silent)}"
    remedy = ", ".join(_SETTINGS.get(word, word) for word in silent)
    return Check(part, Level.ATTENTION, call.say(nl, en), remedy)


def _stopped(paused: Sequence[str], off_the_clock: Sequence[str], call: Call) -> Check:
    """Return that what should run by the clock does not, and how to start it."""
    nl, en, remedies = [], [], []
    if paused:
        nl.append(f"stilgezet: {_list(paused)}")
        en.append(f"paused: {_list(paused)}")
        where = call.say("zet aan op de pagina van Prefect", "switch on, on Prefect's page")
        remedies.append(f"{where} (Deployments)")
    if off_the_clock:
        nl.append(f"rooster uit: {_list(off_the_clock)}")
        en.append(f"schedule off: {_list(off_the_clock)}")
        resume = "prefect deployment schedule"
        for each in off_the_clock:
            name = f"{each}/{each}"
            remedies.append(f"{resume} ls {name}; {resume} resume {name} ID")
    part = call.say("rooster", "schedule")
    return Check(part, Level.ATTENTION, call.say("; ".join(nl), "; ".join(en)), "; ".join(remedies))


def _list(names: Sequence[str]) -> str:
    return ", ".join(names)
