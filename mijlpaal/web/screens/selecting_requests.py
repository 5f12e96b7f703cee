"""A view of the requests: what the address asks for, in which order, and the page of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mijlpaal.web.screens.requests_asked import AskedLine
from mijlpaal.web.screens.viewing import View, page_in, query_of, sort_in, sort_of, text_in
from models.vocabulary import Language


class Order(StrEnum):
    """What the list is sorted by; with a minus in front it runs the other way."""

    CLUSTER = "cluster"
    TITLE = "titel"
    ADDRESSEE = "aan"
    STATE = "stand"
    AMOUNT = "bedrag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(View[Order]):
    """A saved view: everything in it comes from the address and goes back into it."""

    cluster: str = ""
    addressee: str = ""
    state: str = ""  # in Dutch words, whatever the reader's language
    text: str = ""
    only_open: bool = False
    order: Order = Order.CLUSTER

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        given = {
            "cluster": self.cluster,
            "aan": self.addressee,
            "stand": self.state,
            "zoek": self.text,
            "open": "1" if self.only_open else "",
            "sorteer": sort_of(self, Order.CLUSTER),
            "op": self.known_on,
        }
        return query_of(given, self.page)


def read_request_selection(
    *,
    cluster: str = "",
    aan: str = "",
    stand: str = "",
    zoek: str = "",
    open: str = "",  # noqa: A002  (as the address calls it)
    sorteer: str = "",
    op: str = "",
    blz: str = "1",
) -> Selection:
    """Return the view that an address asks for; what it does not know, it leaves out."""
    order, descending = sort_in(sorteer, Order.CLUSTER)
    return Selection(
        cluster=cluster,
        addressee=aan,
        state=stand,
        text=text_in(zoek),
        only_open=open == "1",
        order=order,
        descending=descending,
        known_on=text_in(op),
        page=page_in(blz),
    )


def select(lines: Sequence[AskedLine], chosen: Selection, language: Language) -> list[AskedLine]:
    """Return the requests of a view in its order."""
    kept = [each for each in lines if _is_in(each, chosen, language)]
    return sorted(kept, key=_KEYS[chosen.order](language), reverse=chosen.descending)


def _is_in(each: AskedLine, chosen: Selection, language: Language) -> bool:
    said = f"{each.line.title.say(language)} {each.line.key}".casefold()
    return (
        chosen.cluster in {"", each.cluster_key}
        and (not chosen.addressee or chosen.addressee in each.line.addressees)
        and chosen.state in {"", each.line.state.nl}
        and chosen.text.casefold() in said
        and (each.is_open or not chosen.only_open)
    )


_Key = Callable[[AskedLine], tuple[object, ...]]


def _by(of: Callable[[AskedLine, Language], object]) -> Callable[[Language], _Key]:
    def by_language(language: Language) -> _Key:
        return lambda each: (of(each, language), each.cluster.casefold(), each.line.number)

    return by_language


_KEYS: dict[Order, Callable[[Language], _Key]] = {
    Order.CLUSTER: _by(lambda _each, _language: ""),
    Order.TITLE: _by(lambda each, language: each.line.title.say(language).casefold()),
    Order.ADDRESSEE: _by(lambda each, _: ", ".join(each.line.addressees).casefold()),
    Order.STATE: _by(lambda each, language: each.line.state.say(language).casefold()),
    Order.AMOUNT: _by(lambda each, _: each.line.amount.eur if each.line.amount else -1),
}
