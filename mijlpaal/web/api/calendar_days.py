"""The days that working days are counted around: holidays and recesses, as the rules have them."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from mijlpaal.web.api.document import reading
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Strict
from mijlpaal.web.api.schemas import TEXT, an_object, rows
from mijlpaal.web.api.showing import Json
from mijlpaal.web.calendar_days import DaysOff, Kind, days_off
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from models.dates import Confidence

NOUN = "kalenderdagen"
_DAY: Schema = {"type": "string", "format": "date"}
_ROW: Schema = an_object(
    soort={"type": "string", "enum": [str(each) for each in Kind]},
    naam=TEXT,
    eersteDag=_DAY,
    laatsteDag=_DAY,
    zekerheid={
        "type": ["string", "null"],
        "enum": [*(str(each) for each in Confidence), None],
        "description": "Van een reces; null: het staat vast. / Of a recess; null: it is certain.",
    },
)
_SEES = Depends(permitted(Resource.CALENDAR))


class OfDays(Strict):
    """Which days."""

    vanaf: Day | None = Field(None, description="Zonder: vandaag. / Without: today.")
    tot_en_met: Day | None = Field(None, description="Tot en met. / Up to and with.")


def add_calendar_days(router: APIRouter) -> None:
    """Add the days."""
    said = reading("Feestdagen en recessen, waarmee termijnen rekenen", rows(_ROW), NOUN)
    router.add_api_route(f"/{NOUN}", _list, **said)


def _list(
    request: Request, _reader: Annotated[Reader, _SEES], asked: Annotated[OfDays, Query()]
) -> Response:
    office = office_of(request)
    first = asked.vanaf or office.today
    found = days_off(office.rulebook.calendar, first, asked.tot_en_met or date.max)
    return JSONResponse({"resultaten": [_row(each) for each in found]})


def _row(each: DaysOff) -> Json:
    return {
        "soort": each.kind,
        "naam": each.name,
        "eersteDag": each.first.isoformat(),
        "laatsteDag": each.last.isoformat(),
        "zekerheid": each.confidence,
    }
