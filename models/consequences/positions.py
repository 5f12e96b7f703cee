"""What a state means for whoever waits: still open, met, met in part, or gone.

The states are those of the life cycles of domain section 9; a life cycle that is not among them
leaves its subjects open, which claims nothing.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

from models.vocabulary import SubjectKind


class Position(StrEnum):
    """How a subject stands towards what hangs on it."""

    OPEN = "open"
    PARTLY = "partly"
    MET = "met"
    GONE = "gone"


_GONE, _MET, _PARTLY = Position.GONE, Position.MET, Position.PARTLY
POSITIONS: Mapping[str, Mapping[str, Position]] = {
    SubjectKind.CLUSTER: {"gestopt": _GONE, "gepauzeerd": _GONE},
    SubjectKind.PROJECT: {"ingetrokken": _GONE, "voorlopig_stilgelegd": _GONE},
    # A lapsed condition is not needed any more: the investment decision may be taken.
    SubjectKind.CONDITION: {"afgewezen": _GONE, "vervuld": _MET, "vervallen": _MET},
    SubjectKind.REQUEST: {
        "gehonoreerd": _MET,
        "deels_gehonoreerd": _PARTLY,
        "afgewezen": _GONE,
        "doorverwezen": _GONE,
    },
    SubjectKind.MILESTONE: {
        "behaald": _MET,
        "voldaan": _MET,
        "niet_voldaan": _GONE,
        "vervallen": _GONE,
    },
    SubjectKind.COMPANY_TRACK: {"gestopt": _GONE},
}
# A decision that was taken waits for nothing any more.
DECIDED = frozenset({"investeringsbesluit", "realisatie", "in_bedrijf"})


def state_in(standing: str | None) -> str:
    """Return the leaves of a standing as a life cycle writes them, without what it remembers."""
    return (standing or "").partition(" | ")[0]


@cache
def position_of(kind: str, state: str) -> Position:
    """Return what it means for others that a subject is in this state."""
    meanings = POSITIONS.get(kind, {})
    return next((meanings[leaf] for leaf in state.split() if leaf in meanings), Position.OPEN)
