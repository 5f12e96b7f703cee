"""Being the first: what two people decide in the same moment is decided by one of them."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from models.errors import ConflictError, Words


@contextmanager
def first_to_write(subject: Words) -> Iterator[None]:
    """Say that somebody else was first, where a key that was free is taken meanwhile.

    Raises:
        ConflictError: it is; nothing of this transaction may be kept.
    """
    try:
        yield
    except IntegrityError as problem:
        raise ConflictError(
            subject=subject,
            expected=Words("nog niets besloten", "nothing decided yet"),
            found=Words("een besluit van een ander", "a decision of somebody else"),
        ) from problem
