"""Forecasts from a table: checked first, with every fault; then all of it is recorded, or nothing.

Between checking and recording nothing is kept here: the form carries the table along, so that what
is recorded is what was checked. It says as well which versions of the milestones were checked.
"""

import base64
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from intake.letter import Source
from intake.tables.reading import kind_of_table, read_table
from intake.tables.table import Flaw, flaws_of
from mijlpaal.importing import record_forecasts
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.forecasting import milestone_to_forecast
from mijlpaal.web.office import Office
from mijlpaal.web.posted import form_of, uploaded
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.problems import (
    TOO_LARGE,
    UNPROCESSABLE,
    Problem,
    problem_of,
    too_large,
)
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.seen import key_and_version, require_seen
from mijlpaal.web.screens.words import say_word
from models.errors import LetterError, UnfitTableError
from models.reading.looking import Looking
from models.storage import database
from models.storage.records import Record
from models.vocabulary import Language

IMPORT_PATH = f"{KEEPING_PATH}/inlezen"
_TRIES = Depends(permitted(Resource.IMPORT, Action.TRY))
_RECORDS = Depends(permitted(Resource.IMPORT, Action.REGISTER))


@dataclass(frozen=True, slots=True)
class Given:
    """A table as it was given: what was pasted, or the file."""

    text: str = ""
    file: bytes = b""
    is_to_be_recorded: bool = False
    seen: str = ""  # the milestones that were checked, each with its version
    is_too_large: bool = False  # the file that was chosen; it is not taken

    @property
    def content(self) -> bytes:
        """The table."""
        return self.file or (self.text.encode() if self.text.strip() else b"")

    @property
    def versions(self) -> dict[str, int]:
        """The versions of the milestones that were checked, by key."""
        return dict(key_and_version(each) for each in self.seen.split())

    @property
    def carried(self) -> str:
        """The file as a hidden field carries it."""
        return base64.b64encode(self.file).decode()


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the import."""
    router = APIRouter()

    def show(request: Request, reader: Annotated[Reader, _TRIES]) -> Response:
        return _page(screen, request, reader, Given())

    def take(
        request: Request,
        reader: Annotated[Reader, _RECORDS],
        given: Annotated[Given, Depends(_given)],
    ) -> Response:
        if given.is_too_large or not given.content:
            problem, status = _nothing(given, reader.language)
            return _page(screen, request, reader, given, problems=[problem], status=status)
        try:
            versions = _record(screen.office, reader, given)
        except UnfitTableError as error:
            flaws = flaws_of(error)
            said = say_word("import_faults", reader.language, count=len(flaws))
            found = [Problem("fouten", said)]
            return _page(screen, request, reader, given, problems=found, flaws=flaws)
        except LetterError as error:
            problem = problem_of(error, {}, reader.language)
            return _page(screen, request, reader, given, problems=[problem])
        is_trial = not given.is_to_be_recorded
        word = "import_good" if is_trial else "import_done"
        said = say_word(word, reader.language, count=len(versions))
        checked = " ".join(f"{key}@{version}" for key, version in versions.items())
        kept = replace(given, seen=checked) if is_trial else Given()
        return _page(screen, request, reader, kept, done=said, is_good=is_trial)

    router.add_api_route(IMPORT_PATH, show, methods=["GET"])
    router.add_api_route(IMPORT_PATH, take, methods=["POST"])
    return router


def _record(office: Office, reader: Reader, given: Given) -> dict[str, int]:
    """Record a table, or only check it; return the milestones in it, each with its version.

    Raises:
        LetterError: it is no table.
        UnfitTableError: something in it is wrong; nothing was recorded.
    """
    versions: dict[str, int] = {}

    def look(milestone: Record) -> None:
        versions[milestone.key] = milestone.version
        if given.is_to_be_recorded:
            require_seen(milestone, given.versions.get(milestone.key, 0))

    kind = kind_of_table(given.content)
    table = read_table(Source(kind.name.lower(), given.content), kind)
    opened = database.transaction if given.is_to_be_recorded else database.trial
    with opened(office.engine) as session:
        ledger = office.ledger(session, reader.actor, is_trial=not given.is_to_be_recorded)
        eyes = Looking(session, reader.sight)
        record_forecasts(ledger, table, milestone_to_forecast(eyes, reader, look))
    return versions


def _nothing(given: Given, language: Language) -> tuple[Problem, int]:
    """Return why there is nothing to read, and its status."""
    if given.is_too_large:
        return too_large(language), TOO_LARGE
    return Problem("tabel", say_word("import_empty", language)), UNPROCESSABLE


async def _given(request: Request) -> Given:
    form = await form_of(request)
    file, text, seen = await uploaded(form, "bestand"), form.get("tabel"), form.get("gezien")
    content: bytes | None = b""
    if file is not None:
        content = file.content
    elif isinstance(carried := form.get("gelezen"), str):
        with suppress(ValueError):
            content = base64.b64decode(carried, validate=True)
    return Given(
        text if isinstance(text, str) else "",
        content or b"",
        form.get("stap") == "vastleggen",
        seen if isinstance(seen, str) else "",
        is_too_large=content is None,
    )


def _page(
    screen: Screen,
    request: Request,
    reader: Reader,
    given: Given,
    *,
    done: str = "",
    is_good: bool = False,
    problems: list[Problem] | None = None,
    flaws: Sequence[Flaw] = (),
    status: int = UNPROCESSABLE,
) -> Response:
    return screen.show(
        request,
        reader,
        "import.html",
        status=status if problems else 200,
        given=given,
        done=done,
        is_good=is_good,
        problems=problems or [],
        flaws=flaws,
        ways=ways(reader),
    )
