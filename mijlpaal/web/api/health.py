"""How it runs, in words: what the page of health says; its figures are those of ``/metrics``."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import MAYBE_TEXT, TEXT, an_object, rows
from mijlpaal.web.api.showing import Json
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.health import checks_of

NOUN = "gezondheid"
_CHECK: Schema = an_object(
    onderdeel=TEXT,
    niveau={"type": "string", "enum": [str(each) for each in Level]},
    bevinding=TEXT,
    remedie=MAYBE_TEXT,
)
_SEES = Depends(permitted(Resource.METRICS))


def add_health(router: APIRouter) -> None:
    """Add how it runs."""
    said = reading("Hoe het loopt, per onderdeel, en wat te doen is", rows(_CHECK), NOUN)
    router.add_api_route(f"/{NOUN}", _health, **said)


def _health(request: Request, reader: Annotated[Reader, _SEES]) -> Response:
    found = checks_of(office_of(request), Call(language_for(request), reader.actor))
    return JSONResponse({"resultaten": [_row(each) for each in found]})


def _row(check: Check) -> Json:
    return {
        "onderdeel": check.part,
        "niveau": str(check.level),
        "bevinding": check.finding,
        "remedie": None if check.level is Level.OK else check.remedy,
    }
