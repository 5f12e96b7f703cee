"""What a shell completes: also the options that may stand anywhere, each text in one language."""

import os
from collections.abc import Iterable
from textwrap import shorten

from typer._click.shell_completion import CompletionItem  # Typer has no public name for it
from typer.core import TyperCommand, TyperGroup

from mijlpaal.call import EVERYWHERE, LANGUAGE_VARIABLE
from mijlpaal.dutch import DUTCH, english_of
from mijlpaal.past import PAST_OPTIONS
from mijlpaal.trying import TRIAL_OPTIONS, Trial
from mijlpaal.words import both, pick
from models.vocabulary import Language

HELP_OF_HELP = both("Deze uitleg.", "This page.")
_WIDEST = 72  # Typer breaks a longer one, and the shell takes its rest for another completion


def completed(
    found: Iterable[CompletionItem], command: TyperCommand | TyperGroup, begun: str
) -> list[CompletionItem]:
    """Return what Typer found, and our own options that begin so."""
    english = os.environ.get(LANGUAGE_VARIABLE) == Language.EN
    language = Language.EN if english else Language.NL
    items = [*found, *_in_dutch(command, begun)]
    for item in items:
        item.help = _in_one_line(_help_of(item, command), language)
    if not begun.startswith("-"):
        return items
    ours = [
        *EVERYWHERE,
        *(PAST_OPTIONS if getattr(command, "shows_the_past", False) else ()),
        *(TRIAL_OPTIONS if getattr(command, "trial", None) is Trial.KNOWN else ()),
    ]
    named = ((name.split()[0], _in_one_line(text, language)) for name, text in ours)
    return items + [CompletionItem(n, help=text) for n, text in named if n.startswith(begun)]


def _in_dutch(command: TyperCommand | TyperGroup, begun: str) -> list[CompletionItem]:
    """Return the Dutch words that begin so; before anything is typed each command stands once."""
    if not begun or not isinstance(command, TyperGroup):
        return []
    words = {DUTCH[name] for name in command.commands if DUTCH[name] != name}
    return [CompletionItem(word) for word in sorted(words) if word.startswith(begun)]


def _help_of(item: CompletionItem, command: TyperCommand | TyperGroup) -> str:
    """Return what stands beside it; of a command the whole text, because Typer cuts it off."""
    if isinstance(command, TyperGroup):
        named = command.commands.get(item.value) or command.commands.get(english_of(item.value))
        if named is not None:
            return named.help or ""
    return HELP_OF_HELP if item.value == "--help" else item.help or ""


def _in_one_line(text: str, language: Language) -> str:
    return shorten(pick(text, language).partition("\n\n")[0], _WIDEST, placeholder=" …")
