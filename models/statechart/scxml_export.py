"""The plain data of a definition as SCXML 1.0 (W3C Recommendation of 1 September 2015).

States, transitions and what they raise become SCXML's own elements; labels, stages, authority,
obligations and the version stand in our namespace, where other processors pass them by. Nothing
is lost: ``data_from_scxml`` gives back the definition, by the same hash.

Conditions are over named facts, which no data model of SCXML knows. A document that has them
names one of its own (§5.2 leaves that to the platform), so that nobody else guesses at them.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from models.statechart.elements import Kind
from models.statechart.normal_form import default_of, kind_of, names, normalised
from models.statechart.scxml_names import (
    CHART_FACTS,
    LISTS,
    OBLIGATION_FACTS,
    OURS,
    SCXML,
    STATE_FACTS,
    TRANSITION_FACTS,
    as_attribute,
)

DATA_MODEL = "mijlpaal"

Row = Mapping[str, object]

_ELEMENT_OF: dict[object, str] = {
    Kind.PARALLEL: "parallel",
    Kind.FINAL: "final",
    Kind.HISTORY: "history",
    Kind.DEEP_HISTORY: "history",
}
_PREFIX = "mijlpaal:"


def scxml_of(data: Row) -> str:
    """Return the SCXML document, in UTF-8, of a definition that ``chart_from_data`` accepts."""
    chart = normalised(data)
    attributes = {
        "xmlns": SCXML,
        f"xmlns:{_PREFIX[:-1]}": OURS,
        "version": "1.0",
        "name": chart.get("id"),
        "datamodel": DATA_MODEL if _has_conditions(chart) else None,
        "initial": chart.get("initial"),
        **_ours(chart, CHART_FACTS),
    }
    content = [line for state in _rows(chart, "states") for line in _state(state, chart)]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *_element("scxml", attributes, content)]
    return "\n".join([*lines, ""])


def _state(state: Row, around: Row) -> Iterator[str]:
    kind = kind_of(state)
    attributes = {"id": state.get("id"), **_ours(state, STATE_FACTS)}
    content: list[str] = []
    if kind in {Kind.HISTORY, Kind.DEEP_HISTORY}:
        attributes["type"] = "deep" if kind == Kind.DEEP_HISTORY else "shallow"
        content += _default_transition(state, around)
    elif state.get("raise_on_initial"):
        content += _element("initial", {}, _default_transition(state, around))
    else:
        attributes["initial"] = state.get("initial")
    content += _block("onentry", state.get("raise_on_entry"))
    content += _block("onexit", state.get("raise_on_exit"))
    for obligation in _rows(state, "obligations"):
        content += _element(f"{_PREFIX}obligation", _facts(obligation, OBLIGATION_FACTS), [])
    for transition in _rows(state, "transitions"):
        content += _transition(transition)
    for child in _rows(state, "states"):
        content += _state(child, state)
    yield from _element(_ELEMENT_OF.get(kind, "state"), attributes, content)


def _transition(transition: Row) -> Iterator[str]:
    attributes = {
        "event": transition.get("event"),
        "cond": transition.get("cond"),
        "target": transition.get("target"),
        "type": "internal" if transition.get("internal") else None,
        **_ours(transition, TRANSITION_FACTS),
    }
    return _element("transition", attributes, _raises(transition.get("raise")))


def _default_transition(state: Row, around: Row) -> Iterator[str]:
    """Yield where ``state`` leads by default; SCXML wants that said (§3.6, §3.10)."""
    target = names(state.get("initial")) or default_of(state, around)
    return _element("transition", {"target": target}, _raises(state.get("raise_on_initial")))


def _block(name: str, events: object) -> Iterator[str]:
    return _element(name, {}, _raises(events)) if events else iter(())


def _raises(events: object) -> list[str]:
    return [line for event in names(events) for line in _element("raise", {"event": event}, [])]


def _ours(row: Row, known: tuple[str, ...]) -> dict[str, object]:
    return {f"{_PREFIX}{key}": value for key, value in _facts(row, known).items()}


def _facts(row: Row, known: tuple[str, ...]) -> dict[str, object]:
    """Return of ``row`` what is ``known``; texts so that they survive in an attribute."""
    found = {key: row[key] for key in known if key in row}
    return {
        key: as_attribute(value) if isinstance(value, str) and key not in LISTS else value
        for key, value in found.items()
    }


def _element(name: str, attributes: Row, content: Iterable[str]) -> Iterator[str]:
    """Yield the lines of an element, ``content`` moved in by two spaces."""
    said = "".join(
        f' {key}="{_quoted(value)}"' for key, value in attributes.items() if value is not None
    )
    inner = list(content)
    if not inner:
        yield f"<{name}{said}/>"
        return
    yield f"<{name}{said}>"
    yield from (f"  {line}" for line in inner)
    yield f"</{name}>"


def _quoted(value: object) -> str:
    """Return ``value`` as it stands between quotes; a list as words, true as XML spells it."""
    text = " ".join(map(str, names(value)))
    if isinstance(value, bool):
        text = text.lower()
    # A parser takes these three for spaces unless they are written as references (XML §3.3.3).
    return escape(text).translate({ord(blank): f"&#{ord(blank)};" for blank in "\t\n\r"})


def _has_conditions(row: Row) -> bool:
    return any("cond" in each for each in _rows(row, "transitions")) or any(
        map(_has_conditions, _rows(row, "states"))
    )


def _rows(row: Row, key: str) -> list[Row]:
    return [each for each in names(row.get(key)) if isinstance(each, Mapping)]
