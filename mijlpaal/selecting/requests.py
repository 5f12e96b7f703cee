"""A selection of requests: which of them are meant, and in which order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from mijlpaal.selecting.requests_asked import AskedLine
from models.vocabulary import Language


class Order(StrEnum):
    """What a list of requests is sorted by."""

    CLUSTER = "cluster"
    TITLE = "titel"
    ADDRESSEE = "aan"
    STATE = "stand"
    AMOUNT = "bedrag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which requests are meant; what is empty narrows nothing."""

    cluster: str = ""
    addressee: str = ""
    state: str = ""  # in Dutch words, whatever the reader's language
    text: str = ""
    only_open: bool = False

    def holds(self, each: AskedLine, language: Language) -> bool:
        """Return whether a request is meant."""
        said = f"{each.line.title.say(language)} {each.line.key}".casefold()
        return (
            self.cluster in {"", each.cluster_key}
            and (not self.addressee or self.addressee in each.line.addressees)
            and self.state in {"", each.line.state.nl}
            and self.text.casefold() in said
            and (each.is_open or not self.only_open)
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
    return sorted(kept, key=key_of(order, language), reverse=descending)


Place = tuple[str | int, ...]
"""Where a request stands in an order; its key last, so that no two stand at one place."""


def key_of(order: Order, language: Language) -> Callable[[AskedLine], Place]:
    """Return what says where a request stands in an order; within it by cluster and number."""
    of = _KEYS[order]
    return lambda each: (
        of(each, language),
        each.cluster.casefold(),
        each.line.number,
        each.line.key,
    )


_KEYS: dict[Order, Callable[[AskedLine, Language], str | int]] = {
    Order.CLUSTER: lambda _each, _language: "",
    Order.TITLE: lambda each, language: each.line.title.say(language).casefold(),
    Order.ADDRESSEE: lambda each, _: ", ".join(each.line.addressees).casefold(),
    Order.STATE: lambda each, language: each.line.state.say(language).casefold(),
    Order.AMOUNT: lambda each, _: each.line.amount.eur if each.line.amount else -1,
}
