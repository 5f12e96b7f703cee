"""The reference of the command line, made from the commands themselves: docs/commands.md."""

from collections.abc import Iterator

import typer
from typer.core import TyperCommand, TyperGroup

from mijlpaal.call import EVERYWHERE
from mijlpaal.exits import Exit
from mijlpaal.help import (
    Row,
    argument_rows,
    command_sections,
    is_example,
    option_rows,
    usage_line,
)
from mijlpaal.words import pick
from models.vocabulary import Language

_LANGUAGE = Language.NL  # what users see is Dutch; `--lang en --help` says the same in English

_TOP = """\
# Opdrachten

Gemaakt uit de opdrachten zelf met `make docs`; een test houdt deze pagina ermee gelijk.
Read the same in English with `mijlpaal --lang en … --help`.

Wat u leest gaat naar standaarduitvoer, voortgang en fouten naar standaardfout. Op een terminal
staan tabellen in kleur (`NO_COLOR` zet de kleur uit); in een pijp of bestand zijn het rechte
kolommen zonder afbreking. Elke opdracht die leest kent `--json`.
"""


def reference_markdown() -> str:
    """Return the page: every command with its arguments and options, and the exit codes."""
    from mijlpaal.app import app

    root = typer.main.get_command(app)
    parts = [_TOP, *_overall(root), *_exit_codes()]
    for path, command in commands_of(root):
        parts += _chapter(path, command)
    return "\n".join(parts)


def commands_of(
    command: object, path: tuple[str, ...] = ("mijlpaal",)
) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """Yield every command below this one with the words that call it, in the order of the tree."""
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from commands_of(each, (*path, name))
    elif isinstance(command, TyperCommand):
        yield path, command


def _overall(root: object) -> Iterator[str]:
    yield "## Overzicht\n"
    if isinstance(root, TyperGroup):
        for heading, rows in command_sections(root, _LANGUAGE).items():
            yield f"### {heading}\n"
            named = [(f"`mijlpaal {name}`", text) for name, text in rows]
            yield from _table(("Opdracht", "Wat"), named)
    yield "## Overal\n"
    yield from _table(
        ("Optie", "Wat"), [(f"`{name}`", pick(text, _LANGUAGE)) for name, text in EVERYWHERE]
    )


def _exit_codes() -> Iterator[str]:
    yield "## Exitcodes\n"
    yield from _table(("Code", "Betekenis"), [(str(int(each)), each.say()) for each in Exit])


def _chapter(path: tuple[str, ...], command: TyperCommand) -> Iterator[str]:
    name = " ".join(path)
    yield f"## {name}\n"
    for paragraph in pick(command.help or "", _LANGUAGE).split("\n\n"):
        yield f"    {paragraph}\n" if is_example(paragraph) else f"{paragraph}\n"
    yield f"    {usage_line(command, name, _LANGUAGE)}\n"
    rows = [*argument_rows(command, _LANGUAGE), *option_rows(command, _LANGUAGE)]
    if rows:
        yield from _table(("Argument of optie", "Wat"), [(f"`{n}`", text) for n, text in rows])


def _table(heads: Row, rows: list[Row]) -> Iterator[str]:
    yield f"| {heads[0]} | {heads[1]} |"
    yield "|---|---|"
    for name, text in rows:
        yield f"| {_cell(name)} | {_cell(text)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
