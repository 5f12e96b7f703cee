"""A view of the milestones: what the address asks for, in which order, and the page of it."""

from dataclasses import dataclass
from typing import Annotated

from mijlpaal.selecting.milestones import Filter, Order
from mijlpaal.web.screens.address import (
    BLANK,
    DayAsked,
    Flag,
    PageAsked,
    TextAsked,
    ordered_by,
)
from mijlpaal.web.screens.viewing import View, query_of, sort_in, sort_of
from models.rules.status import Status
from models.vocabulary import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(View[Order]):
    """A saved view: everything in it comes from the address and goes back into it."""

    filter: Filter
    order: Order = Order.BOUND

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        asked = self.filter
        given = {
            "cluster": asked.cluster,
            "status": asked.status,
            "gewicht": asked.weight,
            "zoek": asked.text,
            "eigenaar": asked.owner,
            "vanaf": asked.first,
            "totenmet": asked.last,
            "open": "" if asked.only_open else "0",
            "actie": "1" if asked.asks else "",
            "kamer": "1" if asked.only_duties else "",
            "sorteer": sort_of(self, Order.BOUND),
            "op": self.known_on,
        }
        return query_of(given, self.page)


def read_selection(
    *,
    cluster: str = "",
    status: Annotated[Status | None, BLANK] = None,
    gewicht: Annotated[Modality | None, BLANK] = None,
    zoek: TextAsked = "",
    eigenaar: str = "",
    vanaf: DayAsked = None,
    totenmet: DayAsked = None,
    open: Flag = "1",  # noqa: A002  (as the address calls it)
    actie: Flag = "",
    kamer: Flag = "",
    sorteer: Annotated[str, ordered_by(Order)] = "",
    op: str = "",
    blz: PageAsked = 1,
) -> Selection:
    """Return the view that an address asks for."""
    order, descending = sort_in(sorteer, Order.BOUND)
    return Selection(
        filter=Filter(
            cluster=cluster,
            status=status or "",
            weight=gewicht or "",
            text=zoek,
            owner=eigenaar,
            first=vanaf,
            last=totenmet,
            only_open=open != "0",
            asks=True if actie == "1" else None,
            only_duties=kamer == "1",
        ),
        order=order,
        descending=descending,
        known_on=op.strip(),
        page=blz,
    )
