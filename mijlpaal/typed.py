"""Words of a vocabulary as people type them, in either language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from models.errors import InvalidAmendmentError, Words
from reports.words import Text

Word = TypeVar("Word", bound=StrEnum)


def a_word(text: str, vocabulary: type[Word], labels: Mapping[str, Text], *, option: str) -> Word:
    """Return the word that was typed: ``clusterplan`` or ``cluster_plan``, ``intern``.

    Raises:
        InvalidAmendmentError: the vocabulary has no such word.
    """
    wanted = _plain(text)
    for word in vocabulary:
        if wanted in {_plain(word), _plain(labels[word].say("nl"))}:
            return word
    raise InvalidAmendmentError(
        subject=Words("brief", "letter"),
        field=option,
        value=text,
        problem=Words(
            f"verwacht: {', '.join(labels[word].say('nl') for word in vocabulary)}",
            f"expected: {', '.join(vocabulary)}",
        ),
    )


def _plain(text: str) -> str:
    return text.strip().lower().replace("_", " ").replace("-", " ")
