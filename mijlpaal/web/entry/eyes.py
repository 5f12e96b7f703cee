"""Reading as a reader: what they may see, and a log of it that is written before it is shown."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from starlette.requests import Request

from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.looking_back import Then, then_of
from mijlpaal.web.office import Office
from models.reading.log import keep_reads
from models.reading.looking import BY_ID, Looking
from models.storage.database import reading, transaction
from models.storage.records import Record

_DAYS = frozenset({"latest", "bound"})


@contextmanager
def looking(
    office: Office, reader: Reader, request: Request, then: Then | None = None
) -> Iterator[Looking]:
    """Open a transaction that reads what this reader may see.

    What is a company's own and was read by somebody else is in the log when the block ends; when
    that cannot be written, nothing is shown either.

    Args:
        office: where to read.
        reader: with whose eyes.
        request: what was asked, for the log.
        then: a past to read instead of the present, or the one asked for; it is logged now.
    """
    then = then or then_of(request)
    office = then.present if then else office
    with nullcontext(then.session) if then else reading(office.engine) as session:
        eyes = Looking(session, reader.sight)
        yield eyes
    if eyes.noted:
        with transaction(office.engine) as session:
            keep_reads(session, reader.actor, eyes.noted, now=office.now(), by=_name_of(request))


def is_told(eyes: Looking, milestone: Record) -> bool:
    """Return whether a reader may hear what became of a milestone: of it, and of its days."""
    found = eyes.narrowed(milestone.kind, BY_ID, {"wanted_id": milestone.id})
    return any(_DAYS.isdisjoint(each.withheld) for each in found)


def _name_of(request: Request) -> str:
    """Return the method and the route, never the address itself."""
    route = request.scope.get("route")
    return f"{request.method} {getattr(route, 'path', '?')}"
