"""What an agreement on a moment is, as columns of a milestone: the window, the words, the bound."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from sqlmodel import Session

from models.dates import Calendar, Confidence, Reading, Remark, Window, practical_bound
from models.storage.records import current_by_id
from models.storage.values import Value, Values

PARLIAMENT = "parliament"  # the organisation_kind of an addressee that sits and has recess

# Which event of a milestone's definition closes it as achieved, and which lets it lapse.
ACHIEVING_EVENT: Mapping[str, str] = {"duty": "voldoe", "milestone": "behaal"}
LAPSING_EVENT = "laat_vervallen"

# The columns of an agreement that the first one has as well, each with ``first_`` before it.
AGREED = (
    *("wording", "edtf", "earliest", "soft_latest", "latest", "bound"),
    *("anchor_words", "anchor_offset", "anchor_id"),
)


def agreed(reading: Reading, *, to_parliament: bool, calendar: Calendar) -> dict[str, Value]:
    """Return the columns of a current agreement: window, wording, and the practical bound.

    Where the words wait for an event, they keep it with the time from it; nothing dates it yet.

    Raises:
        OutsideCalendarError: the bound lies where no sitting days are known.
    """
    practical = practical_bound(reading.window, to_parliament=to_parliament, calendar=calendar)
    sure = [practical.confidence] if practical else []
    if Remark.RECESS_ESTIMATED in reading.remarks and reading.window.latest is not None:
        sure.append(Confidence.LOW)  # "voor het zomerreces": the formal bound is an estimate too
    weakest = min(sure, key=lambda confidence: confidence.rank, default=None)
    return {
        "wording": reading.text,
        "edtf": reading.edtf,
        "earliest": reading.window.earliest,
        "soft_latest": reading.window.soft_latest,
        "latest": reading.window.latest,
        "bound": practical.day if practical else reading.window.latest,
        "bound_confidence": None if weakest is None else str(weakest),
        "anchor_words": reading.event,
        "anchor_offset": reading.offset,
        "anchor_id": None,
    }


def first_agreed(agreement: Mapping[str, Value]) -> dict[str, Value]:
    """Return the columns of the first agreement, equal to the current one."""
    return {f"first_{field}": agreement[field] for field in AGREED}


def bound_of(session: Session, milestone: Values, *, calendar: Calendar) -> dict[str, Value]:
    """Return the columns of the day to count to, as the days of an agreement give it.

    The last sitting day for a duty to a chamber, else the latest day, else the internal target.

    Raises:
        InvalidWindowError: the days are out of order.
        OutsideCalendarError: the bound lies where no sitting days are known.
    """
    earliest, soft, latest, target = (
        cast("date | None", milestone[name])
        for name in ("earliest", "soft_latest", "latest", "internal_target")
    )
    to_parliament = is_to_parliament(session, milestone)
    window = Window(earliest, soft, latest)
    practical = practical_bound(window, to_parliament=to_parliament, calendar=calendar)
    return {
        "bound": practical.day if practical else latest or target,
        "bound_confidence": str(practical.confidence) if practical else None,
    }


def is_to_parliament(session: Session, milestone: Values) -> bool:
    """Return whether a milestone is a duty to a chamber, which has sitting days."""
    addressee = milestone["addressee_id"]
    if not isinstance(addressee, int):
        return False
    return current_by_id(session, addressee).values["organisation_kind"] == PARLIAMENT
