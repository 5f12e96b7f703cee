"""The ground that everything stands on: the home folder and the database."""

import os
import shutil
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from mijlpaal.call import Call
from mijlpaal.faults import database_trouble
from mijlpaal.health.check import Check, Level
from models.errors import MijlpaalError
from models.storage.database import sqlite_path
from models.storage.migrate import require_usable

_MEGABYTE = 1_000_000
_LEAST_MEGABYTES = 200


def home_folder(home: Path, call: Call) -> Check:
    """Look whether the home folder is there and can be written."""
    part = call.say("map", "folder")
    if not home.is_dir():
        finding = call.say(f"{home} is er nog niet", f"{home} is not there yet")
        return Check(part, Level.ERROR, finding, "mijlpaal init")
    if not os.access(home, os.W_OK):
        finding = call.say(f"in {home} kan niet worden geschreven", f"{home} cannot be written")
        remedy = call.say(
            "geef uzelf schrijfrecht of kies een andere map met MIJLPAAL_HOME",
            "give yourself permission or choose another folder with MIJLPAAL_HOME",
        )
        return Check(part, Level.ERROR, finding, remedy)
    return Check(part, Level.OK, str(home.absolute()))


def space(home: Path, call: Call) -> Check:
    """Look whether there is room left on the disk of the home folder."""
    part = call.say("schijf", "disk")
    free = shutil.disk_usage(home if home.is_dir() else home.absolute().anchor).free // _MEGABYTE
    finding = call.say(f"{free:,} MB vrij", f"{free:,} MB free")
    if free < _LEAST_MEGABYTES:
        remedy = call.say("maak ruimte", "make room")
        return Check(part, Level.ERROR, finding, remedy)
    return Check(part, Level.OK, finding)


def reports(folder: Path, call: Call) -> Check:
    """Look whether reports can be written, and have room: their folder may be another disk's."""
    part = call.say("rapportages", "reports")
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
        finding = call.say(f"in {there} kan niet worden geschreven", f"{there} cannot be written")
        remedy = call.say(
            "geef de werkers schrijfrecht op die map", "let the workers write into that folder"
        )
        return Check(part, Level.ERROR, finding, remedy)
    free = shutil.disk_usage(there).free // _MEGABYTE
    finding = call.say(f"{folder}, {free:,} MB vrij", f"{folder}, {free:,} MB free")
    if free < _LEAST_MEGABYTES:
        return Check(part, Level.ERROR, finding, call.say("maak ruimte", "make room"))
    return Check(part, Level.OK, finding)


def database(engine: Engine, call: Call) -> Check:
    """Look whether the database answers and has the version of this code."""
    part = "database"
    try:
        status = require_usable(engine)
    except MijlpaalError as problem:
        return Check(part, Level.ERROR, problem.say(call.language))
    except SQLAlchemyError as problem:
        trouble = database_trouble(problem, engine.url.render_as_string())
        remedy = call.say("controleer MIJLPAAL_DATABASE_URL", "check MIJLPAAL_DATABASE_URL")
        return Check(part, Level.ERROR, trouble.say(call.language), remedy)
    where = sqlite_path(engine.url.render_as_string()) or engine.url.render_as_string()
    found = call.say(f"{where}, versie {status.found}", f"{where}, version {status.found}")
    if status.is_newer:
        newer = call.say(
            f"{found}: nieuwer dan de software ({status.expected}), die er nog op werkt",
            f"{found}: newer than the software ({status.expected}), which still works on it",
        )
        remedy = call.say("werk de software bij", "update the software")
        return Check(part, Level.ATTENTION, newer, remedy)
    return Check(part, Level.OK, found)
