"""Time, pure: windows, EDTF, calendars, bounds and date phrases; nothing here reads a clock."""

from models.dates.bounds import PracticalBound, practical_bound
from models.dates.calendar import (
    Anchor,
    Calendar,
    Confidence,
    Holiday,
    HolidayBasis,
    Recess,
    SittingDay,
)
from models.dates.edtf import read_edtf, write_edtf
from models.dates.offsets import offset_in_words, window_from
from models.dates.phrases.grammar import Tense
from models.dates.phrases.reader import read_moment, read_phrase
from models.dates.remarks import Remark
from models.dates.suspension import RunningTerm, StandsStill, Suspension
from models.dates.term_text import read_term, term_in_words, write_term
from models.dates.terms import Extension, Matter, Term, TermEnd, TermRule, TermUnit, statutory_end
from models.dates.window import Reading, Window
from models.dates.working_days import CountedDay, DayOff, count_working_days, days_off

__all__ = [
    "Anchor",
    "Calendar",
    "Confidence",
    "CountedDay",
    "DayOff",
    "Extension",
    "Holiday",
    "HolidayBasis",
    "Matter",
    "PracticalBound",
    "Reading",
    "Recess",
    "Remark",
    "RunningTerm",
    "SittingDay",
    "StandsStill",
    "Suspension",
    "Tense",
    "Term",
    "TermEnd",
    "TermRule",
    "TermUnit",
    "Window",
    "count_working_days",
    "days_off",
    "offset_in_words",
    "practical_bound",
    "read_edtf",
    "read_moment",
    "read_phrase",
    "read_term",
    "statutory_end",
    "term_in_words",
    "window_from",
    "write_edtf",
    "write_term",
]
