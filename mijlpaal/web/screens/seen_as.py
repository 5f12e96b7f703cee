"""Whose eyes a page is seen with (``als``): the reader's own, or the public's."""

from enum import StrEnum


class SeenAs(StrEnum):
    """Whose view is shown, where it is not the reader's own; anything else is refused."""

    PUBLIC = "openbaar"
