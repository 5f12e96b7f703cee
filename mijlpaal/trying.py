"""``--dry-run``: which commands can be tried, and what one says that cannot.

No command may pass over it. One that records does so through ``Desk.writing``, which takes all of
it back; one that only reads changes nothing anyway; whatever else it is refuses.
"""

from enum import StrEnum

import typer

from mijlpaal.call import Call
from mijlpaal.words import both

TRIAL_OPTIONS = (
    (
        "--dry-run",
        both(
            "Doe alles en draai het terug: u ziet wat er zou gebeuren, of waarom het niet kan.",
            "Do all of it and take it back: you see what would happen, or why it cannot.",
        ),
    ),
)


class Trial(StrEnum):
    """What ``--dry-run`` means to a command."""

    REFUSED = "refused"  # what it does cannot be taken back
    NEEDLESS = "needless"  # it only reads
    KNOWN = "known"


class TrialError(typer.TyperException):
    """``--dry-run`` was given to a command that cannot be tried."""


def admit_trial(context: typer.Context, trial: Trial) -> None:
    """Let a command pass that can be tried, or that nobody asked to try.

    Raises:
        TrialError: what it does cannot be taken back.
    """
    call = context.obj
    if trial is not Trial.REFUSED or not isinstance(call, Call) or not call.is_trial:
        return
    path = context.command_path
    nl = f"'{path}' is niet te proberen: wat het doet, is niet terug te draaien."
    en = f"'{path}' cannot be tried: what it does cannot be taken back."
    raise TrialError(
        call.say(
            f"{nl} --dry-run hoort bij opdrachten die iets vastleggen",
            f"{en} --dry-run goes with commands that record something",
        )
    )
