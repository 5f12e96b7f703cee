"""The rulebook that comes with the product: the Dutch calendar and the data of this folder."""

from functools import cache

from models.rules.rulebook import Rulebook
from seeds.calendar import dutch_calendar
from seeds.ladder import load_ladders
from seeds.telling import load_telling


@cache
def load_rulebook() -> Rulebook:
    """Return the calendar, the ladders and the quiet hours, read once per process.

    Raises:
        SourceError: a file of data is wrong; names file and line.
    """
    return Rulebook(calendar=dutch_calendar(), ladders=load_ladders(), telling=load_telling())
