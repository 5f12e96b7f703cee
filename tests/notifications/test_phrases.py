"""The sentences: dates in words, the weight of the words, and what rests on an estimate."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import Confidence
from models.rules.ladder import Anchor
from models.rules.status import Outcome
from models.vocabulary import EventKind, Language, Modality
from notifications.digest import Action, Change, Matter, Section, digest
from notifications.phrases import PHRASES
from notifications.phrases.words import Words
from tests.factories import a_calendar
from tests.notifications.examples import PERMIT, ROUTE_MAP, TODAY, WHOLE_APPROACH


def said(matter: Matter, language: Language = Language.NL, today: date = TODAY) -> str:
    content = digest(
        (matter,),
        reader="Functie",
        reader_key="functie",
        language=language,
        today=today,
        calendar=a_calendar(),
    )
    lines = PHRASES[language].lines(content.items[0])
    return "\n".join(f"{line.label}: {line.quote or ''} {line.text}" for line in lines)


def standing(matter: Matter, language: Language = Language.NL, today: date = TODAY) -> str:
    return said(matter, language, today).partition("\n")[0]


# --- days ------------------------------------------------------------------------------------


def test_a_day_is_said_in_the_readers_language() -> None:
    day = date(2026, 12, 17)

    assert PHRASES[Language.NL].day(day) == "donderdag 17 december 2026"
    assert PHRASES[Language.EN].day(day) == "Thursday 17 December 2026"


@given(st.dates(), st.sampled_from(Language))
def test_every_day_has_words_without_digits_for_its_month(day: date, language: Language) -> None:
    number, month, year = PHRASES[language].plain_day(day).split()

    assert (int(number), int(year)) == (day.day, day.year)
    assert month.isalpha()


# --- weight ----------------------------------------------------------------------------------


@pytest.mark.parametrize("modality", Modality)
def test_only_what_was_promised_or_required_is_ever_called_late(modality: Modality) -> None:
    matter = replace(PERMIT, modality=modality)

    is_promise = modality in {Modality.COMMITMENT, Modality.REQUIREMENT}
    assert ("Te laat" in said(matter)) is is_promise
    assert ("Late:" in said(matter, Language.EN)) is is_promise


@pytest.mark.parametrize(
    "modality",
    [each for each in Modality if each not in (Modality.COMMITMENT, Modality.REQUIREMENT)],
)
def test_what_was_not_promised_is_said_to_be_no_promise(modality: Modality) -> None:
    matter = replace(ROUTE_MAP, modality=modality)

    assert "geen toezegging" in said(matter)
    assert "not a commitment" in said(matter, Language.EN)


def test_an_ambition_past_its_window_ended_and_is_not_late() -> None:
    assert standing(ROUTE_MAP, today=date(2026, 12, 22)) == (
        "Stand:  De afgesproken periode eindigde op zondag 20 december 2026, 2 dagen geleden."
    )


# --- the bound -------------------------------------------------------------------------------


def test_the_last_sitting_day_is_named_with_the_formal_end_behind_it() -> None:
    assert standing(WHOLE_APPROACH) == (
        "Stand:  Nog 7 werkdagen tot en met donderdag 17 december 2026, de laatste vergaderdag"
        " van de Kamer vóór de uiterste dag, 31 december 2026."
        " Die vergaderdag berust op een geschat reces."
    )


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (Confidence.HIGH, None),
        (Confidence.MEDIUM, None),
        (Confidence.LOW, "berust op een geschat reces"),
        (Confidence.UNKNOWN, "nog geen gegevens"),
    ],
)
def test_a_sitting_day_that_rests_on_an_estimate_is_said_to(
    confidence: Confidence, words: str | None
) -> None:
    sentence = standing(replace(WHOLE_APPROACH, bound_confidence=confidence))

    assert words in sentence if words else "reces" not in sentence


def test_a_bound_that_names_an_estimated_recess_is_said_to_depend_on_it() -> None:
    matter = replace(ROUTE_MAP, bound_confidence=Confidence.LOW)

    assert "hangt af van een reces dat nog niet vaststaat" in standing(matter)
    assert "hangt af van een reces" in standing(matter, today=date(2026, 12, 22))
    assert "not certain yet" in said(matter, Language.EN)


def test_a_term_that_stands_still_is_said_to_have_no_last_day_now() -> None:
    matter = replace(ROUTE_MAP, latest=None, bound=None, soft_latest=None, is_suspended=True)

    assert standing(matter) == "Stand:  De termijn staat stil: er is nu geen uiterste dag."
    assert "The term stands still" in said(matter, Language.EN)


def test_on_the_last_sitting_day_it_says_today() -> None:
    assert standing(WHOLE_APPROACH, today=date(2026, 12, 17)).startswith(
        "Stand:  Vandaag is de laatste vergaderdag van de Kamer vóór de uiterste dag"
    )


def test_after_the_last_sitting_day_it_says_what_is_left() -> None:
    assert standing(WHOLE_APPROACH, today=date(2026, 12, 18)) == (
        "Stand:  De laatste vergaderdag van de Kamer, donderdag 17 december 2026, is voorbij."
        " Die vergaderdag berust op een geschat reces."
        " De uiterste dag is donderdag 31 december 2026: nog 8 werkdagen."
    )


def test_a_formal_end_in_the_weekend_leaves_no_working_day() -> None:
    duty = replace(WHOLE_APPROACH, latest=date(2026, 12, 20))

    assert standing(duty, today=date(2026, 12, 19)).endswith(
        "De uiterste dag is zondag 20 december 2026; daarvóór is er geen werkdag meer."
    )


def test_on_the_friday_before_a_bound_on_sunday_it_says_so() -> None:
    assert "Vandaag is de laatste werkdag vóór zondag 20 december 2026, de uiterste dag." in (
        standing(ROUTE_MAP, today=date(2026, 12, 18))
    )


def test_one_working_day_is_singular() -> None:
    assert standing(ROUTE_MAP, today=date(2026, 12, 17)).count("Nog 1 werkdag tot") == 1


def test_the_soft_bound_is_announced_and_then_reached() -> None:
    before = standing(ROUTE_MAP, today=date(2026, 11, 27))
    on_the_day = standing(ROUTE_MAP, today=date(2026, 11, 30))

    assert before.endswith("De zachte grens is 30 november 2026.")
    assert on_the_day.startswith("Stand:  De zachte grens, 30 november 2026, is bereikt.")


def test_words_without_a_bound_are_said_to_have_none() -> None:
    unbound = replace(ROUTE_MAP, soft_latest=None, latest=None, bound=None)

    assert standing(unbound) == "Stand:  Uit de formulering volgt geen uiterste dag."


def test_a_milestone_without_any_words_is_said_to_have_no_date_yet() -> None:
    undated = replace(ROUTE_MAP, wording="", soft_latest=None, latest=None, bound=None)

    assert standing(undated) == "Stand:  Er is nog geen datum afgesproken."


def test_an_internal_target_is_not_called_the_last_day() -> None:
    target = replace(ROUTE_MAP, soft_latest=None, latest=None)

    assert standing(target).endswith("20 december 2026, het interne streven.")


def test_what_lapsed_is_not_said_to_be_achieved() -> None:
    lapsed = replace(ROUTE_MAP, outcome=Outcome.LAPSED)

    assert standing(lapsed) == "Stand:  Gesloten zonder te zijn behaald."


# --- forecast and change ---------------------------------------------------------------------


def test_a_forecast_in_the_past_no_longer_counts() -> None:
    assert "Prognose:  4 december 2026; die dag is voorbij en telt niet meer" in said(PERMIT)


def test_a_forecast_after_the_last_day_is_said_to_be() -> None:
    assert "29 januari 2027, bevestigd op 1 december 2026; dat is na de uiterste dag" in said(
        ROUTE_MAP
    )


def test_a_forecast_that_nobody_confirmed_is_said_to_be() -> None:
    unconfirmed = replace(WHOLE_APPROACH, forecast_confirmed_on=None)

    assert "15 december 2026, niet bevestigd" in said(unconfirmed)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            Change(EventKind.FORECAST, TODAY, new_day=date(2026, 12, 15)),
            "Op 8 december 2026: er is nu een prognose, 15 december 2026.",
        ),
        (
            Change(EventKind.ADVANCED, TODAY, new_words="Uitgesteld"),
            "Op 8 december 2026: de stand is nu: Uitgesteld.",
        ),
        (
            Change(
                EventKind.REPLANNED,
                TODAY,
                reason="{later}",
                old_day=date(2026, 12, 20),
                old_words="in het najaar",
                new_words="zo spoedig mogelijk",
            ),
            (
                "nieuwe afspraak „zo spoedig mogelijk” in plaats van „in het najaar”; "
                "de uiterste dag is nu onbekend (was 20 december 2026). Toelichting: {later}"
            ),
        ),
        (
            Change(
                EventKind.TERM_SET,
                TODAY,
                new_day=date(2026, 12, 28),
                old_day=date(2026, 12, 20),
                new_words="8 weken na 2 november 2026",
            ),
            (
                "wettelijke termijn „8 weken na 2 november 2026”;"
                " de uiterste dag is nu 28 december 2026 (was 20 december 2026)."
            ),
        ),
        (
            Change(
                EventKind.SUSPENDED,
                TODAY,
                reason="Aanvulling gevraagd",
                old_day=date(2026, 12, 28),
                new_words="8 weken",
            ),
            (
                "de termijn is opgeschort („8 weken”); de uiterste dag is nu onbekend"
                " (was 28 december 2026). Toelichting: Aanvulling gevraagd"
            ),
        ),
        (
            Change(EventKind.RESUMED, TODAY, new_day=date(2027, 1, 11), new_words="8 weken"),
            "de termijn loopt weer („8 weken”); de uiterste dag is nu 11 januari 2027",
        ),
        (
            Change(
                EventKind.REPLANNED,
                TODAY,
                old_day=TODAY,
                new_day=TODAY,
                old_words="eerst",
                new_words="dan",
            ),
            "de uiterste dag blijft 8 december 2026.",
        ),
    ],
)
def test_a_change_is_said_with_what_was_and_what_is(change: Change, words: str) -> None:
    assert words in said(replace(ROUTE_MAP, changes=(change,)))


# --- both languages --------------------------------------------------------------------------


def test_each_language_has_a_word_for_everything() -> None:
    for phrases in PHRASES.values():
        words = phrases.words
        assert set(words.sections) == set(words.counts) == set(words.in_subject) == set(Section)
        assert set(words.weights) == set(Modality)
        assert set(words.todo) == set(Action)


def test_both_languages_fill_in_the_same_facts() -> None:
    dutch, english = (PHRASES[language].words for language in Language)

    for field in fields(Words):
        ours, theirs = getattr(dutch, field.name), getattr(english, field.name)
        if isinstance(ours, str):
            assert placeholders(ours) == placeholders(theirs), field.name


@given(
    st.integers(-60, 60),
    st.sampled_from(Modality),
    st.sampled_from([*Confidence, None]),
    st.integers(0, 20),
    st.sampled_from(Language),
)
def test_every_position_can_be_said(
    ahead: int, modality: Modality, confidence: Confidence | None, lead: int, language: Language
) -> None:
    latest = TODAY + timedelta(days=ahead)
    matter = replace(
        WHOLE_APPROACH,
        modality=modality,
        latest=latest,
        bound=latest - timedelta(days=lead if confidence else 0),
        bound_confidence=confidence,
        anchors=frozenset({Anchor.BOUND}),
    )

    text = said(matter, language)

    assert "{" not in text
    assert "None" not in text


def placeholders(template: str) -> set[str]:
    return {part.partition("}")[0] for part in template.split("{")[1:]}


# --- moved up, corrected, reopened -----------------------------------------------------------


def test_who_hears_because_nobody_answered_is_told_so() -> None:
    matter = replace(PERMIT, anchors=frozenset({Anchor.ESCALATION}))

    assert "Opgeschaald: wie hier eerder van hoorde" in said(matter)
    assert "Escalated:" in said(matter, Language.EN)
    assert "Opgeschaald" not in said(PERMIT)


@pytest.mark.parametrize(
    "kind,words",
    [
        (EventKind.CORRECTED, "gecorrigeerd; de stand is nu: openstaand"),
        (EventKind.REOPENED, "heropend; de stand is nu: openstaand"),
        (EventKind.BACKDATED, "de stand is nu: openstaand"),
    ],
)
def test_a_correction_and_a_reopening_are_called_what_they_are(kind: EventKind, words: str) -> None:
    change = Change(kind, recorded_on=TODAY, new_words="openstaand", reason="Vergissing")

    assert f"{words}. Toelichting: Vergissing" in said(replace(PERMIT, changes=(change,)))
