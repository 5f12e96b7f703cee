"""An edition on its way: made as a concept, proposed, established by a second person, given back.

A correction is a concept that is made after one was established: proposing it asks for the reason.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.changing import IfMatch, Once, OnlyTry
from mijlpaal.web.api.document import changing
from mijlpaal.web.api.doing import Change, perform_once, require_may_in, require_version
from mijlpaal.web.api.editions import EDITION, Number, edition_numbered, row_of, version_of
from mijlpaal.web.api.parameters import Line, Strict
from mijlpaal.web.api.schemas import ETAG, PLACE
from mijlpaal.web.api.showing import etag_of
from mijlpaal.web.api.subjects import location_of
from mijlpaal.web.editions import figures_of_today, report_seen, require_sees_all
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.ledger.writer import Ledger
from models.publications import editions
from models.publications.editions import EditionName
from models.reading.looking import Looking
from models.storage.records import Record
from models.tables import Report
from models.vocabulary import Confidentiality, SubjectKind
from reports.editions import keep_edition

EDITIONS = Collection("rapportages", "rapportage", SubjectKind.EDITION, Resource.REPORT)
_ADOPTS = Depends(permitted(Resource.REPORT, Action.ADOPT))
_OK, _CREATED = 200, 201
_Act = Callable[[Ledger, Report, str | None], Record]


class NewEdition(Strict):
    """Of what, and for whom; without a cluster it is of the programme."""

    cluster: Line | None = None
    doelgroep: Literal["internal", "public"] = "internal"


def _propose(ledger: Ledger, report: Report, reason: str | None) -> Record:
    return editions.propose(ledger, report, reason=reason)


def _establish(ledger: Ledger, report: Report, reason: str | None) -> Record:
    return editions.establish(ledger, report, reason=reason)


def _give_back(ledger: Ledger, report: Report, reason: str | None) -> Record:
    return editions.give_back(ledger, report, reason=reason)


_STEPS: Mapping[str, tuple[_Act, str]] = {
    "voorleggingen": (_propose, "Leg voor aan een tweede persoon"),
    "vaststellingen": (_establish, "Stel vast, als tweede persoon"),
    "teruggaven": (_give_back, "Geef terug, met een toelichting"),
}


def add_establishing(router: APIRouter) -> None:
    """Add making an edition, and what is done with it until it is established."""
    said = changing("Maak een editie", EDITIONS.noun, _CREATED, EDITION, {**ETAG, **PLACE})
    made_before = {**said["responses"][_CREATED], "description": "Die was er al, met deze cijfers."}
    said["responses"] |= {_OK: made_before}
    router.add_api_route(EDITIONS.path, _make, methods=["POST"], **said)
    for noun in _STEPS:
        _add_step(router, noun)


def _make(
    request: Request,
    reader: Annotated[Reader, _ADOPTS],
    trying: Annotated[OnlyTry, Query()],
    said: NewEdition,
    once: Once = None,
) -> Response:
    office, audience = office_of(request), Confidentiality(said.doelgroep)

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        cluster_id = require_sees_all(eyes, said.cluster)
        require_may_in(reader, cluster_id, Resource.REPORT, Action.ADOPT)
        figures = figures_of_today(office, ledger.session, said.cluster, audience)
        edition, is_new = keep_edition(ledger.session, figures, office.now())
        masthead = figures.masthead
        name = EditionName(masthead.key, masthead.reference_date, edition.number, audience)
        report = report_seen(eyes, str(name))
        where = location_of(request, EDITIONS, str(report.id))
        return _answer(eyes, report, _CREATED if is_new else _OK, {"Location": where})

    text = said.model_dump_json()
    asked = Change(office, request, reader, EDITIONS, "", None, once, text, is_trial=trying.proef)
    return perform_once(asked, perform)


def _add_step(router: APIRouter, noun: str) -> None:
    act, summary = _STEPS[noun]

    def step(  # noqa: PLR0917  (FastAPI calls it by name)
        request: Request,
        nummer: Number,
        reader: Annotated[Reader, _ADOPTS],
        trying: Annotated[OnlyTry, Query()],
        said: WithReason,
        if_match: IfMatch = None,
        once: Once = None,
    ) -> Response:
        def perform(ledger: Ledger, eyes: Looking) -> Response:
            found = edition_numbered(eyes, nummer)
            report, kind = found.Report, found[1]
            cluster_id = report.subject_id if kind == SubjectKind.CLUSTER else None
            require_may_in(reader, cluster_id, Resource.REPORT, Action.ADOPT)
            require_version(if_match, version_of(ledger.session, report))
            act(ledger, report, (said.toelichting or "").strip() or None)
            return _answer(eyes, report, _OK, {})

        asked = Change(
            office_of(request),
            request,
            reader,
            EDITIONS,
            str(nummer),
            if_match,
            once,
            said.model_dump_json(),
            is_trial=trying.proef,
        )
        return perform_once(asked, perform)

    path = f"{EDITIONS.path}/{{nummer}}/{noun}"
    options = changing(summary, EDITIONS.noun, _OK, EDITION, ETAG)
    router.add_api_route(path, step, methods=["POST"], **options)


def _answer(eyes: Looking, report: Report, status: int, headers: Mapping[str, str]) -> Response:
    row = row_of(edition_numbered(eyes, report.id or 0))
    version = version_of(eyes.session, report)
    return JSONResponse(row, status, {**headers, "ETag": etag_of(version)})
