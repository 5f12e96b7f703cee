"""A compiled statechart, and how a standing on it is written, read and told.

States and transitions are numbered in document order and kept as immutable tables; the kernel
runs on these only, and how they came about (YAML, an import) is of no concern to it. State 0 is
the chart itself (SCXML's ``<scxml>`` element): it is never part of a configuration.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from models.errors import DefinitionError, Words
from models.statechart.bitset import bitset, members
from models.statechart.elements import (
    Kind,
    Label,
    Obligation,
    State,
    Transition,
    names_in,
    sendable,
)
from models.statechart.place import nearest

ROOT = 0
_ALL = Words("elk deelspoor", "all its children")
_CORRECT = Words("Verbeter de stand.", "Correct the standing.")


class Progress(StrEnum):
    """Where a stage lies, seen from the current one."""

    BEHIND = "behind"
    CURRENT = "current"
    AHEAD = "ahead"


class Standing(NamedTuple):  # hashed at every step, which a tuple does in C
    """Where a subject stands: all active states, and what the history states remember.

    Bit sets only mean something together with the chart they belong to; at rest a standing is
    the text of ``Chart.write``.
    """

    active: int = 0
    history: tuple[tuple[int, int], ...] = ()  # history state → states, ascending


@dataclass(frozen=True, eq=False, kw_only=True)
class Chart:
    """An immutable life cycle. Made by ``compile_chart``, which has checked its structure."""

    id: str
    version: int
    label: Label
    states: tuple[State, ...]  # document order, the chart itself first
    transitions: tuple[Transition, ...]  # document order
    ancestors: tuple[int, ...] = field(repr=False)  # per state, proper, the chart included
    descendants: tuple[int, ...] = field(repr=False)  # per state, proper, histories included

    @cached_property
    def of_kind(self) -> dict[Kind, int]:
        """Per kind of state the set of its states."""
        return {
            kind: bitset(state.index for state in self.states if state.kind is kind)
            for kind in Kind
        }

    @cached_property
    def leaves(self) -> int:
        """The set of states without children: atomic and final (SCXML, isAtomicState)."""
        return self.of_kind[Kind.ATOMIC] | self.of_kind[Kind.FINAL]

    @cached_property
    def histories(self) -> int:
        """The set of history states, shallow and deep."""
        return self.of_kind[Kind.HISTORY] | self.of_kind[Kind.DEEP_HISTORY]

    @cached_property
    def remembered(self) -> int:
        """The set of states of which a history state keeps the last configuration."""
        return bitset(state.index for state in self.states if state.histories)

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """Every fact that a condition names, once, in document order."""
        return names_in(self.transitions)

    @cached_property
    def events(self) -> tuple[str, ...]:
        """Every event that people can send, once, in document order."""
        return tuple(dict.fromkeys(event for each in self.transitions for event in sendable(each)))

    @cached_property
    def stages(self) -> tuple[State, ...]:
        """The steps of the step bar, in document order."""
        return tuple(state for state in self.states if state.stage)

    @cached_property
    def obligations(self) -> tuple[Obligation, ...]:
        """Everything that some state asks for, in document order."""
        return tuple(each for state in self.states for each in state.obligations)

    @cached_property
    def _obliging(self) -> int:
        return bitset(state.index for state in self.states if state.obligations)

    @lru_cache(maxsize=1_024)  # noqa: B019 (charts live as long as the process)
    def due(self, standing: Standing) -> tuple[Obligation, ...]:
        """Return what the active states ask for: a function of the configuration (Moore)."""
        obliging = members(standing.active & self._obliging)
        return tuple(each for index in obliging for each in self.states[index].obligations)

    @cached_property
    def _index_of(self) -> dict[str, int]:
        return {state.id: state.index for state in self.states[1:]}

    @property
    def state_ids(self) -> Collection[str]:
        """The ids of all states."""
        return self._index_of.keys()

    def state(self, state_id: str) -> State:
        """Return the state with this id, or raise ``DefinitionError`` naming a likely one."""
        index = self._index_of.get(state_id)
        if index is None:
            raise self._refusal(
                problem=Words(
                    f"er is geen toestand '{state_id}'", f"there is no state '{state_id}'"
                ),
                remedy=nearest(state_id, self._index_of),
            )
        return self.states[index]

    def with_ancestors(self, bits: int) -> int:
        """Return ``bits`` and all their ancestors, without the chart itself."""
        closed = bits
        for index in members(bits):
            closed |= self.ancestors[index]
        return closed & ~1

    def fault_below(self, top: int, active: int) -> Words | None:
        """Return why ``active`` is no legal configuration below ``top`` (SCXML §3.11), or None.

        ``active`` must hold the ancestors of its members.
        """
        if pseudo := self._ids(active & self.descendants[top] & self.histories):
            return Words(
                f"'{pseudo[0]}' onthoudt alleen waar het was en is zelf nooit actief",
                f"'{pseudo[0]}' is a history state, which is never active",
            )
        for index in (top, *members(active & self.descendants[top])):
            state = self.states[index]
            live = [self.states[child].id for child in state.children if active >> child & 1]
            needs = {Kind.COMPOUND: 1, Kind.PARALLEL: len(state.children)}.get(state.kind, 0)
            if len(live) != needs:
                return _wrong_count(state, needs, live)
        return None

    @lru_cache(maxsize=16_384)  # noqa: B019 (charts live as long as the process)
    def write(self, standing: Standing) -> str:
        """Return the stable text of ``standing``: leaves, then what is remembered.

        Example: ``gepauzeerd | laatste_stand=uitvoering``.
        """
        text = " ".join(self._ids(standing.active & self.leaves))
        memory = ";".join(
            f"{self.states[history].id}={','.join(self._ids(bits))}"
            for history, bits in standing.history
        )
        return f"{text} | {memory}" if memory else text

    def read(self, text: str) -> Standing:
        """Return the standing that ``write`` wrote as ``text``.

        Raises:
            DefinitionError: a state is unknown, or together they are no legal configuration.

        """
        return self._read(text)

    def stage_of(self, standing: Standing) -> State | None:
        """Return the stage that ``standing`` is in, or was in when it was paused or stopped."""
        steps = bitset(stage.index for stage in self.stages)
        memories = [
            self.with_ancestors(bits)
            for history, bits in standing.history
            if not standing.active >> self.states[history].parent & 1
        ]
        for configuration in (standing.active, *memories):
            if found := members(configuration & steps):
                return self.states[found[0]]
        return None

    def progress(self, standing: Standing) -> tuple[tuple[State, Progress], ...]:
        """Return every stage with its place before, at or after the current one.

        Without a current stage (left without a memory of where) all stages lie ahead.
        """
        current = self.stage_of(standing)
        here = current.index if current else ROOT
        return tuple((stage, _place(stage.index, here)) for stage in self.stages)

    def describe(self, standing: Standing, language: str = "nl") -> str:
        """Return in words where ``standing`` is.

        Examples: ``Uitvoering``, ``Uitwerkingsfase: projecten in uitwerking ∥ verzoeken in
        onderzoek``, ``Gepauzeerd (Uitvoering)``.
        """
        stage = self.stage_of(standing)
        leaves = members(standing.active & self.leaves)
        if stage and leaves == (stage.index,):
            return stage.label.say(language)
        said = " ∥ ".join(self.states[leaf].label.say(language) for leaf in leaves)
        if not stage:
            return said
        if standing.active >> stage.index & 1:
            return f"{stage.label.say(language)}: {said}"
        return f"{said} ({stage.label.say(language)})"

    def _ids(self, bits: int) -> list[str]:
        return [self.states[index].id for index in members(bits)]

    def _bits(self, ids: list[str]) -> int:
        return bitset(self.state(state_id).index for state_id in ids)

    # Many subjects share few standings: each is checked once, and kept once.
    @lru_cache(maxsize=16_384)  # noqa: B019 (charts live as long as the process)
    def _read(self, text: str) -> Standing:
        live, _, remembered = text.partition("|")
        active = self.with_ancestors(self._bits(live.split()))
        if fault := self.fault_below(ROOT, active):
            raise self._refusal(
                problem=Words(
                    f"'{text}' kan geen stand zijn: {fault.nl}",
                    f"'{text}' is no legal standing: {fault.en}",
                )
            )
        memories = [self._memory(each) for each in remembered.strip().split(";") if each]
        if len(dict(memories)) != len(memories):
            raise self._refusal(
                problem=Words(
                    f"in '{text}' onthoudt een toestand twee keer",
                    f"in '{text}' a history state remembers twice",
                )
            )
        return Standing(active, tuple(sorted(memories)))

    def _memory(self, entry: str) -> tuple[int, int]:
        history_id, _, ids = entry.partition("=")
        history = self.state(history_id.strip())
        bits = self._bits([state_id.strip() for state_id in ids.split(",")])
        if not self.histories >> history.index & 1:
            raise self._refusal(
                problem=Words(
                    f"'{history.id}' is geen toestand die onthoudt (history)",
                    f"'{history.id}' is no history state",
                )
            )
        if fault := self._memory_fault(history, bits):
            raise self._refusal(
                problem=Words(
                    f"'{entry}' kan niet zijn onthouden: {fault.nl}",
                    f"'{entry}' cannot be remembered: {fault.en}",
                )
            )
        return history.index, bits

    def _memory_fault(self, history: State, bits: int) -> Words | None:
        """Return why ``history`` can never have recorded ``bits`` (SCXML §3.10), or None."""
        parent = self.states[history.parent]
        deep = history.kind is Kind.DEEP_HISTORY
        possible = self.descendants[parent.index] & self.leaves if deep else bitset(parent.children)
        if outside := self._ids(bits & ~possible):
            return Words(f"{outside[0]} hoort er niet bij", f"{outside[0]} is not among its states")
        if deep:
            return self.fault_below(parent.index, self.with_ancestors(bits))
        if len(members(bits)) != (1 if parent.kind is Kind.COMPOUND else len(parent.children)):
            count = len(members(bits))
            return Words(
                f"{count} toestanden van '{parent.id}' kunnen niet samen actief zijn",
                f"{count} children of '{parent.id}' cannot be active together",
            )
        return None

    def _refusal(self, *, problem: Words, remedy: Words = _CORRECT) -> DefinitionError:
        return DefinitionError(where=self.id, problem=problem, remedy=remedy)


def _wrong_count(state: State, needs: int, live: list[str]) -> Words:
    nl, en = (f"'{state.id}'",) * 2 if state.id else ("de levensloop", "the chart")
    count = Words("één toestand", "one child") if needs == 1 else _ALL
    return Words(
        f"in {nl} moet {count.nl} actief zijn en is dat {' en '.join(live) or 'niets'}",
        f"{en} needs {count.en} active and has {' and '.join(live) or 'none'}",
    )


def _place(index: int, here: int) -> Progress:
    if index == here:
        return Progress.CURRENT
    return Progress.BEHIND if index < here else Progress.AHEAD
