"""Forecasts from a table: checked first, with every fault; then all of it is recorded, or nothing.

Between checking and recording nothing is kept here: the form carries the table along, so that what
is recorded is what was checked.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import UploadFile

from mijlpaal.web.api.imports import take_table
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.screens.keeping import KEEPING_PATH, ways
from mijlpaal.web.screens.problems import UNPROCESSABLE, Problem
from mijlpaal.web.screens.screen import Screen
from mijlpaal.web.screens.words import say_word

IMPORT_PATH = f"{KEEPING_PATH}/inlezen"
_TRIES = Depends(permitted(Resource.IMPORT, Action.TRY))
_RECORDS = Depends(permitted(Resource.IMPORT, Action.REGISTER))
_MOST_BYTES = 1_000_000


def make_router(screen: Screen) -> APIRouter:
    """Return the router of the import."""
    router = APIRouter()

    def show(request: Request, reader: Annotated[Reader, _TRIES]) -> Response:
        return _page(screen, request, reader, "")

    def take(
        request: Request,
        reader: Annotated[Reader, _RECORDS],
        given: Annotated[tuple[str, bool], Depends(_given)],
    ) -> Response:
        text, is_to_be_recorded = given
        if not text.strip():
            said = say_word("import_empty", reader.language)
            return _page(screen, request, reader, text, problems=[Problem("tabel", said)])
        is_trial = not is_to_be_recorded
        count, faults = take_table(screen.office, reader, text.encode(), is_trial=is_trial)
        if faults:
            said = say_word("import_faults", reader.language, count=len(faults))
            problem = Problem("fouten", said)
            return _page(screen, request, reader, text, problems=[problem], faults=faults)
        word = "import_good" if is_trial else "import_done"
        said = say_word(word, reader.language, count=count)
        kept = text if is_trial else ""
        return _page(screen, request, reader, kept, done=said, is_good=is_trial)

    router.add_api_route(IMPORT_PATH, show, methods=["GET"])
    router.add_api_route(IMPORT_PATH, take, methods=["POST"])
    return router


async def _given(request: Request) -> tuple[str, bool]:
    """Return the table as text, and whether it is to be recorded."""
    async with request.form() as form:
        file, text = form.get("bestand"), form.get("tabel")
        if isinstance(file, UploadFile) and file.filename:
            # What is no UTF-8 is not guessed at: it is told as a fault where it stands.
            text = (await file.read(_MOST_BYTES)).decode("utf-8-sig", errors="replace")
        return (text if isinstance(text, str) else ""), form.get("stap") == "vastleggen"


def _page(
    screen: Screen,
    request: Request,
    reader: Reader,
    text: str,
    *,
    done: str = "",
    is_good: bool = False,
    problems: list[Problem] | None = None,
    faults: object = (),
) -> Response:
    return screen.show(
        request,
        reader,
        "import.html",
        status=UNPROCESSABLE if problems else 200,
        text=text,
        done=done,
        is_good=is_good,
        problems=problems or [],
        faults=faults,
        ways=ways(reader),
    )
