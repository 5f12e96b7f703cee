"""Asking for any number of values by few statements: each is put together once per power of two."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, Integer, String, bindparam


def filled(wanted: Sequence[object]) -> dict[str, object]:
    """Return these as parameters, the last again up to a power of two.

    >>> filled(["a", "b", "c"])
    {'wanted_0': 'a', 'wanted_1': 'b', 'wanted_2': 'c', 'wanted_3': 'c'}
    """
    places = 1 << (len(wanted) - 1).bit_length()
    return {f"wanted_{place}": wanted[min(place, len(wanted) - 1)] for place in range(places)}


def places_for(places: int, of: type[Integer | String]) -> list[BindParameter[object]]:
    """Return so many parameters of a statement, for ``filled``."""
    return [bindparam(f"wanted_{place}", type_=of) for place in range(places)]
