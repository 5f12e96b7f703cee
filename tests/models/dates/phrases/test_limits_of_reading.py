"""What holds for every phrase, however odd: order, EDTF, years, and work that grows as the text."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.phrases.records import read_records
from models.dates import Reading, Tense, Window, read_edtf, read_phrase
from models.dates.phrases import RULES
from models.dates.phrases.grammar import Read, Saying
from models.dates.phrases.tokens import Token, Tokens, tokenise
from seeds.calendar import dutch_calendar

FILES = [Path(__file__).with_name(name) for name in ("invented.jsonl", "english.jsonl")]
PHRASES = sorted({record.phrase for file in FILES for record in read_records(file)})
PIECES = sorted({word for phrase in PHRASES for word in phrase.split()})
SHUFFLED = st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
SAID = st.dates(date(1990, 1, 1), date(2100, 12, 31))
TENSES = st.sampled_from([None, *Tense])

# Nothing in them depends on weekdays, on Easter, on the length of February or on a calendar.
RELATIVE = (
    *("in september", "begin oktober", "medio maart", "eind april", "op 1 december", "na juli"),
    *("dit najaar", "komend voorjaar", "afgelopen zomer", "in de winter", "volgende zomer"),
    *("in het derde kwartaal", "eind Q4", "in de tweede helft van het jaar", "volgend kwartaal"),
    *("volgend jaar", "begin vorig jaar", "later dit jaar", "het komende jaar", "in mei of juni"),
    *("volgend jaar zomer", "uiterlijk 1 juli", "vóór 1 april a.s.", "op 3 november jl."),
    *("voor Kerst", "rond de jaarwisseling", "tot 1 oktober", "vanaf volgend jaar"),
    *("binnen zes maanden", "over anderhalf jaar", "de afgelopen twee jaar", "ultimo dit jaar"),
    *("in de eerste drie maanden van volgend jaar", "uiterlijk eind volgend jaar", "nog dit jaar"),
    *("in September", "in early October", "by the end of April", "after July", "in May", "by May"),
    *("this autumn", "next spring", "last summer", "in the winter", "in the third quarter"),
    *("in the second half of the year", "last quarter", "next year", "the coming year"),
    *("within six months", "in a year and a half", "six months from now", "still this year"),
    *("from April to July", "between May and July", "1 May at the latest", "before Christmas"),
    *("around the turn of the year", "in the first three months of next year", "next May"),
)

# Words and figures that rules ask for, over and over: each could start a search of its own.
REPEATED = (
    *("1", "12 ", "1.", "3, ", "8 en ", "2026-", "2026 of ", "20265 ", "31-12-26 ", "Q3/"),
    *("voor ", "uiterlijk ", "uiterlijk voor ", "niet ", "tussen ", "tussen nu en ", "tot en met "),
    *(
        "van ",
        "binnen een termijn van ",
        "binnen ",
        "twee ",
        "twee tot ",
        "half ",
        "een half jaar ",
    ),
    *("begin ", "eind/", "eind mei, ", "begin mei/", "mei ", "mei/", "mei tot ", "najaar "),
    *("eerste ", "eerste twee ", "tweede helft van ", "derde dinsdag van ", "laatste week van "),
    *("volgend jaar ", "volgende week ", "vrijdag ", "a.s. ", "jl. ", "kerst ", "jaren ", "week "),
    *("reces ", "zomerreces ", "prinsjesdag ", "voor het debat ", "voor de raad van ", "na "),
    *("by ", "before ", "not ", "between ", "between the ", "from ", "from May to ", "to ", "in "),
    *("within ", "a ", "in a ", "twenty-", "half a year ", "12 (", "as soon as ", "at the "),
    *("last ", "the last Friday of ", "new year ", "mid-to-", "end of ", "May 1, ", "2030s "),
    *("1 May or ", "week of ", "weeks of ", "moved from ", "summer ", "the fall ", "may ", "once "),
    *("zodra ", "zo spoedig mogelijk ", "Kamerstukken II 2025 ", "Stcrt. ", "en verder "),
    *("\x00\x01", "'", "é", "ﬁ", "²", "\u00ad", "🙂", "١٢ ", "\n"),
)


def read(text: str, said_on: date, tense: Tense | None = None) -> Reading:
    """The reading of a phrase with the Dutch calendar at hand."""
    return read_phrase(text, said_on, tense=tense, calendar=dutch_calendar())


@given(st.sampled_from(PHRASES) | SHUFFLED, SAID, TENSES)
def test_every_reading_is_in_order_and_its_edtf_gives_its_bounds_back(
    text: str, said_on: date, tense: Tense | None
) -> None:
    reading = read(text, said_on, tense)

    window = reading.window
    days = [day for day in (window.earliest, window.soft_latest, window.latest) if day]
    assert days == sorted(days)
    named = read_edtf(reading.edtf) if reading.edtf else Window()
    assert (named.soft_latest, named.latest) == (window.soft_latest, window.latest)
    assert named.earliest in (window.earliest, None)


@given(st.sampled_from(RELATIVE), SAID, TENSES, st.integers(-9, 9))
def test_whole_years_later_the_same_words_mean_the_same_days_so_much_later(
    phrase: str, said_on: date, tense: Tense | None, years: int
) -> None:
    said_on = said_on.replace(day=min(said_on.day, 28))
    later = said_on.replace(year=said_on.year + years)

    then, now = read(phrase, later, tense).window, read(phrase, said_on, tense).window

    for one, other in zip(ends(then), ends(now), strict=True):
        assert (one and alike(one)) == (other and moved(other, years))


@given(SHUFFLED, SAID, TENSES)
def test_a_rule_that_is_asked_at_its_openings_only_misses_nothing(
    text: str, said_on: date, tense: Tense | None
) -> None:
    tokens, saying = tokenise(text), Saying(said_on, tense, dutch_calendar())

    for rule in RULES:
        everywhere: Read | None = getattr(rule.read, "__wrapped__", None)
        if everywhere is None:
            continue
        for at, token in enumerate(tokens.items):
            if token.opens_a_period and everywhere(tokens, at, saying) is not None:
                assert rule.read(tokens, at, saying) is not None, (rule.convention, token.text)


@pytest.mark.parametrize("piece", REPEATED)
def test_ten_times_the_text_is_at_most_ten_times_the_work(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = 0

    def counted(tokens: Tokens, position: int) -> Token:
        nonlocal looks
        looks += 1
        return look(tokens, position)

    look = Tokens.__getitem__
    monkeypatch.setattr(Tokens, "__getitem__", counted)

    def looks_in(text: str) -> int:
        nonlocal looks
        looks = 0
        read(text, date(2026, 6, 15))
        return looks

    little, much = looks_in(piece * 40), looks_in(piece * 400)

    assert much <= 10.5 * little + 100
    assert much <= 200 * max(len(piece), 4) * 400


def test_a_megabyte_of_text_is_read_to_its_end() -> None:
    text = "lorem ipsum dolor sit amet, " * 40_000 + "uiterlijk 1 december 2026"

    assert read(text, date(2026, 6, 15)).window.latest == date(2026, 12, 1)


@pytest.mark.parametrize("year", range(1990, 2101))
def test_days_of_every_year_of_our_time_are_read_as_they_are(year: int) -> None:
    said_on = date(year, 1, 1)
    last_of_february = date(year, 3, 1) - timedelta(days=1)
    last_week = date(year, 12, 28).isocalendar().week

    assert read(f"eind februari {year}", said_on).window.latest == last_of_february
    assert read(f"29 februari {year}", said_on).rule == (
        "R-DAY" if last_of_february.day == 29 else "R-NONE"
    )
    week = read(f"week {last_week} van {year}", said_on).window
    assert week.earliest == date.fromisocalendar(year, last_week, 1)
    assert read(f"week 53 van {year}", said_on).rule == ("R-WEEK" if last_week == 53 else "R-NONE")


@pytest.mark.parametrize("said_on", [date(2026, 3, 29), date(2026, 10, 25)])
def test_on_the_days_on_which_the_clock_changes_a_day_is_a_day(said_on: date) -> None:
    assert read("morgen", said_on).window.latest == said_on + timedelta(days=1)
    assert read("binnen 48 uur", said_on).window.latest == said_on + timedelta(days=2)
    assert read("over een week", said_on).window.latest == said_on + timedelta(days=7)


def test_a_year_from_a_leap_day_is_the_last_day_of_february() -> None:
    assert read("binnen een jaar", date(2028, 2, 29)).window.latest == date(2029, 2, 28)
    assert read("over vier jaar", date(2028, 2, 29)).window.latest == date(2032, 2, 29)


def ends(window: Window) -> tuple[date | None, date | None, date | None]:
    return window.earliest, window.soft_latest, window.latest


def moved(day: date, years: int) -> date:
    """The same day of another year; the last two days of February count as one."""
    return alike(day).replace(year=day.year + years)


def alike(day: date) -> date:
    return day.replace(day=28) if (day.month, day.day) == (2, 29) else day
