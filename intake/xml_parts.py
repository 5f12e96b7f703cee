"""Walking through the XML of a document: safe, in one pass, text included.

The parser is expat, without what makes XML dangerous: a document type, and with it every entity
that could expand or fetch, is refused before it is looked at; nesting is bounded.
"""

from typing import Protocol
from xml.parsers import expat

from intake.letter import FileKind, Source
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


def walk(content: bytes, walker: Walker, source: Source, kind: FileKind) -> None:
    """Lead a walker through a part of a document.

    Raises:
        DamagedLetterError: it is no XML, has a document type, or is nested too deep.
    """
    guide = _Guide(walker, source, kind)
    try:
        guide.parser.Parse(content, True)  # noqa: FBT003  (expat takes no keywords)
    except (expat.ExpatError, ValueError) as problem:  # ValueError: an encoding nobody knows
        broken = Words("de XML erin is niet welgevormd", "the XML in it is not well-formed")
        raise guide.refusal(broken) from problem


class _Guide:
    """Hands the events of expat on, within bounds."""

    def __init__(self, walker: Walker, source: Source, kind: FileKind) -> None:
        self.walker = walker
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
