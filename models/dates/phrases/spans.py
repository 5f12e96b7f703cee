"""A duration in words, and the day that lies so far from another."""

from dataclasses import dataclass
from datetime import date, timedelta

from models.dates import periods
from models.dates.phrases.grammar import Saying
from models.dates.phrases.numbers import NUMBERS
from models.dates.phrases.tokens import Kind, Tokens
from models.dates.phrases.words import UNITS, Unit
from models.errors import OutsideCalendarError

# A longer term than a century is no term but a stray number.
_LONGEST = {
    Unit.DAY: 36_525,
    Unit.WORKING_DAY: 2_500,
    Unit.WEEK: 5_218,
    Unit.MONTH: 1_200,
    Unit.YEAR: 100,
}
# Between two numbers: "twee à drie weken", "6 tot 8 weken".
_TO = frozenset({"a", "tot", "of", "/", "-", "–", "to", "or"})
# Half years in words, and how many months they have.
_IN_MONTHS = {
    ("een", "half", "jaar"): 6,
    ("half", "jaar"): 6,
    ("een", "halfjaar"): 6,
    ("halfjaar",): 6,
    ("anderhalf", "jaar"): 18,
    ("half", "a", "year"): 6,
    ("a", "halfjaar"): 6,
    ("a", "year", "and", "a", "half"): 18,
    ("one", "and", "a", "half", "years"): 18,
    ("two", "and", "a", "half", "years"): 30,
}
_OPENS_HALVES = frozenset(words[0] for words in _IN_MONTHS)
_QUARTERS = frozenset({"kwartaal", "kwartalen", "quarter", "quarters"})
_FORTNIGHTS = frozenset({"fortnight", "fortnights"})
_DECADES = frozenset({"decennium", "decennia", "decade", "decades"})
_HOURS = frozenset({"uur", "hours"})
_HOURS_IN_A_DAY = 24
# Words between "binnen" and its duration that do not change it.
_OF_A_TERM = frozenset(
    {
        *("een", "de", "het", "termijn", "periode", "van", "uiterlijk", "maximaal", "hooguit"),
        *("max", ".", "circa", "ongeveer", "ruim", "ten", "hoogste", "komende", "a", "of"),
        *("the", "next", "coming", "following", "maximum", "period", "term", "most", "at", "no"),
        *("more", "than", "about", "approximately", "roughly", "around", "first"),
    }
)


@dataclass(frozen=True, slots=True)
class Duration:
    """How many of a unit the words count, and the first token behind them."""

    count: int
    unit: Unit
    after: int

    def iso(self, direction: int) -> str:
        """Return the duration in ISO 8601; with B for working days, which ISO lacks."""
        return f"{'-' if direction < 0 else ''}P{self.count}{self.unit.value}"


def duration_at(tokens: Tokens, at: int) -> Duration | None:
    """Return the duration at a position; of "twee à drie weken" the longer one."""
    if tokens[at].text in _OPENS_HALVES:
        for words, months in _IN_MONTHS.items():
            if tokens.starts_with(words, at):
                return Duration(months, Unit.MONTH, at + len(words))
    number, position = _count(tokens, at), at + 1
    other = _count(tokens, at + 2) if tokens[at + 1].text in _TO else None
    if number is not None and other is not None:
        number, position = max(number, other), at + 3
    if number is None:
        return None
    if tokens[position].text == "(" and tokens[position + 2].text == ")":
        position += 3  # "12 (twelve) weeks"
    number, unit = _in_a_unit(number, tokens[position].text)
    if unit is None or not 0 < number <= _LONGEST[unit]:
        return None
    return Duration(number, unit, position + 1)


def _in_a_unit(number: int, word: str) -> tuple[int, Unit | None]:
    """Return a count in a unit that days know: quarters in months, 48 hours in days."""
    if word in _QUARTERS:
        return 3 * number, Unit.MONTH
    if word in _FORTNIGHTS:
        return 2 * number, Unit.WEEK
    if word in _DECADES:
        return 10 * number, Unit.YEAR
    if word in _HOURS and number % _HOURS_IN_A_DAY == 0:
        return number // _HOURS_IN_A_DAY, Unit.DAY
    return number, UNITS.get(word)


def _count(tokens: Tokens, at: int) -> int | None:
    token = tokens[at]
    return token.number if token.kind is Kind.NUMBER else NUMBERS.get(token.text)


def term_at(tokens: Tokens, at: int) -> Duration | None:
    """Return the duration at a position, or behind words like "een termijn van"."""
    for position in range(at, tokens.skip(_OF_A_TERM, at) + 1):
        duration = duration_at(tokens, position)
        if duration is not None:
            return duration
    return None


def moved(start: date, duration: Duration, direction: int, saying: Saying) -> date | None:
    """Return the day a duration away; None when working days are asked of no calendar."""
    count = direction * duration.count
    match duration.unit:
        case Unit.DAY:
            return start + timedelta(days=count)
        case Unit.WEEK:
            return start + timedelta(weeks=count)
        case Unit.MONTH:
            return periods.plus_months(start, count)
        case Unit.YEAR:
            return periods.plus_months(start, 12 * count)
        case Unit.WORKING_DAY:
            return _working_days_on(start, count, saying)


def _working_days_on(start: date, count: int, saying: Saying) -> date | None:
    try:
        return saying.calendar.add_working_days(start, count) if saying.calendar else None
    except OutsideCalendarError:
        return None
