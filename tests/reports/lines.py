"""Milestone lines out of thin air, for drawings and pages."""

from dataclasses import replace
from datetime import date

from models.rules.status import Status
from models.vocabulary import Modality
from reports.figures.structure import Agreed, Judged, MilestoneLine
from reports.words import Text

SAID_ON = date(2026, 6, 15)

_LINE = MilestoneLine(
    key="mijlpaal",
    title=Text("Mijlpaal", "Milestone"),
    cluster_key="chemelot",
    cluster=Text("Chemelot", "Chemelot"),
    about=Text("Chemelot", "Chemelot"),
    modality=Modality.COMMITMENT,
    is_duty=False,
    is_programme_wide=False,
    addressee=None,
    state=Text("Openstaand", "Open"),
    said_on=SAID_ON,
    said_on_is_nominal=False,
    source=None,
    source_place=None,
    source_words=None,
    first=Agreed(
        "in het najaar", "2026-23", date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 20)
    ),
    current=Agreed(
        "in het najaar", "2026-23", date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 20)
    ),
    bound=date(2026, 12, 20),
    practical=None,
    rests_on_estimate=False,
    internal_target=None,
    forecast_on=None,
    forecast_confirmed_on=None,
    achieved_on=None,
    evidence=None,
    judged=Judged(Status.NO_FORECAST, Text("geen prognose", "no forecast")),
    judged_first=Judged(Status.NO_FORECAST, Text("geen prognose", "no forecast")),
    owners=("Kabinet",),
    needed_for=None,
    is_needed_next=False,
    replanned=0,
    replannings=(),
    is_invented=False,
)


def a_line(**values: object) -> MilestoneLine:
    """Return a milestone line; what is not given is like the ambition of the letter."""
    return replace(_LINE, **values)  # type: ignore[arg-type]


def judged(status: Status) -> Judged:
    """Return a judgement with a reason of no importance."""
    return Judged(status, Text("omdat het zo is", "because it is so"))


def agreed(earliest: date | None, latest: date | None, soft: date | None = None) -> Agreed:
    """Return an agreement on a window."""
    return Agreed("dan", None, earliest, soft, latest)
