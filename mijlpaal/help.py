"""How a help page looks: the same sections in the reader's language, narrow enough to read."""

import shutil
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar, cast

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from mijlpaal.call import EVERYWHERE, Call
from mijlpaal.completing import HELP_OF_HELP, completed
from mijlpaal.dutch import DUTCH, english_of
from mijlpaal.ending import telling
from mijlpaal.options import ActAsJson
from mijlpaal.past import PAST_OPTIONS, admit
from mijlpaal.trying import TRIAL_OPTIONS, Trial, admit_trial
from mijlpaal.words import both, pick
from models.vocabulary import Language

WIDEST = 100  # characters; longer lines are hard to read
_NAME_COLUMN = 30

LOOKING = both("Kijken", "Looking")
PROGRAMME = both("Het programma", "The programme")
RUNNING = both("Draaien", "Running")
KEEPING = both("Beheer", "Keeping")
PANELS = (LOOKING, PROGRAMME, RUNNING, KEEPING)  # in this order on the first page

Row = tuple[str, str]  # what to type, what it does


class HouseCommand(TyperCommand):
    """A command with our help page, about the present; what it does cannot be taken back."""

    shows_the_past: ClassVar[bool] = False
    trial: ClassVar[Trial] = Trial.REFUSED

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (as Typer declares it)
        """Run the command, unless it is asked to look back or to be tried and cannot."""
        admit(cast("typer.Context", ctx), shows_the_past=self.shows_the_past)
        admit_trial(cast("typer.Context", ctx), self.trial)
        return super().invoke(ctx)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ANN401  (idem)
        """Return how the word may go on."""
        return completed(super().shell_complete(ctx, incomplete), self, incomplete)

    def get_help(self, ctx: object) -> str:
        """Return the help page of this command."""
        return _page(self, cast("typer.Context", ctx))


class PresentCommand(HouseCommand):
    """A command that only reads, about the present."""

    trial: ClassVar[Trial] = Trial.NEEDLESS


class ReadingCommand(PresentCommand):
    """A command that only reads, all of it through ``Desk.reading``: it can show a past."""

    shows_the_past: ClassVar[bool] = True


class TryingCommand(HouseCommand):
    """A command that itself leaves everything as it was when the call is a trial."""

    trial: ClassVar[Trial] = Trial.KNOWN

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (as Typer declares it)
        """Run the command, and end by telling what it did or that nothing changed."""
        with telling(ctx.obj):
            return super().invoke(ctx)


class ActingCommand(TryingCommand):
    """A command that records, all of it through ``Desk.writing``; ``--json`` tells what."""

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  (as Typer declares it)
        """Add the option that every act has."""
        super().__init__(*given, **named)
        self.params.append(_json_option())

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401  (as Typer declares it)
        """Run the command; for people or for a program."""
        if ctx.params.pop("as_json", False):
            ctx.obj = replace(ctx.obj, is_for_machines=True)
        return super().invoke(ctx)


@cache
def _json_option() -> TyperOption:
    """Return ``--json`` as Typer makes it of a declaration."""

    def act(as_json: ActAsJson = False) -> None: ...

    probe = typer.Typer(add_completion=False)
    probe.command()(act)
    (option,) = typer.main.get_command(probe).params
    return cast("TyperOption", option)


class HouseGroup(TyperGroup):
    """A group of commands with our help page; each answers to its Dutch word as well."""

    shows_the_past: ClassVar[bool] = False

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  (as Typer declares it)
        """Return the command that is called so in one of the two languages."""
        return super().get_command(ctx, cmd_name) or super().get_command(ctx, english_of(cmd_name))

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ANN401  (idem)
        """Return which command or option may be meant."""
        return completed(super().shell_complete(ctx, incomplete), self, incomplete)

    def get_help(self, ctx: object) -> str:
        """Return the help page of this group, with its commands."""
        return _page(self, cast("typer.Context", ctx))


class ReadingGroup(HouseGroup):
    """A group that is a reading command itself when none of its commands is named."""

    shows_the_past: ClassVar[bool] = True


def language_of(context: typer.Context) -> Language:
    """Return the reader's language; Dutch where no call is known."""
    return context.obj.language if isinstance(context.obj, Call) else Language.NL


def usage_line(command: TyperCommand | TyperGroup, path: str, language: Language) -> str:
    """Return how the command is written, without the word "usage"."""
    pieces = [path]
    if any(isinstance(each, TyperOption) for each in command.params):
        pieces.append(pick(both("[opties]", "[options]"), language))
    pieces += [_argument(each, language) for each in arguments_of(command)]
    if isinstance(command, TyperGroup):
        pieces.append(pick(both("OPDRACHT …", "COMMAND …"), language))
    return " ".join(pieces)


