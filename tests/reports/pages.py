"""What a browser and a screen reader would see of a page, found with the parser of the library."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "link", "img", "input", "hr"})
# Elements of SVG that the page closes themselves (``<rect/>``) never reach the stack.
_LOADS = frozenset({"src", "srcset", "data", "poster", "action", "background"})


@dataclass
class Page(HTMLParser):
    """A page taken apart; whatever is not well formed raises."""

    ids: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    tables: list[list[str]] = field(default_factory=list)  # elements inside each table
    header_cells: list[dict[str, str | None]] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    elements: list[str] = field(default_factory=list)
    language: str | None = None
    text: list[str] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._seen(tag, dict(attrs))
        if tag not in _VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._seen(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack, f"</{tag}> closes nothing"
        opened = self.stack.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"

    def handle_data(self, data: str) -> None:
        if self.stack and self.stack[-1] not in {"style", "script"}:
            self.text.append(data)

    def _seen(self, tag: str, attrs: dict[str, str | None]) -> None:
        self.elements.append(tag)
        if tag == "html":
            self.language = attrs.get("lang")
        if "id" in attrs:
            self.ids.append(str(attrs["id"]))
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if tag == "table":
            self.tables.append([])
        elif "table" in self.stack:
            self.tables[-1].append(tag)
        if tag == "th":
            self.header_cells.append(attrs)
        self.loads += [f"{tag} {name}" for name in _LOADS & attrs.keys()]
        for name in ("aria-labelledby", "aria-describedby"):
            self.references += (attrs.get(name) or "").split()


def read_page(document: str) -> Page:
    """Return a page taken apart."""
    page = Page()
    page.feed(document)
    page.close()
    assert page.stack == []
    return page
