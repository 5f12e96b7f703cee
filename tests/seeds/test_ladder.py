from pathlib import Path

import pytest

from models.errors import (
    DuplicateIdError,
    InvalidValueError,
    MissingFieldError,
    SourceError,
    UnknownFieldError,
)
from models.rules.ladder import Anchor, LadderStep
from models.vocabulary import Modality, Responsibility
from seeds.ladder import load_ladders
from seeds.rulebook import load_rulebook


def _steps(modality: Modality, anchor: Anchor) -> list[int]:
    return [step.step for step in load_ladders()[modality] if step.anchor is anchor]


def test_every_weight_of_words_has_a_ladder() -> None:
    assert set(load_ladders()) >= set(Modality)


@pytest.mark.parametrize("modality", [Modality.COMMITMENT, Modality.REQUIREMENT])
def test_what_will_or_must_happen_climbs_six_steps_and_is_chased_when_late(
    modality: Modality,
) -> None:
    assert _steps(modality, Anchor.BOUND) == [-40, -20, -10, -5, -2, 0]
    assert _steps(modality, Anchor.LATE) == [1]


def test_the_programme_manager_hears_of_a_commitment_on_the_day_itself_and_when_late() -> None:
    told = [
        (step.anchor, step.step)
        for step in load_ladders()[Modality.COMMITMENT]
        if Responsibility.PROGRAMME_MANAGER in step.responsibilities
    ]
    assert told == [(Anchor.RECESS, -10), (Anchor.BOUND, 0), (Anchor.LATE, 1)]


def test_an_ambition_is_told_less_often_than_a_commitment() -> None:
    ladders = load_ladders()

    assert len(ladders[Modality.AMBITION]) < len(ladders[Modality.COMMITMENT])
    soft = LadderStep(Anchor.SOFT, 0, (Responsibility.OWNER, Responsibility.ACCOUNTABLE))
    assert soft in ladders[Modality.AMBITION]


@pytest.mark.parametrize(
    "modality", [Modality.POSSIBILITY, Modality.INDICATIVE, Modality.PROVISIONAL]
)
def test_what_was_only_possible_is_never_chased(modality: Modality) -> None:
    assert _steps(modality, Anchor.LATE) == []


def test_what_was_only_possible_does_not_move_up_when_nobody_answers() -> None:
    ladders = load_ladders()

    light = (Modality.POSSIBILITY, Modality.INDICATIVE, Modality.PROVISIONAL, Modality.INTENDED)
    assert not any(step.escalates for name in light for step in ladders[name])
    assert all(step.escalates for step in ladders[Modality.COMMITMENT])


def test_what_was_agreed_for_before_the_summer_is_warned_of_two_weeks_ahead() -> None:
    assert {tuple(_steps(modality, Anchor.RECESS)) for modality in Modality} == {(-10,)}


def test_a_milestone_can_be_given_a_ladder_by_name() -> None:
    ladders = load_ladders()

    assert len(ladders["close"]) > len(ladders[Modality.COMMITMENT]) > len(ladders["calm"])


def test_a_ladder_cannot_take_the_name_of_a_modality(tmp_path: Path) -> None:
    path = tmp_path / "ladders.yaml"
    empty = "".join(f"{modality}: []\n" for modality in Modality)
    path.write_text(f"{empty}named:\n  commitment: []\n", encoding="utf-8")

    with pytest.raises(DuplicateIdError, match="commitment"):
        load_ladders(path)


def test_the_rulebook_is_read_once() -> None:
    assert load_rulebook() is load_rulebook()
    assert load_rulebook().ladders == load_ladders()


@pytest.mark.parametrize(
    "text,error,line,said",
    [
        ("commitment: []\n", MissingFieldError, 1, "requirement"),
        ("belofte: []\n", UnknownFieldError, 1, "commitment"),
        (
            "commitment:\n  - {anchor: null, step: 0, tell: [owner]}\n",
            InvalidValueError,
            2,
            "onbekend",
        ),
        ("commitment:\n  - {anchor: bound, step: -5}\n", MissingFieldError, 2, "tell"),
        ("commitment:\n  - {anchor: bound, tell: [owner]}\n", MissingFieldError, 2, "step"),
        ("commitment:\n  - {anchor: bound, step: -5, tell: []}\n", MissingFieldError, 2, "owner"),
        (
            "commitment:\n  - {anchor: bound, step: 5, tell: [owner]}\n",
            InvalidValueError,
            2,
            "verkeerde kant",
        ),
        (
            "commitment:\n  - {anchor: late, step: 0, tell: [owner]}\n",
            InvalidValueError,
            2,
            "1 of meer bij late",
        ),
        (
            "commitment:\n  - {anchor: change, step: 0, tell: [owner]}\n",
            InvalidValueError,
            2,
            "soft | recess | bound | late",
        ),
        (
            "commitment:\n  - {anchor: bound, step: vijf, tell: [owner]}\n",
            InvalidValueError,
            2,
            "geheel getal",
        ),
        (
            "commitment:\n  - {anchor: bound, step: 0, tell: [minister]}\n",
            InvalidValueError,
            2,
            "programme_manager",
        ),
        (
            "commitment:\n  - {anchor: bound, step: 0, wie: [owner]}\n",
            UnknownFieldError,
            2,
            "anchor, step, tell",
        ),
        (
            "commitment:\n  - {anchor: bound, step: 0, tell: [owner], escalate: soms}\n",
            InvalidValueError,
            2,
            "true | false",
        ),
        (
            (
                "commitment:\n  - {anchor: bound, step: 0, tell: [owner]}\n"
                "  - {anchor: bound, step: 0, tell: [accountable]}\n"
            ),
            DuplicateIdError,
            3,
            "regel 2",
        ),
    ],
)
def test_a_bad_ladder_is_refused_with_its_line(
    tmp_path: Path, text: str, error: type[SourceError], line: int, said: str
) -> None:
    path = tmp_path / "ladders.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(error) as caught:
        load_ladders(path)

    assert f"ladders.yaml, regel {line}:" in caught.value.say("nl")
    assert said in caught.value.say("nl")
