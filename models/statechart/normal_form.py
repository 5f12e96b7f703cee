"""One spelling for all definitions that say the same, so that a hash is about what they say.

A definition may spell out what goes without saying (``kind: compound`` around states, ``internal:
false``, the first state as ``initial``) and may write one name as a list of one. The normal form
has none of that. Two texts of one definition share it: as typed by a person, and as it comes back
from a journey through SCXML, which cannot leave everything unsaid.
"""

from collections.abc import Callable, Mapping

from models.statechart.elements import Kind

Row = Mapping[str, object]


def normalised(data: Row) -> dict[str, object]:
    """Return the normal form of a definition that ``chart_from_data`` accepts.

    It describes the same chart. Keys that are not known here are kept.
    """
    return _tidy(
        data,
        label=_unless(data, "label", data.get("id")),
        initial=_unless_default(data, data),
        states=_states_in(data),
    )


def names(value: object) -> list[object]:
    """Return ``value`` as the list that it is short for."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def kind_of(state: Row) -> object:
    """Return the kind of ``state``, said or understood; that of the chart is compound."""
    return state.get("kind") or _understood_kind(state)


def default_of(state: Row, around: Row) -> list[object]:
    """Return where ``state``, a child of ``around``, leads without an ``initial`` of its own.

    A compound state leads to its first state; a history state to where the state around it leads,
    which in a parallel is every region. Others lead nowhere.
    """
    kind = kind_of(state)
    if kind == Kind.COMPOUND:
        return _children(state)[:1]
    if kind not in {Kind.HISTORY, Kind.DEEP_HISTORY}:
        return []
    if kind_of(around) == Kind.PARALLEL:
        return _children(around)
    return names(around.get("initial")) or _children(around)[:1]


def _state(state: Row, around: Row) -> dict[str, object]:
    return _tidy(
        state,
        kind=_unless(state, "kind", _understood_kind(state)),
        label=_unless(state, "label", state.get("id")),
        stage=_unless(state, "stage", default=False),
        initial=_unless_default(state, around),
        states=_states_in(state),
        transitions=_each(state.get("transitions"), _transition),
        obligations=_each(state.get("obligations"), _tidy),
    )


def _transition(transition: Row) -> dict[str, object]:
    cond = transition.get("cond")
    return _tidy(
        transition,
        label=_unless(transition, "label", " ".join(map(str, names(transition.get("event"))))),
        internal=_unless(transition, "internal", default=False),
        # White space in a condition says nothing, see parse_condition.
        cond=" ".join(cond.split()) if isinstance(cond, str) else cond,
    )


def _states_in(data: Row) -> object:
    return _each(data.get("states"), lambda state: _state(state, data))


def _each(value: object, spelled: Callable[[Row], object]) -> object:
    if not isinstance(value, list):
        return value
    return [spelled(each) if isinstance(each, Mapping) else each for each in value]


def _understood_kind(state: Row) -> Kind:
    return Kind.COMPOUND if state.get("states") else Kind.ATOMIC


def _children(state: Row) -> list[object]:
    """Return the ids of the states in ``state``, without its history states."""
    return [
        child.get("id")
        for child in names(state.get("states"))
        if isinstance(child, Mapping) and kind_of(child) not in {Kind.HISTORY, Kind.DEEP_HISTORY}
    ]


def _unless(row: Row, key: str, default: object) -> object:
    value = row.get(key)
    return None if value == default else value


def _unless_default(state: Row, around: Row) -> object:
    named = names(state.get("initial"))
    return None if named == default_of(state, around) else named


def _tidy(row: Row, **spelled: object) -> dict[str, object]:
    """Return ``row`` with the values ``spelled``, without what is empty and without lists of one.

    Numbers and ``false`` are not empty: what is left of them says something.
    """
    values = {key: _short(value) for key, value in ({**row} | spelled).items()}
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def _short(value: object) -> object:
    if not isinstance(value, list | tuple):
        return value
    only = value[0] if len(value) == 1 else None
    return only if isinstance(only, str) else list(value)
