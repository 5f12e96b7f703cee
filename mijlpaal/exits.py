"""The exit codes of the command line: what each means, and which error leads to it."""

from collections.abc import Mapping
from enum import IntEnum

from models.errors import (
    InvalidInputError,
    MijlpaalError,
    NotFoundError,
    NotPermittedError,
    RefusedError,
    UnreachableError,
)


class Exit(IntEnum):
    """How a command ended, for scripts; ``docs/commands.md`` lists them from here."""

    OK = 0
    ACTION_NEEDED = 1
    USAGE = 2
    NOT_FOUND = 3
    NO_PERMISSION = 4
    REFUSED = 5
    INVALID = 6
    UNREACHABLE = 7
    BUG = 70
    INTERRUPTED = 130

    def say(self, language: str = "nl") -> str:
        """Return what the code means."""
        nl, en = _MEANINGS[self]
        return en if language == "en" else nl


_MEANINGS = {
    Exit.OK: ("gedaan", "done"),
    Exit.ACTION_NEEDED: (
        "gedaan, en er is iets te doen (of u antwoordde nee)",
        "done, and something needs doing (or you answered no)",
    ),
    Exit.USAGE: (
        "de opdracht is niet goed geschreven (onbekende optie, ontbrekend argument)",
        "the command is not well formed (unknown option, missing argument)",
    ),
    Exit.NOT_FOUND: (
        "wat u noemt bestaat niet (cluster, mijlpaal, database)",
        "what you name does not exist (cluster, milestone, database)",
    ),
    Exit.NO_PERMISSION: (
        "dat mag u niet: daarvoor hebt u geen mandaat",
        "you may not do that: you have no mandate for it",
    ),
    Exit.REFUSED: (
        "kan nu niet: de stap is niet mogelijk, of een ander was u voor",
        "not possible now: the step is not open, or somebody else was first",
    ),
    Exit.INVALID: (
        "een waarde kan niet (datum, toelichting, instelling, gegevensbestand)",
        "a value cannot be (date, reason, setting, data file)",
    ),
    Exit.UNREACHABLE: (
        "iets buiten Mijlpaal werkt niet mee (database, map, mailserver, Prefect)",
        "something outside Mijlpaal does not respond (database, folder, mail server, Prefect)",
    ),
    Exit.BUG: (
        "een fout in Mijlpaal zelf; de details staan in het logboek",
        "a defect in Mijlpaal itself; the details are in the log",
    ),
    Exit.INTERRUPTED: ("onderbroken met Ctrl-C", "interrupted with Ctrl-C"),
}

_BY_ERROR: Mapping[type[MijlpaalError], Exit] = {
    NotFoundError: Exit.NOT_FOUND,
    NotPermittedError: Exit.NO_PERMISSION,  # before its branch
    RefusedError: Exit.REFUSED,
    InvalidInputError: Exit.INVALID,
    UnreachableError: Exit.UNREACHABLE,
}


def exit_for(error: MijlpaalError) -> Exit:
    """Return the exit code of an error, by its branch of the tree in ``models.errors``."""
    return next((code for kind, code in _BY_ERROR.items() if isinstance(error, kind)), Exit.BUG)
