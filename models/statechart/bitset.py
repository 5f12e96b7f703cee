"""Sets of states as plain integers: bit i stands for state i.

A configuration is compared, hashed and intersected on every step; on an ``int`` each of these
is one machine operation, and ascending bits are document order for free.
"""

from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=16_384)  # the same few configurations come by all the time
def members(bits: int) -> tuple[int, ...]:
    """Return the members of ``bits``, ascending (document order, SCXML's entry order)."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return tuple(found)


def bitset(indexes: Iterable[int]) -> int:
    """Return the set that holds exactly ``indexes``."""
    bits = 0
    for index in indexes:
        bits |= 1 << index
    return bits
