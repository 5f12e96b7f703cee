"""What lists have in common whose address is the saved view: its query, its pages, its files."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Generic, Self, TypeVar
from urllib.parse import urlencode

PAGE = 50
Order = TypeVar("Order", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Generic[Order]):
    """How the rows of a list are shown, whichever they are."""

    order: Order
    descending: bool = False
    known_on: str = ""  # the day that is looked back at, as the address says it
    page: int = 1

    def on_page(self, page: int) -> Self:
        """Return the same view, another page of it."""
        return replace(self, page=page)

    def sorted_by(self, order: Order) -> Self:
        """Return the same rows in another order; the other way round when it has that one."""
        turns = order is self.order and not self.descending
        return replace(self, order=order, descending=turns, page=1)


def query_of(given: Mapping[str, object], page: int) -> str:
    """Return the query of an address, without what is so by itself.

    >>> query_of({"zoek": "a b", "status": "", "vanaf": None}, 2)
    'zoek=a+b&blz=2'
    """
    kept = {name: str(value) for name, value in given.items() if value}
    return urlencode(kept | ({"blz": str(page)} if page > 1 else {}))


def day_in(said: str) -> date | None:
    """Return the day that an address names; None when it names none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def sort_of(view: View[Order], usual: Order) -> str:
    """Return how an address says the order of a view: nothing where it is the usual one."""
    said = f"{'-' if view.descending else ''}{view.order}"
    return "" if said == usual else said


def sort_in(said: str, usual: Order) -> tuple[Order, bool]:
    """Return the order that an address names and whether it is turned; else the usual one."""
    return (type(usual)(said.removeprefix("-")), said.startswith("-")) if said else (usual, False)
