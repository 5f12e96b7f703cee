"""A life cycle as a document describes it: a tree, in which states are still named by their ids."""

from dataclasses import dataclass

from models.statechart.condition import Condition
from models.statechart.elements import Kind, Label, Obligation
from models.statechart.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class TransitionSpec:
    """A transition as described; targets are ids."""

    events: tuple[str, ...]
    targets: tuple[str, ...]
    label: Label
    cond: Condition | None = None
    internal: bool = False
    raises: tuple[str, ...] = ()
    authority: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    place: Place = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StateSpec:
    """A state as described, with what lies in it; ``initial`` holds ids."""

    id: str
    kind: Kind
    label: Label
    states: tuple["StateSpec", ...] = ()
    transitions: tuple[TransitionSpec, ...] = ()
    initial: tuple[str, ...] = ()
    raise_on_initial: tuple[str, ...] = ()
    raise_on_entry: tuple[str, ...] = ()
    raise_on_exit: tuple[str, ...] = ()
    stage: bool = False
    obligations: tuple[Obligation, ...] = ()
    place: Place = ()
