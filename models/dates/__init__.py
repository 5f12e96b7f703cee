"""Time, pure: windows, EDTF, calendars, bounds and date phrases; nothing here reads a clock."""

from models.dates.bounds import PracticalBound, Term, TermUnit, practical_bound, statutory_end
from models.dates.calendar import Anchor, Calendar, Confidence, Holiday, Recess, SittingDay
from models.dates.edtf import read_edtf, write_edtf
from models.dates.offsets import offset_in_words, window_from
from models.dates.phrases.grammar import Tense
from models.dates.phrases.reader import read_moment, read_phrase
from models.dates.remarks import Remark
from models.dates.window import Reading, Window

__all__ = [
    "Anchor",
    "Calendar",
    "Confidence",
    "Holiday",
    "PracticalBound",
    "Reading",
    "Recess",
    "Remark",
    "SittingDay",
    "Tense",
    "Term",
    "TermUnit",
    "Window",
    "offset_in_words",
    "practical_bound",
    "read_edtf",
    "read_moment",
    "read_phrase",
    "statutory_end",
    "window_from",
    "write_edtf",
]
