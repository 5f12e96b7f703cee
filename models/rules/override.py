"""The status that a person gives instead of the rule: visible, with a reason, and not for ever.

Design section 5. The computed status stays beside it wherever a status is shown. It ends on its
last day, when it is withdrawn, and with the agreement that it was given for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from models.rules.status import CALENDAR_DAYS_A_CONFIRMATION_HOLDS, Outcome, Status, outcome_of
from models.storage.values import Value, Values

# What a life cycle says is no judgement: achieved and lapsed are reached by their own steps.
GIVEN = (Status.ON_TRACK, Status.ATTENTION, Status.DELAYED, Status.NO_FORECAST)
CALENDAR_DAYS_AN_OVERRIDE_HOLDS = CALENDAR_DAYS_A_CONFIRMATION_HOLDS

WITHOUT_OVERRIDE: Mapping[str, Value] = dict.fromkeys(
    ("override_status", "override_reason", "override_by", "override_on", "override_until")
)


@dataclass(frozen=True, slots=True)
class Override:
    """A status that a person gave, why, and from when to when."""

    status: Status
    reason: str
    by: str
    on: date
    until: date


def override_on(values: Values, today: date) -> Override | None:
    """Return the judgement of a person that counts today for these columns of a milestone."""
    status, until = values["override_status"], cast("date | None", values["override_until"])
    if status is None or until is None or today > until:
        return None
    if outcome_of(cast("str | None", values["standing"])) is not Outcome.OPEN:
        return None
    return Override(
        status=Status(str(status)),
        reason=str(values["override_reason"]),
        by=str(values["override_by"]),
        on=cast("date", values["override_on"]),
        until=until,
    )
