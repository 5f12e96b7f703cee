"""What somebody likes best of what there is, by the weights of a header (RFC 9110, 12.4.2)."""

from collections.abc import Sequence

_UNSAID = 1.0


def weighed(header: str) -> list[tuple[str, float]]:
    """Return each range of a header, in lower case and without parameters, and its weight.

    A weight that is no number between 0 and 1 counts as 0.

    >>> weighed("en;q=0.1, NL")
    [('en', 0.1), ('nl', 1.0)]
    """
    return [_range(each) for each in header.split(",") if each.strip()]


def quality(ranges: Sequence[tuple[str, float]], names: Sequence[str]) -> float | None:
    """Return the weight of the first of these names that is there, None of none of them."""
    for name in names:
        found = [weight for each, weight in ranges if each == name]
        if found:
            return max(found)
    return None


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (each.strip().lower() for each in text.split(";"))
    said = next((each[2:] for each in parameters if each.startswith("q=")), str(_UNSAID))
    try:
        weight = float(said)
    except ValueError:
        return name, 0.0
    return name, weight if 0 <= weight <= 1 else 0.0
