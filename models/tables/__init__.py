"""All tables, in one schema (see docs/decisions for why they live together)."""

from models.tables.ledger import Definition, Event, Subject
from models.tables.programme import (
    Assignment,
    ChecklistItem,
    Cluster,
    CompanyTrack,
    Condition,
    Contact,
    Dependency,
    Document,
    Milestone,
    Occurrence,
    OpenQuestion,
    Organisation,
    Participation,
    Programme,
    Project,
    Request,
)
from models.tables.reporting import Report
from models.tables.telling import Attempt, Message, Reminder, Rung, Sweep

__all__ = [
    "Assignment",
    "Attempt",
    "ChecklistItem",
    "Cluster",
    "CompanyTrack",
    "Condition",
    "Contact",
    "Definition",
    "Dependency",
    "Document",
    "Event",
    "Message",
    "Milestone",
    "Occurrence",
    "OpenQuestion",
    "Organisation",
    "Participation",
    "Programme",
    "Project",
    "Reminder",
    "Report",
    "Request",
    "Rung",
    "Subject",
    "Sweep",
]
