"""What is kept from whoever looks back: it is left out of the past that they get."""

from dataclasses import dataclass

UNREADABLE = "kept"  # no mark of confidentiality, so that no reader is let through


@dataclass(frozen=True, slots=True)
class Kept:
    """Subjects that are left out, by id, and fields that bear a mark nobody reads through."""

    rows: frozenset[int] = frozenset()
    fields: frozenset[tuple[int, str]] = frozenset()


NOTHING = Kept()
