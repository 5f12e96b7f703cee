"""Asking a person to confirm, and refusing to guess the answer when nobody is there to ask."""

import sys

import typer

from mijlpaal.call import Call

_YES = {"j", "ja", "y", "yes"}


class ConfirmationMissingError(typer.TyperException):
    """Nobody can be asked, and the answer was not given on the command line."""


def confirmed(question: str, call: Call, *, yes: bool) -> bool:
    """Return whether the person agrees; ``yes`` says that they did so beforehand.

    The question goes to standard error, so that output stays clean. What is only tried needs no
    agreement.

    Raises:
        ConfirmationMissingError: standard input is no terminal, or output is for a program. A
            script that answers nothing must not store a reading that nobody looked at.
    """
    if yes or call.is_trial:
        return True
    if call.is_for_machines:
        raise ConfirmationMissingError(
            call.say(
                "hierover beslist een mens, en met --json of --csv ziet die niet waarover."
                " Klopt het, herhaal de opdracht dan met --yes",
                "a person decides this, and with --json or --csv does not see about what."
                " If it is right, repeat the command with --yes",
            )
        )
    if not sys.stdin.isatty():
        raise ConfirmationMissingError(
            call.say(
                "hierover beslist een mens, en er is geen terminal om het te vragen."
                " Klopt het, herhaal de opdracht dan met --yes",
                "a person decides this, and there is no terminal to ask."
                " If it is right, repeat the command with --yes",
            )
        )
    typer.echo(f"{question} {call.say('[j/N]', '[y/N]')} ", nl=False, err=True)
    if sys.stdin.readline().strip().lower() in _YES:
        return True
    typer.echo(call.say("Niets gewijzigd.", "Nothing changed."), err=True)
    return False
