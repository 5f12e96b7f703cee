"""Judging the status of a milestone otherwise than the rule does, and taking that back."""

from datetime import date, timedelta

from models.errors import InvalidAmendmentError, Words
from models.ledger.writer import Ledger
from models.lifecycles.lifecycle import require_reason
from models.milestones.open_milestone import open_milestone
from models.rules.override import (
    CALENDAR_DAYS_AN_OVERRIDE_HOLDS,
    GIVEN,
    WITHOUT_OVERRIDE,
    override_on,
)
from models.storage.records import Record
from models.storage.values import Values
from models.vocabulary import EventKind


def override(
    ledger: Ledger, key: str, status: str, *, until: date | None = None, reason: str | None
) -> Record:
    """Give an open milestone another status than the rule, for at most 90 days.

    Args:
        ledger: who judges, and in which transaction.
        key: of the milestone.
        status: one of ``GIVEN``.
        until: last day on which it counts; as long as it may when not given.
        reason: why, in the actor's words.

    Raises:
        UnknownSubjectError: there is no such milestone.
        TransitionRefusedError: the milestone is closed.
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: no such status, or it would count for too long or not at all.
    """
    milestone = open_milestone(ledger, key, Words("anders beoordelen", "judging otherwise"))
    reason = require_reason(Words("Anders beoordelen", "Judging otherwise"), milestone.name, reason)
    longest = ledger.today + timedelta(days=CALENDAR_DAYS_AN_OVERRIDE_HOLDS)
    last = until or longest
    if status not in GIVEN:
        known = ", ".join(GIVEN)
        raise _refused(milestone, "override_status", status, f"mogelijk: {known}", known)
    if not ledger.today <= last <= longest:
        raise _refused(
            milestone,
            "override_until",
            last,
            f"een dag van {ledger.today} t/m {longest}",
            f"a day from {ledger.today} to {longest}",
        )
    changes: Values = {
        "override_status": status,
        "override_reason": reason,
        "override_by": ledger.actor,
        "override_on": ledger.today,
        "override_until": last,
    }
    return ledger.record(milestone, EventKind.OVERRIDDEN, changes, reason=reason)


def withdraw_override(ledger: Ledger, key: str, *, reason: str | None) -> Record:
    """Let the rule decide again.

    Raises:
        UnknownSubjectError: there is no such milestone.
        TransitionRefusedError: the milestone is closed.
        ReasonMissingError: no reason was given.
        InvalidAmendmentError: no judgement of a person counts today.
    """
    milestone = open_milestone(ledger, key, Words("oordeel intrekken", "withdrawing"))
    reason = require_reason(Words("Intrekken", "Withdrawal"), milestone.name, reason)
    if override_on(milestone.values, ledger.today) is None:
        status = milestone.text("override_status")
        raise _refused(
            milestone,
            "override_status",
            status,
            "de regel beslist al",
            "the rule decides already",
        )
    return ledger.record(milestone, EventKind.OVERRIDE_WITHDRAWN, WITHOUT_OVERRIDE, reason=reason)


def _refused(
    milestone: Record, field: str, value: object, nl: str, en: str
) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=milestone.name, field=field, value=value, problem=Words(nl, en)
    )
