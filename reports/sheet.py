"""A sheet of plain text: headings, wrapped paragraphs and named fields, 100 columns at most."""

import textwrap
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

COLUMNS = 100
_NAME = 24  # columns for the name of a field


@dataclass(slots=True)
class Sheet:
    """Lines that grow; every one of them fits."""

    lines: list[str] = field(default_factory=list)

    def title(self, text: str) -> None:
        """Add the title, underlined."""
        self._wrapped(text)
        self.lines.append("=" * min(COLUMNS, len(self.lines[-1])))

    def heading(self, text: str) -> None:
        """Add a heading after an empty line."""
        self.lines.append("")
        self._wrapped(text.upper())
        self.lines.append("-" * min(COLUMNS, len(self.lines[-1])))

    def paragraph(self, text: str, indent: int = 0) -> None:
        """Add a paragraph."""
        self._wrapped(text, first=" " * indent, rest=" " * indent)

    def item(self, text: str, sign: str = "-", indent: int = 0) -> None:
        """Add an item of a list behind its sign."""
        first = f"{' ' * indent}{sign} "
        self._wrapped(text, first=first, rest=" " * len(first))

    def field(self, name: str, value: str, indent: int = 0) -> None:
        """Add a name and its value, the values of consecutive fields below each other."""
        first = f"{' ' * indent}{name}".ljust(indent + _NAME - 1) + " "
        self._wrapped(value, first=first, rest=" " * (indent + _NAME))

    def items(self, found: Iterable[str], indent: int = 0) -> None:
        """Add a list."""
        for text in found:
            self.item(text, indent=indent)

    def blank(self) -> None:
        """Add an empty line."""
        self.lines.append("")

    def text(self) -> str:
        """Return the whole sheet, ending in a line break."""
        return "\n".join(self.lines) + "\n"

    def _wrapped(self, text: str, first: str = "", rest: str = "") -> None:
        clean = "".join(" " if unicodedata.category(each) == "Cc" else each for each in text)
        filled = textwrap.wrap(
            clean,
            width=COLUMNS,
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
        )
        self.lines.extend(line.rstrip() for line in filled or [first.rstrip()])