def arguments_of(command: TyperCommand | TyperGroup) -> list[TyperArgument]:
    """Return the arguments of a command in the order in which they are written."""
    return [each for each in command.params if isinstance(each, TyperArgument)]


def argument_rows(command: TyperCommand | TyperGroup, language: Language) -> list[Row]:
    """Return each argument with what it means."""
    return [
        (_argument(each, language), pick(each.help or "", language))
        for each in arguments_of(command)
    ]


def option_rows(command: TyperCommand | TyperGroup, language: Language) -> list[Row]:
    """Return each option with what it does; ``--help`` is the same everywhere and left out."""
    options = [each for each in command.params if isinstance(each, TyperOption)]
    rows = [
        (_option(each, language), pick(each.help or "", language))
        for each in options
        if not each.hidden
    ]
    if getattr(command, "shows_the_past", False):
        rows += [(pick(name, language), pick(text, language)) for name, text in PAST_OPTIONS]
    if getattr(command, "trial", None) is Trial.KNOWN:
        rows += [(name, pick(text, language)) for name, text in TRIAL_OPTIONS]
    return rows


def command_sections(group: TyperGroup, language: Language) -> dict[str, list[Row]]:
    """Return the commands of a group under their headings, in the order of the tree."""
    sections: dict[str, list[Row]] = {}
    for name, command in group.commands.items():
        heading = getattr(command, "rich_help_panel", None)
        heading = heading if isinstance(heading, str) else both("Opdrachten", "Commands")
        in_short = pick(command.help or "", language).partition("\n\n")[0]
        also = DUTCH.get(name, name)
        if language is Language.NL and also != name:
            in_short += f" (ook: {also})"
        sections.setdefault(heading, []).append((name, in_short))
    order = [each for each in (*PANELS, *sections) if each in sections]
    return {pick(heading, language): sections[heading] for heading in order}


def _page(command: TyperCommand | TyperGroup, context: typer.Context) -> str:
    language = language_of(context)
    width = min(shutil.get_terminal_size().columns, WIDEST)
    usage = usage_line(command, context.command_path, language)
    parts = [f"{_bold(pick(both('Gebruik', 'Usage'), language))}: {usage}"]
    paragraphs = pick(command.help or "", language).split("\n\n")
    parts += [_paragraph(each, width) for each in paragraphs]
    sections = {pick(both("Argumenten", "Arguments"), language): argument_rows(command, language)}
    if isinstance(command, TyperGroup):
        sections |= command_sections(command, language)
    everywhere = [(name, pick(text, language)) for name, text in EVERYWHERE]
    everywhere.append(("--help", pick(HELP_OF_HELP, language)))
    sections[pick(both("Opties", "Options"), language)] = [
        *option_rows(command, language),
        *everywhere,
    ]
    parts += [_section(heading, rows, width) for heading, rows in sections.items() if rows]
    if command.epilog:
        parts.append(_paragraph(pick(command.epilog, language), width))
    return "\n\n".join(parts)


def _section(heading: str, rows: Iterable[Row], width: int) -> str:
    return "\n".join([_bold(heading), *_lines(list(rows), width)])


def _lines(rows: list[Row], width: int) -> Iterator[str]:
    column = min(max(len(name) for name, _ in rows), _NAME_COLUMN) + 4
    for name, text in rows:
        wrapped = textwrap.wrap(text, max(width - column, 20)) or [""]
        if len(name) + 2 > column - 2:  # a long one stands on a line of its own
            yield f"  {name}"
        else:
            yield f"  {name}".ljust(column) + wrapped.pop(0)
        yield from (" " * column + line for line in wrapped)


def is_example(paragraph: str) -> bool:
    """Return whether a paragraph of a help text is a command to type."""
    return paragraph.startswith("mijlpaal ")


def _paragraph(text: str, width: int) -> str:
    return f"  {text}" if is_example(text) else textwrap.fill(text, width)


def _argument(argument: TyperArgument, language: Language) -> str:
    name = pick(argument.metavar or (argument.name or "").upper(), language)
    name = f"{name} …" if argument.nargs == -1 else name
    return name if argument.required else f"[{name}]"


def _option(option: TyperOption, language: Language) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return names if option.is_flag else f"{names} {pick(option.metavar or '', language)}".strip()


def _bold(text: str) -> str:
    return typer.style(text, bold=True)  # stripped by Typer when nobody looks at a terminal
