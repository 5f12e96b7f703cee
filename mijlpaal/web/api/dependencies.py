"""Stating that one thing hangs on another; reading and ending one goes as with every row."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import BY_KIND
from mijlpaal.web.api.changing import Once, OnlyTry
from mijlpaal.web.api.document import changing, ref
from mijlpaal.web.api.doing import Change, make, require_may_in
from mijlpaal.web.api.parameters import Day, Line, Text
from mijlpaal.web.api.subjects import item, location_of
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import InvalidAmendmentError, UnknownSubjectError, Words
from models.foresight.dependencies import Terms, state_dependency
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import Record
from models.vocabulary import Certainty, Confidentiality, DependencyKind, SubjectKind

_OF = BY_KIND[SubjectKind.DEPENDENCY]


class NewDependency(WithReason):
    """What hangs on what, and what is said of it; a role of an organisation is kept as such."""

    wat: Line
    soort_afhankelijkheid: DependencyKind
    hangt_af: Line
    tussentijd: Line | None = None
    besluitmoment: Line | None = None
    nodig_op: Day | None = None
    alternatief: Line | None = None
    rol: Line | None = None
    zekerheid: Certainty | None = None
    geldig_vanaf: Day | None = None
    geldig_tot_en_met: Day | None = None
    is_wederzijds: bool = False
    bron: Line | None = None
    woorden: Text | None = None
    vertrouwelijkheid: Confidentiality | None = None


def add_dependencies(router: APIRouter) -> None:
    """Add stating one."""
    said = changing("Leg vast dat iets van iets anders afhangt", _OF.noun, 201, ref(_OF))
    router.add_api_route(_OF.path, _state, methods=["POST"], **said)


def _state(
    request: Request,
    reader: Annotated[Reader, Depends(permitted(Resource.DEPENDENCY, Action.REGISTER))],
    trying: Annotated[OnlyTry, Query()],
    said: NewDependency,
    once: Once = None,
) -> Response:
    change = Change(
        office_of(request),
        request,
        reader,
        _OF,
        "",
        None,
        once,
        said.model_dump_json(),
        is_trial=trying.proef,
    )

    def perform(ledger: Ledger, eyes: Looking) -> Response:
        dependent = _end(eyes, "wat", said.wat)
        on = _end(eyes, "hangtAf", said.hangt_af)
        cluster = dependent.id if dependent.kind is SubjectKind.CLUSTER else None
        lies_in = cluster or dependent.number("cluster_id") or on.number("cluster_id")
        require_may_in(reader, lies_in, Resource.DEPENDENCY, Action.REGISTER)
        made = state_dependency(
            ledger,
            said.soort_afhankelijkheid,
            dependent,
            on,
            _terms(said),
            reason=said.toelichting,
            clearance=reader.clearance,
        )
        answer = item(request, eyes, eyes.record(made.kind, made.key))
        answer.status_code = 201
        answer.headers["Location"] = location_of(request, BY_KIND[made.kind], made.key)
        return answer

    return make(change, perform)


def _terms(said: NewDependency) -> Terms:
    return Terms(
        lag=said.tussentijd,
        gate=said.besluitmoment,
        needed_by=said.nodig_op,
        alternative=said.alternatief,
        role=said.rol,
        certainty=said.zekerheid,
        valid_from=said.geldig_vanaf,
        valid_until=said.geldig_tot_en_met,
        is_mutual=said.is_wederzijds,
        source=said.bron,
        words=said.woorden,
        confidentiality=said.vertrouwelijkheid,
    )


def _end(eyes: Looking, field: str, name: str) -> Record:
    """Return an end.

    Raises:
        InvalidAmendmentError: there is no such subject, or not for this reader.
    """
    kind, _, key = name.partition(":")
    try:
        return eyes.record(SubjectKind(kind), key).record
    except (ValueError, UnknownSubjectError) as problem:
        raise InvalidAmendmentError(
            subject=Words("afhankelijkheid", "dependency"),
            field=field,
            value=name[:80],
            problem=Words("dat bestaat niet", "there is no such thing"),
        ) from problem
