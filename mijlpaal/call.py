"""Who calls, in which language: what every command knows besides its own options.

The options of ``mijlpaal`` itself (``--lang``, ``--as``), those for looking back (``--as-of``,
``--hindsight``) and the one for a trial (``--dry-run``) may stand anywhere on the line, so they are
taken out before Typer reads the rest.
"""

import getpass
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import typer

from mijlpaal.recorded import Recorded
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
    ("--csv", both("Wat --json toont, als rijen CSV.", "What --json shows, as rows of CSV.")),
    (
        "--quiet",
        both(
            "Toon alleen fouten, en met --json of --csv wat die geven.",
            "Show errors only, and with --json or --csv what those give.",
        ),
    ),
)
_CSV, _QUIET, JSON = "--csv", "--quiet", "--json"
_NAMES = {"--lang": LANGUAGE_VARIABLE, "--as": ACTOR_VARIABLE}
# Of one call, never of an environment:
_AS_OF, _HINDSIGHT, _DRY_RUN = "--as-of", "--hindsight", "--dry-run"


@dataclass(frozen=True, slots=True)
class Call:
    """One invocation of ``mijlpaal``.

    Attributes:
        language: In which the caller reads.
        actor: Who calls, for the log.
        as_of: The day to look back at, as it was typed; None: the present.
        hindsight: Whether to look at that day with what was recorded since.
        is_for_machines: Whether the output is JSON or a document, so that nothing else may
            stand in it.
        is_csv: Whether what would be JSON is CSV.
        is_quiet: Whether only errors are shown, and what a program asked for.
        is_trial: Whether all that is done is taken back.
        recorded: What this call recorded so far.
    """

    language: Language
    actor: str
    as_of: str | None = None
    hindsight: bool = False
    is_for_machines: bool = False
    is_csv: bool = False
    is_quiet: bool = False
    is_trial: bool = False
    recorded: Recorded = field(default_factory=Recorded, compare=False)

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
    given = context.params
    is_document = bool(given.get("as_json")) or "form" in given
    return replace(call, is_for_machines=call.is_for_machines or is_document)


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
    actor = values[ACTOR_VARIABLE].strip() or _local_user()
    if _CSV in given and JSON not in rest:  # the same rows in another form
        rest = [*rest, JSON]
    call = Call(
        Language(language),
        actor,
        given.get(_AS_OF),
        _HINDSIGHT in given,
        is_csv=_CSV in given,
        is_quiet=_QUIET in given,
        is_trial=_DRY_RUN in given,
    )
    return call, rest


def _part(arguments: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Part the options that may stand anywhere from the rest of the line.

    Those that have a variable are known by it, the others by their name.
    """
    given: dict[str, str] = {}
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        name, has_value, value = word.partition("=")
        if word == "--":  # what follows is meant literally
            rest += [word, *words]
        elif word in {_HINDSIGHT, _DRY_RUN, _CSV, _QUIET}:
            given[word] = ""
        elif name in {*_NAMES, _AS_OF}:
            given[_NAMES.get(name, name)] = value if has_value else next(words, "")
        else:
            rest.append(word)
    return given, rest


def _local_user() -> str:
    """Return the operating system's name for the user, marked as nobody's login."""
    try:
        return f"lokaal:{getpass.getuser()}"
    except (KeyError, OSError):  # a container may run as a user without a name
        return f"lokaal:uid{os.getuid()}"
