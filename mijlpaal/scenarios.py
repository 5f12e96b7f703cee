"""Trying the acts of a scenario before they are proposed: what would be refused is said at once."""

from dataclasses import replace

from mijlpaal.desk import Desk
from models.acts.commands import perform
from models.errors import MijlpaalError, Words
from models.foresight.scenarios import Proposable


def tried(at: Desk, wanted: Proposable) -> Proposable:
    """Return an act as it is when it could be done now, else why it could not.

    It is done in a transaction that is taken back; nobody needs to confirm that.
    """
    if wanted.command is None:
        return wanted
    try:
        with at.trying() as ledger:
            perform(ledger, wanted.command)
    except MijlpaalError as problem:
        why = Words(problem.say("nl"), problem.say("en"))
        return replace(wanted, command=None, why_not=why)
    return wanted
