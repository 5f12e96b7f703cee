"""The route map checklist: what the letter says it must set out, each item proved or ticked.

Source: brief, §2 Vervolgtraject, alinea 3; domain section 2, step 3.
"""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.facts.registry import findings
from models.records import Record
from models.tables import ChecklistItem, Subject


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing the route map must set out, and what is still missing for it."""

    key: str
    title: str
    holds: bool
    nl: str
    en: str


def checklist(session: Session, cluster: Record) -> list[ChecklistLine]:
    """Return the route map checklist of a cluster in the letter's order."""
    query = (
        select(Subject, ChecklistItem)
        .join(ChecklistItem, col(ChecklistItem.subject_id) == col(Subject.id))
        .where(col(Subject.cluster_id) == cluster.id)
        .order_by(col(ChecklistItem.position))
    )
    return [_line(session, cluster, subject, item) for subject, item in session.exec(query)]


def _line(
    session: Session, cluster: Record, subject: Subject, item: ChecklistItem
) -> ChecklistLine:
    if item.fact is not None:
        found = findings(session, cluster, [item.fact])[item.fact]
        nl, en = found.say("nl"), found.say("en")
        return ChecklistLine(subject.key, subject.title, holds=found.holds, nl=nl, en=en)
    if item.fulfilled_on is None:
        nl, en = "nog niet vastgesteld", "not yet established"
        return ChecklistLine(subject.key, subject.title, holds=False, nl=nl, en=en)
    nl = f"vastgesteld op {item.fulfilled_on} ({item.evidence})"
    en = f"established on {item.fulfilled_on} ({item.evidence})"
    return ChecklistLine(subject.key, subject.title, holds=True, nl=nl, en=en)
