"""What changed between two versions of a life cycle, in the terms in which it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from models.statechart.chart import Chart
from models.statechart.elements import Obligation, State, Transition


class Sign(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Part(StrEnum):
    """What a life cycle consists of."""

    STATE = "state"
    TRANSITION = "transition"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that is not the same in both versions.

    ``old`` and ``new`` hold the properties that differ, by name, as text; of a part that was
    added or removed, all that it has.
    """

    sign: Sign
    part: Part
    name: str
    old: Mapping[str, str]
    new: Mapping[str, str]


_Parts = Mapping[str, Mapping[str, str]]


def differences(old: Chart, new: Chart) -> tuple[Difference, ...]:
    """Return what changed from ``old`` to ``new``: states, transitions, then obligations."""
    return (
        *_compared(Part.STATE, _states(old), _states(new)),
        *_compared(Part.TRANSITION, _transitions(old), _transitions(new)),
        *_compared(Part.OBLIGATION, _obligations(old), _obligations(new)),
    )


def _compared(part: Part, old: _Parts, new: _Parts) -> Iterator[Difference]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before is None:
            yield Difference(Sign.ADDED, part, name, {}, after or {})
        elif after is None:
            yield Difference(Sign.REMOVED, part, name, before, {})
        elif before != after:
            told = dict.fromkeys([*before, *after])
            moved = [key for key in told if before.get(key) != after.get(key)]
            yield Difference(
                Sign.CHANGED,
                part,
                name,
                {key: before.get(key, "") for key in moved},
                {key: after.get(key, "") for key in moved},
            )


def _states(chart: Chart) -> _Parts:
    return {state.id: _of_state(chart, state) for state in chart.states[1:]}


def _of_state(chart: Chart, state: State) -> Mapping[str, str]:
    return _said(
        {
            "kind": str(state.kind),
            "inside": chart.states[state.parent].id,
            "label": state.label.nl,
            "label_en": state.label.en,
            "stage": "true" if state.stage else "",
            "initial": " ".join(chart.states[each].id for each in state.initial),
            "raise_on_entry": " ".join(state.raise_on_entry),
            "raise_on_exit": " ".join(state.raise_on_exit),
            "raise_on_initial": " ".join(state.raise_on_initial),
        }
    )


def _transitions(chart: Chart) -> _Parts:
    """Return the transitions by where they start and what they wait for, numbered if need be."""
    found: dict[str, Mapping[str, str]] = {}
    for each in chart.transitions:
        event = " ".join(each.events) or "(eventless)"
        name = f"{chart.states[each.source].id or chart.id}: {event}"
        same = sum(1 for known in found if known == name or known.startswith(f"{name} #"))
        found[f"{name} #{same + 1}" if same else name] = _of_transition(chart, each)
    return found


def _of_transition(chart: Chart, transition: Transition) -> Mapping[str, str]:
    return _said(
        {
            "target": " ".join(chart.states[each].id for each in transition.targets),
            "cond": transition.cond.text if transition.cond else "",
            "internal": "true" if transition.internal else "",
            "raise": " ".join(transition.raises),
            "label": transition.label.nl,
            "label_en": transition.label.en,
            "authority": " ".join(transition.authority),
            "requires": " ".join(transition.requires),
        }
    )


def _obligations(chart: Chart) -> _Parts:
    return {
        each.id: {"state": state.id, **_of_obligation(each)}
        for state in chart.states
        for each in state.obligations
    }


def _of_obligation(obligation: Obligation) -> Mapping[str, str]:
    plain = {
        field.name: getattr(obligation, field.name)
        for field in fields(obligation)
        if field.name not in {"id", "label", "place"}
    }
    said = {
        name: " ".join(value) if isinstance(value, tuple) else str(value)
        for name, value in plain.items()
    }
    return _said({"label": obligation.label.nl, "label_en": obligation.label.en, **said})


def _said(properties: Mapping[str, str]) -> Mapping[str, str]:
    return {name: value for name, value in properties.items() if value}
