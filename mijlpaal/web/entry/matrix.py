"""Which role may do what with which resource: the one table, and the only thing routes ask.

What the ledger holds as an act takes its roles from the table of the ledger
(models.authority.roles), so that the two cannot differ. Whether the role holds in the cluster that
it is about is asked where the row is known: by the query for reading, by the ledger for writing.

Whose a row is decides as well (models.authority.whose): the role of a party holds in its cells on
what is its own, and ``OF_OTHERS`` says who may do the same to what is of others.
"""

from collections.abc import Mapping
from enum import StrEnum

from models.authority.roles import OF_THEIR_OWN, roles_for
from models.authority.whose import PARTIES
from models.vocabulary import EventKind, Role, SubjectKind


class Resource(StrEnum):
    """What a route is about."""

    START = "start"
    CLUSTER = "cluster"
    PROJECT = "project"
    CONDITION = "condition"
    REQUEST = "request"
    MILESTONE = "milestone"
    COMPANY_TRACK = "company_track"
    ORGANISATION = "organisation"
    PARTICIPATION = "participation"
    DOCUMENT = "document"
    OCCURRENCE = "occurrence"
    DEPENDENCY = "dependency"
    CHECKLIST = "checklist"
    OPEN_QUESTION = "open_question"
    REPORT = "report"
    STATUS_TEXT = "status_text"  # what a letter to the Kamer says of a cluster
    LETTER = "letter"
    WHAT_IF = "what_if"
    PROPOSAL = "proposal"
    CALENDAR = "calendar"
    DEFINITION = "definition"
    SCENARIO = "scenario"
    CONTACT = "contact"
    ASSIGNMENT = "assignment"  # who answers for what
    MANDATE = "mandate"
    MESSAGE = "message"  # who was told what
    LOG = "log"  # what happened to a row, and who did it
    NAMING = "naming"  # whom a company lets read what is its own
    READS = "reads"  # who read what is a company's own
    EVENTS = "events"  # the feed of everything that happened
    FIELD_MARK = "field_mark"  # which fields fewer people may read than their row
    WEBHOOK = "webhook"
    IMPORT = "import"
    ACCESS = "access"  # accounts, sessions and tokens of everybody
    OWN = "own"  # one's own session, tokens, calendar feeds and language
    METRICS = "metrics"


class Action(StrEnum):
    """What a route does with it."""

    READ = "read"
    REGISTER = "register"
    AMEND = "amend"
    ADVANCE = "advance"
    FORECAST = "forecast"
    REPLAN = "replan"
    ACHIEVE = "achieve"
    CORRECT = "correct"
    REOPEN = "reopen"
    DECIDE = "decide"
    DATE = "date"
    TIE = "tie"
    OVERRIDE = "override"
    SET_TERM = "set_term"
    ACKNOWLEDGE = "acknowledge"
    TRY = "try"  # to see whether it would be taken; nothing of it stays
    ADOPT = "adopt"  # a report, as it stands from then on
    PUBLISH = "publish"
    MANAGE = "manage"


Roles = frozenset[Role]
Cell = tuple[Resource, Action]

_ALL: Roles = frozenset(Role)
_GOVERNMENT = _ALL - {Role.COMPANY}
_POLICY: Roles = frozenset({Role.PROGRAMME_MANAGER, Role.POLICY_OFFICER})
_CLUSTER = _POLICY | {Role.CLUSTER_DIRECTOR}
_KEEPING: Roles = frozenset({Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER})
_WATCHING: Roles = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})

