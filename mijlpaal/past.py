"""Looking back: the options for it, and which commands take them.

No command may pass over them: one that cannot look back says so, and that is what a command does
unless it is declared to read (``mijlpaal.help.ReadingCommand``).
"""

import typer

from mijlpaal.call import Call
from mijlpaal.words import both

PAST_OPTIONS = (
    (
        both("--as-of DAG", "--as-of DAY"),
        both(
            "De stand zoals die op deze dag bekend was; dat is dan ook de peildatum.",
            "The state as it was known on this day, which is then the reference date too.",
        ),
    ),
    (
        "--hindsight",
        both(
            "Bij --as-of: de stand op die dag zoals we die nu kennen, met wat later is vastgelegd.",
            "With --as-of: the state on that day as we know it now, with what was recorded later.",
        ),
    ),
)


class LookingBackError(typer.TyperException):
    """The options for looking back were given where they mean nothing."""


def admit(context: typer.Context, *, shows_the_past: bool) -> None:
    """Let a command pass that looks back when asked, or that nobody asked to.

    Raises:
        LookingBackError: it cannot look back.
    """
    call = context.obj
    is_asked = isinstance(call, Call) and (call.hindsight or call.as_of is not None)
    if shows_the_past or not is_asked:
        return
    path = context.command_path
    nl = f"'{path}' gaat over nu en kijkt niet terug: --as-of en --hindsight horen bij"
    en = f"'{path}' is about now and does not look back: --as-of and --hindsight go with"
    raise LookingBackError(
        call.say(f"{nl} opdrachten die alleen lezen", f"{en} commands that only read")
    )


def day_of(call: Call) -> str | None:
    """Return the day to look back at, as it was typed; None for the present.

    Raises:
        LookingBackError: ``--hindsight`` was given without a day.
    """
    if call.hindsight and call.as_of is None:
        nl, en = "--hindsight hoort bij --as-of DAG", "--hindsight goes with --as-of DAY"
        raise LookingBackError(call.say(nl, en))
    return call.as_of
