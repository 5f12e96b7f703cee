"""Letting the promises of an invented programme slip, by as much as real ones did.

How far comes from the reference cases (``seeds.slippages``); how often does not, for all of those
did slip: one in three is invented.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlmodel import col, select

from models.ledger.writer import Ledger
from models.milestones.acts import replan
from models.storage.records import Record, current
from models.tables import Milestone, Subject
from models.vocabulary import SubjectKind
from seeds.slippages import reference_cases

ONE_IN = 3
_REASON = "Verzonnen, om mee te oefenen."
_CODE = "other"


def let_slip(ledger: Ledger, seed: int, keys: Sequence[str]) -> int:
    """Re-plan some of these milestones, in the caller's transaction; return how many."""
    chance = Random(seed)  # noqa: S311  (a rehearsal, no secret)
    sizes = [case.slip_days for case in reference_cases() if case.slip_days]
    return sum(
        _slip(ledger, current(ledger.session, SubjectKind.MILESTONE, key), chance.choice(sizes))
        for key in keys
        if chance.randrange(ONE_IN) == 0
    )


def invented_milestones(ledger: Ledger) -> list[str]:
    """Return the keys of the milestones that are invented, in the order of writing."""
    query = (
        select(Subject.key)
        .join(Milestone, col(Milestone.subject_id) == col(Subject.id))
        .where(col(Subject.is_invented))
        .order_by(col(Subject.id))
    )
    return list(ledger.session.exec(query))


def _slip(ledger: Ledger, milestone: Record, days: int) -> bool:
    latest = milestone.day("latest")
    if latest is None:
        return False
    later: date = latest + timedelta(days=days)
    rulebook = ledger.rulebook
    if later > rulebook.calendar.last - timedelta(days=100):  # its ladder must fit as well
        return False
    wording = f"uiterlijk {later.day}-{later.month}-{later.year}"
    replan(ledger, milestone.key, wording, code=_CODE, reason=_REASON)
    return True
