"""What an agreement on a moment is, as columns of a milestone: the window, the words, the bound."""

from collections.abc import Mapping

from models.dates import Calendar, Confidence, Reading, Remark, practical_bound
from models.values import Value

PARLIAMENT = "parliament"  # the organisation_kind of an addressee that sits and has recess

# Which event of a milestone's definition closes it as achieved, and which lets it lapse.
ACHIEVING_EVENT: Mapping[str, str] = {"duty": "voldoe", "milestone": "behaal"}
LAPSING_EVENT = "laat_vervallen"


def agreed(reading: Reading, *, to_parliament: bool, calendar: Calendar) -> dict[str, Value]:
    """Return the columns of a current agreement: window, wording, and the practical bound.

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
    }


def first_agreed(agreement: Mapping[str, Value]) -> dict[str, Value]:
    """Return the columns of the first agreement, equal to the current one."""
    kept = ("wording", "edtf", "earliest", "soft_latest", "latest", "bound")
    return {f"first_{field}": agreement[field] for field in kept}
