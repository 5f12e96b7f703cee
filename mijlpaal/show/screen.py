"""Writing to whoever looks: rich on a terminal, plain aligned text in a file or a pipe.

Only tables know the difference; nothing is cut off when it is piped, so that ``grep`` and ``awk``
see whole lines. ``NO_COLOR`` (no-color.org) leaves the layout and takes the colour.
"""

import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:  # rich costs 50 ms: only who shows a table on a terminal pays
    from rich.console import Console
    from rich.text import Text

WIDEST = 140  # columns; a table over the whole of a very wide screen cannot be followed
_GAP = "  "
_BETWEEN = 3  # columns of the screen between two of a table of rich
_LONGEST_KEY = 36  # keys are copied from the first column, so they should stay whole
_LONGEST_UNBROKEN = 20


@dataclass(frozen=True, slots=True)
class Ink:
    """A text with the way it is shown on a terminal (a style of rich: ``bold``, ``red``)."""

    text: str
    style: str = ""


Cell = str | Ink


def is_terminal() -> bool:
    """Return whether a person reads this directly."""
    return sys.stdout.isatty()


def heading(text: str) -> None:
    """Write a heading with a blank line above it."""
    say("")
    say(Ink(text, "bold"))


def say(cell: Cell) -> None:
    """Write one line."""
    if not is_terminal() or isinstance(cell, str) or not cell.style:
        typer.echo(_text(cell))
        return
    _console().print(_rich(cell), soft_wrap=True)


def pairs(rows: Sequence[tuple[str, Cell]]) -> None:
    """Write what-is-what lines: names in one column, values beside them."""
    if is_terminal():
        _rich_table(["", ""], rows, heads_shown=False)
        return
    column = max((len(name) for name, _ in rows), default=0)
    for name, value in rows:
        typer.echo(f"{name.ljust(column)}{_GAP}{_text(value)}")


def item(sign: Ink, title: str, lines: Sequence[Cell]) -> None:
    """Write one thing of a list: its sign and title, and below it, indented, what is said of it."""
    if not is_terminal():
        typer.echo(f"{sign.text} {title}")
        for line in lines:
            typer.echo(f"  {_text(line)}")
        return
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row(_rich(sign), _rich(Ink(title, "bold")))
    for line in lines:
        grid.add_row("", _rich(line))
    _console().print(grid)


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Write a table; nothing when there are no rows."""
    if not rows:
        return
    if is_terminal():
        _rich_table(heads, rows, heads_shown=True)
        return
    lines = [list(heads), *([_one_line(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        typer.echo(_GAP.join(padded).rstrip())


def _rich_table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], *, heads_shown: bool) -> None:
    from rich import box
    from rich.table import Table

    grid = Table(
        box=box.SIMPLE_HEAD if heads_shown else None,
        show_header=heads_shown,
        header_style="bold",
        pad_edge=False,
        show_edge=False,
        padding=(0, 2, 0, 0),
    )
    for head, width in zip(heads, _widths(heads, rows), strict=True):
        grid.add_column(head, width=width, overflow="fold")
    for row in rows:
        grid.add_row(*(_rich(cell) for cell in row))
    _console().print(grid)


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int | None]:
    """Return how wide each column is: no word breaks, or only no key if it must.

    The widest column gives way first. Left to itself, rich takes from all alike and then breaks
    the words of the last one.
    """
    columns = list(zip(heads, *rows, strict=True))
    key, *others = (_longest_word(column) for column in columns)
    least = [min(key, _LONGEST_KEY), *(min(each, _LONGEST_UNBROKEN) for each in others)]
    room = _width() - _BETWEEN * (len(columns) - 1)
    if sum(least) > room:
        return [least[0], *([None] * len(others))]
    widths = [max(len(_text(cell)) for cell in column) for column in columns]
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda i: (widths[i] > least[i], widths[i]))
        widths[widest] -= 1
    return [*widths]


def _longest_word(cells: Sequence[Cell]) -> int:
    """Return the width below which words would break."""
    return max((len(word) for cell in cells for word in _text(cell).split()), default=0)


def _console() -> "Console":
    from rich.console import Console

    return Console(width=_width(), highlight=False, no_color="NO_COLOR" in os.environ)


def _width() -> int:
    return min(shutil.get_terminal_size().columns, WIDEST)


def _rich(cell: Cell) -> "Text":
    from rich.text import Text

    return Text(cell) if isinstance(cell, str) else Text(cell.text, style=cell.style)


def _text(cell: Cell) -> str:
    return cell if isinstance(cell, str) else cell.text


def _one_line(cell: Cell) -> str:
    return " ".join(_text(cell).split())
