"""Letting a shell complete commands and options."""

from enum import StrEnum
from typing import Annotated

import typer

from mijlpaal.words import both

COMPLETING = "_MIJLPAAL_COMPLETE"  # set by the script whenever the shell asks


class Shell(StrEnum):
    """The shells that can be served."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


ForShell = Annotated[
    Shell,
    typer.Argument(metavar="bash|zsh|fish", help=both("Voor welke shell.", "For which shell.")),
]


def completion(shell: ForShell) -> None:
    """Write the script that a shell reads."""
    from typer.completion import get_completion_script  # type: ignore[attr-defined]

    script = get_completion_script(prog_name="mijlpaal", complete_var=COMPLETING, shell=shell)
    typer.echo(script)
