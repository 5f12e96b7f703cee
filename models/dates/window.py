"""The window in which something was or will be, and the reading that found it.

A window is a closed interval of whole days, Europe/Amsterdam (domain section 10). An absent
``latest`` is a fact, not a gap in the data: no bound can be derived, and saying so is the
right answer.
"""

from dataclasses import dataclass, replace
from datetime import date

from models.dates.remarks import Remark
from models.errors import InvalidWindowError


@dataclass(frozen=True, slots=True)
class Window:
    """A closed interval of whole days with, between its ends, a soft bound that only warns.

    Attributes:
        earliest: First day; None when the words name no beginning.
        soft_latest: Day after which it is time to warn; None when there is no such day.
        latest: Last day; None when no bound can be derived.
    """

    earliest: date | None = None
    soft_latest: date | None = None
    latest: date | None = None

    def __post_init__(self) -> None:
        """Refuse days that are out of order.

        Raises:
            InvalidWindowError: If earliest ≤ soft_latest ≤ latest does not hold.
        """
        days = [day for day in (self.earliest, self.soft_latest, self.latest) if day is not None]
        if days != sorted(days):
            raise InvalidWindowError(
                earliest=self.earliest, soft_latest=self.soft_latest, latest=self.latest
            )

    @property
    def is_open_ended(self) -> bool:
        """Whether no last day can be derived."""
        return self.latest is None

    def contains(self, day: date) -> bool:
        """Return whether the day lies inside; an absent end excludes nothing."""
        begun = self.earliest is None or self.earliest <= day
        return begun and not self.is_passed_on(day)

    def is_passed_on(self, day: date) -> bool:
        """Return whether the last day lies before this one."""
        return self.latest is not None and self.latest < day

    def is_softly_passed_on(self, day: date) -> bool:
        """Return whether the soft bound lies before this day: time to warn."""
        return self.soft_latest is not None and self.soft_latest < day

    def beginning(self, day: date) -> "Window":
        """Return the same window with this day as its first one."""
        return replace(self, earliest=day)

    def ended_by(self, day: date) -> "Window":
        """Return the window cut off behind this day, without the soft bound of the end it had."""
        if self.latest is not None and self.latest <= day:
            return self
        return Window(self.earliest, None, day)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a phrase means on the day it was said, and the rule that says so.

    Attributes:
        text: The phrase as it was given.
        said_on: The day on which it was said.
        window: The days meant.
        edtf: The words in EDTF. A deadline reads ``../2026-12-31`` here, because its words
            name no beginning; its window begins on the day it was said.
        rule: Id of the rule that read it, ``R-NONE`` when none did.
        remarks: What a reader should check, in the order found.
        event: The event that the words wait for, when they name one without a date.
        offset: The time from that event, as an ISO 8601 duration (``P36M``; ``-P2W`` before it;
            ``P15B`` counts business days).
    """

    text: str
    said_on: date
    window: Window
    edtf: str | None
    rule: str
    remarks: tuple[Remark, ...] = ()
    event: str | None = None
    offset: str | None = None
