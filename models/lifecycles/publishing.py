"""Publishing a definition: the one way in, past the gate, and never the same version twice."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session, col, select

from models import statechart
from models.dates import read_moment
from models.errors import DefinitionError, UnreadablePhraseError, Words
from models.facts import FACTS
from models.ledger.hashing import canonical
from models.statechart import Chart
from models.statechart.gate import GateRules, require_publishable
from models.tables import Definition
from models.vocabulary import DocumentKind, Modality, ParticipationRole, Role

_PASSED: set[str] = set()  # digests of what passed the gate in this process
_ANY_DAY = date(2026, 6, 15)  # words are read from the day a state is entered; any will do here


def publish_definition(
    session: Session, data: Mapping[str, object], *, by: str, at: datetime
) -> int:
    """Store a definition, unless this very content is there already; return its id.

    Raises:
        DefinitionError: it cannot be run, has flaws, or has other content than what was published
            under its version or a later one.
    """
    name = str(data.get("id", "?"))[:80]
    chart = statechart.chart_from_data(data, where=name)
    digest = statechart.content_hash(data)
    known = session.exec(select(Definition.id).where(Definition.digest == digest)).one_or_none()
    if known is not None:
        return known
    if digest not in _PASSED:  # the gate walks every configuration; once per content is enough
        require_publishable(chart, gate_rules(), where=name)
        _PASSED.add(digest)
    _require_higher_version(session, chart)
    row = Definition(
        key=chart.id,
        version=chart.version,
        digest=digest,
        content=canonical(data),
        published_at=at,
        published_by=by,
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101  (the flush gave it one)
    return row.id


def gate_rules() -> GateRules:
    """Return what exists in this product: which facts, roles and words there are."""
    return GateRules(
        facts=frozenset(FACTS),
        roles=frozenset(Role),
        owner_roles=frozenset(ParticipationRole),
        modalities=frozenset(Modality),
        documents=frozenset(DocumentKind),
        ladders=frozenset(Modality),  # there is one for each weight of words
        is_moment=_is_moment,
    )


def _require_higher_version(session: Session, chart: Chart) -> None:
    """Refuse other content under a version that people may already rely on."""
    version = col(Definition.version)
    published = session.exec(
        select(version).where(Definition.key == chart.id).order_by(version.desc()).limit(1)
    ).first()
    if published is not None and chart.version <= published:
        raise DefinitionError(
            where=chart.id,
            problem=Words(
                f"versie {chart.version} heeft een andere inhoud dan wat tot en met versie "
                f"{published} al gepubliceerd is, en dat staat vast",
                f"version {chart.version} has other content than what was published up to "
                f"version {published}, and that never changes",
            ),
            remedy=Words(
                f"Verhoog 'version' naar {published + 1}.", f"Raise 'version' to {published + 1}."
            ),
        )


def _is_moment(wording: str) -> bool:
    try:
        read_moment(wording, _ANY_DAY)
    except UnreadablePhraseError:
        return False
    return True
