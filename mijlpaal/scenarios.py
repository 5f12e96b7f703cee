"""Trying the acts of a scenario before they are proposed: what would be refused is said at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from models.acts.commands import perform
from models.errors import MijlpaalError, Words
from models.foresight.scenarios import Proposable
from models.ledger.writer import Ledger


def tried(trying: Callable[[], AbstractContextManager[Ledger]], wanted: Proposable) -> Proposable:
    """Return an act as it is when it could be done now, else why it could not.

    It is done in a transaction that is taken back, which ``trying`` opens; nobody needs to confirm
    that.
    """
    if wanted.command is None:
        return wanted
    try:
        with trying() as ledger:
            perform(ledger, wanted.command)
    except MijlpaalError as problem:
        why = Words(problem.say("nl"), problem.say("en"))
        return replace(wanted, command=None, why_not=why)
    return wanted
