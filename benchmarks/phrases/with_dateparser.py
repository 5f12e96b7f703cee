"""The same phrases with ``dateparser``, given all that can help it: language, day and sense.

It finds one moment and says of what period that is; the answer is that whole period. A phrase
that it cannot read as a whole is searched for one that it can.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from dateparser.date import DateDataParser
from dateparser.search import search_dates

from benchmarks.phrases.judging import Answer
from benchmarks.phrases.records import Record
from models.dates import Tense, Window, periods

_PERIODS: Mapping[str, Callable[[date], Window]] = {
    "year": lambda day: periods.year(day.year),
    "month": lambda day: periods.month(day.year, day.month),
    "week": periods.week,
}


def read(record: Record) -> Answer:
    """Return the first to the last day of the period that the library finds, if it finds one."""
    window = _read_whole(record) or _search(record)
    return Answer(window.earliest, window.latest) if window else Answer()


def _read_whole(record: Record) -> Window | None:
    parser = DateDataParser(languages=["nl"], settings=_settings(record))
    found = parser.get_date_data(record.phrase)
    moment: datetime | None = found.date_obj
    return _PERIODS.get(found.period, periods.day)(moment.date()) if moment else None


def _search(record: Record) -> Window | None:
    found = search_dates(record.phrase, languages=["nl"], settings=_settings(record))
    return periods.day(found[0][1].date()) if found else None


def _settings(record: Record) -> dict[str, object]:
    return {
        "RELATIVE_BASE": datetime.combine(record.said_on, time.min),
        "PREFER_DATES_FROM": "past" if record.kind is Tense.PAST else "future",
        "DATE_ORDER": "DMY",
    }
