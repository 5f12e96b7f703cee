"""A view of the milestones: what the address asks for, in which order, and the page of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mijlpaal.web.screens.to_do import asks_for_action
from mijlpaal.web.screens.viewing import View, day_in, page_in, query_of, sort_in, sort_of, text_in
from models.rules.status import Status
from models.vocabulary import Language, Modality
from reports.figures import MilestoneLine
from reports.figures.milestones import WORST_FIRST


class Order(StrEnum):
    """What a list is sorted by; with a minus in front it runs the other way."""

    BOUND = "grens"
    STATUS = "status"
    TITLE = "titel"
    CLUSTER = "cluster"
    FORECAST = "prognose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection(View[Order]):
    """A saved view: everything in it comes from the address and goes back into it."""

    cluster: str = ""
    status: str = ""
    weight: str = ""
    text: str = ""
    owner: str = ""
    first: date | None = None  # of the days that milestones count to
    last: date | None = None
    only_open: bool = True
    only_acting: bool = False
    only_duties: bool = False
    order: Order = Order.BOUND

    @property
    def query(self) -> str:
        """Return the query of the address, without what is so by itself."""
        given = {
            "cluster": self.cluster,
            "status": self.status,
            "gewicht": self.weight,
            "zoek": self.text,
            "eigenaar": self.owner,
            "vanaf": self.first,
            "totenmet": self.last,
            "open": "" if self.only_open else "0",
            "actie": "1" if self.only_acting else "",
            "kamer": "1" if self.only_duties else "",
            "sorteer": sort_of(self, Order.BOUND),
            "op": self.known_on,
        }
        return query_of(given, self.page)


def select(
    lines: Sequence[MilestoneLine], chosen: Selection, language: Language
) -> list[MilestoneLine]:
    """Return the milestones of a view in its order."""
    kept = [line for line in lines if _is_in(line, chosen, language)]
    return sorted(kept, key=_KEYS[chosen.order](language), reverse=chosen.descending)


def owners_of(lines: Sequence[MilestoneLine]) -> list[str]:
    """Return who answers for any of these, by name."""
    return sorted({name for line in lines for name in line.owners}, key=str.casefold)


def read_selection(
    *,
    cluster: str = "",
    status: str = "",
    gewicht: str = "",
    zoek: str = "",
    eigenaar: str = "",
    vanaf: str = "",
    totenmet: str = "",
    open: str = "1",  # noqa: A002  (as the address calls it)
    actie: str = "",
    kamer: str = "",
    sorteer: str = "",
    op: str = "",
    blz: str = "1",
) -> Selection:
    """Return the view that an address asks for; what it does not know, it leaves out."""
    order, descending = sort_in(sorteer, Order.BOUND)
    return Selection(
        cluster=cluster,
        status=status if status in set(Status) else "",
        weight=gewicht if gewicht in set(Modality) else "",
        text=text_in(zoek),
        owner=eigenaar,
        first=day_in(vanaf),
        last=day_in(totenmet),
        only_open=open != "0",
        only_acting=actie == "1",
        only_duties=kamer == "1",
        order=order,
        descending=descending,
        known_on=text_in(op),
        page=page_in(blz),
    )


def _is_in(line: MilestoneLine, chosen: Selection, language: Language) -> bool:
    said = f"{line.title.say(language)} {line.current.wording or ''} {line.key}".casefold()
    return (
        chosen.cluster in {"", line.cluster_key}
        and chosen.status in {"", line.judged.status}
        and chosen.weight in {"", line.modality}
        and chosen.text.casefold() in said
        and (not chosen.owner or chosen.owner in line.owners)
        and _counts_within(line, chosen)
        and (line.is_open or not chosen.only_open)
        and (asks_for_action(line) or not chosen.only_acting)
        and (line.is_duty or not chosen.only_duties)
    )


def _counts_within(line: MilestoneLine, chosen: Selection) -> bool:
    if line.bound is None:
        return chosen.first is None and chosen.last is None
    return (chosen.first or line.bound) <= line.bound <= (chosen.last or line.bound)


_Key = Callable[[MilestoneLine], tuple[object, ...]]


def _by_day(of: Callable[[MilestoneLine], date | None]) -> Callable[[Language], _Key]:
    def key(line: MilestoneLine) -> tuple[object, ...]:
        day = of(line)
        return day is None, day or date.max, line.key

    return lambda _language: key


def _by_title(language: Language) -> _Key:
    return lambda line: (line.title.say(language).casefold(), line.key)


def _by_cluster(language: Language) -> _Key:
    def key(line: MilestoneLine) -> tuple[object, ...]:
        return (line.cluster.say(language).casefold() if line.cluster else "", line.key)

    return key


def _by_status(_language: Language) -> _Key:
    return lambda line: (WORST_FIRST.index(line.judged.status), line.bound or date.max, line.key)


_KEYS: dict[Order, Callable[[Language], _Key]] = {
    Order.BOUND: _by_day(lambda line: line.bound),
    Order.STATUS: _by_status,
    Order.TITLE: _by_title,
    Order.CLUSTER: _by_cluster,
    Order.FORECAST: _by_day(lambda line: line.forecast_on),
}
