"""What phrases of government letters mean, family by family."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates.calendar import Calendar
from models.dates.edtf import read_edtf
from models.dates.phrases import RULES, Tense, read_moment, read_phrase
from models.dates.remarks import Remark
from models.dates.window import Reading, Window
from models.errors import MijlpaalError, UnreadablePhraseError
from seeds.calendar import dutch_calendar

LETTER = date(2026, 6, 15)


def read(text: str, said_on: date = LETTER, tense: Tense | None = None) -> Reading:
    """The reading of a phrase with the Dutch calendar at hand."""
    return read_phrase(text, said_on, tense=tense, calendar=dutch_calendar())


def days(reading: Reading) -> tuple[str | None, str | None]:
    """First and last day of a reading, as text."""
    window = reading.window
    return (
        window.earliest.isoformat() if window.earliest else None,
        window.latest.isoformat() if window.latest else None,
    )


@pytest.mark.parametrize("phrase", ["in het najaar", "In het najaar van dit jaar"])
def test_d1_and_d2_run_over_the_autumn_and_warn_from_the_end_of_november(phrase: str) -> None:
    reading = read(phrase)

    assert reading.window == Window(date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 20))
    assert reading.edtf == "2026-23"
    assert reading.rule == "R-SEASON"


def test_d3_is_bound_by_the_last_day_of_the_year() -> None:
    reading = read("uiterlijk eind dit jaar", tense=Tense.DEADLINE)

    assert reading.window == Window(LETTER, None, date(2026, 12, 31))
    assert reading.edtf == "../2026-12-31"
    assert reading.rule == "R-UITERLIJK"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("31-12-2026", ("2026-12-31", "2026-12-31")),
        ("31.12.2026", ("2026-12-31", "2026-12-31")),
        ("2026-12-31", ("2026-12-31", "2026-12-31")),
        ("1 DECEMBER 2026", ("2026-12-01", "2026-12-01")),
        ("1 dec. 2026", ("2026-12-01", "2026-12-01")),
        ("jan. 2027", ("2027-01-01", "2027-01-31")),
        ("vrijdag 3 juli 2026", ("2026-07-03", "2026-07-03")),
        ("27 mei a.s.", ("2027-05-27", "2027-05-27")),
        ("27 mei jl.", ("2026-05-27", "2026-05-27")),
        ("7 december j.l.", ("2025-12-07", "2025-12-07")),
        ("7 december jongstleden", ("2025-12-07", "2025-12-07")),
        ("winter 2026/2027", ("2026-12-01", "2027-03-19")),
        ("komend voorjaar", ("2027-03-01", "2027-06-20")),
        ("afgelopen winter", ("2025-12-01", "2026-03-19")),
        ("Q1 2027", ("2027-01-01", "2027-03-31")),
        ("1e kwartaal 2027", ("2027-01-01", "2027-03-31")),
        ("het laatste kwartaal van dit jaar", ("2026-10-01", "2026-12-31")),
        ("eind van het eerste kwartaal", ("2027-03-01", "2027-03-31")),
        ("eerste halfjaar van 2027", ("2027-01-01", "2027-06-30")),
        ("tweede helft van oktober", ("2026-10-16", "2026-10-31")),
        ("begin volgend jaar", ("2027-01-01", "2027-03-31")),
        ("medio 2027", ("2027-05-01", "2027-08-31")),
        ("half oktober", ("2026-10-11", "2026-10-20")),
        ("eind van het jaar", ("2026-10-01", "2026-12-31")),
        ("eind volgende maand", ("2026-07-21", "2026-07-31")),
        ("volgend kwartaal", ("2026-07-01", "2026-09-30")),
        ("komend jaar", ("2027-01-01", "2027-12-31")),
        ("het komende jaar", ("2026-06-15", "2027-06-15")),
        ("nog dit jaar", ("2026-06-15", "2026-12-31")),
        ("eerder dit jaar", ("2026-01-01", "2026-06-15")),
        ("week 53 van 2026", ("2026-12-28", "2027-01-03")),
        ("tussen 1 en 15 september 2026", ("2026-09-01", "2026-09-15")),
        ("van april tot en met juni 2027", ("2027-04-01", "2027-06-30")),
        ("van november tot februari 2027", ("2026-11-01", "2027-01-31")),
        ("29 februari", ("2028-02-29", "2028-02-29")),
        ("drie weken na 1 mei 2027", ("2027-05-22", "2027-05-22")),
        ("rond 2030", ("2029-01-01", "2031-12-31")),
        ("in autumn 2026", ("2026-09-01", "2026-12-20")),
        ("in the second quarter of 2027", ("2027-04-01", "2027-06-30")),
        ("June 1, 2027", ("2027-06-01", "2027-06-01")),
        ("vandaag", ("2026-06-15", "2026-06-15")),
        ("1 juni 2027 jl.", ("2027-06-01", "2027-06-01")),
        ("1e juni 2027", ("2027-06-01", "2027-06-01")),
        ("deze zomer", ("2026-06-01", "2026-09-21")),
        ("volgende zomer", ("2027-06-01", "2027-09-21")),
        ("al in mei", ("2026-05-01", "2026-05-31")),
        ("tweede half jaar van 2027", ("2027-07-01", "2027-12-31")),
        ("tweede helft van volgende maand", ("2026-07-16", "2026-07-31")),
        ("eerste helft van volgende maand", ("2026-07-01", "2026-07-15")),
        ("tweede helft van het jaar", ("2026-07-01", "2026-12-31")),
        ("eind van de zomer", ("2026-06-01", "2026-09-21")),
        ("het zomerreces", ("2026-07-03", "2026-08-31")),
        ("de komende maand", ("2026-06-15", "2026-07-15")),
        ("het afgelopen jaar", ("2025-06-15", "2026-06-15")),
        ("de komende drie jaar", ("2026-06-15", "2029-06-15")),
        ("vorige week", ("2026-06-08", "2026-06-14")),
        ("dit decennium", ("2020-01-01", "2030-12-31")),
        ("in de week van 12 oktober", ("2026-10-12", "2026-10-18")),
        ("over drie maanden", ("2026-09-15", "2026-09-15")),
        ("twee dagen voor Prinsjesdag", ("2026-09-13", "2026-09-13")),
        ("rond 1 mei 2027", ("2027-04-24", "2027-05-08")),
        ("rond oktober 2026", ("2026-09-01", "2026-11-30")),
        ("rond de zomer", ("2026-06-01", "2026-09-21")),
        ("rond 2025/2026", ("2025-01-01", "2026-12-31")),
        ("per 1 januari 2027", ("2027-01-01", "2027-01-01")),
        ("mid-2027", ("2027-05-01", "2027-08-31")),
    ],
)
def test_a_period_that_the_words_name_is_read_to_the_day(
    phrase: str, expected: tuple[str, str]
) -> None:
    assert days(read(phrase)) == expected


@pytest.mark.parametrize(
    ("phrase", "latest"),
    [
        ("uiterlijk 30 april", "2027-04-30"),
        ("uiterlijk in 2030", "2030-12-31"),
        ("uiterlijk in het najaar", "2026-12-20"),
        ("niet later dan 1 mei 2027", "2027-05-01"),
        ("voor 1 oktober a.s.", "2026-09-30"),
        ("vóór 2030", "2029-12-31"),
        ("voor of in 2030", "2030-12-31"),
        ("voor het eind van het jaar", "2026-12-31"),
        ("voor eind oktober", "2026-10-31"),
        ("voor de zomer", "2026-07-02"),
        ("uiterlijk voor het kerstreces", "2026-12-17"),
        ("uiterlijk twee weken voor het zomerreces", "2026-06-19"),
        ("uiterlijk Prinsjesdag", "2026-09-15"),
        ("tot 1 januari 2027", "2026-12-31"),
        ("tot en met 2030", "2030-12-31"),
        ("binnen drie weken", "2026-07-06"),
        ("binnen 10 werkdagen", "2026-06-29"),
        ("zo spoedig mogelijk doch uiterlijk 1 september", "2026-09-01"),
        ("nieuwe deadline 1 april 2027", "2027-04-01"),
        ("by the end of 2026", "2026-12-31"),
        ("before 1 July 2027", "2027-06-30"),
        ("no later than 30 April", "2027-04-30"),
    ],
)
def test_a_bound_begins_on_the_day_it_was_said(phrase: str, latest: str) -> None:
    assert days(read(phrase)) == (LETTER.isoformat(), latest)


NOVEMBER = date(2026, 11, 23)

# Written out by hand from domain section 10, apart from the code that it judges. Each period is
# given with first and last day of its begin, middle and end in 2027.
PERIODS_IN_2027 = {
    "januari": ("01-01 01-10", "01-11 01-20", "01-21 01-31"),
    "februari": ("02-01 02-10", "02-11 02-20", "02-21 02-28"),
    "mrt.": ("03-01 03-10", "03-11 03-20", "03-21 03-31"),
    "mei": ("05-01 05-10", "05-11 05-20", "05-21 05-31"),
    "november": ("11-01 11-10", "11-11 11-20", "11-21 11-30"),
    "December": ("12-01 12-10", "12-11 12-20", "12-21 12-31"),
    "het eerste kwartaal": ("01-01 01-31", "02-01 02-28", "03-01 03-31"),
    "Q3": ("07-01 07-31", "08-01 08-31", "09-01 09-30"),
    "4e kwartaal": ("10-01 10-31", "11-01 11-30", "12-01 12-31"),
    # Of a half or a season the conventions define no parts: the whole, and a remark.
    "het eerste halfjaar": ("01-01 06-30", "01-01 06-30", "01-01 06-30"),
    "de tweede helft": ("07-01 12-31", "07-01 12-31", "07-01 12-31"),
    "najaar": ("09-01 12-20", "09-01 12-20", "09-01 12-20"),
}
QUALIFIERS = {
    "begin": 0,
    "aan het begin van": 0,
    "early": 0,
    "medio": 1,
    "midden": 1,
    "half": 1,
    "halverwege": 1,
    "mid": 1,
    "eind": 2,
    "einde": 2,
    "eind van": 2,
    "aan het eind van": 2,
    "late": 2,
}
YEARS_2027 = (
    *("2027", "van 2027", "van het jaar 2027", "volgend jaar", "van volgend jaar"),
    *("komend jaar", "komende jaar"),
)
PART_PHRASES = [
    (f"{qualifier} {period} {year}", *(f"2027-{day}" for day in parts[place].split()))
    for qualifier, place in QUALIFIERS.items()
    for period, parts in PERIODS_IN_2027.items()
    for year in YEARS_2027
]


@pytest.mark.parametrize(("phrase", "first", "last"), PART_PHRASES)
def test_a_part_of_a_period_with_a_year_is_that_part_in_that_year(
    phrase: str, first: str, last: str
) -> None:
    assert days(read(phrase, NOVEMBER)) == (first, last)
    assert days(read(phrase.replace("2027", "2027."), NOVEMBER)) == (first, last)


@pytest.mark.parametrize("limit", ["uiterlijk", "tot en met", "t/m", "by", "niet later dan"])
@pytest.mark.parametrize(("phrase", "_first", "last"), PART_PHRASES[::7] + PART_PHRASES[-30:])
def test_a_limit_before_a_part_with_a_year_is_bound_by_the_last_day_of_the_part(
    limit: str, phrase: str, _first: str, last: str
) -> None:
    assert days(read(f"{limit} {phrase}", NOVEMBER)) == (NOVEMBER.isoformat(), last)


@pytest.mark.parametrize("limit", ["voor", "vóór", "tot", "before", "until"])
@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("eind maart 2027", "2027-03-31"),
        ("het eind van maart 2027", "2027-03-31"),
        ("the end of March 2027", "2027-03-31"),
        ("einde februari volgend jaar", "2027-02-28"),
        ("eind Q1 2027", "2027-03-31"),
        ("eind 2027", "2027-12-31"),
        ("het einde van het jaar", "2026-12-31"),
    ],
)
def test_before_or_until_an_end_runs_to_the_last_day(limit: str, end: str, last: str) -> None:
    assert days(read(f"{limit} {end}", NOVEMBER)) == (NOVEMBER.isoformat(), last)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("medio november 2026", ("2026-11-11", "2026-11-20")),
        ("begin november dit jaar", ("2026-11-01", "2026-11-10")),
        ("eind december van dit jaar", ("2026-12-21", "2026-12-31")),
        ("eind februari 2028", ("2028-02-21", "2028-02-29")),
        ("eind januari 20275", ("2027-01-21", "2027-01-31")),
        ("eind van de maand maart 2027", ("2027-03-21", "2027-03-31")),
        ("eind komende januari", ("2027-01-21", "2027-01-31")),
        ("begin afgelopen maart", ("2026-03-01", "2026-03-10")),
        ("eind komende maand", ("2026-12-21", "2026-12-31")),
        ("mid-January 2027", ("2027-01-11", "2027-01-20")),
        ("mid-2027", ("2027-05-01", "2027-08-31")),
        ("van begin januari tot eind maart 2027", ("2027-01-01", "2027-03-31")),
        ("tussen begin januari en eind maart 2027", ("2027-01-01", "2027-03-31")),
        ("vanaf medio maart 2027", ("2027-03-11", None)),
        ("na eind maart 2027", ("2027-04-01", None)),
        ("voor begin maart 2027", ("2026-11-23", "2027-02-28")),
        ("uiterlijk najaar 2027", ("2026-11-23", "2027-12-20")),
        ("uiterlijk in de zomer van volgend jaar", ("2026-11-23", "2027-09-21")),
        ("uiterlijk winter 2026/2027", ("2026-11-23", "2027-03-19")),
    ],
)
def test_a_part_or_season_with_its_year_is_read_whatever_words_stand_around_it(
    phrase: str, expected: tuple[str, str | None]
) -> None:
    assert days(read(phrase, NOVEMBER)) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("eind 2026, begin 2027", ("2026-10-01", "2027-03-31")),
        ("eind 2026/begin 2027", ("2026-10-01", "2027-03-31")),
        ("eind 2026 of begin 2027", ("2026-10-01", "2027-03-31")),
        ("eind 2026 en het begin van 2027", ("2026-10-01", "2027-03-31")),
        ("tussen eind 2026 en begin 2027", ("2026-10-01", "2027-03-31")),
        ("late 2026 or early 2027", ("2026-10-01", "2027-03-31")),
        ("eind dit jaar, begin volgend jaar", ("2026-10-01", "2027-03-31")),
        ("eind van het jaar, begin volgend jaar", ("2026-10-01", "2027-03-31")),
        ("eind januari, begin februari 2028", ("2028-01-21", "2028-02-10")),
        ("eind maart 2027/begin april", ("2027-03-21", "2027-04-10")),
        ("eind december of begin januari", ("2026-12-21", "2027-01-10")),
        ("begin/medio 2027", ("2027-01-01", "2027-08-31")),
        ("medio/eind november 2026", ("2026-11-11", "2026-11-30")),
        ("begin of medio december", ("2026-12-01", "2026-12-20")),
        ("uiterlijk eind 2026, begin 2027", ("2026-11-23", "2027-03-31")),
    ],
)
def test_two_parts_that_follow_on_each_other_are_one_period(
    phrase: str, expected: tuple[str, str]
) -> None:
    assert days(read(phrase, NOVEMBER)) == expected


@pytest.mark.parametrize("phrase", ["eind 2026, begin 2028", "eind 2026 en medio 2027"])
def test_two_parts_far_apart_are_not_made_into_one_period(phrase: str) -> None:
    assert days(read(phrase, NOVEMBER)) == ("2026-10-01", "2026-12-31")


def test_a_month_with_its_year_is_no_day_of_that_month() -> None:
    assert days(read("januari 2027", NOVEMBER)) == ("2027-01-01", "2027-01-31")
    assert days(read("January 20, 2027", NOVEMBER)) == ("2027-01-20", "2027-01-20")


@pytest.mark.parametrize(
    ("phrase", "earliest"),
    [
        ("vanaf 1 januari 2027", "2027-01-01"),
        ("na 2030", "2031-01-01"),
        ("na het zomerreces", "2026-09-01"),
        ("niet eerder dan 2027", "2027-01-01"),
        ("zo spoedig mogelijk", "2026-06-15"),
        ("z.s.m.", "2026-06-15"),
        ("op korte termijn", "2026-06-15"),
        ("de gebruikelijke drie weken", "2026-06-15"),
        ("te zijner tijd", "2026-06-15"),
        ("as soon as possible", "2026-06-15"),
    ],
)
def test_words_that_name_no_last_day_get_no_bound(phrase: str, earliest: str) -> None:
    assert days(read(phrase)) == (earliest, None)


def test_a_bound_tied_to_an_event_keeps_the_event_and_the_time_from_it() -> None:
    reading = read("36 maanden na inwerkingtreding", tense=Tense.DEADLINE)

    assert reading.window == Window()
    assert (reading.event, reading.offset) == ("inwerkingtreding", "P36M")
    assert reading.remarks == (Remark.EVENT_UNDATED,)


def test_a_term_from_an_event_keeps_the_event_too() -> None:
    reading = read("binnen zes weken na ontvangst")

    assert reading.window == Window()
    assert (reading.event, reading.offset) == ("ontvangst", "P6W")


def test_a_term_from_a_dated_moment_is_a_bound() -> None:
    assert days(read("binnen zes weken na 1 mei 2027")) == ("2026-06-15", "2027-06-12")
    deadline = read("twee weken voor 1 mei 2027", tense=Tense.DEADLINE)
    assert days(deadline) == ("2026-06-15", "2027-04-17")


def test_as_soon_as_possible_after_an_event_keeps_the_event() -> None:
    reading = read("zo spoedig mogelijk na ontvangst van het advies")

    assert reading.window.is_open_ended
    assert reading.event == "ontvangst van het advies"


@pytest.mark.parametrize("phrase", ["voor het jaar 2030", "doelen voor 2030"])
def test_voor_that_means_for_gives_the_year_itself(phrase: str) -> None:
    reading = read(phrase)

    assert days(reading) == ("2030-01-01", "2030-12-31")
    assert reading.remarks == (Remark.FOR_NOT_BEFORE,)


def test_a_footnote_number_glued_to_the_year_is_left_out_and_said() -> None:
    reading = read("24 juni 20222", tense=Tense.PAST)

    assert days(reading) == ("2022-06-24", "2022-06-24")
    assert Remark.FOOTNOTE_DIGITS in reading.remarks


def test_an_estimated_recess_is_said() -> None:
    assert Remark.RECESS_ESTIMATED in read("voor het kerstreces").remarks


def test_a_recess_that_is_not_known_yet_gives_no_bound() -> None:
    reading = read("uiterlijk voor het krokusreces")

    assert reading.window == Window()
    assert reading.event == "voorjaarsreces 2027"
    assert reading.remarks == (Remark.RECESS_UNKNOWN,)


def test_during_a_recess_before_it_means_next_year_and_after_it_means_this_one() -> None:
    august = date(2026, 8, 10)

    assert days(read("na het zomerreces", august)) == ("2026-09-01", None)
    assert read("voor het zomerreces", august).event == "zomerreces 2027"
    assert days(read("na het kerstreces", date(2027, 1, 5))) == ("2027-01-12", None)


@pytest.mark.parametrize("phrase", ["voor het zomerreces", "binnen tien werkdagen", "Prinsjesdag"])
def test_without_a_calendar_what_needs_one_has_no_bound(phrase: str) -> None:
    reading = read_phrase(phrase, LETTER)

    assert reading.window.latest is None
    assert Remark.CALENDAR_NEEDED in reading.remarks


def test_the_sense_of_the_sentence_chooses_the_year() -> None:
    assert days(read("op 8 juni")) == ("2027-06-08", "2027-06-08")
    assert days(read("op 8 juni", tense=Tense.PAST)) == ("2026-06-08", "2026-06-08")


def test_a_season_that_still_runs_in_a_look_back_has_no_soft_bound_left() -> None:
    reading = read("in de winter", date(2000, 3, 1), Tense.PAST)

    assert reading.window == Window(date(1999, 12, 1), None, date(2000, 3, 1))


def test_a_period_that_still_runs_ends_on_the_day_of_a_letter_that_looks_back() -> None:
    assert days(read("in juni", tense=Tense.PAST)) == ("2026-06-01", "2026-06-15")


@pytest.mark.parametrize(
    "phrase",
    [
        *("", "   ", "Kamerstuk 29826, nr. 307", "2025Z19212", "€ 150 miljoen", "2030 banen"),
        *("Jan zal komen", "he may do so", "spring of action", "31 februari 2027"),
        *("29 februari 2027", "de tweede helft van de projecten", "2026-13-01", "99999999 weken"),
    ],
)
def test_what_names_no_moment_is_not_read(phrase: str) -> None:
    reading = read(phrase)

    assert reading.rule == "R-NONE"
    assert reading.window == Window()
    assert reading.remarks == (Remark.NOT_READ,)


def test_a_moment_on_the_command_line_may_be_edtf() -> None:
    reading = read_moment("2026-23", LETTER)

    assert reading.window.soft_latest == date(2026, 11, 30)
    assert reading.rule == "R-EDTF"


def test_a_moment_that_cannot_be_read_is_refused_with_examples() -> None:
    with pytest.raises(UnreadablePhraseError, match="in het najaar"):
        read_moment("gauw een keer", LETTER)


def test_a_day_far_from_our_time_is_refused_with_the_days_that_are_accepted() -> None:
    with pytest.raises(UnreadablePhraseError, match="a day from 1900-01-01 to 2199-12-31") as said:
        read_phrase("volgend jaar", date.max)

    assert "een dag van 1900-01-01 t/m 2199-12-31" in said.value.say("nl")
    assert "seeds/calendars" not in str(said.value)


def test_every_rule_states_its_convention_and_source() -> None:
    for rule in RULES:
        assert rule.id.startswith("R-")
        assert rule.convention.endswith(".")
        assert rule.source


WORDS = """
    uiterlijk voor vóór na vanaf tot en met t/m begin medio eind het najaar zomer winter van dit
    volgend afgelopen komend jaar maand kwartaal eerste tweede helft week 42 53 2026 2027 20265 29
    31 februari oktober jl. a.s. binnen drie weken werkdagen maanden zomerreces prinsjesdag rond
    tussen - / , . per Q3 by the end of before autumn may 2026-12-31 30-06-2027 al nog eerder
    decennium zo spoedig mogelijk 99999 over
