"""From concept to established, the same for a status text and for an edition of a report.

One person lays it before another, who establishes it or gives it back with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Generic, Protocol, TypeVar

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.bodies import WithReason
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import changing
from mijlpaal.web.api.doing import perform_once, require_may_in, require_version
from mijlpaal.web.api.names import Schema
from mijlpaal.web.api.schemas import ETAG
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.matrix import Action
from mijlpaal.web.entry.reader import Reader
from models.ledger.writer import Ledger
from models.reading.looking import Looking
from models.storage.records import Record

_OK = 200
_Key = TypeVar("_Key")
_Concept = TypeVar("_Concept")
_Laid_contra = TypeVar("_Laid_contra", contravariant=True)


class _Step(Protocol[_Laid_contra]):
    def __call__(self, ledger: Ledger, laid: _Laid_contra, /, *, reason: str | None) -> Record: ...


@dataclass(frozen=True, slots=True)
class Approving(Generic[_Key, _Concept]):
    """How one kind of thing is approved.

    Attributes:
        of: what kind it is.
        path: of a single one, with its key as a parameter.
        key: the type of that parameter.
        row: the schema of a single one.
        find: returns the one that may be seen, with the id of its cluster and its version.
        propose: lays it before a second person.
        establish: establishes it, as a second person.
        give_back: makes a concept of it again.
        proposing: the action that proposing and giving back are.
        answer: returns it as it then is.
    """

    of: Collection
    path: str
    key: object
    row: Schema
    find: Callable[[Looking, _Key], tuple[_Concept, int | None, int]]
    propose: _Step[_Concept]
    establish: _Step[_Concept]
    give_back: _Step[_Concept]
    proposing: Action
    answer: Callable[[Looking, _Concept, Record], Response]


def add_approving(router: APIRouter, by: Approving[_Key, _Concept]) -> None:
    """Add the three steps from concept to established."""
    for noun, summary, action, act in (
        ("voorleggingen", "Leg voor aan een tweede persoon", by.proposing, by.propose),
        ("vaststellingen", "Stel vast, als tweede persoon", Action.ADOPT, by.establish),
        ("teruggaven", "Geef terug, met een toelichting", by.proposing, by.give_back),
    ):
        said = changing(summary, by.of.noun, _OK, by.row, ETAG)
        step = _step(by, action, act)
        router.add_api_route(f"{by.path}/{noun}", step, methods=["POST"], **said)


def _step(
    by: Approving[_Key, _Concept], action: Action, act: _Step[_Concept]
) -> Callable[..., Response]:
    def step(
        key: _Key,
        reader: Annotated[Reader, Depends(permitted(by.of.resource, action))],
        asked: Changing,
        said: WithReason,
    ) -> Response:
        def perform(ledger: Ledger, eyes: Looking) -> Response:
            concept, cluster_id, version = by.find(eyes, key)
            require_may_in(reader, cluster_id, by.of.resource, action)
            require_version(asked.version, version)
            done = act(ledger, concept, reason=(said.toelichting or "").strip() or None)
            return by.answer(eyes, concept, done)

        return perform_once(asked.by(reader, by.of, str(key), said), perform)

    step.__annotations__["key"] = by.key
    return step
