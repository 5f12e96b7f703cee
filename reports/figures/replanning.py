"""Why agreements were replaced, in words."""

from reports.words import REPLAN_REASONS, Text


def reason_in_words(code: object) -> Text | None:
    """Return the code of a re-planning in words; None for one from before there were codes."""
    return REPLAN_REASONS.get(str(code))
