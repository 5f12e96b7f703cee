"""What an organisation has besides its database and Prefect: pages, backups, other clocks."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine, text

from flows.locks import holder_of
from flows.settings import FlowSettings
from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from mijlpaal.web.entry.paths import READY_PATH
from models.clock import now as now_here

_PATIENCE_SECONDS = 3
_OLDEST_BACKUP = timedelta(hours=26)  # made every night
_MOST_ASTRAY = timedelta(seconds=5)
_OK = 200


def pages(settings: FlowSettings, web_address: str, call: Call) -> Check:
    """Look whether the pages answer where readers reach them, and each process that runs here."""
    part = call.say("pagina's", "pages")
    addresses = list(_addresses(settings, web_address))
    if not addresses:
        finding = call.say("geen adres bekend", "no address known")
        remedy = "MIJLPAAL_WEB_ADDRESS=https://mijlpaal.voorbeeld.example"
        return Check(part, Level.ATTENTION, finding, remedy)
    silent = [each for each in addresses if not _is_ready(each)]
    if silent:
        names = ", ".join(silent)
        finding = call.say(f"geen antwoord van {names}", f"no answer from {names}")
        remedy = "systemctl status 'mijlpaal-web@*' nginx; mijlpaal organisation up"
        return Check(part, Level.ERROR, finding, remedy)
    return Check(part, Level.OK, ", ".join(addresses))


def backups(home: Path, now: datetime, call: Call) -> Check:
    """Look how old the last backup is, on the machine that makes them."""
    part = call.say("reservekopie", "backup")
    folder = home / "backups"
    if not folder.is_dir():
        nl = "niet op deze machine; kijk waar mijlpaal-backup.timer loopt"
        return Check(
            part, Level.OK, call.say(nl, "not on this machine; look where mijlpaal-backup.timer is")
        )
    made = [each.stat().st_mtime for each in folder.glob("mijlpaal-*.dump")]
    age = timedelta(seconds=now.timestamp() - max(made)) if made else None
    if age is not None and age <= _OLDEST_BACKUP:
        hours = int(age.total_seconds() // 3600)
        return Check(part, Level.OK, call.say(f"{hours} uur oud", f"{hours} hours old"))
    finding = (
        call.say("nog geen", "none yet")
        if age is None
        else call.say(f"{age.days} dagen oud", f"{age.days} days old")
    )
    remedy = "systemctl start mijlpaal-backup; journalctl -u mijlpaal-backup"
    return Check(part, Level.ERROR, finding, remedy)


def clocks(engine: Engine, call: Call) -> Check:
    """Look whether this machine and the database agree about the time."""
    part = call.say("tijd", "time")
    with engine.connect() as connection:
        there: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    astray = abs(there - now_here())
    seconds = f"{astray.total_seconds():.1f} s"
    finding = call.say(f"{seconds} verschil met de database", f"{seconds} from the database")
    if astray <= _MOST_ASTRAY:
        return Check(part, Level.OK, finding)
    return Check(part, Level.ATTENTION, finding, "timedatectl set-ntp true")


def _addresses(settings: FlowSettings, web_address: str) -> Iterator[str]:
    if web_address:
        yield web_address.rstrip("/")
    if holder_of(settings.organisation_folder / "organisation.lock"):
        for number in range(settings.web_processes):
            yield f"http://127.0.0.1:{settings.web_port + number}"


def _is_ready(address: str) -> bool:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    with suppress(OSError, HTTPException, ValueError):
        asked = kind(parts.hostname or "", parts.port, timeout=_PATIENCE_SECONDS)
        try:
            asked.request("GET", f"{parts.path}{READY_PATH}")
            return asked.getresponse().status == _OK
        finally:
            asked.close()
    return False
