"""A view of the requests: what the address asks for, in which order, and the page of it."""

from dataclasses import dataclass
from typing import Annotated

from mijlpaal.selecting.requests import Filter, Order
from mijlpaal.web.screens.address import Flag, PageAsked, TextAsked, ordered_by
from mijlpaal.web.screens.viewing import View, query_of, sort_in, sort_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(View[Order]):
    """A saved view: everything in it comes from the address and goes back into it."""

    filter: Filter
    order: Order = Order.CLUSTER

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        asked = self.filter
        given = {
            "cluster": asked.cluster,
            "aan": asked.addressee,
            "stand": asked.state,
            "zoek": asked.text,
            "open": "1" if asked.is_open else "",
            "sorteer": sort_of(self, Order.CLUSTER),
            "op": self.known_on,
        }
        return query_of(given, self.page)


def read_request_selection(
    *,
    cluster: str = "",
    aan: str = "",
    stand: str = "",
    zoek: TextAsked = "",
    open: Flag = "",  # noqa: A002  (as the address calls it)
    sorteer: Annotated[str, ordered_by(Order)] = "",
    op: str = "",
    blz: PageAsked = 1,
) -> Selection:
    """Return the view that an address asks for."""
    order, descending = sort_in(sorteer, Order.CLUSTER)
    return Selection(
        filter=Filter(
            cluster=cluster,
            addressee=aan,
            state=stand,
            text=zoek,
            is_open=True if open == "1" else None,
        ),
        order=order,
        descending=descending,
        known_on=op.strip(),
        page=blz,
    )
