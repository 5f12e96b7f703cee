"""What a digest holds: sections, order, positions and what there is to do."""

from datetime import date

import pytest

from models.dates import Confidence
from models.rules.ladder import Anchor
from models.rules.status import Outcome
from models.vocabulary import Language, Modality, Responsibility
from notifications.digest import Action, Digest, Item, Matter, Position, Section, digest
from notifications.phrases import PHRASES
from tests.factories import a_calendar

TODAY = date(2026, 12, 14)  # a Monday
OWNER = (Responsibility.OWNER,)
COMMANDS = {
    *(f"milestone {verb}" for verb in ("confirm", "forecast", "achieve", "replan", "show")),
    "reminders acknowledge",
}
KNOW = Action.ACKNOWLEDGE  # whatever is open, whoever reads it can say that they know


def a_matter(
    key: str = "m1",
    *,
    modality: Modality = Modality.COMMITMENT,
    soft: date | None = None,
    latest: date | None = date(2026, 12, 31),
    bound: date | None = None,
    confidence: Confidence | None = None,
    forecast: date | None = None,
    outcome: Outcome = Outcome.OPEN,
    responsibilities: tuple[Responsibility, ...] = OWNER,
    anchors: frozenset[Anchor] = frozenset({Anchor.BOUND}),
) -> Matter:
    return Matter(
        key=key,
        title=f"Mijlpaal {key}",
        modality=modality,
        wording="uiterlijk dan",
        soft_latest=soft,
        latest=latest,
        bound=bound or latest,
        bound_confidence=confidence,
        forecast_on=forecast,
        outcome=outcome,
        responsibilities=responsibilities,
        anchors=anchors,
    )


def the_digest(*matters: Matter, today: date = TODAY) -> Digest:
    return digest(
        matters,
        reader="Functie",
        reader_key="functie",
        language=Language.NL,
        today=today,
        calendar=a_calendar(),
    )


def the_item(matter: Matter, today: date = TODAY) -> Item:
    (item,) = the_digest(matter, today=today).items
    return item


# --- position --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "position"),
    [
        (date(2026, 11, 29), Position.AHEAD),
        (date(2026, 11, 30), Position.SOFT_REACHED),
        (date(2026, 12, 16), Position.SOFT_REACHED),
        (date(2026, 12, 17), Position.LAST_DAY),
        (date(2026, 12, 18), Position.PRACTICAL_PASSED),
        (date(2026, 12, 20), Position.PRACTICAL_PASSED),
        (date(2026, 12, 21), Position.LATE),
    ],
)
def test_a_duty_in_the_autumn_passes_its_days_one_by_one(today: date, position: Position) -> None:
    duty = a_matter(
        soft=date(2026, 11, 30),
        latest=date(2026, 12, 20),
        bound=date(2026, 12, 17),
        confidence=Confidence.LOW,
    )

    assert the_item(duty, today).position is position


def test_words_without_a_bound_have_no_position() -> None:
    item = the_item(a_matter(latest=None, anchors=frozenset({Anchor.CHANGE})))

    assert (item.position, item.working_days_left) == (Position.UNBOUND, 0)


def test_an_internal_target_stands_in_for_a_missing_last_day() -> None:
    target = a_matter(latest=None, bound=date(2026, 12, 11))

    item = the_item(target)

    assert (item.position, item.days_overdue) == (Position.LATE, 3)


def test_a_closed_milestone_is_neither_near_nor_late() -> None:
    closed = a_matter(
        latest=date(2026, 12, 1), outcome=Outcome.ACHIEVED, anchors=frozenset({Anchor.CHANGE})
    )

    item = the_item(closed)

    assert (item.position, item.section) == (Position.CLOSED, Section.CHANGED)


def test_working_days_are_left_until_the_bound_weekends_and_christmas_not_counted() -> None:
    assert the_item(a_matter(latest=date(2026, 12, 31))).working_days_left == 12


def test_once_the_last_sitting_day_has_passed_days_are_counted_to_the_formal_end() -> None:
    duty = a_matter(
        latest=date(2026, 12, 31), bound=date(2026, 12, 10), confidence=Confidence.MEDIUM
    )

    assert the_item(duty).working_days_left == 12


def test_days_overdue_are_calendar_days_past_the_formal_end() -> None:
    duty = a_matter(latest=date(2026, 12, 4), bound=date(2026, 12, 3), confidence=Confidence.HIGH)

    assert the_item(duty).days_overdue == 10


# --- sections and order ----------------------------------------------------------------------


def test_a_late_milestone_that_also_changed_stands_among_the_late() -> None:
    late = a_matter(latest=date(2026, 12, 1), anchors=frozenset({Anchor.CHANGE}))

    assert the_item(late).section is Section.LATE


def test_a_change_alone_stands_among_the_changed() -> None:
    assert the_item(a_matter(anchors=frozenset({Anchor.CHANGE}))).section is Section.CHANGED


def test_sections_come_by_urgency_and_empty_ones_not_at_all() -> None:
    found = the_digest(
        a_matter("changed", anchors=frozenset({Anchor.CHANGE})),
        a_matter("late", latest=date(2026, 12, 1)),
    )

    assert [section for section, _ in found.sections] == [Section.LATE, Section.CHANGED]


def test_within_a_section_the_earliest_day_comes_first_then_the_heaviest_words() -> None:
    found = the_digest(
        a_matter("c", latest=date(2026, 12, 18), modality=Modality.AMBITION),
        a_matter("b", latest=date(2026, 12, 18)),
        a_matter("a", latest=date(2026, 12, 24)),
    )

    assert [item.matter.key for item in found.items] == ["b", "c", "a"]


# --- what to do ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("matter", "actions"),
    [
        (a_matter(), (Action.FORECAST, Action.POSTPONE, KNOW)),
        (a_matter(forecast=date(2026, 12, 13)), (Action.FORECAST, Action.POSTPONE, KNOW)),
        (a_matter(forecast=TODAY), (Action.CONFIRM, Action.POSTPONE, KNOW)),
        (a_matter(latest=TODAY), (Action.ACHIEVE, Action.POSTPONE, KNOW)),
        (a_matter(latest=date(2026, 12, 11)), (Action.ACHIEVE, Action.REPLAN, KNOW)),
        (a_matter(outcome=Outcome.LAPSED), (Action.SHOW,)),
        (a_matter(responsibilities=(Responsibility.ACCOUNTABLE,)), (Action.SHOW, KNOW)),
    ],
)
def test_the_owner_is_asked_to_act_and_the_others_to_look(
    matter: Matter, actions: tuple[Action, ...]
) -> None:
    assert the_item(matter).actions == actions


def test_what_is_taken_over_is_one_list_late_or_not() -> None:
    anchors = frozenset({Anchor.HAND_OVER, Anchor.LATE})

    late = the_item(a_matter(latest=date(2026, 12, 7), anchors=anchors))

    assert late.section is Section.TAKEN_OVER
    assert late.position is Position.LATE


@pytest.mark.parametrize("language", list(Language))
def test_every_action_names_a_command_that_exists(language: Language) -> None:
    phrases = PHRASES[language]
    for action in Action:
        verb = " ".join(phrases.command(action, "d2", "functie").split()[1:3])
        assert verb in COMMANDS
        assert "d2" in phrases.command(action, "d2", "functie")
