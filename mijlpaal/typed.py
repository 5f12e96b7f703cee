"""Words of a vocabulary as people type them, in either language."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from models.errors import InvalidAmendmentError, Words
from reports.words import Text

Word = TypeVar("Word", bound=StrEnum)


def a_word(
    text: str,
    vocabulary: type[Word],
    labels: Mapping[Word, Text] | Mapping[str, Text],
    *,
    of: Words,
    option: str,
) -> Word:
    """Return the word that was typed: ``clusterplan`` or ``cluster_plan``, ``intern``.

    Args:
        text: as it was typed.
        vocabulary: the words that there are.
        labels: each of them in both languages.
        of: what the word is about.
        option: by which it was typed.

    Raises:
        InvalidAmendmentError: the vocabulary has no such word.
    """
    wanted = _plain(text)
    for word in vocabulary:
        if wanted in {_plain(word), *map(_plain, (labels[word].nl, labels[word].en))}:
            return word
    raise InvalidAmendmentError(
        subject=of,
        field=option,
        value=text,
        problem=Words(
            f"verwacht: {', '.join(labels[word].say('nl') for word in vocabulary)}",
            f"expected: {', '.join(labels[word].say('en') for word in vocabulary)}",
        ),
    )


def _plain(text: str) -> str:
    return text.strip().lower().replace("_", " ").replace("-", " ")
