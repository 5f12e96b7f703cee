"""SCXML into the plain data of a definition (W3C Recommendation of 1 September 2015).

Read is what shapes a life cycle: the elements of ``scxml_grammar``. ``<log>`` is ignored; what
else a definition can say stands in our own namespace, as ``scxml_export`` writes it. All the
rest (scripts, data, sending, invoking, foreign elements) is refused rather than left out: a life
cycle that silently lost a part would pass for the one that was sent.

What comes out still has to pass ``chart_from_data``: here the document is judged, there the chart.
"""

from collections.abc import Iterator
from itertools import count

from models.statechart.normal_form import normalised
from models.statechart.scxml_grammar import STATES, check
from models.statechart.scxml_names import (
    CHART_FACTS,
    LISTS,
    OBLIGATION_FACTS,
    OURS,
    STATE_FACTS,
    TRANSITION_FACTS,
    as_event,
    as_id,
    from_attribute,
)
from models.statechart.xml_tree import Element, read_tree

UNNAMED = "statechart"

Data = dict[str, object]


def data_from_scxml(text: str | bytes, *, where: str) -> Data:
    """Return the data of a definition, in normal form, that an SCXML document describes.

    A state without id gets one, a document without name is called ``statechart`` and one without
    version is version 1. Names that a definition cannot carry are escaped (``scxml_names``), and
    kept as the label.

    Raises:
        UnreadableSourceError: it is no SCXML, or more of it than is read here; ``where`` (a file
            name) and the line are named.

    """
    root = read_tree(text, where=where)
    check(root, where=where)
    return normalised(_chart(root))


def _chart(root: Element) -> Data:
    free_ids = _free_ids(root)
    return {
        **_named(root.get("name") or UNNAMED),
        **_facts(root, CHART_FACTS),
        "version": int(root.get("version", OURS) or 1),
        "initial": _ids(root, "initial"),
        "states": [_state(each, free_ids) for each in root.children],
    }


def _state(element: Element, free_ids: Iterator[str]) -> Data:
    default = _default_transition(element)
    transitions = [] if element.name == "history" else element.all("transition")
    return {
        **_named(element.get("id") or next(free_ids)),
        **_facts(element, STATE_FACTS),
        "stage": element.get("stage", OURS) == "true",
        "kind": _kind(element),
        "initial": _ids(default, "target") if default else _ids(element, "initial"),
        "raise_on_initial": _raised([default] if default else []),
        "raise_on_entry": _raised(element.all("onentry")),
        "raise_on_exit": _raised(element.all("onexit")),
        "obligations": [_facts(each, OBLIGATION_FACTS, "") for each in element.all("obligation")],
        "transitions": [_transition(each) for each in transitions],
        "states": [_state(each, free_ids) for each in element.all(*STATES)],
    }


def _transition(element: Element) -> Data:
    said: Data = {
        **_facts(element, TRANSITION_FACTS),
        "event": [as_event(each) for each in (element.get("event") or "").split()],
        "target": _ids(element, "target"),
        "internal": element.get("type") == "internal",
        "raise": _raised([element]),
    }
    cond = element.get("cond")
    return said if cond is None else said | {"cond": cond}


def _default_transition(element: Element) -> Element | None:
    """Return the transition in ``<history>`` or ``<initial>`` that leads inside by default."""
    around = [element] if element.name == "history" else element.all("initial")
    return next((each for outer in around for each in outer.all("transition")), None)


def _kind(element: Element) -> str | None:
    if element.name == "history":
        return "deep_history" if element.get("type") == "deep" else "history"
    return None if element.name == "state" else element.name


def _raised(blocks: list[Element]) -> list[str]:
    """Return what ``<raise>`` raises in ``blocks``, in document order."""
    raises = [each for block in blocks for each in block.all("raise")]
    return [as_event(each.get("event") or "") for each in raises]


def _ids(element: Element, attribute: str) -> list[str]:
    return [as_id(each) for each in (element.get(attribute) or "").split()]


def _named(name: str) -> Data:
    """Return the id for ``name``, and ``name`` as the label that people read if they differ."""
    fitting = as_id(name)
    return {"id": fitting} if fitting == name else {"id": fitting, "label": name}


def _facts(element: Element, known: tuple[str, ...], namespace: str = OURS) -> Data:
    """Return what the attributes of ours say, as far as they are there."""
    said = {name: element.get(name, namespace) for name in known}
    return {
        name: value.split() if name in LISTS else from_attribute(value)
        for name, value in said.items()
        if value is not None
    }


def _free_ids(root: Element) -> Iterator[str]:
    """Yield ids for states that have none, different from all in the document."""
    taken = {as_id(each.get("id") or "") for each in root.walk()}
    return (free for number in count(1) if (free := f"state-{number}") not in taken)
