"""Whether the figures of every stored edition are still those that it was stored with.

The hash of an edition that was proposed or established stands in its chain of events too, so that
nobody can change figures and hash together unseen.
"""

import hashlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col

from models.errors import Words
from models.ledger.chain import UNREADABLE, Tampering, is_unreadable_text
from models.publications.editions import EditionName
from models.storage.records import SUBJECT
from models.tables import Edition, Report, Subject
from models.vocabulary import Confidentiality, SubjectKind

_IN_CHUNKS = {"yield_per": 20}  # the figures of one take half a megabyte
_ALTERED = Words(
    "de cijfers passen niet bij de hash van deze editie",
    "the figures do not fit the hash of this edition",
)
_GONE = Words(
    "de cijfers van deze editie zijn er niet meer", "the figures of this edition are gone"
)


def verify_editions(session: Session) -> Iterator[Tampering]:
    """Yield every edition whose figures are not those of its hash, concepts included.

    Text that cannot be read at all ends the walk, after saying so.
    """
    seen = "–"
    try:
        for seen, sequence, figures, digests in _stored(session):
            if {hashlib.sha256(figures.encode()).hexdigest()} != digests:
                yield Tampering(seen, sequence, _ALTERED)
    except (ValueError, OperationalError) as problem:
        if not is_unreadable_text(problem):
            raise
        yield Tampering(seen, 0, UNREADABLE)
    yield from _without_figures(session)


def _stored(session: Session) -> Iterator[tuple[str, int, str, set[str]]]:
    """Stream each edition: its name, how many events it has, its figures, and their hashes."""
    about, edition = SUBJECT.alias(), SUBJECT.alias()
    query = (
        select(
            about.c.key,
            *map(col, (Report.reference_date, Report.edition, Report.audience)),
            *map(col, (Report.figures, Report.digest, Edition.digest)),
            edition.c.version,
        )
        .join(about, about.c.id == col(Report.subject_id))
        .outerjoin(Edition, col(Edition.report_id) == col(Report.id))
        .outerjoin(edition, edition.c.id == col(Edition.subject_id))
        .order_by(col(Report.id))
    )
    rows = session.execute(query, execution_options=_IN_CHUNKS)
    for key, day, number, audience, figures, digest, in_chain, version in rows:
        name = EditionName(key, day, number, Confidentiality(audience))
        yield f"{SubjectKind.EDITION}:{name}", version or 0, figures, {digest, in_chain or digest}


def _without_figures(session: Session) -> Iterator[Tampering]:
    """Yield what was proposed or established, and has no stored figures any more."""
    query = (
        select(col(Subject.key), col(Subject.version))
        .join(Edition, col(Edition.subject_id) == col(Subject.id))
        .outerjoin(Report, col(Report.id) == col(Edition.report_id))
        .where(col(Report.id).is_(None))
        .order_by(col(Subject.key))
    )
    for key, version in session.execute(query):
        yield Tampering(f"{SubjectKind.EDITION}:{key}", version, _GONE)
