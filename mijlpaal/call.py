"""Who calls, in which language: what every command knows besides its own options.

The options of ``mijlpaal`` itself (``--lang``, ``--as``) may stand anywhere on the line, so they
are taken out before Typer reads the rest.
"""

import getpass
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import typer

from mijlpaal.words import both, pick
from models.errors import SettingError
from models.vocabulary import Language

LANGUAGE_VARIABLE = "MIJLPAAL_LANG"
ACTOR_VARIABLE = "MIJLPAAL_ACTOR"

EVERYWHERE = (
    (
        "--lang nl|en",
        both(f"Taal (of {LANGUAGE_VARIABLE}).", f"Language (or {LANGUAGE_VARIABLE})."),
    ),
    (
        "--as NAAM",
        both(
            f"Wie dit doet (of {ACTOR_VARIABLE}; anders uw inlognaam); wordt niet gecontroleerd.",
            f"Who does this (or {ACTOR_VARIABLE}; else your login name); it is not verified.",
        ),
    ),
)
_NAMES = {"--lang": LANGUAGE_VARIABLE, "--as": ACTOR_VARIABLE}


@dataclass(frozen=True, slots=True)
class Call:
    """One invocation of ``mijlpaal``."""

    language: Language
    actor: str

    def say(self, nl: str, en: str) -> str:
        """Return the text in the reader's language."""
        return en if self.language is Language.EN else nl

    def pick(self, text: str) -> str:
        """Return a text of ``both`` in the reader's language."""
        return pick(text, self.language)


def call_of(context: typer.Context) -> Call:
    """Return the call that a command is part of."""
    call = context.obj
    if not isinstance(call, Call):
        raise TypeError("the command was started without mijlpaal.edge.run")
    return call


def read_call(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Call, list[str]]:
    """Return the call, and the arguments without the options that belong to it.

    Raises:
        SettingError: a language that is not spoken here.
    """
    given, rest = _part(arguments)
    values = {name: given.get(name, environment.get(name, "")) for name in _NAMES.values()}
    language = values[LANGUAGE_VARIABLE] or Language.NL
    if language not in set(Language):
        accepted = " | ".join(Language)
        raise SettingError(
            setting=f"--lang ({LANGUAGE_VARIABLE})", problem=f"'{language}'", accepted=accepted
        )
    return Call(Language(language), values[ACTOR_VARIABLE].strip() or _local_user()), rest


def _part(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Part the options of ``mijlpaal`` itself, by variable, from the rest of the line."""
    given: dict[str, str] = {}
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, has_value, value = word.partition("=")
        if word == "--":  # what follows is meant literally
            rest += [word, *words]
        elif name in _NAMES:
            given[_NAMES[name]] = value if has_value else next(words, "")
        else:
            rest.append(word)
    return given, rest


def _local_user() -> str:
    """Return the operating system's name for the user, marked as nobody's login."""
    try:
        return f"lokaal:{getpass.getuser()}"
    except (KeyError, OSError):  # a container may run as a user without a name
        return f"lokaal:uid{os.getuid()}"
