"""Answers of the API that are kept for a day: the same request with the same key does nothing.

Draft RFC "The Idempotency-Key HTTP Header Field" (draft-ietf-httpapi-idempotency-key-header).
"""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col

from models.errors import IdempotencyError
from models.tables import KeptAnswer

KEPT = timedelta(days=1)


def kept_answer(
    session: Session, actor: str, key: str, asked: str, *, now: datetime
) -> KeptAnswer | None:
    """Return what was answered to this request before, None when it was not asked.

    Raises:
        IdempotencyError: the key was used for another request.
    """
    found = session.get(KeptAnswer, (actor, key))
    if found is None or found.made_at <= now - KEPT:
        return None
    if found.asked != asked:
        raise IdempotencyError(key=key)
    return found


def keep_answer(session: Session, answer: KeptAnswer) -> None:
    """Keep an answer, and forget those of more than a day ago.

    Raises:
        sqlalchemy.exc.IntegrityError: the same key was used in the same moment.
    """
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.made_at) <= answer.made_at - KEPT))
    session.add(answer)
    session.flush()
