"""Reading an XML document that a stranger sent, into a small tree with line numbers.

The parser is expat, without what makes XML dangerous: a document type, and with it every entity
that could expand or fetch, is refused before it is looked at. Size and nesting are bounded.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from models.errors import UnreadableSourceError, Words

MAX_BYTES = 1_000_000
MAX_NESTING = 40  # the 32 levels of states that definition.py takes, and what lies in the last

_ACCEPTED = Words(
    "welgevormde XML in UTF-8, zonder DOCTYPE, van ten hoogste 1 MB en 40 niveaus diep",
    "well-formed XML in UTF-8, without DOCTYPE, of at most 1 MB and 40 levels deep",
)
_NOT_UTF8 = Words("geen UTF-8", "not UTF-8")


@dataclass(slots=True)
class Element:
    """An element; an attribute in a namespace is keyed by ``(namespace, name)``."""

    namespace: str
    name: str
    attributes: dict[tuple[str, str], str]
    line: int
    children: list["Element"] = field(default_factory=list)

    def get(self, name: str, namespace: str = "") -> str | None:
        """Return the attribute ``name``; unlike an element it is in no namespace by default."""
        return self.attributes.get((namespace, name))

    def all(self, *names: str) -> list["Element"]:
        """Return the elements with one of ``names`` directly in this one, in document order."""
        return [child for child in self.children if child.name in names]

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all within it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_tree(text: str | bytes, *, where: str) -> Element:
    """Return the root element of a document without text; comments are left out.

    Raises:
        UnreadableSourceError: it is no such document, or more than is accepted here; ``where``
            and the line are named.

    """
    content = _utf8(text, where)
    is_decoded = isinstance(text, str)  # what it declares as its encoding is then history
    builder = _Builder(where, declaration_counts=not is_decoded and not content.isascii())
    try:
        builder.parser.Parse(content, True)  # noqa: FBT003  (expat takes no keywords)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        problem = Words(f"geen welgevormde XML ({said})", f"not well-formed XML ({said})")
        raise _refusal(where, error.lineno, problem) from error
    return builder.roots[0]


class _Builder:
    """The tree under construction, as expat comes by the tags."""

    def __init__(self, where: str, *, declaration_counts: bool) -> None:
        self.where = where
        self.declaration_counts = declaration_counts
        self.roots: list[Element] = []
        self.open: list[Element] = []
        self.parser = expat.ParserCreate("utf-8", namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.XmlDeclHandler = self.declaration

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self.open) >= MAX_NESTING:
            nl, en = f"dieper genest dan {MAX_NESTING}", f"nested deeper than {MAX_NESTING}"
            raise self.refusal(Words(nl, en))
        element = Element(
            *_split(name),
            {_split(key): value for key, value in attributes.items()},
            self.parser.CurrentLineNumber,
        )
        (self.open[-1].children if self.open else self.roots).append(element)
        self.open.append(element)

    def end(self, _name: str) -> None:
        self.open.pop()

    def characters(self, text: str) -> None:
        if not text.isspace():
            said = " ".join(text.split())[:40]
            raise self.refusal(Words(f"losse tekst '{said}'", f"stray text '{said}'"))

    def doctype(self, *_: object) -> None:
        raise self.refusal(Words("een DOCTYPE", "a DOCTYPE"))

    def declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if self.declaration_counts and encoding and encoding.lower() != "utf-8":
            raise self.refusal(Words(f"gecodeerd in {encoding}", f"encoded in {encoding}"))

    def refusal(self, problem: Words) -> UnreadableSourceError:
        return _refusal(self.where, self.parser.CurrentLineNumber, problem)


def _utf8(text: str | bytes, where: str) -> bytes:
    try:
        content = text.encode() if isinstance(text, str) else text
        if len(content) > MAX_BYTES:
            raise _refusal(where, 1, Words("groter dan 1 MB", "larger than 1 MB"))
        content.decode()
    except UnicodeEncodeError as error:
        raise _refusal(where, error.object.count("\n", 0, error.start) + 1, _NOT_UTF8) from error
    except UnicodeDecodeError as error:
        raise _refusal(where, error.object.count(b"\n", 0, error.start) + 1, _NOT_UTF8) from error
    return content.removeprefix(codecs.BOM_UTF8)


def _split(name: str) -> tuple[str, str]:
    """Return namespace and local name of what expat joined by a space."""
    namespace, _, local = name.rpartition(" ")
    return namespace, local


def _refusal(where: str, line: int, problem: Words) -> UnreadableSourceError:
    return UnreadableSourceError(file=where, line=line, problem=problem, accepted=_ACCEPTED)
