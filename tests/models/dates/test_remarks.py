import pytest

from models.dates.remarks import Remark


@pytest.mark.parametrize("remark", Remark)
def test_every_remark_is_a_sentence_in_both_languages(remark: Remark) -> None:
    assert remark.say("nl").endswith(".")
    assert remark.say("en").endswith(".")
    assert remark.say("nl") != remark.say("en")
