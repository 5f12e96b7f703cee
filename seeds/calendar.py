"""The calendar of the Netherlands: the package ``holidays`` plus the data in ``seeds/calendars``.

Reading the clock is nobody's business here: the calendar covers a range that the data state.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from models.dates.calendar import (
    Anchor,
    Calendar,
    Confidence,
    Holiday,
    HolidayBasis,
    Recess,
)
from seeds.calendar_checks import check_rows
from seeds.calendar_rows import CalendarRows, Row, read_rows

CALENDARS = Path(__file__).parent / "calendars"
_DECREE = "Bij koninklijk besluit gelijkgesteld"
# Every other holiday is one by art. 3(1). The first days of Easter and Pentecost are not named
# there: they are Sundays.
_OTHER_BASES = {
    "Goede vrijdag": HolidayBasis.EQUATED,
    "Eerste paasdag": None,
    "Eerste pinksterdag": None,
}


@cache
def dutch_calendar() -> Calendar:
    """Return the working days, holidays, recesses and anchors of the Netherlands, read once.

    Raises:
        SourceError: A file in ``seeds/calendars`` is not what it should be.
    """
    return load_calendar(CALENDARS)


def load_calendar(folder: Path) -> Calendar:
    """Return the calendar that the files of a folder give, after checking that it can be true.

    Raises:
        SourceError: A file is not what it should be; names file and line.
    """
    rows = read_rows(folder)
    years = range(rows.span.day("first").year, rows.span.day("last").year + 1)
    law_days = _law_days(years)
    check_rows(rows, law_days)
    calendar = Calendar(
        first=rows.span.day("first"),
        last=rows.span.day("last"),
        holidays=_holidays(rows, law_days),
        recesses=tuple(
            Recess(row.text("name"), row.day("first"), row.last, Confidence(row.text("confidence")))
            for row in sorted(rows.recesses, key=lambda row: row.day("first"))
        ),
        recesses_complete=_ranges(rows.recesses_complete),
        anchor_names=tuple(dict.fromkeys(_anchor_names(rows))),
        decrees_complete=_ranges(rows.decrees_complete),
    )
    return replace(calendar, anchors=tuple(_anchors(rows, calendar)))


def _law_days(years: range) -> Mapping[date, str]:
    """Return the holidays that the law fixes, by day (Algemene termijnenwet, art. 3(1) and (2))."""
    # Imported here because it costs 60 ms that a command without a calendar need not pay; the
    # one country class, because the package's front door loads its registry of all countries.
    from holidays.countries.netherlands import Netherlands  # noqa: PLC0415

    return dict(
        Netherlands(  # type: ignore[no-untyped-call]  # the package types no constructor
            # A list of years: the package would otherwise add years as it is asked about them.
            years=years,
            # 5 May outside the years ending in 0 and 5 is "optional" there: no day off by most
            # collective agreements, but a holiday for terms every year (Atw art. 3(1)).
            categories=("public", "optional"),
            language="nl",
        )
    )


def _holidays(rows: CalendarRows, law_days: Mapping[date, str]) -> tuple[Holiday, ...]:
    """Return the holidays of the Algemene termijnenwet, art. 3, in order of day."""
    by_law = [
        Holiday(day, name, _OTHER_BASES.get(name, HolidayBasis.RECOGNISED))
        for day, name in law_days.items()
    ]
    by_decree = [
        Holiday(row.day("decree_days"), _DECREE, HolidayBasis.DECREE) for row in rows.decree_days
    ]
    return tuple(sorted((*by_law, *by_decree), key=lambda holiday: holiday.day))


def _ranges(rows: Iterable[Row]) -> tuple[tuple[date, date], ...]:
    return tuple(sorted((row.day("first"), row.day("last")) for row in rows))


def _anchor_names(rows: CalendarRows) -> Iterator[str]:
    yield from (row.text("name") for row in (*rows.yearly, *rows.anchor_days))
    yield from (row.text("without_day") for row in rows.without_day)


def _anchors(rows: CalendarRows, calendar: Calendar) -> Iterator[Anchor]:
    """Yield the anchors whose day is known; one that must move has none."""
    for row in rows.anchor_days:
        yield Anchor(row.text("name"), row.day("day"), Confidence(row.text("confidence")))
    for year in range(calendar.first.year, calendar.last.year + 1):
        for row in rows.yearly:
            day = _nth_weekday(year, row)
            if not calendar.first <= day <= calendar.last:
                continue
            sure = not row.values["moves"] or calendar.knows_recesses(day, day)
            if row.values["moves"] and not calendar.is_sitting_day(day):
                continue
            confidence = Confidence(row.text("confidence")) if sure else Confidence.LOW
            yield Anchor(row.text("name"), day, confidence)


def _nth_weekday(year: int, row: Row) -> date:
    """Return the day of a year on which a yearly anchor falls."""
    first = date(year, row.number("month"), 1)
    to_weekday = (row.number("weekday") - first.isoweekday()) % 7
    return first + timedelta(days=to_weekday + 7 * (row.number("number") - 1))
