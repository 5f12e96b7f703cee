"""How an act ends: with what it recorded where a program reads, or with a word that it was a trial.

One place, so that every act says it alike and none forgets it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

import typer

from mijlpaal.call import Call


@contextmanager
def telling(call: Call) -> Iterator[None]:
    """Let a command run, and tell what came of it, with whatever exit code it ends.

    Where a program reads, the words for people go nowhere. What ends in an error has changed
    nothing, and says so itself.
    """
    try:
        with _words_of(call):
            yield
    except typer.Exit:
        _tell(call)
        raise
    _tell(call)


@contextmanager
def _words_of(call: Call) -> Iterator[None]:
    if not call.is_for_machines:
        yield
        return
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        yield


def _tell(call: Call) -> None:
    from mijlpaal.show.recorded import NOTHING_CHANGED, print_recorded

    if call.is_for_machines:
        print_recorded(call)
    elif call.is_trial:
        typer.echo(call.pick(NOTHING_CHANGED))
