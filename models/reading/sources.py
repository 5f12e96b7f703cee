"""Letters as the source of a row: the key of one often tells its day, and is kept with it."""

from collections.abc import Iterable
from functools import lru_cache

from sqlalchemy import String, select

from models.reading.condition import readable
from models.reading.looking import Looking
from models.reading.sight import Sight
from models.reading.wanted import filled, places_for
from models.storage.prepared import Prepared
from models.storage.records import SUBJECT
from models.vocabulary import SubjectKind


def hidden_letters(eyes: Looking, sources: Iterable[str]) -> frozenset[str]:
    """Return which of these sources are letters that the reader may not see."""
    keys = sorted(set(sources))
    if not keys:
        return frozenset()
    wanted = filled(keys)
    found = _hiding(eyes.sight, len(wanted)).fetch(eyes.session, wanted)
    return frozenset(str(key) for (key,) in found)


@lru_cache(maxsize=500)
def _hiding(sight: Sight, places: int) -> Prepared:
    return Prepared(
        select(SUBJECT.c.key).where(
            SUBJECT.c.kind == str(SubjectKind.DOCUMENT),
            SUBJECT.c.key.in_(places_for(places, String)),
            ~readable(sight, SubjectKind.DOCUMENT),
        )
    )
