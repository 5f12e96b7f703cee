"""The end of a statutory term: each article of the Algemene termijnenwet, and what it says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates.calendar import HolidayBasis
from models.dates.terms import Matter, Term, TermEnd, TermRule, TermUnit, statutory_end
from models.errors import OutsideCalendarError
from seeds.calendar import dutch_calendar


def weeks(count: int) -> Term:
    """A term of so many weeks."""
    return Term(count, TermUnit.WEEK)


def days(count: int) -> Term:
    """A term of so many days."""
    return Term(count, TermUnit.DAY)


def the_end(
    starts_on: date,
    term: Term,
    *,
    counted_back: bool = False,
    matter: Matter = Matter.ORDINARY,
) -> TermEnd:
    """The end of a term by the Dutch calendar."""
    return statutory_end(
        starts_on, term, calendar=dutch_calendar(), counted_back=counted_back, matter=matter
    )


def rules_of(end: TermEnd) -> list[TermRule]:
    """The rules that extended a term, in order."""
    return [each.rule for each in end.extensions]


# --- article 1 -------------------------------------------------------------------------------


@pytest.mark.parametrize("starts_on", [date(2026, 6, 6), date(2026, 6, 7)])
def test_a_term_that_ends_in_a_weekend_runs_on_to_monday(starts_on: date) -> None:
    end = the_end(starts_on, weeks(2))

    assert end.day == date(2026, 6, 22)
    assert rules_of(end) == [TermRule.ENDS_ON_DAY_OFF]
    assert end.extensions[0].was == end.counted
    assert [each.holiday for each in end.extensions[0].days_off] in ([None, None], [None])


def test_a_term_that_ends_on_a_working_day_ends_there() -> None:
    end = the_end(date(2026, 6, 1), weeks(2))

    assert (end.day, end.extensions, end.kept_by) == (date(2026, 6, 15), (), None)


def test_a_term_counted_back_from_an_event_is_not_extended() -> None:
    end = the_end(date(2026, 6, 20), weeks(2), counted_back=True)

    assert end.day == date(2026, 6, 6)
    assert end.kept_by is TermRule.COUNTED_BACK


def test_a_term_counted_back_to_a_working_day_needs_no_exception() -> None:
    end = the_end(date(2026, 6, 19), weeks(2), counted_back=True)

    assert (end.day, end.kept_by) == (date(2026, 6, 5), None)


# --- article 2 -------------------------------------------------------------------------------


def test_a_term_of_three_days_holds_at_least_two_working_days() -> None:
    # Thursday 24 December: Friday and Saturday are the two days of Christmas, then a Sunday.
    end = the_end(date(2026, 12, 24), days(3))

    assert end.day == date(2026, 12, 29)
    assert rules_of(end) == [TermRule.TWO_WORKING_DAYS]
    assert [each.day for each in end.extensions[0].days_off] == [
        date(2026, 12, 25),
        date(2026, 12, 26),
        date(2026, 12, 27),
    ]


def test_a_term_of_two_days_need_not_hold_two_working_days() -> None:
    end = the_end(date(2026, 12, 24), days(2))

    assert end.day == date(2026, 12, 28)
    assert rules_of(end) == [TermRule.ENDS_ON_DAY_OFF]


def test_a_term_of_three_days_from_a_thursday_moves_by_article_2_beyond_monday() -> None:
    # Friday is its first working day, Saturday and Sunday are none, Monday is its second.
    end = the_end(date(2026, 6, 4), days(3))

    assert end.day == date(2026, 6, 8)
    assert rules_of(end) == [TermRule.TWO_WORKING_DAYS]


def test_a_term_counted_back_holds_two_working_days_too() -> None:
    # Back from Monday 28 December: Sunday, Saturday and Friday are off; art. 1(2) excepts from
    # art. 1(1) only.
    end = the_end(date(2026, 12, 28), days(3), counted_back=True)

    assert end.counted == date(2026, 12, 25)
    assert end.day == date(2026, 12, 23)
    assert rules_of(end) == [TermRule.TWO_WORKING_DAYS]


def test_a_term_counted_back_from_a_sunday_counts_friday_and_thursday() -> None:
    end = the_end(date(2026, 6, 7), days(3), counted_back=True)

    assert end.day == date(2026, 6, 4)
    assert end.extensions == ()


# --- article 3 -------------------------------------------------------------------------------


def test_liberation_day_is_a_holiday_for_terms_every_year() -> None:
    end = the_end(date(2026, 4, 21), weeks(2))

    assert end.day == date(2026, 5, 6)
    assert end.extensions[0].days_off[0].holiday == "Bevrijdingsdag"
    assert end.extensions[0].days_off[0].basis is HolidayBasis.RECOGNISED


@pytest.mark.parametrize(
    "holiday",
    [
        date(2026, 1, 1),
        date(2026, 4, 6),
        date(2026, 4, 27),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2025, 12, 25),
        date(2025, 12, 26),
    ],
)
def test_each_recognised_holiday_extends_a_term(holiday: date) -> None:
    end = the_end(date.fromordinal(holiday.toordinal() - 14), weeks(2))

    assert end.counted == holiday
    assert end.day > holiday
    assert end.extensions[0].days_off[0].basis is HolidayBasis.RECOGNISED


def test_good_friday_is_equated_with_a_holiday() -> None:
    end = the_end(date(2026, 3, 20), weeks(2))

    assert end.counted == date(2026, 4, 3)
    assert end.day == date(2026, 4, 7)  # over Easter Monday
    assert end.extensions[0].days_off[0].basis is HolidayBasis.EQUATED


def test_a_day_by_royal_decree_extends_a_term_over_the_weekend() -> None:
    end = the_end(date(2026, 5, 1), weeks(2))

    assert end.day == date(2026, 5, 18)
    assert end.extensions[0].days_off[0].basis is HolidayBasis.DECREE


# --- article 4 -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "end"),
    [
        (Term(90, TermUnit.DAY), date(2026, 8, 31)),  # Saturday 29 August, extended
        (Term(91, TermUnit.DAY), date(2026, 8, 30)),  # a Sunday
        (Term(12, TermUnit.WEEK), date(2026, 8, 24)),  # Sunday 23 August, extended
        (Term(13, TermUnit.WEEK), date(2026, 8, 30)),
        (Term(3, TermUnit.MONTH), date(2026, 8, 31)),
        (Term(1, TermUnit.YEAR), date(2027, 5, 31)),
        (Term(7, TermUnit.MONTH), date(2026, 12, 31)),
    ],
)
def test_only_terms_up_to_three_months_are_extended(term: Term, end: date) -> None:
    assert the_end(date(2026, 5, 31), term).day == end


@pytest.mark.parametrize(
    ("starts_on", "term"),
    [
        (date(2026, 6, 5), Term(24, TermUnit.HOUR)),
        (date(2026, 2, 28), Term(4, TermUnit.MONTH)),
        (date(2026, 5, 30), Term(14, TermUnit.WEEK)),
        (date(2026, 5, 31), Term(91, TermUnit.DAY)),
        (date(2026, 6, 5), Term(2, TermUnit.YEAR)),
    ],
)
def test_a_long_term_or_one_in_hours_stays_on_a_day_off_and_says_why(
    starts_on: date, term: Term
) -> None:
    end = the_end(starts_on, term)

    assert end.day == end.counted
    assert end.kept_by is TermRule.LONG_OR_IN_HOURS


def test_hours_are_counted_in_whole_days_up() -> None:
    assert the_end(date(2026, 6, 1), Term(25, TermUnit.HOUR)).day == date(2026, 6, 3)


@pytest.mark.parametrize(
    ("matter", "rule"),
    [(Matter.LEGISLATION, TermRule.LEGISLATION), (Matter.DETENTION, TermRule.DETENTION)],
)
def test_regulations_and_detention_have_terms_of_their_own(matter: Matter, rule: TermRule) -> None:
    end = the_end(date(2026, 6, 6), weeks(2), matter=matter)

    assert (end.day, end.kept_by) == (date(2026, 6, 20), rule)


# --- what holds of all -----------------------------------------------------------------------


def test_the_last_day_of_a_short_month_is_the_end_of_a_month() -> None:
    assert the_end(date(2024, 1, 31), Term(1, TermUnit.MONTH)).counted == date(2024, 2, 29)


@pytest.mark.parametrize("term", [Term(100, TermUnit.YEAR), Term(10**7, TermUnit.DAY), weeks(1300)])
def test_an_end_beyond_the_calendar_is_refused_or_plainly_counted(term: Term) -> None:
    try:
        end = the_end(date(2026, 6, 1), term)
    except OutsideCalendarError:
        return
    assert end.kept_by is TermRule.LONG_OR_IN_HOURS


def test_a_short_term_beyond_the_calendar_is_refused() -> None:
    with pytest.raises(OutsideCalendarError):
        the_end(date(2050, 12, 30), weeks(1))


@given(
    st.dates(date(2010, 1, 1), date(2049, 1, 1)),
    st.builds(
        Term,
        st.integers(min_value=1, max_value=90),
        st.sampled_from([TermUnit.DAY, TermUnit.WEEK, TermUnit.MONTH]),
    ),
)
def test_a_term_is_never_shortened_and_an_extended_one_ends_on_a_working_day(
    starts_on: date, term: Term
) -> None:
    end = the_end(starts_on, term)

    assert end.day >= end.counted
    assert (end.day == end.counted) is (end.extensions == ())
    if end.kept_by is None:
        assert dutch_calendar().is_working_day(end.day)


@pytest.mark.parametrize("rule", list(TermRule))
def test_every_rule_has_its_article_and_its_words_in_both_languages(rule: TermRule) -> None:
    dutch, english = rule.article

    assert dutch.startswith("Atw art.")
    assert english.startswith("Atw art.")
    assert rule.say("nl") != rule.say("en")
