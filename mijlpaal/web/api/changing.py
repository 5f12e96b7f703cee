"""The routes of the acts: one below a subject for each thing that can be done with it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from mijlpaal.web.api.acts import ACTS, Act
from mijlpaal.web.api.asked import Changing
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import of_act
from mijlpaal.web.api.doing import Doing, do
from mijlpaal.web.api.parameters import Key, Strict
from mijlpaal.web.entry.door import permitted
from mijlpaal.web.entry.reader import Reader
from models.acts.proposals import Outcome


def add_acts(router: APIRouter, of: Collection) -> None:
    """Add what can be done with the subjects of a collection."""
    for act in ACTS.get(of.kind, ()):
        _add(router, of, act)


def _add(router: APIRouter, of: Collection, act: Act) -> None:
    def change(
        sleutel: Key,
        reader: Annotated[Reader, Depends(permitted(of.resource, act.action))],
        asked: Changing,
        said: Strict,
    ) -> Response:
        def perform(at: Doing) -> Outcome:
            return act.perform(at, said)

        return do(asked.by(reader, of, sleutel, said), of, act.action, perform)

    change.__annotations__["said"] = act.body
    router.add_api_route(f"{of.path}/{{sleutel}}/{act.noun}", change, **of_act(of, act.summary))
