"""The named facts that guards read; importing this package makes all of them known."""

from models.facts import cluster, project  # noqa: F401  (they register their facts)
from models.facts.checklist import ChecklistLine, checklist, checklists
from models.facts.finding import Finding
from models.facts.registry import FACTS, findings, findings_by_id, findings_of, holding

__all__ = [
    "FACTS",
    "ChecklistLine",
    "Finding",
    "checklist",
    "checklists",
    "findings",
    "findings_by_id",
    "findings_of",
    "holding",
]