"""
PIECES = st.sampled_from(WORDS.split())
PHRASES = st.lists(PIECES, max_size=8).map(" ".join)
SAID = st.dates(date(1990, 1, 1), date(2100, 12, 31))
TENSES = st.sampled_from([None, *Tense])
CALENDARS: st.SearchStrategy[Calendar | None] = st.sampled_from([None, dutch_calendar()])


@given(PHRASES, SAID, TENSES, CALENDARS)
def test_every_reading_is_in_order_and_its_edtf_gives_its_bounds_back(
    text: str, said_on: date, tense: Tense | None, calendar: Calendar | None
) -> None:
    reading = read_phrase(text, said_on, tense=tense, calendar=calendar)

    named = read_edtf(reading.edtf) if reading.edtf else Window()
    assert (named.soft_latest, named.latest) == (reading.window.soft_latest, reading.window.latest)
    assert named.earliest in (reading.window.earliest, None)
    assert named.earliest is not None or reading.window.earliest in (said_on, None)


@given(st.text(max_size=200) | PHRASES, st.dates(), TENSES)
def test_no_text_raises_anything_but_our_own_error(
    text: str, said_on: date, tense: Tense | None
) -> None:
    with suppress(MijlpaalError):
        read_moment(text, said_on, tense=tense, calendar=dutch_calendar())


@given(
    st.sampled_from(
        [
            "in het najaar",
            "uiterlijk eind dit jaar",
            "volgend jaar",
            "begin oktober",
            "eerder dit jaar",
        ]
    ),
    st.integers(1990, 2090),
    st.integers(1, 12),
    st.integers(1, 28),
)
def test_a_year_later_the_same_words_mean_the_same_days_a_year_later(
    phrase: str, year: int, month: int, day: int
) -> None:
    now = read(phrase, date(year, month, day)).window
    later = read(phrase, date(year + 1, month, day)).window

    for one, other in (
        (now.earliest, later.earliest),
        (now.soft_latest, later.soft_latest),
        (now.latest, later.latest),
    ):
        assert (one and one.replace(year=one.year + 1)) == other


@pytest.mark.parametrize(
    "text",
    [
        "1" * 1_000_000,
        "voor " * 20_000,
        "begin " * 20_000,
        "eind/" * 20_000,
        "2026-" * 20_000,
        "\x00\x01" * 50_000,
    ],
)
def test_long_and_odd_input_is_harmless(text: str) -> None:
    reading = read(text)

    assert reading.rule in ("R-NONE", "R-RANGE", "R-YEAR")


@pytest.mark.parametrize(
    "text",
    [
        "eind januari of begin maart",
        "begin maart 2027 of 31 januari 2027",
        "morgen of overmorgen",
        "early January or 1 March",
    ],
)
def test_a_second_moment_that_was_typed_is_remarked(text: str) -> None:
    assert Remark.ANOTHER_MOMENT in read_moment(text, LETTER).remarks
    assert Remark.ANOTHER_MOMENT not in read_phrase(text, LETTER).remarks  # as letters are read


@pytest.mark.parametrize(
    "text",
    [
        "december of januari",
        "1 december 2026 of later",
        "uiterlijk 1 maart of zoveel eerder als mogelijk",
        "2 of 3 weken na 1 maart 2027",
        "vrijdag 11 december 2026",
        "2026-12-31",
    ],
)
def test_one_moment_in_other_words_is_not(text: str) -> None:
    assert Remark.ANOTHER_MOMENT not in read_moment(text, LETTER).remarks
