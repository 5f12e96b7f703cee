"""What a reader should check about a reading: each doubt once, in two languages."""

from enum import StrEnum


class Remark(StrEnum):
    """A doubt that came up while a phrase was read; the value is stored and exported."""

    YEAR_ASSUMED = "year-assumed"
    FOOTNOTE_DIGITS = "footnote-digits"
    RECESS_ESTIMATED = "recess-estimated"
    RECESS_UNKNOWN = "recess-unknown"
    CALENDAR_NEEDED = "calendar-needed"
    ANCHOR_UNKNOWN = "anchor-unknown"
    EVENT_UNDATED = "event-undated"
    START_UNKNOWN = "start-unknown"
    NO_BOUND = "no-bound"
    FOR_NOT_BEFORE = "for-not-before"
    APPROXIMATE = "approximate"
    PART_NOT_DEFINED = "part-not-defined"
    WEEK_OF_MONTH = "week-of-month"
    AMBIGUOUS_PERIOD = "ambiguous-period"
    ANOTHER_MOMENT = "another-moment"
    NOT_READ = "not-read"

    def say(self, language: str = "nl") -> str:
        """Return the remark as a sentence in Dutch (``nl``) or English (``en``)."""
        dutch, english = _SENTENCES[self]
        return english if language == "en" else dutch


_SENTENCES: dict[Remark, tuple[str, str]] = {
    Remark.YEAR_ASSUMED: (
        "Het jaartal staat er niet; afgeleid uit de dag waarop het is gezegd.",
        "The year is not stated; derived from the day it was said.",
    ),
    Remark.FOOTNOTE_DIGITS: (
        "Aan het jaartal zat een nootcijfer vast; dat is weggelaten.",
        "A footnote number was glued to the year; it was left out.",
    ),
    Remark.RECESS_ESTIMATED: (
        "Hangt af van een geschat reces.",
        "Depends on an estimated recess.",
    ),
    Remark.RECESS_UNKNOWN: (
        "De datum van dit reces is nog niet bekend.",
        "The date of this recess is not known yet.",
    ),
    Remark.CALENDAR_NEEDED: (
        "Alleen te bepalen met een kalender die deze dagen kent.",
        "Can only be derived with a calendar that knows these days.",
    ),
    Remark.ANCHOR_UNKNOWN: (
        "De datum van dit vaste moment is nog niet bekend.",
        "The date of this anchor is not known yet.",
    ),
    Remark.EVENT_UNDATED: (
        "Hangt af van een gebeurtenis zonder datum.",
        "Depends on an event without a date.",
    ),
    Remark.START_UNKNOWN: (
        "Een duur zonder beginpunt.",
        "A duration without a starting point.",
    ),
    Remark.NO_BOUND: (
        "Deze woorden noemen geen uiterste datum.",
        "These words name no last day.",
    ),
    Remark.FOR_NOT_BEFORE: (
        "'Voor' is gelezen als 'ten behoeve van', niet als 'eerder dan'.",
        "'Voor' was read as 'for', not as 'before'.",
    ),
    Remark.APPROXIMATE: (
        "Een benadering: één eenheid naar weerszijden genomen.",
        "Approximate: one unit taken to either side.",
    ),
    Remark.PART_NOT_DEFINED: (
        "Voor begin, midden of eind van deze periode is geen afspraak; de hele periode genomen.",
        "There is no convention for this part of the period; the whole period was taken.",
    ),
    Remark.WEEK_OF_MONTH: (
        "Voor de weken van een maand is geen afspraak; in zevens geteld vanaf de eerste dag.",
        "There is no convention for the weeks of a month; counted in sevens from the first day.",
    ),
    Remark.AMBIGUOUS_PERIOD: (
        "Op meer dan een manier te lezen; de ruimste lezing genomen.",
        "Can be read in more than one way; the reading that ends last was taken.",
    ),
    Remark.ANOTHER_MOMENT: (
        "Er staat nog een moment in deze woorden; dat is niet meegelezen.",
        "These words name another moment; it was not read along.",
    ),
    Remark.NOT_READ: (
        "Geen enkele regel vindt hierin een moment.",
        "No rule finds a moment in this.",
    ),
}
