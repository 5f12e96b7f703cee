"""Guards of transitions: and, or, not over named facts, and nothing else.

A definition is data that an administrator may write, so its conditions may never become code:
the text is parsed by Python's own grammar, and a walk admits five kinds of node. What comes out
is a small tree of our own; nothing is ever evaluated by Python.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from models.errors import ExpressionError, Words

MAX_CHARACTERS = 2_000
MAX_DEPTH = 50  # far beyond what people can read, far below Python's recursion limit

# Checked before Python's parser sees the text: it rules out strings, calls with arguments and
# comments ("a # and b" would otherwise silently mean "a").
_FOREIGN = re.compile(r"[^\w.() ]")


@dataclass(frozen=True, slots=True)
class _Fact:
    name: str


@dataclass(frozen=True, slots=True)
class _Not:
    operand: "_Node"


@dataclass(frozen=True, slots=True)
class _Group:
    every: bool  # and: every operand must hold; or: one of them
    operands: tuple["_Node", ...]


_Node = _Fact | _Not | _Group


@dataclass(frozen=True, slots=True)
class Condition:
    """A guard as written, with the facts it names in the order of the text."""

    text: str
    names: tuple[str, ...]
    _tree: _Node = field(repr=False)

    @property
    def terms(self) -> tuple[str, ...]:
        """What is asked of each fact, in the order of the text: ``name`` or ``not name``."""
        return tuple(dict.fromkeys(_terms(self._tree, wanted=True)))

    def holds(self, facts: Mapping[str, bool]) -> bool:
        """Return whether the condition is true.

        Raises:
            ExpressionError: a fact is absent. Taking it for false would let ``not x`` pass on
                what nobody has looked up.

        """
        self._refuse_absent(facts)
        return not _in_the_way(self._tree, facts, wanted=True)

    def decided(self, facts: Mapping[str, bool]) -> bool | str:
        """Return whether the condition holds, or the first fact that must be known to tell.

        Unlike ``holds`` it takes facts that are absent: what cannot change the answer any more is
        not asked for (Kleene's three-valued logic).
        """
        return _decided(self._tree, facts)

    def missing(self, facts: Mapping[str, bool]) -> tuple[str, ...]:
        """Return the terms that stand in the way, in the order of the text; none if it holds.

        A term is ``name`` (must become true) or ``not name`` (must become false). For an ``or``
        all alternatives are listed: changing any one of them may be enough.
        """
        self._refuse_absent(facts)
        return tuple(dict.fromkeys(_in_the_way(self._tree, facts, wanted=True)))

    def _refuse_absent(self, facts: Mapping[str, bool]) -> None:
        for name in self.names:
            if name not in facts:
                raise ExpressionError(
                    expression=self.text,
                    problem=Words(f"feit '{name}' is niet bekend", f"fact '{name}' is not known"),
                )


def parse_condition(text: str) -> Condition:
    """Return the condition that ``text`` says; white space is normalised.

    Raises:
        ExpressionError: the text is empty, too long, nested too deep, or holds anything but
            and, or, not, parentheses, names and dotted names.

    """
    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(
            expression=f"{text[:40]}…",
            problem=Words(
                f"langer dan {MAX_CHARACTERS} tekens", f"longer than {MAX_CHARACTERS} characters"
            ),
        )
    text = " ".join(text.split())
    if not text:
        raise ExpressionError(expression=text, problem=Words("leeg", "empty"))
    if foreign := _FOREIGN.search(text):
        raise ExpressionError(
            expression=text,
            problem=Words(f"'{foreign.group()}' mag niet", f"'{foreign.group()}' is not allowed"),
        )
    tree = _admit(_parsed(text), text, depth=0)
    return Condition(text, tuple(dict.fromkeys(_names(tree))), tree)


def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        problem = Words(f"niet leesbaar ({error.msg})", f"not readable ({error.msg})")
        raise ExpressionError(expression=text, problem=problem) from error
    except (RecursionError, MemoryError) as error:
        # CPython's parser answers deep nesting with either of these, depending on its version.
        raise ExpressionError(
            expression=text, problem=Words("te diep genest", "nested too deep")
        ) from error


def _admit(node: ast.expr, text: str, *, depth: int) -> _Node:
    if depth > MAX_DEPTH:
        raise ExpressionError(
            expression=text,
            problem=Words(f"dieper genest dan {MAX_DEPTH}", f"nested deeper than {MAX_DEPTH}"),
        )
    match node:
        case ast.BoolOp(op=operator, values=values):
            operands = tuple(_admit(value, text, depth=depth + 1) for value in values)
            return _Group(isinstance(operator, ast.And), operands)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _Not(_admit(operand, text, depth=depth + 1))
        case ast.Name(id=name):
            return _Fact(name)
        case ast.Attribute(value=value, attr=attribute):
            owner = _admit(value, text, depth=depth + 1)
            if isinstance(owner, _Fact):
                return _Fact(f"{owner.name}.{attribute}")
    # Not ast.unparse: it recurses, and what is refused here may be nested without end.
    said = ast.get_source_segment(text, node)
    raise ExpressionError(
        expression=text,
        problem=Words(f"'{said}' is geen naam van een feit", f"'{said}' is not the name of a fact"),
    )


def _names(node: _Node) -> list[str]:
    match node:
        case _Fact(name):
            return [name]
        case _Not(operand):
            return _names(operand)
        case _Group(operands=operands):
            return [name for operand in operands for name in _names(operand)]


def _decided(node: _Node, facts: Mapping[str, bool]) -> bool | str:
    match node:
        case _Fact(name):
            return facts.get(name, name)
        case _Not(operand):
            found = _decided(operand, facts)
            return found if isinstance(found, str) else not found
        case _Group(every, operands):
            answers = [_decided(operand, facts) for operand in operands]
            if (not every) in answers:
                return not every
            return next((each for each in answers if isinstance(each, str)), every)


def _terms(node: _Node, *, wanted: bool) -> list[str]:
    match node:
        case _Fact(name):
            return [name if wanted else f"not {name}"]
        case _Not(operand):
            return _terms(operand, wanted=not wanted)
        case _Group(operands=operands):
            return [term for operand in operands for term in _terms(operand, wanted=wanted)]


def _in_the_way(node: _Node, facts: Mapping[str, bool], *, wanted: bool) -> list[str]:
    """Return the terms that keep ``node`` from being ``wanted``; an empty list means it is.

    De Morgan in passing: an ``and`` that must be false behaves as an ``or`` of negations.
    """
    match node:
        case _Fact(name):
            if facts[name] is wanted:
                return []
            return [name if wanted else f"not {name}"]
        case _Not(operand):
            return _in_the_way(operand, facts, wanted=not wanted)
        case _Group(every, operands):
            obstacles = [_in_the_way(operand, facts, wanted=wanted) for operand in operands]
            if every is not wanted and not all(obstacles):
                return []
            return [term for terms in obstacles for term in terms]
