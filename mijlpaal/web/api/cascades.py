"""The forecasts that would follow from another one: to read, and to accept one by one."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from mijlpaal.call import Call
from mijlpaal.cascading import chosen_of, record_forecasts
from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import MILESTONES
from mijlpaal.web.api.document import changing, reading
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.parameters import Day, Key, Line, Strict
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import MAYBE_DAY, NAMES, NUMBER, TEXT, YES_OR_NO, an_object, rows
from mijlpaal.web.api.showing import Json, etag_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.situations import situation_seen
from models.consequences.cascading import NewForecast, cascade
from models.consequences.situation import Situation
from models.foresight.situation_in_sight import situation_in_sight
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.vocabulary import SubjectKind

_PATH = "/mijlpalen/{sleutel}/doorwerkingen"
_ROWS = rows(
    an_object(
        mijlpaal=TEXT,
        nu=MAYBE_DAY,
        prognose={"type": "string", "format": "date"},
        dagenLater=NUMBER,
        breektGrens=YES_OR_NO,
        via=NAMES,
    )
)


class Chosen(Strict):
    """A forecast as it was read: whose, and which day."""

    mijlpaal: Line
    prognose: Day


class Accepting(WithReason):
    """The forecasts to take over; all of them, or none."""

    prognoses: list[Chosen] = Field(min_length=1, max_length=500)


def add_cascades(router: APIRouter) -> None:
    """Add reading and accepting."""
    said = reading("Wat meeschuift met de prognose", _ROWS, "mijlpalen")
    router.add_api_route(_PATH, _read, **said)
    router.add_api_route(
        _PATH,
        _accept,
        methods=["POST"],
        **changing("Neem prognoses over die meeschuiven", "mijlpalen", 200, _ROWS),
    )


def _read(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.WHAT_IF))],
) -> Response:
    office = office_of(request)
    with looking(office, reader, request) as eyes:
        record = eyes.record(SubjectKind.MILESTONE, sleutel).record
        situation = situation_seen(office, eyes, reader)
    found = cascade(situation, situation.nodes[record.id], calendar=office.rulebook.calendar)
    shown = [_row(situation, each) for each in found.proposals]
    return JSONResponse({"resultaten": shown}, headers={"ETag": etag_of(record.version)})


def _accept(
    request: Request,
    sleutel: Key,
    reader: Annotated[Reader, Depends(permitted(Resource.MILESTONE, Action.FORECAST))],
    asked: Changing,
    said: Accepting,
) -> Response:
    office = office_of(request)
    change = asked.by(reader, MILESTONES, sleutel, said)

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        record = eyes.record(SubjectKind.MILESTONE, sleutel).record
        require_version(asked.version, record.version)
        situation = situation_in_sight(eyes, office.today)
        node = situation.nodes[record.id]
        found = cascade(situation, node, calendar=office.rulebook.calendar)
        chosen = chosen_of(
            found, [f"{_key_of(each.mijlpaal)}@{each.prognose}" for each in said.prognoses]
        )
        for each in chosen:
            where, name = each.node.cluster_id, each.node.name
            require_may_in(reader, where, Resource.MILESTONE, Action.FORECAST, name)
        call = Call(language_for(request), reader.actor)
        record_forecasts(ledger, found, chosen, said.toelichting, call)
        return JSONResponse({"resultaten": [_row(situation, each) for each in chosen]})

    return perform_once(change, perform)


def _key_of(name: str) -> str:
    return name.removeprefix(f"{SubjectKind.MILESTONE}:")


def _row(situation: Situation, each: NewForecast) -> Json:
    return {
        "mijlpaal": each.node.name,
        "nu": each.now.isoformat() if each.now is not None else None,
        "prognose": each.proposed.isoformat(),
        "dagenLater": each.days_late,
        "breektGrens": each.breaks_bound,
        "via": [situation.nodes[edge.on].name for edge in each.chain],
    }
