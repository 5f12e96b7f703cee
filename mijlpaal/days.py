"""Days as people type them after an option."""

from datetime import date, datetime
from typing import overload

from models.errors import UnreadablePhraseError

# Written out in full: 12-3-26 would be another day for another reader.
_FORMS = ("%Y-%m-%d", "%d-%m-%Y")
_ACCEPTED = "2026-12-14, 14-12-2026"


@overload
def a_day(text: str) -> date: ...
@overload
def a_day(text: None) -> None: ...
def a_day(text: str | None) -> date | None:
    """Return the day that was typed; None when nothing was.

    Raises:
        UnreadablePhraseError: it is no day (30 February included).
    """
    if text is None:
        return None
    for form in _FORMS:
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    raise UnreadablePhraseError(text=text, accepted=_ACCEPTED)
