"""Reading YAML with the line of every value, so that each error can say where it is.

Narrower than YAML: no anchors and aliases (a few lines can stand for gigabytes), no tags, one
document per file, no key twice. Nothing is guessed about types: a value stays the text that it is
until a field says what it should be, so ``no`` never becomes false nor ``2026-02-30`` a string.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import yaml
from yaml.resolver import Resolver

from models.errors import DuplicateIdError, InvalidValueError, UnreadableSourceError, Words

MAX_BYTES = 1_000_000
MAX_DEPTH = 80  # twice that of the deepest life cycle that models.statechart takes
_ACCEPTED = Words(
    "YAML in UTF-8, zonder ankers (&), verwijzingen (*) en tags (!)",
    "YAML in UTF-8, without anchors (&), aliases (*) and tags (!)",
)
_TEXT_TAG = "tag:yaml.org,2002:str"
_NULL_TAG = "tag:yaml.org,2002:null"
_RESOLVER = Resolver()
# libyaml parses ten times faster; the wheels have it, a build from source may not.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Mark(Protocol):
    """Where the parser was; its Python and its C twin have a class each."""

    @property
    def line(self) -> int:
        """The line, from 0."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: a file (relative, as people know it) and a line from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as written. ``is_plain``: without quotes, so it may mean more than text."""

    text: str
    is_plain: bool
    spot: Spot

    @property
    def is_null(self) -> bool:
        """Whether it says *unknown*: empty, ``~`` or ``null``, without quotes."""
        return self.tag == _NULL_TAG

    @property
    def is_text(self) -> bool:
        """Whether YAML, too, reads it as text and not as a number, day or truth value."""
        return self.tag == _TEXT_TAG

    @property
    def tag(self) -> str:
        """The type that YAML sees in it."""
        if not self.is_plain:
            return _TEXT_TAG
        tag: object = _RESOLVER.resolve(yaml.ScalarNode, self.text, (True, False))  # type: ignore[no-untyped-call]
        return str(tag)


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of values."""

    items: tuple["Node", ...]
    spot: Spot


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named values; ``spots`` says where each name stands."""

    fields: dict[str, "Node"]
    spots: dict[str, Spot]
    spot: Spot


Node = Scalar | Listing | Mapping


