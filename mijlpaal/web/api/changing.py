"""The routes of the acts: what is sent, which version was seen, and once or not."""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request
from fastapi.responses import Response

from mijlpaal.web.api.acts import ACTS, Act
from mijlpaal.web.api.catalogue import Collection
from mijlpaal.web.api.document import of_act
from mijlpaal.web.api.doing import Change, Doing, do
from mijlpaal.web.api.parameters import Key, Strict
from mijlpaal.web.entry.door import office_of, permitted
from mijlpaal.web.entry.reader import Reader
from models.acts.proposals import Outcome

_PRINTABLE = r"^[!-~]{1,100}$"
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=200,
        description="De ETag van wat u las; verplicht. / The ETag of what you read; required.",
    ),
]
Once = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=_PRINTABLE,
        description="Hetzelfde verzoek nog eens doet niets nog eens. / Asking again does nothing.",
    ),
]


class OnlyTry(Strict):
    """Whether nothing of it is to stay."""

    proef: bool = False


def add_acts(router: APIRouter, of: Collection) -> None:
    """Add what can be done with the subjects of a collection."""
    for act in ACTS.get(of.kind, ()):
        _add(router, of, act)


def _add(router: APIRouter, of: Collection, act: Act) -> None:
    def change(  # noqa: PLR0917  (FastAPI calls it by name)
        request: Request,
        sleutel: Key,
        reader: Annotated[Reader, Depends(permitted(of.resource, act.action))],
        trying: Annotated[OnlyTry, Query()],
        said: Strict,
        if_match: IfMatch = None,
        once: Once = None,
    ) -> Response:
        asked = Change(
            office_of(request),
            request,
            reader,
            of,
            sleutel,
            if_match,
            once,
            said.model_dump_json(),
            is_trial=trying.proef,
        )

        def perform(at: Doing) -> Outcome:
            return act.perform(at, said)

        return do(asked, act.action, perform)

    change.__annotations__["said"] = act.body
    router.add_api_route(f"{of.path}/{{sleutel}}/{act.noun}", change, **of_act(of, act.summary))
