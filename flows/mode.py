"""One switch: does this installation keep its own clock, or is it one machine among others."""

from enum import StrEnum

from models.errors import ModeError


class Mode(StrEnum):
    """The two ways of running (design, section 7)."""

    EMBEDDED = "embedded"  # one machine; APScheduler is the clock
    ORGANISATION = "organisation"  # a Prefect server and workers; its deployments are the clock


def require_mode(wanted: Mode, found: Mode) -> None:
    """Go on only in this mode, so that there is never more than one clock.

    Raises:
        ModeError: the installation runs in the other mode.
    """
    if found is not wanted:
        raise ModeError(wanted=wanted, found=found)
