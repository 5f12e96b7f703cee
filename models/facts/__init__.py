"""The named facts that guards read; importing this package makes all of them known."""

from models.facts import cluster, project  # noqa: F401  (they register their facts)
from models.facts.checklist import ChecklistLine, checklist
from models.facts.registry import FACTS, Finding, findings, holding

__all__ = ["FACTS", "ChecklistLine", "Finding", "checklist", "findings", "holding"]
