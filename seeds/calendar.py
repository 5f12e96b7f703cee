"""The calendar of the Netherlands: the package ``holidays`` plus the data in ``seeds/calendars``.

Reading the clock is nobody's business here: the calendar covers a range that the data state.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from models.dates.calendar import Anchor, Calendar, Confidence, Holiday, Recess
from models.errors import UnreadableSourceError

Shape = TypeVar("Shape", bound=BaseModel)

_FOLDER = Path(__file__).parent / "calendars"
_TUESDAY = 1
_SEPTEMBER = 9


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Range(_Row):
    first: date
    last: date


class _Days(_Row):
    """Shape of ``days.yaml``."""

    first: date
    last: date
    recesses_complete: list[_Range]
    decree_days: list[date]


class _RecessRow(_Row):
    name: str
    first: date
    last: date | None
    confidence: Confidence


class _Recesses(_Row):
    """Shape of ``recesses.json``."""

    chamber: str
    note: str
    recesses: list[_RecessRow]


@cache
def dutch_calendar() -> Calendar:
    """Return the working days, holidays, recesses and anchors of the Netherlands, read once.

    Raises:
        UnreadableSourceError: If a file in ``seeds/calendars`` is not what it should be.
    """
    days = _read(_FOLDER / "days.yaml", _Days)
    recesses = _read(_FOLDER / "recesses.json", _Recesses).recesses
    return Calendar(
        first=days.first,
        last=days.last,
        holidays=_holidays(days),
        recesses=tuple(
            Recess(row.name, row.first, row.last, row.confidence)
            for row in sorted(recesses, key=lambda row: row.first)
        ),
        recesses_complete=tuple((span.first, span.last) for span in days.recesses_complete),
        anchors=tuple(
            Anchor("prinsjesdag", _prinsjesdag(year))
            for year in range(days.first.year, days.last.year + 1)
        ),
    )


def _read(path: Path, shape: type[Shape]) -> Shape:
    """Read a file of data; JSON is read as the YAML that it also is."""
    try:
        return shape.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _unreadable(path, line, str(error.problem), "YAML") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise _unreadable(path, 1, f"{where}: {first['msg']}", str(shape.__name__)) from error


def _unreadable(path: Path, line: int, problem: str, accepted: str) -> UnreadableSourceError:
    return UnreadableSourceError(file=path.name, line=line, problem=problem, accepted=accepted)


def _holidays(days: _Days) -> tuple[Holiday, ...]:
    """Return the holidays of the Algemene termijnenwet, art. 3, in order of day."""
    # Imported here because it costs 60 ms that a command without a calendar need not pay; the
    # one country class, because the package's front door loads its registry of all countries.
    from holidays.countries.netherlands import Netherlands  # noqa: PLC0415

    law = Netherlands(  # type: ignore[no-untyped-call]  # the package types no constructor
        # A list of years: the package would otherwise add years as it is asked about them.
        years=range(days.first.year, days.last.year + 1),
        # 5 May outside the years ending in 0 and 5 is "optional" there: no day off by most
        # collective agreements, but a holiday for terms every year (Atw art. 3(1)).
        categories=("public", "optional"),
        language="nl",
    )
    names = dict.fromkeys(days.decree_days, "Bij koninklijk besluit gelijkgesteld") | dict(law)
    return tuple(Holiday(day, name) for day, name in sorted(names.items()))


def _prinsjesdag(year: int) -> date:
    """Return the third Tuesday of September (Grondwet, art. 65)."""
    first = date(year, _SEPTEMBER, 1)
    return first + timedelta(days=(_TUESDAY - first.weekday()) % 7 + 14)
