"""Many forecasts at once, from a table: CSV, a workbook of Excel, a plan of Microsoft Project."""

import hashlib
from typing import Annotated

from fastapi import APIRouter, Body, Depends, Request
from fastapi.responses import JSONResponse, Response

from intake.letter import Source
from intake.tables.reading import TableKind, read_table
from intake.tables.table import flaws_of
from mijlpaal.importing import record_forecasts
from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.catalogue import MILESTONES
from mijlpaal.web.api.document import changing, problems
from mijlpaal.web.api.doing import perform_once, require_version
from mijlpaal.web.api.frame import IMPORTS
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.problems import ApiError, Fault, counted, language_for, problem
from mijlpaal.web.api.schemas import ETAG
from mijlpaal.web.api.showing import etag_of, version_of
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.forecasting import milestone_to_forecast
from models.errors import UnfitTableError, Words
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import Record
from models.vocabulary import Language

_DONE: Schema = {
    "type": "object",
    "required": ["vastgelegd", "isProef"],
    "properties": {"vastgelegd": {"type": "integer"}, "isProef": {"type": "boolean"}},
}
_BINARY: Schema = {"schema": {"type": "string", "format": "binary"}}
_SENT: Schema = {"required": True, "content": {str(each): _BINARY for each in TableKind}}
_ALSO_XML = "text/xml"
_TITLE = Words("De tabel klopt niet", "The table is not right")


def add_imports(router: APIRouter) -> None:
    """Add the import of forecasts."""

    def take_in(
        request: Request,
        reader: Annotated[Reader, Depends(permitted(Resource.IMPORT, Action.REGISTER))],
        asked: Changing,
        sent: Annotated[bytes, Body(media_type=TableKind.CSV)],
    ) -> Response:
        kind, language = _kind(request), language_for(request)
        change = asked.by(reader, MILESTONES, "", f"{kind} {hashlib.sha256(sent).hexdigest()}")

        def perform(ledger: Ledger, eyes: Looking) -> Response:
            seen: dict[str, int] = {}

            def look(milestone: Record) -> None:
                seen[milestone.key] = milestone.version

            count = record_forecasts(ledger, table, milestone_to_forecast(eyes, reader, look))
            version = version_of(*sorted(seen.items()))
            if not asked.is_trial:
                require_version(asked.version, version)
            said = {"vastgelegd": count, "isProef": asked.is_trial}
            return JSONResponse(said, headers={"ETag": etag_of(version)})

        try:
            table = read_table(Source(kind.name.lower(), sent), kind)
            return perform_once(change, perform)
        except UnfitTableError as refused:
            faults = _faults(refused, language)
        said = counted(len(faults)).say(language)
        return problem(request, 400, "invalid", _TITLE, said, errors=faults)

    said = changing(
        "Neem prognoses in uit een tabel (CSV, XLSX, MSPDI)", "imports", 200, _DONE, ETAG
    )
    said["responses"] |= problems([415])
    router.add_api_route(
        IMPORTS, take_in, methods=["POST"], openapi_extra={"requestBody": _SENT}, **said
    )


def _kind(request: Request) -> TableKind:
    """Return what is said to be sent.

    Raises:
        ApiError: nothing of what is taken (RFC 9110, 15.5.16).
    """
    said = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    said = str(TableKind.PROJECT) if said == _ALSO_XML else said
    if said in set(TableKind):
        return TableKind(said)
    accepted = ", ".join(TableKind)
    raise ApiError(
        415,
        "unsupported",
        Words("Dat lees ik hier niet", "That is not read here"),
        Words(f"Content-Type: verwacht {accepted}.", f"Content-Type: expected {accepted}."),
        {"Accept-Post": accepted},
    )


def _faults(refused: UnfitTableError, language: Language) -> list[Fault]:
    return [
        {
            "in": "body",
            "location": {"line": flaw.line, "column": flaw.column},
            "code": "row",
            "detail": flaw.problem.say(language),
            "accepted": flaw.accepted,
        }
        for flaw in flaws_of(refused)
    ]
