"""The part of SCXML that is read here, as tables, and the check that a document keeps to it.

Structure as in the W3C Recommendation of 1 September 2015, chapter 3; the one element of our own
namespace is ``obligation``.
"""

import re
from dataclasses import dataclass

from models.errors import ExpressionError, UnreadableSourceError, Words
from models.statechart.condition import parse_condition
from models.statechart.scxml_names import (
    CHART_FACTS,
    OBLIGATION_FACTS,
    OURS,
    SCXML,
    STATE_FACTS,
    TRANSITION_FACTS,
)
from models.statechart.xml_tree import Element

MAX_SHOWN = 40  # characters of what is refused that an error repeats
STATES = ("state", "parallel", "final", "history")


@dataclass(frozen=True, slots=True)
class _Rule:
    """What an element may carry: attributes, attributes of ours, and elements in it."""

    attributes: tuple[str, ...] = ()
    ours: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


_ACTIONS = ("raise", "log")
_CONTENT = ("onentry", "onexit", "obligation")
_ROOT = ("name", "version", "initial", "datamodel", "binding")

_RULES = {
    "scxml": _Rule(_ROOT, CHART_FACTS, ("state", "parallel", "final")),
    "state": _Rule(("id", "initial"), STATE_FACTS, (*_CONTENT, "initial", "transition", *STATES)),
    "parallel": _Rule(
        ("id",), STATE_FACTS, (*_CONTENT, "transition", "state", "parallel", "history")
    ),
    "final": _Rule(("id",), STATE_FACTS, _CONTENT),
    "history": _Rule(("id", "type"), STATE_FACTS, ("transition",)),
    "initial": _Rule((), (), ("transition",)),
    "transition": _Rule(("event", "cond", "target", "type"), TRANSITION_FACTS, _ACTIONS),
    "onentry": _Rule((), (), _ACTIONS),
    "onexit": _Rule((), (), _ACTIONS),
    "raise": _Rule(("event",)),
    "log": _Rule(("label", "expr")),
    "obligation": _Rule(OBLIGATION_FACTS),
}
# That of <initial> and <history>: SCXML §3.6 and §3.10 allow it neither event nor condition.
_DEFAULT_TRANSITION = _Rule(("target", "type"), (), _ACTIONS)

_WITH_DEFAULT = ("initial", "history")

_ONE_TRANSITION = Words('één <transition target="…">', 'one <transition target="…">')
_ONE_INITIAL = Words("initial of <initial>, niet beide", "initial or <initial>, not both")
_STATES_NAMED = Words("een of meer toestanden", "one or more states")
_EVENTS_NAMED = Words("een of meer gebeurtenissen", "one or more events")
_ANY = re.compile(".*", re.DOTALL)
_WORDS = re.compile(r"\s*\S.*", re.DOTALL)
# Per element and attribute (ours without element): what its value matches, and that in words.
_VALUES: dict[tuple[str, str], tuple[re.Pattern[str], str | Words]] = {
    ("scxml", "version"): (re.compile(r"1\.0"), "1.0"),
    ("scxml", "initial"): (_WORDS, _STATES_NAMED),
    ("state", "initial"): (_WORDS, _STATES_NAMED),
    ("history", "type"): (re.compile("shallow|deep"), "shallow, deep"),
    ("transition", "type"): (re.compile("internal|external"), "internal, external"),
    ("transition", "event"): (_WORDS, _EVENTS_NAMED),
    ("transition", "target"): (_WORDS, _STATES_NAMED),
    ("raise", "event"): (re.compile(r"\S+"), Words("één gebeurtenis", "one event")),
    (OURS, "version"): (re.compile("[1-9][0-9]{0,99}"), "1, 2, 3 …"),
    (OURS, "stage"): (re.compile("true|false"), "true, false"),
}
# They say something about the document, not about the chart: xml:space, xsi:schemaLocation.
_HARMLESS = (
    "http://www.w3.org/XML/1998/namespace",
    "http://www.w3.org/2001/XMLSchema-instance",
)


def check(root: Element, *, where: str) -> None:
    """Refuse a document that says more than is read here, or says it in the wrong place.

    Raises:
        UnreadableSourceError: ``where``, the line and what is accepted there are named.

    """
    # Drafts of SCXML had no namespace, and so have many documents.
    if root.name != "scxml" or root.namespace not in {SCXML, ""}:
        raise _refusal(where, root, f"<{root.name}>", f'<scxml xmlns="{SCXML}" version="1.0">')
    _Check(where, root.namespace).element(root, _RULES["scxml"])


@dataclass(frozen=True, slots=True)
class _Check:
    where: str
    namespace: str

    def element(self, element: Element, rule: _Rule) -> None:
        self.attributes(element, rule)
        self.counts(element)
        for child in element.children:
            namespace = OURS if child.name == "obligation" else self.namespace
            if child.name not in rule.children or child.namespace != namespace:
                accepted = ", ".join(f"<{name}>" for name in rule.children) or "–"
                problem = f"<{child.name}> in <{element.name}>"
                raise _refusal(self.where, child, problem, accepted)
            is_default = element.name in _WITH_DEFAULT
            self.element(child, _DEFAULT_TRANSITION if is_default else _RULES[child.name])

    def attributes(self, element: Element, rule: _Rule) -> None:
        for (namespace, name), value in element.attributes.items():
            if namespace in _HARMLESS:
                continue
            if name not in {"": rule.attributes, OURS: rule.ours}.get(namespace, ()):
                accepted = ", ".join((*rule.attributes, *rule.ours)) or "–"
                raise _refusal(self.where, element, f"{name} in <{element.name}>", accepted)
            key = (OURS, name) if namespace else (element.name, name)
            pattern, accepts = _VALUES.get(key, (_ANY, ""))
            if not pattern.fullmatch(value):
                raise _refusal(self.where, element, f"{name}='{value[:MAX_SHOWN]}'", accepts)
        if (cond := element.get("cond")) is not None:
            self.condition(element, cond)

    def condition(self, element: Element, cond: str) -> None:
        try:
            parse_condition(cond)
        except ExpressionError as error:
            accepted = Words("and, or, not, haakjes, namen", "and, or, not, parentheses, names")
            problem = f"cond='{cond[:MAX_SHOWN]}'"
            raise _refusal(self.where, element, problem, accepted) from error

    def counts(self, element: Element) -> None:
        """Refuse what stands twice, and what is missing (SCXML §3.3, §3.6, §3.10, §4.2)."""
        named = f"<{element.name}>"
        defaults = element.all("transition") if element.name in _WITH_DEFAULT else []
        wanted = {1} if element.name == "initial" else {0, 1}
        if len(defaults) not in wanted or any(each.get("target") is None for each in defaults):
            raise _refusal(self.where, element, named, _ONE_TRANSITION)
        if element.get("initial") is not None and element.all("initial"):
            raise _refusal(self.where, element, named, _ONE_INITIAL)
        if element.name == "raise" and element.get("event") is None:
            raise _refusal(self.where, element, named, 'event="…"')


def _refusal(
    where: str, element: Element, problem: str, accepted: str | Words
) -> UnreadableSourceError:
    said = Words(f"{problem} wordt hier niet gelezen", f"{problem} is not read here")
    return UnreadableSourceError(file=where, line=element.line, problem=said, accepted=accepted)
