"""Walking through the XML of a document: safe, in one pass, text included.

The parser is expat, without what makes XML dangerous: a document type, and with it every entity
that could expand or fetch, is refused before it is looked at; nesting is bounded.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol
from xml.parsers import expat

from intake.letter import Source
from intake.limits import MAX_NESTING
from models.errors import DamagedLetterError, Words


class Walker(Protocol):
    """Who is told of each element and text, by local names: docx and odt have fixed ones."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""

    def end(self, name: str) -> None:
        """End an element."""

    def text(self, text: str) -> None:
        """Take text."""


def walk(
    content: bytes,
    walker: Walker,
    source: Source,
    kind: str,
    at_line: Callable[[int], None] | None = None,
) -> None:
    """Lead a walker through a part of a document.

    Args:
        content: the XML.
        walker: who is told.
        source: the file, for errors.
        kind: what kind of file it is, for errors.
        at_line: told before each element on which line it begins (1-based).

    Raises:
        DamagedLetterError: it is no XML, has a document type, or is nested too deep.
    """
    guide = _Guide(walker, source, kind, at_line)
    try:
        guide.parser.Parse(content, True)  # noqa: FBT003  (expat takes no keywords)
    except (expat.ExpatError, ValueError) as problem:  # ValueError: an encoding nobody knows
        broken = Words("de XML erin is niet welgevormd", "the XML in it is not well-formed")
        raise guide.refusal(broken) from problem


def require_no_doctype(content: bytes, source: Source, kind: str) -> None:
    """Let pass a part that another parser will read: what comes before its first element is safe.

    Raises:
        DamagedLetterError: it is no XML, or has a document type.
    """
    with suppress(_AtRootError):
        walk(content, _UntilRoot(), source, kind)


class _AtRootError(Exception):
    """The first element is there: a document type cannot follow any more."""


class _UntilRoot:
    """Goes no further than the first element."""

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        raise _AtRootError

    def end(self, _name: str) -> None:
        """Is never reached."""

    def text(self, _text: str) -> None:
        """Is never reached."""


class _Guide:
    """Hands the events of expat on, within bounds."""

    def __init__(
        self, walker: Walker, source: Source, kind: str, at_line: Callable[[int], None] | None
    ) -> None:
        self.walker = walker
        self.at_line = at_line
        self.source = source
        self.kind = kind
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = walker.text
        self.parser.StartDoctypeDeclHandler = self.doctype

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_NESTING:
            raise self.refusal(
                Words(f"dieper genest dan {MAX_NESTING}", f"nested deeper than {MAX_NESTING}")
            )
        if self.at_line is not None:
            self.at_line(self.parser.CurrentLineNumber)
        self.walker.start(_local(name), {_local(key): said for key, said in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        self.walker.end(_local(name))

    def doctype(self, *_: object) -> None:
        raise self.refusal(
            Words("er staat een DOCTYPE in, en die lees ik niet", "it has a DOCTYPE, never read")
        )

    def refusal(self, problem: Words) -> DamagedLetterError:
        return DamagedLetterError(file=self.source.name, kind=self.kind, problem=problem)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
