"""Text that every database can keep, and that people can still read back.

PostgreSQL refuses NUL in text, no database takes half a surrogate pair, and nobody reads a reason
of a megabyte. SQLite would swallow some of it: what one database keeps the other must keep too.
"""

import re
from collections.abc import Callable, Mapping

from models.errors import InvalidAmendmentError, Words

CHARACTERS = 20_000
CHARACTERS_OF_A_NAME = 500
_SUBJECT_OF_A_KEY = Words("nieuwe registratie", "new registration")
_NAMES = frozenset({"key", "actor"})
_NOT_IN_A_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_NOT_IN_A_KEY = re.compile(r"[\s<>\"&]")  # it travels in addresses, commands and pages


def require_storable(subject: Callable[[], Words], texts: Mapping[str, object]) -> None:
    """Let pass texts that can be kept; values of other types are none of its business.

    Args:
        subject: whom an error is about; asked for when there is one.
        texts: by the name of the field; ``key`` and ``actor`` are names, and short.

    Raises:
        InvalidAmendmentError: says which text, and what is wrong with it.
    """
    for field, text in texts.items():
        if not isinstance(text, str):
            continue
        if field not in _NAMES and len(text) <= CHARACTERS and text.isprintable():
            continue  # as most are: nothing that _problem looks for is in it
        problem = _problem(field, text)
        if problem is not None:
            shown = ascii(text[:40])[1:-1]  # the error must be storable itself
            raise InvalidAmendmentError(
                subject=_SUBJECT_OF_A_KEY if field == "key" else subject(),
                field=field,
                value=shown,
                problem=problem,
            )


def _problem(field: str, text: str) -> Words | None:
    is_name = field in _NAMES
    limit = CHARACTERS_OF_A_NAME if is_name else CHARACTERS
    if len(text) > limit:
        return Words(f"langer dan {limit} tekens", f"longer than {limit} characters")
    if is_name and not text.strip():
        return Words("mag niet leeg zijn", "must not be empty")
    if _NOT_IN_A_TEXT.search(text):
        return Words(
            "bevat tekens die geen tekst zijn (NUL, stuurtekens, halve surrogaten)",
            "holds characters that are no text (NUL, control characters, half surrogates)",
        )
    if field == "key" and _NOT_IN_A_KEY.search(text):
        return Words(
            "spaties, aanhalingstekens, <, > en & kunnen niet in een sleutel",
            "a key cannot hold spaces, quotation marks, <, > or &",
        )
    return None
