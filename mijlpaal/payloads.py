"""What an event changed, from its payload alone: the terminal and the log page tell the same."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Difference(NamedTuple):
    """A column with what it was and what it became, as the payload holds them."""

    field: str
    before: object
    after: object


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> Iterator[Difference]:
    """Yield what an event changed; nothing for the first one, by which everything is new.

    >>> list(differences({"latest": "2026-12-20", "bound": None}, {"latest": "2027-01-31"}))
    [Difference(field='latest', before='2026-12-20', after='2027-01-31')]
    >>> list(differences({}, {"title": "Chemelot"}))
    []
    """
    for field, value in after.items() if before else ():
        if before.get(field) != value:
            yield Difference(field, before.get(field), value)
