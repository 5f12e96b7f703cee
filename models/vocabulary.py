"""The closed vocabularies of the domain, each word once (docs/glossary.md has the Dutch twins)."""

from collections.abc import Mapping
from enum import StrEnum

from models.errors import Words


class Modality(StrEnum):
    """The weight of a statement, as the words of the letter give it."""

    COMMITMENT = "commitment"  # zal
    REQUIREMENT = "requirement"  # moet
    AMBITION = "ambition"  # ambitie
    POSSIBILITY = "possibility"  # mogelijk
    INDICATIVE = "indicative"  # indicatief
    INTENDED = "intended"  # voorgenomen
    PROVISIONAL = "provisional"  # voorlopig
    ANNOUNCED = "announced"  # aangekondigd


class Confidentiality(StrEnum):
    """Who may read a row, from widest to narrowest."""

    PUBLIC = "public"
    INTERNAL = "internal"
    COMPANY_CONFIDENTIAL = "company_confidential"

    def readable(self) -> tuple["Confidentiality", ...]:
        """Return every mark that a reader with this clearance may see."""
        order = tuple(Confidentiality)
        return order[: order.index(self) + 1]


class Side(StrEnum):
    """Whose move a condition waits for."""

    PRIVATE = "private"
    PUBLIC = "public"
    MIXED = "mixed"  # "deels bij publieke partijen"


class Responsibility(StrEnum):
    """The rungs of the chain along which people are told."""

    OWNER = "owner"
    ACCOUNTABLE = "accountable"
    PROGRAMME_MANAGER = "programme_manager"


class Role(StrEnum):
    """Who somebody is to the system; a transition may be for some roles only (``authority``)."""

    ADMINISTRATOR = "administrator"  # keeps definitions, contacts and settings
    PROGRAMME_MANAGER = "programme_manager"
    POLICY_OFFICER = "policy_officer"
    CLUSTER_DIRECTOR = "cluster_director"  # clusterregisseur
    PROVINCE = "province"
    COMPANY = "company"
    READER = "reader"
    AUDITOR = "auditor"  # reads everything, the log included; changes nothing


ROLES_IN_DUTCH: Mapping[Role, str] = {
    Role.ADMINISTRATOR: "beheerder",
    Role.PROGRAMME_MANAGER: "programmamanager",
    Role.POLICY_OFFICER: "beleidsmedewerker",
    Role.CLUSTER_DIRECTOR: "clusterregisseur",
    Role.PROVINCE: "provincie",
    Role.COMPANY: "bedrijf",
    Role.READER: "lezer",
    Role.AUDITOR: "auditor",
}


class ParticipationRole(StrEnum):
    """What an organisation is towards a subject; an obligation names its owner by it."""

    OWNER = "owner"
    ADDRESSEE = "addressee"
    AUTHOR = "author"
    COMMISSIONER = "commissioner"  # had it made
    PARTY = "party"  # agreed to it, with others
    PARTICIPANT = "participant"  # takes part, without having agreed to anything
    HOLDER = "holder"  # of a condition: sees to it that it is met
    DEBTOR = "debtor"  # of a duty: owes it


