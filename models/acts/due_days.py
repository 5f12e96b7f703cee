"""The day on which a condition should be there: another one, as its holder now sees it.

Not a correction: what was said before was right then, and the ledger keeps it.
"""

from datetime import date

from models.consequences.positions import Position, position_of, state_in
from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.storage.records import Record, current
from models.vocabulary import EventKind, SubjectKind


def set_due_day(ledger: Ledger, key: str, day: date, *, reason: str | None) -> Record:
    """Record another day for a condition.

    Raises:
        UnknownSubjectError: there is none.
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: it is that day already, lies behind us, or the condition is closed.
        NotPermittedError: the actor has no mandate for it.
    """
    condition = current(ledger.session, SubjectKind.CONDITION, key)
    why = require_reason(Words("Een andere dag", "Another day"), condition.name, reason)
    state = state_in(condition.text("standing"))
    if position_of(SubjectKind.CONDITION, state) in {Position.MET, Position.GONE}:
        raise _refused(condition, day, f"zij is al '{state}'", f"it is '{state}' already")
    if condition.day("due_on") == day:
        raise _refused(condition, day, "zo staat het er al", "that is what it says already")
    if day < ledger.today:
        raise _refused(condition, day, "die dag is voorbij", "that day is over")
    return ledger.record(condition, EventKind.AMENDED, {"due_on": day}, reason=why)


def _refused(condition: Record, day: date, nl: str, en: str) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=condition.name, field="due_on", value=day, problem=Words(nl, en)
    )
