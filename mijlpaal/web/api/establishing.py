"""An edition on its way: made as a concept, proposed, established by a second person, given back.

A correction is a concept that is made after one was established: proposing it asks for the reason.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from mijlpaal.web.api.approving import Approving, add_approving
from mijlpaal.web.api.asked import Making
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import changing
from mijlpaal.web.api.doing import perform_once, require_may_in
from mijlpaal.web.api.editions import EDITION, edition_numbered, row_of, version_of
from mijlpaal.web.api.parameters import Line, Number, Strict
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
from models.tables import Report
from models.vocabulary import Confidentiality, SubjectKind
from reports.editions import keep_edition

EDITIONS = Collection("rapportages", "rapportage", SubjectKind.EDITION, Resource.REPORT)
_ADOPTS = Depends(permitted(Resource.REPORT, Action.ADOPT))
_OK, _CREATED = 200, 201


class NewEdition(Strict):
    """Of what, and for whom; without a cluster it is of the programme."""

    cluster: Line | None = None
    doelgroep: Literal["internal", "public"] = "internal"


def add_establishing(router: APIRouter) -> None:
    """Add making an edition, and what is done with it until it is established."""
    said = changing("Maak een editie", EDITIONS.noun, _CREATED, EDITION, {**ETAG, **PLACE})
    made_before = {**said["responses"][_CREATED], "description": "Die was er al, met deze cijfers."}
    said["responses"] |= {_OK: made_before}
    router.add_api_route(EDITIONS.path, _make, methods=["POST"], **said)
    add_approving(router, _APPROVING)


def _make(
    request: Request,
    reader: Annotated[Reader, _ADOPTS],
    asked: Making,
    said: NewEdition,
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

    return perform_once(asked.by(reader, EDITIONS, "", said), perform)


def _find(eyes: Looking, number: int) -> tuple[Report, int | None, int]:
    found = edition_numbered(eyes, number)
    report, kind = found.Report, found[1]
    cluster_id = report.subject_id if kind == SubjectKind.CLUSTER else None
    return report, cluster_id, version_of(eyes.session, report)


def _answer(eyes: Looking, report: Report, status: int, headers: Mapping[str, str]) -> Response:
    row = row_of(edition_numbered(eyes, report.id or 0))
    version = version_of(eyes.session, report)
    return JSONResponse(row, status, {**headers, "ETag": etag_of(version)})


_APPROVING = Approving(
    of=EDITIONS,
    path=f"{EDITIONS.path}/{{nummer}}",
    key=Number,
    row=EDITION,
    find=_find,
    propose=editions.propose,
    establish=editions.establish,
    give_back=editions.give_back,
    proposing=Action.ADVANCE,
    answer=lambda eyes, report, _: _answer(eyes, report, _OK, {}),
)
