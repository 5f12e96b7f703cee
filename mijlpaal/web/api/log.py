"""The log with values: who did what to which row, when, why, and what it changed; newest first.

``/gebeurtenissen`` is for programs that follow along, thin and in the order of the ledger; this is
for whoever looks back, as the page of the log, and only for insiders to the row.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import Field
from sqlalchemy import and_, or_

from mijlpaal.payloads import Difference
from mijlpaal.web.api.document import reading, with_forms
from mijlpaal.web.api.files import CSV, JSON, as_table, form_asked, require_fits
from mijlpaal.web.api.names import NAMES, Schema
from mijlpaal.web.api.parameters import Day, Line, Newest, Reference
from mijlpaal.web.api.problems import language_for
from mijlpaal.web.api.schemas import MAYBE_MOMENT, MAYBE_TEXT, NUMBER, TEXT, an_object, array, rows
from mijlpaal.web.api.showing import Json, moment, names_of
from mijlpaal.web.api.subjects import links, seen_subject
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.eyes import looking
from mijlpaal.web.entry.matrix import Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.log_entries import LogEntry, Wanted, is_called, log_entries, referred_by
from mijlpaal.web.log_in_words import LOG_FILE, MOST_LINES, log_lines, log_table
from models.reading.looking import Looking
from models.storage.records import SUBJECT
from models.vocabulary import EventKind, SubjectKind
from reports.sentences import Sentences

NOUN = "logregels"
_FORMS = (CSV,)
_VALUE: Schema = {"type": ["string", "integer", "boolean", "null"]}
_ROW: Schema = an_object(
    nummer=NUMBER,
    onderwerp=TEXT,
    titel=TEXT,
    gebeurtenis={"type": "string", "enum": [str(each) for each in EventKind]},
    wie=TEXT,
    toelichting=MAYBE_TEXT,
    vastgelegdOp=MAYBE_MOMENT,
    geldtPer={"type": "string", "format": "date"},
    versie=NUMBER,
    veranderingen=array(an_object(veld=TEXT, van=_VALUE, naar=_VALUE)),
    achtergehouden=array(TEXT),
)
# Columns of rows that routes of their own show, named as there.
_NAMES: Mapping[str, str] = {
    **NAMES,
    "actor": "wie",
    "address": "adres",
    "approval": "standVanVaststelling",
    "audience": "doelgroep",
    "changes": "wijzigingen",
    "channel": "kanaal",
    "clearance": "machtiging",
    "contact_id": "contact",
    "correction": "redenVanCorrectie",
    "description": "omschrijving",
    "digest_hour": "uurVanDagbericht",
    "document_id": "document",
    "established_by": "vastgesteldDoor",
    "established_on": "vastgesteldOp",
    "language": "taal",
    "milestone_id": "mijlpaal",
    "person_role": "rolVanContact",
    "phrase": "tijdsaanduiding",
    "reference_date": "peildatum",
    "registered_id": "geregistreerdAls",
    "replaced_by_id": "vervanger",
    "responsibility": "verantwoordelijkheid",
    "taken_over_from_id": "overgenomenVan",
    "text": "tekst",
    "unwanted": "ongewenst",
    "written_by": "geschrevenDoor",
}
# These speak of other rows in a form of their own; the row itself tells them, with care.
_TOLD = _NAMES.keys() - {"arguments", "changes", "unwanted"}
# How the ledger finds and compares what it holds.
NOT_NAMED = frozenset({"digest", "report_id", "corrects"})
_SEES = Depends(permitted(Resource.LOG))


class OfLog(Newest):
    """Which events."""

    soort: SubjectKind | None = Field(None, description="Van de rij. / Of the row.")
    onderwerp: Reference | None = Field(None, description="Eén rij. / One row.")
    cluster: Line | None = Field(None, description="Sleutel van een cluster. / Key of a cluster.")
    zoek: Line | None = Field(
        None,
        description="Sleutel van de rij, of een deel van de titel. / Key, or part of the title.",
    )
    gebeurtenis: EventKind | None = None
    wie: Line | None = Field(None, description="Wie het deed. / Who did it.")
    vanaf: Day | None = Field(None, description="Vastgelegd vanaf. / Recorded from.")
    tot_en_met: Day | None = Field(None, description="Vastgelegd tot en met. / Up to and with.")


def add_log(router: APIRouter) -> None:
    """Add the log."""
    said = reading("Wie wat deed, en wat dat veranderde; de nieuwste eerst", rows(_ROW), NOUN)
    router.add_api_route(f"/{NOUN}", _list, **with_forms(said, _FORMS))


def _list(
    request: Request, reader: Annotated[Reader, _SEES], page: Annotated[OfLog, Query()]
) -> Response:
    if form_asked(request, page, _FORMS) != JSON:
        return _as_csv(request, reader, page)
    with looking(office_of(request), reader, request) as eyes:
        found = log_entries(eyes, reader, _wanted(eyes, page), limit=page.aantal + 1)
        shown = found[: page.aantal]
        names = names_of(eyes, set(referred_by(shown)))
    last = str(shown[-1].number) if len(found) > page.aantal else None
    listed = [_row(each, names) for each in shown]
    return JSONResponse({"resultaten": listed}, headers=links(request, last))


def _as_csv(request: Request, reader: Reader, page: OfLog) -> Response:
    """Return every line that is wanted, as the file that the page gives.

    Raises:
        ApiError: 422, more than a file holds.
    """
    office, language = office_of(request), language_for(request)
    with looking(office, reader, request) as eyes:
        wanted, say = _wanted(eyes, page), Sentences(language)
        lines = log_lines(eyes, reader, wanted, say, limit=MOST_LINES + 1)
    require_fits(len(lines))
    return as_table(request, log_table(lines, language, office.today), CSV, LOG_FILE)


def _wanted(eyes: Looking, page: OfLog) -> Wanted:
    about = []
    if page.onderwerp is not None:
        about.append(SUBJECT.c.id == seen_subject(eyes, page.onderwerp).record.id)
    if page.cluster is not None:
        within = eyes.record(SubjectKind.CLUSTER, page.cluster).record.id
        about.append(or_(SUBJECT.c.cluster_id == within, SUBJECT.c.id == within))
    if page.zoek is not None:
        about.append(is_called(page.zoek))
    return Wanted(
        kind=page.soort,
        about=and_(*about) if about else None,
        event=page.gebeurtenis,
        actor=page.wie or "",
        first=page.vanaf,
        last=page.tot_en_met,
        before=page.cursor,
    )


def _row(entry: LogEntry, names: Mapping[int, str]) -> Json:
    record = entry.shown.record
    told = [each for each in entry.told(names.keys()) if each.field in _TOLD]
    kept = {each.field for each in entry.changed} - {each.field for each in told} | entry.withheld
    return {
        "nummer": entry.number,
        "onderwerp": f"{record.kind}:{record.key}",
        "titel": record.values["title"],
        "gebeurtenis": str(entry.kind),
        "wie": entry.actor,
        "toelichting": entry.reason,
        "vastgelegdOp": moment(entry.at),
        "geldtPer": entry.effective_on.isoformat(),
        "versie": entry.sequence,
        "veranderingen": [_change(each, names) for each in told],
        "achtergehouden": sorted(_NAMES[each] for each in kept if each in _NAMES),
    }


def _change(each: Difference, names: Mapping[int, str]) -> Json:
    before, after = (_value(each.field, value, names) for value in (each.before, each.after))
    return {"veld": _NAMES[each.field], "van": before, "naar": after}


def _value(field: str, value: object, names: Mapping[int, str]) -> object:
    if field.endswith("_id") and value is not None:
        return names[cast("int", value)]
    if isinstance(value, datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, date) else value