def read_source(path: Path, *, name: str) -> Mapping:
    """Return the mapping that a YAML file holds.

    Args:
        path: the file.
        name: what errors call it.

    Raises:
        UnreadableSourceError: no YAML, not UTF-8, too large or too deep, an anchor or tag.
        DuplicateIdError: a key that stands twice in one mapping.
        InvalidValueError: the file holds something else than a mapping.
    """
    text = _text_of(path, name)
    try:
        found = _Builder(name, yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as problem:
        raise _unreadable(
            name, _line(problem.problem_mark), _same(str(problem.problem))
        ) from problem
    except yaml.YAMLError as problem:
        position = getattr(problem, "position", 0)
        line = text.count("\n", 0, position) + 1
        raise _unreadable(
            name,
            line,
            Words("een teken dat in YAML niet mag", "a character that YAML does not allow"),
        ) from problem
    return as_mapping(found, "bestand")


def as_mapping(node: Node, field: str) -> Mapping:
    """Return the node as named values, or refuse it."""
    if isinstance(node, Mapping):
        return node
    raise _unfit(
        node,
        field,
        Words("dit zijn geen velden met een naam", "these are no fields with a name"),
        Words("veld: waarde", "field: value"),
    )


def as_listing(node: Node, field: str) -> Listing:
    """Return the node as a sequence, or refuse it."""
    if isinstance(node, Listing):
        return node
    raise _unfit(
        node,
        field,
        Words("dit is geen lijst", "this is no list"),
        Words("een lijst (- …)", "a list (- …)"),
    )


def as_scalar(node: Node, field: str) -> Scalar:
    """Return the node as one value, or refuse it."""
    if isinstance(node, Scalar):
        return node
    raise _unfit(
        node,
        field,
        Words("dit is niet één waarde", "this is not one value"),
        Words("één waarde", "one value"),
    )


def shown(node: Node) -> str:
    """Return what an error shows of a value."""
    if isinstance(node, Scalar):
        return node.text[:80]
    return "[…]" if isinstance(node, Listing) else "{…}"


def _same(text: str) -> Words:
    """Return what a library says, which it says in one language."""
    return Words(text, text)


def _line(mark: _Mark | None) -> int:
    return 1 if mark is None else mark.line + 1


def _unfit(node: Node, field: str, problem: Words, accepted: Words) -> InvalidValueError:
    return InvalidValueError(
        file=node.spot.file,
        line=node.spot.line,
        field=field,
        value=shown(node),
        problem=problem,
        accepted=accepted,
    )


def _text_of(path: Path, name: str) -> str:
    try:
        if path.exists() and not path.is_file():  # a device may have no end
            raise _unreadable(name, 1, Words("dit is geen bestand", "this is no file"))
        if path.stat().st_size > MAX_BYTES:
            raise _unreadable(
                name, 1, Words(f"groter dan {MAX_BYTES} bytes", f"larger than {MAX_BYTES} bytes")
            )
        content = path.read_bytes()
    except FileNotFoundError as problem:
        raise _unreadable(name, 1, Words("dat bestand is er niet", "no such file")) from problem
    except OSError as problem:
        raise _unreadable(name, 1, _same(problem.strerror or str(problem))) from problem
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = content.count(b"\n", 0, problem.start) + 1
        raise _unreadable(name, line, Words("geen UTF-8", "not UTF-8")) from problem


def _unreadable(name: str, line: int, problem: Words) -> UnreadableSourceError:
    return UnreadableSourceError(file=name, line=line, problem=problem, accepted=_ACCEPTED)


@dataclass(slots=True)
class _Builder:
    """From the parser's events to nodes; the events come one by one, so a bomb never unfolds."""

    name: str
    events: Iterator[yaml.Event]

    def document(self) -> Node:
        """Return the one document of the file."""
        found: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise self.refusal(
                        event,
                        Words(
                            "meer dan één document in een bestand",
                            "more than one document in a file",
                        ),
                    )
                found = self.node(next(self.events), 1)
        if found is None:
            raise _unreadable(self.name, 1, Words("er staat niets in", "it is empty"))
        return found

    def node(self, event: yaml.Event, depth: int) -> Node:
        """Return the node that begins with this event."""
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self.refusal(
                event,
                Words(
                    "ankers en verwijzingen worden niet gelezen", "anchors and aliases are not read"
                ),
            )
        if getattr(event, "tag", None) is not None:
            raise self.refusal(event, Words("tags worden niet gelezen", "tags are not read"))
        if depth > MAX_DEPTH:
            raise self.refusal(
                event, Words(f"dieper genest dan {MAX_DEPTH}", f"nested deeper than {MAX_DEPTH}")
            )
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, not event.style, self.spot(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items = self.until(yaml.SequenceEndEvent, depth)
            return Listing(tuple(items), self.spot(event))
        return self.mapping(event, depth)

    def mapping(self, start: yaml.Event, depth: int) -> Mapping:
        """Return the mapping that begins with this event."""
        nodes = self.until(yaml.MappingEndEvent, depth)
        fields: dict[str, Node] = {}
        spots: dict[str, Spot] = {}
        for key, value in zip(nodes, nodes, strict=True):
            name = as_scalar(key, "veldnaam").text
            if name in fields:
                raise DuplicateIdError(
                    file=self.name,
                    line=key.spot.line,
                    key=name,
                    first=Words(f"regel {spots[name].line}", f"line {spots[name].line}"),
                )
            fields[name], spots[name] = value, key.spot
        return Mapping(fields, spots, self.spot(start))

    def until(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        """Yield the nodes up to the end of a collection."""
        for event in self.events:
            if isinstance(event, end):
                return
            yield self.node(event, depth + 1)

    def spot(self, event: yaml.Event) -> Spot:
        """Return where an event stands."""
        return Spot(self.name, _line(event.start_mark))

    def refusal(self, event: yaml.Event, problem: Words) -> UnreadableSourceError:
        """Return the error for something that YAML knows and we do not read."""
        return _unreadable(self.name, _line(event.start_mark), problem)