# The ledger's word for each action; several ways to do one thing are one action here.
_ACTS: Mapping[Action, EventKind] = {
    Action.REGISTER: EventKind.REGISTERED,
    Action.AMEND: EventKind.AMENDED,
    Action.ADVANCE: EventKind.ADVANCED,
    Action.FORECAST: EventKind.FORECAST,
    Action.REPLAN: EventKind.REPLANNED,
    Action.ACHIEVE: EventKind.ACHIEVED,
    Action.CORRECT: EventKind.CORRECTED,
    Action.REOPEN: EventKind.REOPENED,
    Action.DATE: EventKind.DATED,
    Action.TIE: EventKind.TIED,
    Action.OVERRIDE: EventKind.OVERRIDDEN,
    Action.SET_TERM: EventKind.TERM_SET,
    Action.ACKNOWLEDGE: EventKind.ACKNOWLEDGED,
}
_FOLLOWING = (Action.REGISTER, Action.AMEND, Action.ADVANCE, Action.CORRECT, Action.REOPEN)
_KEPT = (Action.REGISTER, Action.AMEND, Action.CORRECT)
_OF_A_MILESTONE = tuple(each for each in _ACTS if each is not Action.DATE)
_SUBJECTS: Mapping[Resource, tuple[SubjectKind, tuple[Action, ...]]] = {
    Resource.CLUSTER: (SubjectKind.CLUSTER, _FOLLOWING),
    Resource.PROJECT: (SubjectKind.PROJECT, _FOLLOWING),
    Resource.CONDITION: (SubjectKind.CONDITION, _FOLLOWING),
    Resource.REQUEST: (SubjectKind.REQUEST, _FOLLOWING),
    Resource.MILESTONE: (SubjectKind.MILESTONE, _OF_A_MILESTONE),
    Resource.COMPANY_TRACK: (SubjectKind.COMPANY_TRACK, _FOLLOWING),
    Resource.ORGANISATION: (SubjectKind.ORGANISATION, _KEPT),
    Resource.PARTICIPATION: (SubjectKind.PARTICIPATION, _KEPT),
    Resource.DOCUMENT: (SubjectKind.DOCUMENT, (*_KEPT, Action.DATE)),
    Resource.OCCURRENCE: (SubjectKind.OCCURRENCE, (*_KEPT, Action.DATE)),
    Resource.DEPENDENCY: (SubjectKind.DEPENDENCY, _KEPT),
    Resource.CHECKLIST: (SubjectKind.CHECKLIST_ITEM, (Action.AMEND, Action.CORRECT)),
    Resource.OPEN_QUESTION: (SubjectKind.OPEN_QUESTION, _KEPT),
    Resource.STATUS_TEXT: (SubjectKind.STATUS_TEXT, (Action.REGISTER,)),
    Resource.SCENARIO: (SubjectKind.SCENARIO, (Action.REGISTER, Action.AMEND)),
    Resource.ASSIGNMENT: (SubjectKind.ASSIGNMENT, (Action.REGISTER,)),
    Resource.CONTACT: (SubjectKind.CONTACT, (Action.REGISTER, Action.AMEND)),
    Resource.MANDATE: (SubjectKind.MANDATE, (Action.REGISTER, Action.AMEND)),
}
# Rows that are read as part of something else.
_READ_AS: Mapping[SubjectKind, Resource] = {
    SubjectKind.PROGRAMME: Resource.START,
    SubjectKind.PROPOSAL: Resource.PROPOSAL,
    SubjectKind.ABSENCE: Resource.CONTACT,
    SubjectKind.STATEMENT: Resource.LETTER,
    SubjectKind.EDITION: Resource.REPORT,
    **{kind: resource for resource, (kind, _) in _SUBJECTS.items()},
}
_OF_THE_LEDGER: Mapping[Cell, Roles] = {
    (resource, action): roles_for(_ACTS[action], kind)
    for resource, (kind, actions) in _SUBJECTS.items()
    for action in actions
}
_READ: Mapping[Resource, Roles] = {
    **dict.fromkeys(_SUBJECTS, _ALL),
    Resource.START: _ALL,
    Resource.REPORT: _ALL,
    Resource.CALENDAR: _ALL,
    Resource.DEFINITION: _ALL,
    Resource.OWN: _ALL,
    Resource.EVENTS: _GOVERNMENT,
    Resource.LOG: _GOVERNMENT,
    Resource.STATUS_TEXT: _GOVERNMENT,
    Resource.LETTER: _GOVERNMENT,
    Resource.WHAT_IF: _GOVERNMENT,
    Resource.SCENARIO: _GOVERNMENT,
    Resource.ASSIGNMENT: _CLUSTER | _WATCHING,
    Resource.PROPOSAL: _GOVERNMENT,
    Resource.CONTACT: _CLUSTER | _WATCHING,
    Resource.MESSAGE: _CLUSTER | _WATCHING,
    Resource.MANDATE: _KEEPING | _WATCHING,
    Resource.ACCESS: _WATCHING,
    Resource.NAMING: _WATCHING | {Role.COMPANY},  # a company of itself alone
    Resource.READS: _WATCHING | {Role.COMPANY},  # the same
    Resource.FIELD_MARK: _CLUSTER | _WATCHING,
    Resource.WEBHOOK: _WATCHING,
    Resource.METRICS: _WATCHING,
}
_BESIDE_THE_LEDGER: Mapping[Cell, Roles] = {
    (Resource.REPORT, Action.ADOPT): _POLICY,
    # Proposing and giving back, then approving.
    (Resource.REPORT, Action.ADVANCE): roles_for(EventKind.PROPOSED, SubjectKind.EDITION),
    (Resource.STATUS_TEXT, Action.ADVANCE): roles_for(EventKind.PROPOSED, SubjectKind.STATUS_TEXT),
    (Resource.STATUS_TEXT, Action.ADOPT): roles_for(EventKind.ESTABLISHED, SubjectKind.STATUS_TEXT),
    (Resource.STATUS_TEXT, Action.DECIDE): roles_for(EventKind.RETURNED, SubjectKind.STATUS_TEXT),
    (Resource.LETTER, Action.REGISTER): _CLUSTER | {Role.ADMINISTRATOR},  # take one in
    (Resource.LETTER, Action.DECIDE): _CLUSTER | {Role.ADMINISTRATOR},  # on what was read in it
    (Resource.PROPOSAL, Action.REGISTER): _CLUSTER | {Role.ADMINISTRATOR},
    (Resource.PROPOSAL, Action.DECIDE): _CLUSTER | {Role.ADMINISTRATOR},
    (Resource.DEFINITION, Action.PUBLISH): roles_for(EventKind.MIGRATED, SubjectKind.PROGRAMME),
    (Resource.IMPORT, Action.TRY): _CLUSTER | {Role.ADMINISTRATOR},
    (Resource.IMPORT, Action.REGISTER): _CLUSTER | {Role.ADMINISTRATOR},
    (Resource.MESSAGE, Action.MANAGE): _KEEPING,  # offer one again
    # Whoever may amend a row may say who reads which field of it.
    (Resource.FIELD_MARK, Action.AMEND): roles_for(EventKind.AMENDED, SubjectKind.PROJECT),
    (Resource.WEBHOOK, Action.MANAGE): frozenset({Role.ADMINISTRATOR}),
    (Resource.ACCESS, Action.MANAGE): frozenset({Role.ADMINISTRATOR}),
    (Resource.NAMING, Action.MANAGE): frozenset({Role.ADMINISTRATOR, Role.COMPANY}),
    (Resource.OWN, Action.MANAGE): _ALL,
}
MATRIX: Mapping[Cell, Roles] = {
    **{(resource, Action.READ): roles for resource, roles in _READ.items()},
    **_OF_THE_LEDGER,
    **_BESIDE_THE_LEDGER,
}
# The same table for a row that is of others than who asks.
OF_OTHERS: Mapping[Cell, Roles] = {
    cell: roles - PARTIES if cell in _OF_THE_LEDGER and _ACTS[cell[1]] in OF_THEIR_OWN else roles
    for cell, roles in MATRIX.items()
}


def resource_of(kind: SubjectKind) -> Resource:
    """Return as what rows of a kind are read."""
    return _READ_AS[kind]
