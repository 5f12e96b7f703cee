"""Stating that one thing hangs on another; a role of an organisation becomes a participation."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from mijlpaal.web.api.asked import Making
from mijlpaal.web.api.catalogue import BY_KIND
from mijlpaal.web.api.document import of_making
from mijlpaal.web.api.doing import make, require_seen
from mijlpaal.web.api.parameters import Day, Line, Reference, Strict, Text, YesOrNo
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from models.errors import Words
from models.foresight.dependencies import Terms, state_dependency
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import Record, current_by_id
from models.vocabulary import (
    Certainty,
    Confidentiality,
    DependencyKind,
    ParticipationRole,
    SubjectKind,
)

_OF = BY_KIND[SubjectKind.DEPENDENCY]
_NEW = Words("nieuwe afhankelijkheid", "new dependency")


class NewDependency(Strict):
    """What hangs on what, and how; ``wat`` hangs, ``hangtAf`` is what it hangs on."""

    wat: Reference
    hangt_af: Reference
    soort_afhankelijkheid: DependencyKind
    tussentijd: Line | None = None
    besluitmoment: Line | None = None
    nodig_op: Day | None = None
    alternatief: Line | None = None
    rol: ParticipationRole | None = None
    zekerheid: Certainty | None = None
    is_wederzijds: YesOrNo = False
    geldig_vanaf: Day | None = None
    geldig_tot_en_met: Day | None = None
    bron: Line | None = None
    bronzin: Text | None = None
    vertrouwelijkheid: Confidentiality | None = None
    toelichting: Text | None = None


def add_dependencies(router: APIRouter) -> None:
    """Add stating a dependency."""

    def state(
        reader: Annotated[Reader, Depends(permitted(Resource.DEPENDENCY, Action.REGISTER))],
        asked: Making,
        said: NewDependency,
    ) -> Response:
        change = asked.by(reader, _OF, "", said)
        return make(change, _OF, lambda ledger, eyes: _state(ledger, eyes, said))

    router.add_api_route(_OF.path, state, **of_making(_OF))


def _state(ledger: Ledger, eyes: Looking, said: NewDependency) -> Record:
    return state_dependency(
        ledger,
        said.soort_afhankelijkheid,
        _end(eyes, "wat", said.wat),
        _end(eyes, "hangtAf", said.hangt_af),
        Terms(
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
            words=said.bronzin,
            confidentiality=said.vertrouwelijkheid,
        ),
        reason=said.toelichting,
        clearance=eyes.sight.everywhere,
    )


def _end(eyes: Looking, field: str, said: str) -> Record:
    kind, _, key = said.partition(":")
    return current_by_id(eyes.session, require_seen(eyes, _NEW, field, (kind, key)))
