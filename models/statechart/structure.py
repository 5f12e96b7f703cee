"""What SCXML's schema refuses in a state: for what it holds, and for where it lies."""

from collections.abc import Iterator

from models.errors import Words
from models.statechart.description import StateSpec
from models.statechart.elements import Kind

HISTORY_KINDS = (Kind.HISTORY, Kind.DEEP_HISTORY)
PARENT_KINDS = (Kind.COMPOUND, Kind.PARALLEL)

Fault = tuple[Words, Words]  # problem and remedy

_MOVE_OUT = Words("Haal ze eruit, of kies een andere 'kind'.", "Move them out, or change its kind.")
_ADD = Words("Voeg er een toe, of kies een andere 'kind'.", "Add one, or change its kind.")
_AROUND = Words("Zet ze bij de toestand eromheen.", "Put them on the state around it.")


def faults(state: StateSpec, around: StateSpec) -> Iterator[Fault]:
    """Yield what cannot be in a state by itself, then what it cannot be inside ``around``."""
    yield from _of_its_states(state)
    yield from _of_its_keys(state)
    yield from _of_its_place(state, around)


def _of_its_states(state: StateSpec) -> Iterator[Fault]:
    """Yield faults of content (SCXML §3.3, §3.4, §3.7)."""
    if state.kind not in PARENT_KINDS:
        if state.states:
            yield _of_kind(state, "bevat geen toestanden", "has no states in it"), _MOVE_OUT
    elif all(inner.kind in HISTORY_KINDS for inner in state.states):
        yield _of_kind(state, "bevat toestanden, en hier geen", "needs states in it"), _ADD


def _of_its_keys(state: StateSpec) -> Iterator[Fault]:
    """Yield keys that a state of this kind cannot have (SCXML §3.6, §3.7, §3.10)."""
    is_entered_by_default = state.kind in {Kind.COMPOUND, *HISTORY_KINDS}
    if state.kind in {Kind.FINAL, *HISTORY_KINDS} and state.transitions:
        yield _of_kind(state, "heeft geen overgangen", "has no transitions"), _AROUND
    if state.kind in HISTORY_KINDS and state.obligations:
        yield _of_kind(state, "heeft geen verplichtingen", "has no obligations"), _AROUND
    if not is_entered_by_default and state.initial:
        problem = _of_kind(state, "heeft geen begin", "has no initial state")
        yield problem, Words("Verwijder 'initial'.", "Remove 'initial'.")
    if not is_entered_by_default and state.raise_on_initial:
        problem = _of_kind(state, "heeft geen begin", "has no default entry")
        yield problem, Words("Gebruik 'raise_on_entry'.", "Use 'raise_on_entry'.")


def _of_its_place(state: StateSpec, around: StateSpec) -> Iterator[Fault]:
    """Yield faults of a state for what it is in that place (SCXML §3.4, §3.10)."""
    if state.kind in HISTORY_KINDS:
        if not around.id:
            yield (
                Words(
                    "een history-toestand onthoudt de toestand eromheen, en die is er niet",
                    "a history state remembers the state around it: there is none",
                ),
                Words("Verplaats haar naar binnen.", "Move it inward."),
            )
        if state.stage or state.raise_on_entry or state.raise_on_exit:
            yield (
                Words(
                    "een history-toestand wordt zelf nooit binnengegaan",
                    "a history state is never entered itself",
                ),
                Words("Verwijder 'stage' en 'raise_on_…'.", "Remove 'stage' and 'raise_on_…'."),
            )
    if state.kind is Kind.FINAL and around.kind is Kind.PARALLEL:
        yield (
            Words(
                "een eindtoestand is geen deelspoor van een gelijktijdige toestand",
                "a final state is no region of a parallel state",
            ),
            Words("Zet haar in een samengestelde toestand.", "Wrap it in a compound state."),
        )


def _of_kind(state: StateSpec, nl: str, en: str) -> Words:
    return Words(f"een toestand van soort {state.kind} {nl}", f"a state of kind {state.kind} {en}")
