from datetime import time
from pathlib import Path

import pytest

from models.errors import (
    InvalidValueError,
    MissingFieldError,
    SourceError,
    UnknownFieldError,
)
from models.ladder import Anchor
from models.vocabulary import Modality
from seeds.rulebook import load_rulebook
from seeds.telling import load_telling

RIGHT = 'leaves_from: "07:00"\nleaves_until: "19:00"\nquiet_on: [sunday]\nurgent: []\n'


def test_people_are_left_alone_at_night_in_the_weekend_and_on_holidays() -> None:
    policy = load_telling()

    assert (policy.leaves_from, policy.leaves_until) == (time(7), time(19))
    assert policy.quiet_weekdays == {5, 6}
    assert policy.quiet_on_holidays


def test_the_last_day_of_what_was_promised_does_not_wait() -> None:
    policy = load_telling()

    assert policy.is_urgent(Anchor.BOUND, 0, Modality.COMMITMENT)
    assert not policy.is_urgent(Anchor.BOUND, 0, Modality.AMBITION)
    assert load_rulebook().telling == policy


def test_a_line_without_a_step_means_every_step(tmp_path: Path) -> None:
    path = tmp_path / "telling.yaml"
    path.write_text(RIGHT.replace("urgent: []", "urgent: [{anchor: late}]"), encoding="utf-8")

    assert load_telling(path).is_urgent(Anchor.LATE, 11, Modality.POSSIBILITY)


@pytest.mark.parametrize(
    "wrong,right,error,line,said",
    [
        ('"07:00"', '"7"', InvalidValueError, 1, '"07:00"'),
        ('"07:00"', '"25:00"', InvalidValueError, 1, "bestaat niet"),
        ('"19:00"', '"06:00"', InvalidValueError, 2, "na leaves_from"),
        ("[sunday]", "[zondag]", InvalidValueError, 3, "saturday"),
        ("urgent: []", "urgent: [{step: 0}]", MissingFieldError, 4, "anchor"),
        ("urgent: []", "urgent: [{anchor: bound, wie: x}]", UnknownFieldError, 4, "modality"),
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
