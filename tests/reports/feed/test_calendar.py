"""What a calendar program makes of our file, read back with other people's libraries."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.status import Status
from models.vocabulary import Confidentiality, Language, Modality
from reports.feed.calendar import Cover, write_calendar
from reports.feed.entries import Entry
from reports.words import Text
from tests.reports.feed.readers import Found, Read, by_vobject
from tests.reports.lines import a_line, agreed, judged

DAY = date(2026, 11, 23)
CHANGED = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)
NINE = timedelta(hours=9)


def an_entry(
    *, version: int = 3, reminders: tuple[date, ...] = (), identity: str = "a1", **values: object
) -> Entry:
    return Entry(a_line(**values), identity, version, CHANGED, reminders)


def a_calendar_of(
    *entries: Entry,
    audience: Confidentiality = Confidentiality.INTERNAL,
    language: Language = Language.NL,
    title: str = "Chemelot",
) -> bytes:
    return write_calendar(Cover(Text(title, title), audience, language, DAY), entries)


def summaries(found: list[Found]) -> list[str]:
    return [each.summary for each in found]


# --- days ------------------------------------------------------------------------------------


def test_a_window_is_whole_days_and_ends_before_the_day_after_it(read: Read) -> None:
    (window,) = read(a_calendar_of(an_entry()))

    assert (window.first, window.end) == (date(2026, 9, 1), date(2026, 12, 21))


def test_a_deadline_is_its_last_day_not_all_days_since_it_was_said(read: Read) -> None:
    said = agreed(date(2026, 6, 15), date(2026, 12, 31))

    (deadline,) = read(a_calendar_of(an_entry(current=said)))

    assert (deadline.first, deadline.end) == (date(2026, 12, 31), date(2027, 1, 1))


def test_the_last_sitting_day_is_an_event_of_its_own_and_says_it_is_estimated(read: Read) -> None:
    entry = an_entry(practical=date(2026, 12, 17), rests_on_estimate=True)

    window, sitting = read(a_calendar_of(entry))

    assert (sitting.first, sitting.end) == (date(2026, 12, 17), date(2026, 12, 18))
    assert "laatste vergaderdag (geschat)" in sitting.summary
    assert window.uid != sitting.uid


def test_a_closed_duty_keeps_its_window_and_loses_its_sitting_day(read: Read) -> None:
    entry = an_entry(practical=date(2026, 12, 17), judged=judged(Status.ACHIEVED))

    (window,) = read(a_calendar_of(entry))

    assert window.summary.startswith("✓")


def test_what_has_no_day_is_counted_and_stands_on_no_day() -> None:
    made = a_calendar_of(an_entry(), an_entry(current=agreed(None, None), identity="b2"))

    assert len(by_vobject(made)) == 1
    assert b"DESCRIPTION:1 zonder dag staan niet in deze agenda." in made


@pytest.mark.parametrize(
    ("audience", "events"), [(Confidentiality.INTERNAL, 1), (Confidentiality.PUBLIC, 0)]
)
def test_an_internal_target_is_for_internal_readers_only(
    audience: Confidentiality, events: int
) -> None:
    entry = an_entry(current=agreed(None, None), internal_target=date(2026, 12, 1))

    found = by_vobject(a_calendar_of(entry, audience=audience))

    assert len(found) == events
    assert all("intern streven" in each.summary for each in found)


# --- who it is -------------------------------------------------------------------------------


def test_the_identity_outlives_every_change_and_the_sequence_counts_them(read: Read) -> None:
    before, after = (
        read(a_calendar_of(entry))[0]
        for entry in (
            an_entry(version=3),
            an_entry(version=4, title=Text("Anders", "x"), current=agreed(None, DAY)),
        )
    )

    assert before.uid == after.uid
    assert (before.sequence, after.sequence) == (3, 4)


def test_another_milestone_is_another_event() -> None:
    one, other = by_vobject(a_calendar_of(an_entry(), an_entry(identity="b2")))

    assert one.uid != other.uid


def test_the_same_state_is_the_same_bytes() -> None:
    entries = [an_entry(), an_entry(identity="b2", practical=DAY, reminders=(DAY,))]

    assert a_calendar_of(*entries) == a_calendar_of(*entries)


# --- words -----------------------------------------------------------------------------------


def test_an_ambition_is_called_one_and_stays_tentative(read: Read) -> None:
    ambition, promise = read(
        a_calendar_of(
            an_entry(modality=Modality.AMBITION),
            an_entry(modality=Modality.COMMITMENT, identity="b2"),
        )
    )

    assert ("Ambitie:" in ambition.summary, ambition.status) == (True, "TENTATIVE")
    assert ("Toezegging:" in promise.summary, promise.status) == (True, "CONFIRMED")


def test_what_lapsed_is_cancelled(read: Read) -> None:
    (lapsed,) = read(a_calendar_of(an_entry(judged=judged(Status.LAPSED))))

    assert lapsed.status == "CANCELLED"


def test_the_status_stands_with_its_reason_and_reference_date(read: Read) -> None:
    (found,) = read(a_calendar_of(an_entry(judged=judged(Status.DELAYED))))

    assert "Status op 23 november 2026: vertraagd – omdat het zo is" in found.description
    assert "Tegen de eerste afspraak: geen prognose" in found.description


def test_an_english_calendar_is_english(read: Read) -> None:
    made = a_calendar_of(an_entry(practical=date(2026, 12, 17)), language=Language.EN)

    window, sitting = read(made)

    assert window.summary == "◌ Commitment: Milestone"
    assert "last sitting day" in sitting.summary
    assert b"//EN\r\n" in made


@settings(max_examples=50)
@given(title=st.text(max_size=120), wording=st.text(max_size=60))
def test_whatever_a_title_holds_stays_in_its_place(title: str, wording: str) -> None:
    current = agreed(date(2026, 9, 1), date(2026, 12, 20))
    made = a_calendar_of(an_entry(title=Text(title, title), current=current), title=title)

    (found,) = by_vobject(made)

    assert made.count(b"BEGIN:VEVENT") == 1
    assert (found.first, found.end) == (date(2026, 9, 1), date(2026, 12, 21))
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))


@pytest.mark.parametrize(
    "title",
    ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "komma, punt; dubbel: \\n", "\u202eomgekeerd", "🏭" * 150],
)
def test_a_hostile_title_is_text(read: Read, title: str) -> None:
    (found,) = read(a_calendar_of(an_entry(title=Text(title, title)), title=title))

    printable = "".join(each if each.isprintable() else " " for each in title)
    assert found.summary == f"◌ Toezegging: {' '.join(printable.split())}"


# --- alarms ----------------------------------------------------------------------------------


def test_the_ladder_rings_at_nine_on_its_days(read: Read) -> None:
    days = (date(2026, 12, 3), date(2026, 12, 17))
    entry = an_entry(practical=date(2026, 12, 17), reminders=days)

    window, sitting = read(a_calendar_of(entry))

    assert window.alarms == ()
    assert [sitting.first + each for each in sitting.alarms] == list(days)
    assert sitting.alarms == (timedelta(days=-14) + NINE, NINE)


def test_without_a_sitting_day_the_window_rings(read: Read) -> None:
    (window,) = read(a_calendar_of(an_entry(reminders=(date(2026, 11, 30),))))

    assert window.alarms == (timedelta(days=90) + NINE,)


# --- form ------------------------------------------------------------------------------------


def test_the_file_keeps_to_the_grammar() -> None:
    made = a_calendar_of(an_entry(reminders=(DAY,))).decode()

    assert made.startswith("BEGIN:VCALENDAR\r\n")
    assert made.endswith("END:VCALENDAR\r\n")
    assert not re.search(r"[^\r]\n", made)
    for line in ("VERSION:2.0", "REFRESH-INTERVAL;VALUE=DURATION:PT6H", "TRANSP:TRANSPARENT"):
        assert f"{line}\r\n" in made
    assert "DTSTAMP:20261116T073000Z\r\n" in made


def test_a_calendar_without_milestones_is_one_all_the_same(read: Read) -> None:
    assert read(a_calendar_of()) == []
