"""The access journal: every decision on who may come in and what they may read, newest first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field

from mijlpaal.web.access_log_in_words import ACCESS_LOG_FILE, access_log_table
from mijlpaal.web.api.document import reading, with_forms
from mijlpaal.web.api.files import CSV, JSON, as_table, form_asked, require_fits
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.parameters import Day, Line, Newest
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import (
    MAYBE_MOMENT,
    MAYBE_TEXT,
    NUMBER,
    TEXT,
    YES_OR_NO,
    an_object,
    array,
    rows,
)
from mijlpaal.web.api.showing import Json, moment
from mijlpaal.web.api.subjects import links
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.log_in_words import MOST_LINES
from models.access.journal import Decision, Wanted, decisions
from models.vocabulary import AccessKind

NOUN, OWN_NOUN = "toegangsbesluiten", "eigen-toegangsbesluiten"
_FORMS = (CSV,)
_FACTS: Mapping[str, str] = {
    "display_name": "weergavenaam",
    "links": "inloglinks",
    "sessions": "sessies",
    "tokens": "tokens",
    "name": "doel",
    "may_write": "magSchrijven",
    "until": "totEnMet",
    "clusters": "clusters",
    "roles": "rollen",
    "organisations": "organisaties",
    "is_own": "isEigen",
    "confidentiality": "vertrouwelijkheid",
    "audience": "publiek",
}
_VALUE: Schema = {
    "type": ["string", "integer", "boolean", "array", "null"],
    "items": TEXT,
}
_ROW: Schema = an_object(
    nummer=NUMBER,
    besluit={"type": "string", "enum": [str(each) for each in AccessKind]},
    wie=MAYBE_TEXT,
    waarover=MAYBE_TEXT,
    isAchtergehouden={
        **YES_OR_NO,
        "description": "Over welke rij het ging, mag u niet zien. / About which row is kept.",
    },
    beslotenDoor=TEXT,
    beslotenOp=MAYBE_MOMENT,
    veranderingen=array(an_object(veld=TEXT, van=_VALUE, naar=_VALUE)),
)
_SEES, _OWNS = Depends(permitted(Resource.ACCESS)), Depends(permitted(Resource.OWN))


class OfOwnDecisions(Newest):
    """Which decisions on one's own access."""

    besluit: AccessKind | None = None
    vanaf: Day | None = Field(None, description="Besloten vanaf. / Decided from.")
    tot_en_met: Day | None = Field(None, description="Besloten tot en met. / Up to and with.")

    @property
    def wanted(self) -> Wanted:
        """Which they are, whomever they concern."""
        return Wanted(kind=self.besluit, first=self.vanaf, last=self.tot_en_met, before=self.cursor)


class OfDecisions(OfOwnDecisions):
    """Which decisions."""

    wie: Line | None = Field(None, description="Over wie, of door wie. / About whom, or by whom.")


def add_access_log(router: APIRouter) -> None:
    """Add the journal, and what of it concerns whoever asks."""
    said = reading("Wie wie binnenliet of buitensloot; de nieuwste eerst", rows(_ROW), NOUN)
    router.add_api_route(f"/{NOUN}", _list, **with_forms(said, _FORMS))
    own = reading("Wat over uw toegang besloten is; de nieuwste eerst", rows(_ROW), OWN_NOUN)
    router.add_api_route(f"/{OWN_NOUN}", _own, **own)


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[OfDecisions, Query()]
) -> Response:
    wanted = replace(page.wanted, who=page.wie or "")
    if form_asked(request, page, _FORMS) != JSON:
        return _as_csv(request, reader, wanted)
    return _part(request, reader, page, wanted)


def _own(
    request: Request, reader: Annotated[Reader, _OWNS], page: Annotated[OfOwnDecisions, Query()]
) -> Response:
    return _part(request, reader, page, replace(page.wanted, about=reader.actor))


def _part(request: Request, reader: Reader, page: Newest, wanted: Wanted) -> Response:
    with looking(office_of(request), reader, request) as eyes:
        found = decisions(eyes.session, wanted, may_see=eyes.may_see(), limit=page.aantal + 1)
    shown = found[: page.aantal]
    last = str(shown[-1].number) if len(found) > page.aantal else None
    listed = [_row(each) for each in shown]
    return JSONResponse({"resultaten": listed}, headers=links(request, last))


def _as_csv(request: Request, reader: Reader, wanted: Wanted) -> Response:
    """Return every decision that is wanted, as the file that the page gives.

    Raises:
        ApiError: 422, more than a file holds.
    """
    office = office_of(request)
    with looking(office, reader, request) as eyes:
        found = decisions(eyes.session, wanted, may_see=eyes.may_see(), limit=MOST_LINES + 1)
    require_fits(len(found))
    table = access_log_table(found, language_for(request), office.today)
    return as_table(request, table, CSV, ACCESS_LOG_FILE)


def _row(decision: Decision) -> Json:
    names = {**decision.before, **decision.after}
    return {
        "nummer": decision.number,
        "besluit": str(decision.kind),
        "wie": decision.about or None,
        "waarover": decision.what or None,
        "isAchtergehouden": decision.is_kept,
        "beslotenDoor": decision.by,
        "beslotenOp": moment(decision.at),
        "veranderingen": [
            {
                "veld": _FACTS.get(name, name),
                "van": decision.before.get(name),
                "naar": decision.after.get(name),
            }
            for name in names
        ],
    }
