"""Failures that libraries raise in their own words, recognised and said in ours.

A library that was never imported cannot have raised, so its classes are looked up among the
loaded modules: recognising costs no import.
"""

import sys
from dataclasses import dataclass

from mijlpaal.exits import Exit
from mijlpaal.words import both
from models.errors import SettingError


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, in both languages, and how the command ends."""

    sentence: str
    exit: Exit


def recognised(problem: Exception) -> Fault | None:
    """Return what a library's exception means to a user; None when it is a defect of ours."""
    return _setting(problem) or _database(problem) or _disk(problem)


def _setting(problem: Exception) -> Fault | None:
    """Recognise a variable that pydantic-settings could not read."""
    validation = _loaded("pydantic_core", "ValidationError")
    if validation is None or not isinstance(problem, validation):
        return None
    if not str(getattr(problem, "title", "")).endswith("Settings"):
        return None
    first = problem.errors()[0]  # type: ignore[attr-defined]
    name = "_".join(str(part) for part in first["loc"]).upper()
    error = SettingError(
        setting=f"MIJLPAAL_{name}", problem=f"'{first['input']}'", accepted=first["msg"]
    )
    return Fault(both(error.say("nl"), error.say("en")), Exit.INVALID)


def _database(problem: Exception) -> Fault | None:
    """Recognise a database that does not answer, lets nobody in, or is no database."""
    operational = _loaded("sqlalchemy.exc", "OperationalError")
    general = _loaded("sqlalchemy.exc", "DatabaseError")
    if operational is None or not (isinstance(problem, operational) or type(problem) is general):
        return None
    cause = str(getattr(problem, "orig", problem)).strip().splitlines()[-1]
    return Fault(
        both(
            f"De database werkt niet mee: {cause}. Kijk met: mijlpaal doctor",
            f"The database does not respond: {cause}. Look with: mijlpaal doctor",
        ),
        Exit.UNREACHABLE,
    )


def _disk(problem: Exception) -> Fault | None:
    """Recognise a file or folder that cannot be used: full, read-only, not ours."""
    if not isinstance(problem, OSError) or problem.filename is None:
        return None
    return Fault(
        both(
            f"{problem.filename}: {problem.strerror}.",
            f"{problem.filename}: {problem.strerror}.",
        ),
        Exit.UNREACHABLE,
    )


def _loaded(module: str, name: str) -> type | None:
    found = getattr(sys.modules.get(module), name, None)
    return found if isinstance(found, type) else None
