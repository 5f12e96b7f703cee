"""What somebody proposed, as far as one reader may see it: for every face by the same rule."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from sqlalchemy import bindparam, select

from models.reading.looking import BY_ID, Looking, Shown
from models.storage.prepared import Prepared
from models.storage.records import SUBJECT, Record
from models.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a proposal is about and what it asks for.

    Attributes:
        about: the subject; None: it is kept from the reader.
        arguments: None where a field of the subject is kept from the reader, for they would tell
            of it.
    """

    about: Shown | None
    arguments: Mapping[str, object] | None


def proposed(eyes: Looking, proposal: Record) -> Proposed:
    """Return what a proposal is about and asks for, as this reader may see it."""
    wanted = {"wanted_id": proposal.number("about_id")}
    kinds = [SubjectKind(cast("str", kind)) for (kind,) in _kind().fetch(eyes.session, wanted)]
    about = next((each for kind in kinds for each in eyes.narrowed(kind, BY_ID, wanted)), None)
    if about is None or about.withheld:
        return Proposed(about, None)
    return Proposed(about, json.loads(proposal.text("arguments") or "{}"))


@cache
def _kind() -> Prepared:
    return Prepared(select(SUBJECT.c.kind).where(SUBJECT.c.id == bindparam("wanted_id")))
