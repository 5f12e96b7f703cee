"""Names beside those of the calendar: feasts, the turn of the year, the years of schools."""

from datetime import date

from models.dates import periods
from models.dates.feasts import Feast, feast
from models.dates.phrases.grammar import Size
from models.dates.phrases.names import Name
from models.dates.phrases.tokens import Tokens
from models.dates.phrases.words import ARTICLES, FEASTS, SCHOOL_YEARS, YEAR_ENDS
from models.dates.window import Window


def feast_name(tokens: Tokens, at: int) -> Name | None:
    """Read "Kerst", "Pasen", "Koningsdag"."""
    which, after = FEASTS.get(tokens[at].text), at + 1
    if tokens.starts_with(("new", "year"), at) and tokens[at - 1].text not in ARTICLES:
        which, after = Feast.NEW_YEAR, at + 2
    if which is None or tokens[after].text in ("s", "eve"):
        return None  # "New Year's Eve" is the day before it
    return Name(lambda year: feast(year, which), after, Size.DAY)


def turn_of_the_year(tokens: Tokens, at: int) -> Name | None:
    """Read "jaarwisseling" and "oud en nieuw": the midnight that begins 1 January."""
    if tokens[at].text == "jaarwisseling":
        return Name(_new_year, at + 1, Size.MIDNIGHT)
    if tokens.starts_with(("oud", "en", "nieuw"), at):
        return Name(_new_year, at + 3, Size.MIDNIGHT)
    return None


def year_end(tokens: Tokens, at: int) -> Name | None:
    """Read "jaareinde" as the end of a year."""
    if tokens[at].text not in YEAR_ENDS:
        return None
    return Name(lambda year: periods.months(date(year, 10, 1), 3), at + 1, Size.SPAN)


def school_year(tokens: Tokens, at: int) -> Name | None:
    """Read "schooljaar 2026/2027" and "komend studiejaar"; alone it is no moment."""
    month = SCHOOL_YEARS.get(tokens[at].text)
    if month is None:
        return None
    return Name(
        lambda year: periods.months(date(year, month, 1), 12),
        at + 1,
        Size.SPAN,
        is_whole_only_with_year=True,
    )


def _new_year(year: int) -> Window:
    """Return the day that begins when this year ends."""
    return periods.day(date(year + 1, 1, 1))
