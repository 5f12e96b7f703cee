"""A selection of requests: which of them are meant, and in which order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mijlpaal.selecting.paging import Place, Sorting
from mijlpaal.selecting.requests_asked import AskedLine
from models.vocabulary import Language
from reports.words import Text


class Order(StrEnum):
    """What a list of requests is sorted by."""

    CLUSTER = "cluster"
    TITLE = "titel"
    ADDRESSEE = "aan"
    STATE = "stand"
    AMOUNT = "bedrag"
    KEY = "sleutel"


ORDERS: Mapping[Order, Text] = {
    Order.CLUSTER: Text("cluster", "cluster"),
    Order.TITLE: Text("titel", "title"),
    Order.ADDRESSEE: Text("geadresseerde", "addressee"),
    Order.STATE: Text("stand", "state"),
    Order.AMOUNT: Text("bedrag", "amount"),
    Order.KEY: Text("sleutel", "key"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which requests are meant; what is empty narrows nothing."""

    cluster: str = ""
    addressee: str = ""
    state: str = ""  # in Dutch words, whatever the reader's language
    text: str = ""
    standing: str = ""  # the state by its name in the life cycle
    is_open: bool | None = None

    def holds(self, each: AskedLine, language: Language) -> bool:
        """Return whether a request is meant."""
        said = f"{each.line.title.say(language)} {each.line.key}".casefold()
        return (
            self.cluster in {"", each.cluster_key}
            and (not self.addressee or self.addressee in each.line.addressees)
            and self.state in {"", each.line.state.nl}
            and self.text.casefold() in said
            and self.is_open in {None, each.is_open}
            and (not self.standing or self.standing in each.states)
        )


def select(
    lines: Iterable[AskedLine],
    meant: Filter,
    order: Order,
    language: Language,
    *,
    descending: bool = False,
) -> list[AskedLine]:
    """Return the requests that are meant, in order; without an amount comes first, or last."""
    kept = [each for each in lines if meant.holds(each, language)]
    return sorted(kept, key=sorting(order, language).key, reverse=descending)


def sorting(order: Order, language: Language, *, descending: bool = False) -> Sorting[AskedLine]:
    """Return how requests are sorted; within it by cluster and number, by their key last."""
    before, kind = _BEFORE[order]

    def key(each: AskedLine) -> Place:
        line = each.line
        return (before(each, language), each.cluster.casefold(), line.number, line.key)

    return Sorting(order, language, key, (kind, str, int, str), descending)


_Before = Callable[[AskedLine, Language], str | int]
_BEFORE: Mapping[Order, tuple[_Before, type[str | int]]] = {
    Order.CLUSTER: (lambda _each, _: "", str),
    Order.TITLE: (lambda each, language: each.line.title.say(language).casefold(), str),
    Order.ADDRESSEE: (lambda each, _: ", ".join(each.line.addressees).casefold(), str),
    Order.STATE: (lambda each, language: each.line.state.say(language).casefold(), str),
    Order.AMOUNT: (lambda each, _: each.line.amount.eur if each.line.amount else -1, int),
    Order.KEY: (lambda each, _: each.line.key, str),
}
