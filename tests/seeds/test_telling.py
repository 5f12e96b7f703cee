from datetime import time
from pathlib import Path

import pytest

from models.errors import (
    InvalidValueError,
    MissingFieldError,
    SourceError,
    UnknownFieldError,
)
from models.rules.ladder import Anchor
from models.rules.telling_policy import Urgent
from models.vocabulary import Modality, Responsibility
from seeds.ladder import load_ladders
from seeds.rulebook import load_rulebook
from seeds.telling import load_telling

RIGHT = 'leaves_from: "07:00"\nleaves_until: "19:00"\nquiet_on: [sunday]\nurgent: []\n'


def test_people_are_left_alone_at_night_in_the_weekend_and_on_holidays() -> None:
    policy = load_telling()

    assert (policy.leaves_from, policy.leaves_until) == (time(7), time(19))
    assert policy.quiet_weekdays == {5, 6}
    assert policy.quiet_on_holidays


def test_a_broken_promise_to_the_kamer_and_the_last_escalation_do_not_wait() -> None:
    policy = load_telling()

    assert policy.urgent == (
        Urgent(Anchor.LATE, 1, Modality.COMMITMENT, to_parliament=True),
        Urgent(Anchor.LATE, 1, Modality.REQUIREMENT, to_parliament=True),
        Urgent(Anchor.ESCALATION, responsibility=Responsibility.PROGRAMME_MANAGER),
    )
    assert load_rulebook().telling == policy


def test_what_is_urgent_once_is_the_first_rung_that_is_late() -> None:
    ladders = load_ladders()

    for line in load_telling().urgent:
        if line.anchor is Anchor.LATE and line.modality is not None:
            late = [each.step for each in ladders[line.modality] if each.anchor is Anchor.LATE]
            assert min(late) == line.step


def test_a_line_without_more_means_whatever_there_is(tmp_path: Path) -> None:
    path = tmp_path / "telling.yaml"
    path.write_text(RIGHT.replace("urgent: []", "urgent: [{anchor: late}]"), encoding="utf-8")

    assert load_telling(path).urgent == (Urgent(Anchor.LATE),)


@pytest.mark.parametrize(
    "wrong,right,error,line,said",
    [
        ('"07:00"', '"7"', InvalidValueError, 1, '"07:00"'),
        ('"07:00"', '"25:00"', InvalidValueError, 1, "bestaat niet"),
        ('"19:00"', '"06:00"', InvalidValueError, 2, "na leaves_from"),
        ("[sunday]", "[zondag]", InvalidValueError, 3, "saturday"),
        ("urgent: []", "urgent: [{step: 0}]", MissingFieldError, 4, "anchor"),
        ("urgent: []", "urgent: [{anchor: bound, wie: x}]", UnknownFieldError, 4, "modality"),
        ("urgent: []", "urgent: [{anchor: late, to_parliament: ja}]", InvalidValueError, 4, "true"),
        (
            "urgent: []",
            "urgent: [{anchor: late, responsibility: baas}]",
            InvalidValueError,
            4,
            "programme_manager",
        ),
        ("urgent: []", "dringend: []", UnknownFieldError, 4, "urgent"),
        ("urgent: []\n", "", MissingFieldError, 1, "urgent"),
    ],
)
def test_a_bad_policy_is_refused_with_its_line(
    tmp_path: Path, wrong: str, right: str, error: type[SourceError], line: int, said: str
) -> None:
    path = tmp_path / "telling.yaml"
    path.write_text(RIGHT.replace(wrong, right), encoding="utf-8")

    with pytest.raises(error) as caught:
        load_telling(path)

    assert f"telling.yaml, regel {line}:" in caught.value.say("nl")
    assert said in caught.value.say("nl")