class Decision(StrEnum):
    """How a proposal, or a statement of a letter, ended; without one it is open."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    LAPSED = "lapsed"


class Approval(StrEnum):
    """How far a text or an edition of a report is on its way to being established."""

    CONCEPT = "concept"
    PROPOSED = "proposed"
    ESTABLISHED = "established"  # vastgesteld: from here on nothing of it changes


class ReplanReason(StrEnum):
    """Why an agreement is replaced, so that reasons can be counted; the text beside it says more.

    From how promises to the Kamer slipped (advice that came late, a debate that was moved, a
    network that was made smaller, parties that were not there yet) and from what the founding
    letter depends on (each other's decisions, conditions, permits, another cabinet).
    """

    INPUT_AWAITED = "input_awaited"
    PARTIES_NOT_AGREED = "parties_not_agreed"
    COMPANY_DECISION = "company_decision"
    DEPENDENCY_SLIPPED = "dependency_slipped"
    PERMIT_OR_PROCEDURE = "permit_or_procedure"
    MONEY_NOT_SETTLED = "money_not_settled"
    PARLIAMENTARY_CALENDAR = "parliamentary_calendar"
    CHANGE_OF_CABINET = "change_of_cabinet"
    SCOPE_CHANGED = "scope_changed"
    MORE_WORK = "more_work"
    BROUGHT_FORWARD = "brought_forward"
    OTHER = "other"


REPLAN_REASONS: Mapping[ReplanReason, Words] = {
    ReplanReason.INPUT_AWAITED: Words(
        "wacht op advies, onderzoek of antwoord van een ander",
        "advice, research or an answer of somebody else is awaited",
    ),
    ReplanReason.PARTIES_NOT_AGREED: Words(
        "partijen zijn het nog niet eens", "the parties do not agree yet"
    ),
    ReplanReason.COMPANY_DECISION: Words(
        "besluit of omstandigheid van een bedrijf", "a decision or circumstance of a company"
    ),
    ReplanReason.DEPENDENCY_SLIPPED: Words(
        "een mijlpaal, project of randvoorwaarde waarvan het afhangt schuift",
        "a milestone, project or condition that it depends on slips",
    ),
    ReplanReason.PERMIT_OR_PROCEDURE: Words(
        "vergunning of procedure duurt langer", "a permit or procedure takes longer"
    ),
    ReplanReason.MONEY_NOT_SETTLED: Words(
        "dekking of subsidie is nog niet rond", "budget or subsidy is not settled yet"
    ),
    ReplanReason.PARLIAMENTARY_CALENDAR: Words(
        "agenda van de Kamer: debat, reces of begrotingsbehandeling",
        "calendar of parliament: debate, recess or budget debate",
    ),
    ReplanReason.CHANGE_OF_CABINET: Words(
        "ander kabinet of andere bewindspersoon", "another cabinet or minister"
    ),
    ReplanReason.SCOPE_CHANGED: Words(
        "de opdracht is groter, kleiner of anders geworden",
        "the task became larger, smaller or another one",
    ),
    ReplanReason.MORE_WORK: Words("de uitwerking kost meer tijd", "the work takes more time"),
    ReplanReason.BROUGHT_FORWARD: Words("naar voren gehaald", "brought forward"),
    ReplanReason.OTHER: Words("anders, zie de toelichting", "another, see the reason given"),
}


class DocumentKind(StrEnum):
    """What a document is; an obligation may ask for one of a kind."""

    KAMERBRIEF = "kamerbrief"
    CLUSTER_PLAN = "cluster_plan"
    INDICATIVE_ROADMAP = "indicative_roadmap"  # the figure in a plan, before there is a route map
    ROUTE_MAP = "route_map"
    FIGURE = "figure"
    SUPPORT_LETTER = "support_letter"
    ANALYSIS = "analysis"
    EXPRESSION_OF_PRINCIPLES = "expression_of_principles"
    DRAFT_JOINT_LETTER_OF_INTENT = "draft_joint_letter_of_intent"
    JOINT_LETTER_OF_INTENT = "joint_letter_of_intent"
    ADVICE = "advice"
    DECISION = "decision"
    COALITION_AGREEMENT = "coalition_agreement"
    PARLIAMENTARY_CASE = "parliamentary_case"
    OTHER = "other"


class SubjectKind(StrEnum):
    """What a row of the ledger can be about; one detail table each."""

    PROGRAMME = "programme"
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
    CHECKLIST_ITEM = "checklist_item"
    OPEN_QUESTION = "open_question"
    CONTACT = "contact"
    ASSIGNMENT = "assignment"
    MANDATE = "mandate"
    PROPOSAL = "proposal"
    STATEMENT = "statement"
    ABSENCE = "absence"
    STATUS_TEXT = "status_text"
    EDITION = "edition"
    SCENARIO = "scenario"


KINDS_IN_DUTCH: Mapping[SubjectKind, str] = {
    SubjectKind.PROGRAMME: "programma",
    SubjectKind.CLUSTER: "cluster",
    SubjectKind.PROJECT: "project",
    SubjectKind.CONDITION: "randvoorwaarde",
    SubjectKind.REQUEST: "verzoek",
    SubjectKind.MILESTONE: "mijlpaal",
    SubjectKind.COMPANY_TRACK: "bedrijfstraject",
    SubjectKind.ORGANISATION: "organisatie",
    SubjectKind.PARTICIPATION: "deelname",
    SubjectKind.DOCUMENT: "document",
    SubjectKind.OCCURRENCE: "gebeurtenis",
    SubjectKind.DEPENDENCY: "afhankelijkheid",
    SubjectKind.CHECKLIST_ITEM: "onderdeel van de routekaart",
    SubjectKind.OPEN_QUESTION: "open vraag",
    SubjectKind.CONTACT: "contact",
    SubjectKind.ASSIGNMENT: "toewijzing",
    SubjectKind.MANDATE: "mandaat",
    SubjectKind.PROPOSAL: "voorstel",
    SubjectKind.STATEMENT: "uitspraak",
    SubjectKind.ABSENCE: "afwezigheid",
    SubjectKind.STATUS_TEXT: "statustekst",
    SubjectKind.EDITION: "editie",
    SubjectKind.SCENARIO: "scenario",
}


class DependencyKind(StrEnum):
    """Why one subject hangs on another (domain section 6); issue 9 names them.

    What hangs comes first: a project hangs on a condition, a milestone on the one before it. Two
    are kept as a role of an organisation (``Participation``), the others as a dependency.
    """

    FEEDSTOCK = "feedstock"
    ENERGY = "energy"
    INVESTMENT = "investment"  # invests if the other does
    CONDITION = "condition"  # a project needs it, by a gate
    REQUEST = "request"  # a condition is met by what a request asks for
    FINISH_TO_START = "finish_to_start"  # begins when the other is achieved, and a lag later
    REPORTS_ON = "reports_on"  # a duty tells about it
    OTHER = "other"
    PARTICIPATION = "participation"  # an organisation's role in a project
    HOLDER = "holder"  # who sees to it that a condition is met


class Certainty(StrEnum):
    """How sure it is that one thing hangs on another; without one nobody has said."""

    ESTABLISHED = "established"  # a source says so
    EXPECTED = "expected"  # who is concerned thinks so
    ASSUMED = "assumed"  # somebody reckons with it


class EventKind(StrEnum):
    """What the ledger records."""

    REGISTERED = "registered"
    AMENDED = "amended"
    ADVANCED = "advanced"
    FORECAST = "forecast"
    FORECAST_CONFIRMED = "forecast_confirmed"
    REPLANNED = "replanned"
    ACHIEVED = "achieved"
    CORRECTED = "corrected"  # what was recorded was never so
    BACKDATED = "backdated"  # a step that was taken on an earlier day than it is recorded
    REOPENED = "reopened"  # what was closed is open again
    MIGRATED = "migrated"  # to another version of its life cycle
    DECIDED = "decided"  # on a proposal, by a second person or by its running out
    DATED = "dated"  # it has a day now, or the window that waited for it has
    TIED = "tied"  # a window, to what dates it; or loose again
    OVERRIDDEN = "overridden"  # a person judges otherwise than the rule
    OVERRIDE_WITHDRAWN = "override_withdrawn"
    TERM_SET = "term_set"  # the bound follows from a statutory term from now on
    SUSPENDED = "suspended"  # the term stands still
    RESUMED = "resumed"  # the term runs again
    ACKNOWLEDGED = "acknowledged"  # somebody who was told of it says that they know
    PROPOSED = "proposed"  # a text or an edition, to be established by a second person
    ESTABLISHED = "established"  # by a second person; from here on it stays as it is
    RETURNED = "returned"  # to its author: it is a concept again


# What replaces the agreement on a milestone: the old bound, the day and the reason stay visible.
REPLACING_THE_AGREEMENT = frozenset(
    {EventKind.REPLANNED, EventKind.TERM_SET, EventKind.SUSPENDED, EventKind.RESUMED}
)


class AccessKind(StrEnum):
    """What the access journal records: decisions on who may come in, and on what they may read."""

    ACCOUNT_MADE = "account_made"
    ACCOUNT_OPENED = "account_opened"  # again, after it was revoked
    ACCOUNT_RENAMED = "account_renamed"  # as their identity provider calls them
    ACCOUNT_REVOKED = "account_revoked"
    LINK_MADE = "link_made"
    SESSIONS_ENDED = "sessions_ended"
    TOKEN_MADE = "token_made"  # noqa: S105  (a kind, no secret)
    TOKEN_REVOKED = "token_revoked"  # noqa: S105
    ROLES_GRANTED = "roles_granted"  # by an identity provider, other than before
    READER_NAMED = "reader_named"
    READER_UNNAMED = "reader_unnamed"
    FIELD_MARKED = "field_marked"  # or the mark taken away
    FEED_MADE = "feed_made"
    FEED_REVOKED = "feed_revoked"


class MessageKind(StrEnum):
    """Why a message leaves when it does."""

    DAILY = "daily"  # all that there is to say to somebody on a day
    URGENT = "urgent"  # one matter that cannot wait for it


class Language(StrEnum):
    """Languages in which people are told and shown things."""

    NL = "nl"
    EN = "en"
