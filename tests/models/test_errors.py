"""The error tree: facts, two languages, and travelling between processes."""

import pickle
import string

import pytest

from models import errors
from models.errors import MijlpaalError, TransportError

RAISED = [
    kind
    for kind in vars(errors).values()
    if isinstance(kind, type) and issubclass(kind, MijlpaalError) and hasattr(kind, "nl")
]


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_both_sentences_of_an_error_tell_the_same_facts(kind: type[MijlpaalError]) -> None:
    assert placeholders(kind.nl) == placeholders(kind.en)


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_every_error_that_is_raised_stands_in_the_tree_of_the_docstring(
    kind: type[MijlpaalError],
) -> None:
    assert errors.__doc__ is not None
    assert kind.__name__ in errors.__doc__


def test_an_error_survives_the_way_to_another_process() -> None:
    sent = TransportError(channel="webhook", problem="429", permanent=False, retry_after_seconds=30)

    arrived = pickle.loads(pickle.dumps(sent))  # noqa: S301  (our own, just made)

    assert (arrived.say("nl"), str(arrived)) == (sent.say("nl"), str(sent))
    assert (arrived.permanent, arrived.retry_after_seconds) == (False, 30)
