"""What comes along with every change: the version that was seen, once or not, and only a try."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Header, Query, Request

from mijlpaal.web.api.catalogue import Listed
from mijlpaal.web.api.doing import Change
from mijlpaal.web.api.parameters import Strict
from mijlpaal.web.entry.door import office_of
from mijlpaal.web.entry.reader import Reader

_PRINTABLE = r"^[!-~]{1,100}$"
_IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=200,
        description="De ETag van wat u las; verplicht. / The ETag of what you read; required.",
    ),
]
_Once = Annotated[
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


@dataclass(frozen=True, slots=True)
class Asked:
    """What comes along with what is sent.

    Attributes:
        request: what was asked.
        version: the entity tag that they saw, None when they say none.
        once: the idempotency key, None without one.
        is_trial: nothing of it is to stay.
    """

    request: Request
    version: str | None
    once: str | None
    is_trial: bool

    def by(self, reader: Reader, of: Listed, key: str, said: Strict | str) -> Change:
        """Return the change that a reader asks for; a body that is no JSON by its digest."""
        return Change(
            office_of(self.request),
            self.request,
            reader,
            of,
            key,
            self.version,
            self.once,
            said if isinstance(said, str) else said.model_dump_json(exclude_unset=True),
            is_trial=self.is_trial,
        )


async def _making(  # async: it waits for nothing, and a thread of its own costs more
    request: Request, trying: Annotated[OnlyTry, Query()], once: _Once = None
) -> Asked:
    return Asked(request, None, once, trying.proef)


async def _changing(
    request: Request,
    trying: Annotated[OnlyTry, Query()],
    if_match: _IfMatch = None,
    once: _Once = None,
) -> Asked:
    return Asked(request, if_match, once, trying.proef)


Making = Annotated[Asked, Depends(_making)]
Changing = Annotated[Asked, Depends(_changing)]
