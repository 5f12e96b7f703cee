"""A box of the drawing with everything in it, measured but not yet placed.

All coordinates are relative to the box's own top left corner. Arrows leave and enter a box on its
right border; each of their ends has a height of its own there, also on the borders of the boxes
around, so that no line runs through the text of another.
"""

from dataclasses import dataclass, field

from reports.drawings.statechart.blocks import Block

End = tuple[int, int]  # an arrow, and 0 for its source or n for its n-th target


@dataclass(frozen=True, slots=True)
class Part:
    """A box and where it lies in the one around it."""

    x: float
    y: float
    box: "Box"


@dataclass(frozen=True, slots=True)
class Writing:
    """A block of text and where it stands; ``outside`` the box on the ground of the next."""

    x: float
    top: float
    block: Block
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """Where an arrow runs upright, and at which height each of its ends leaves there."""

    arrow: int
    x: float
    heights: dict[End, float]


@dataclass(frozen=True, slots=True)
class Detour:
    """How an end gets out of a region: upright at ``x`` from one height to another."""

    x: float
    inside: float
    outside: float


@dataclass(frozen=True, slots=True)
class Drop:
    """An arrow straight down from box to box."""

    arrow: int
    x: float
    top: float
    bottom: float


@dataclass(slots=True)
class Box:
    """A state, a history or an initial dot."""

    number: int
    width: float
    height: float
    is_framed: bool = True
    reach: float = 0.0  # how far the texts at its right border stick out
    parts: list[Part] = field(default_factory=list)
    texts: list[Writing] = field(default_factory=list)
    mark: tuple[float, float] | None = None  # where the sign of "now" stands
    exits: dict[End, float] = field(default_factory=dict)  # heights on the right border
    tracks: list[Track] = field(default_factory=list)
    detours: dict[End, Detour] = field(default_factory=dict)
    drops: list[Drop] = field(default_factory=list)
    dividers: list[tuple[float, float, float]] = field(default_factory=list)  # x, top, bottom
