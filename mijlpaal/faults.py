"""Failures that libraries raise in their own words, recognised and said in ours.

A library that was never imported cannot have raised, so its classes are looked up among the
loaded modules: recognising costs no import.
"""

import os
import sys
from dataclasses import dataclass

from mijlpaal.exits import Exit
from mijlpaal.words import both
from models.errors import SettingError, Words

_POSTGRESQL_PORT = 5432
# The drivers fail in their own words while a connection is made.
_DATABASES = ("sqlalchemy.exc", "sqlite3", "psycopg")


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, in both languages, and how the command ends."""

    sentence: str
    exit: Exit


def recognised(problem: Exception) -> Fault | None:
    """Return what a library's exception means to a user; None when it is a defect of ours."""
    return _setting(problem) or _database(problem) or _prefect(problem) or _disk(problem)


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
    if not _is_of_a_database(problem):
        return None
    from models.storage.settings import DatabaseSettings

    trouble = database_trouble(problem, DatabaseSettings().url)
    nl, en = trouble.say("nl"), trouble.say("en")
    return Fault(
        both(
            f"De database werkt niet mee: {nl}. Kijk met: mijlpaal doctor",
            f"The database does not respond: {en}. Look with: mijlpaal doctor",
        ),
        Exit.UNREACHABLE,
    )


def _is_of_a_database(problem: Exception) -> bool:
    """Return whether a database failed, and not a statement of ours."""
    operational = [_loaded(module, "OperationalError") for module in _DATABASES]
    general = [_loaded(module, "DatabaseError") for module in _DATABASES]
    is_operational = isinstance(problem, tuple(each for each in operational if each))
    return is_operational or type(problem) in general


def database_trouble(problem: Exception, address: str) -> Words:
    """Return which database (never its password) and the first thing that its driver says.

    The lines after the first are hints of the driver ("Is the server running …?").
    """
    from sqlalchemy.engine import make_url

    lines = [line.strip() for line in str(getattr(problem, "orig", problem)).splitlines()]
    # A line that ends in a colon only announces the next one.
    cause = next((line for line in lines if line and not line.endswith(":")), "?")
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return Words(f"{url.database}: {cause}", f"{url.database}: {cause}")
    host, port = url.host or url.query.get("host") or "localhost", url.port or _POSTGRESQL_PORT
    return Words(
        f"{url.database} op {host}, poort {port}: {cause}",
        f"{url.database} on {host}, port {port}: {cause}",
    )


def _prefect(problem: Exception) -> Fault | None:
    """Recognise a Prefect server that does not answer, or not as it should."""
    if not _is_of_prefect(problem):
        return None
    where = os.environ.get("PREFECT_API_URL", "PREFECT_API_URL")
    cause = str(problem).partition("\n")[0] or type(problem).__name__
    return Fault(
        both(
            f"De Prefect-server op {where} werkt niet mee: {cause}. Kijk met: mijlpaal doctor",
            f"The Prefect server at {where} does not respond: {cause}. Look with: mijlpaal doctor",
        ),
        Exit.UNREACHABLE,
    )


def _is_of_prefect(problem: Exception) -> bool:
    """Return whether the server failed: nobody else is asked over HTTP while Prefect is loaded."""
    refused = _loaded("prefect.exceptions", "PrefectHTTPStatusError")
    silent = _loaded("httpx", "TransportError")
    return isinstance(problem, tuple(each for each in (refused, silent) if refused and each))


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
