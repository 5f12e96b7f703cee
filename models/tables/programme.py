"""What is particular to each kind of subject; one table per kind, keyed by the subject.

Every column that may be unknown is nullable: NULL is the value *unknown* and is counted in the
data-quality list.
"""

from datetime import date

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.vocabulary import Confidentiality, Language


def _subject_key() -> int:
    return Field(primary_key=True, foreign_key="subject.id")  # type: ignore[no-any-return]


class Programme(SQLModel, table=True):
    """The whole approach (maatwerkaanpak), over all clusters."""

    subject_id: int = _subject_key()
    description: str | None = None


class Cluster(SQLModel, table=True):
    """An industry cluster or area that goes through the steps."""

    subject_id: int = _subject_key()
    step_is_known: bool = True
    companies_announced: int | None = None
    projects_announced: int | None = None


class Project(SQLModel, table=True):
    """A project of a cluster plan's portfolio; companies hang on it through Participation."""

    subject_id: int = _subject_key()
    is_concrete: bool | None = None
    is_first_of_a_kind: bool | None = None
    industry: str | None = None  # existing | new
    timeline: str | None = None  # wording of its timeline, None while unknown
    name_is_known: bool = True


class Condition(SQLModel, table=True):
    """A precondition (randvoorwaarde) for an investment decision."""

    subject_id: int = _subject_key()
    project_id: int | None = Field(default=None, foreign_key="subject.id", index=True)
    side: str  # Side
    condition_kind: str  # offtake_or_supply_contract | subsidy | permit | other
    due_on: date | None = None


class Request(SQLModel, table=True):
    """What a cluster plan asks of the authorities (verzoek)."""

    subject_id: int = _subject_key()
    number: int
    amount_eur: int | None = None
    amount_modality: str | None = None  # Modality: indicatief stays indicatief
    amount_is_additional: bool | None = None
    amount_split: str | None = None


class Milestone(SQLModel, table=True):
    """A moment that was agreed, and the three dates that are kept apart.

    *First agreement* never changes; *current agreement* changes by re-planning; *forecast* is
    what the owner now expects. ``bound`` is the day the reminder ladder counts to: the last
    sitting day at or before ``latest`` for a duty to the Kamer, ``latest`` otherwise.

    A window can wait for an event: ``anchor_words`` and ``anchor_offset`` are how the agreement
    names it and the time from it, ``anchor_id`` is the subject whose day dates the window.
    """

    __table_args__ = (
        # One row per obligation of a subject, however often its state is entered again.
        Index("ix_milestone_obligation", "about_id", "obligation", unique=True),
        Index(
            "ix_milestone_paused",
            "escalation_paused_until",
            sqlite_where=text("escalation_paused_until IS NOT NULL"),
            postgresql_where=text("escalation_paused_until IS NOT NULL"),
        ),
    )

    subject_id: int = _subject_key()
    about_id: int = Field(foreign_key="subject.id", index=True)
    modality: str
    addressee_id: int | None = Field(default=None, foreign_key="subject.id")
    needed_for: str | None = None  # event of the cluster's life cycle that waits for it
    said_on: date
    said_on_is_nominal: bool = False
    first_wording: str
    first_edtf: str | None = None
    first_earliest: date | None = None
    first_soft_latest: date | None = None
    first_latest: date | None = None
    first_bound: date | None = None
    first_anchor_words: str | None = None
    first_anchor_offset: str | None = None
    first_anchor_id: int | None = Field(default=None, foreign_key="subject.id", index=True)
    wording: str
    edtf: str | None = None
    earliest: date | None = None
    soft_latest: date | None = None
    latest: date | None = None
    bound: date | None = Field(default=None, index=True)
    bound_confidence: str | None = None  # of the recess data behind it; None: no recess involved
    anchor_words: str | None = None  # the event that it waits for
    anchor_offset: str | None = None  # ISO 8601, with B for working days; None: from then on
    anchor_id: int | None = Field(default=None, foreign_key="subject.id", index=True)
    internal_target: date | None = None
    replanned: int = 0  # times
    replan_reason: str | None = None  # ReplanReason, of the last time
    forecast_on: date | None = None
    forecast_confirmed_on: date | None = None
    achieved_on: date | None = None
    evidence: str | None = None
    obligation: str | None = None  # id in the life cycle of what it is about; None: a person's
    owner_role: str | None = None  # who must see to it, as the life cycle says
    document_kind: str | None = None  # the document that must then exist
    ladder: str | None = None  # another one than that of its modality, by name
    escalation_paused_until: date | None = None  # the last day on which nothing moves up
    closed_by_step: bool | None = None  # it closed because the state that asks for it was left
    override_status: str | None = None  # Status that a person gives instead of the rule
    override_reason: str | None = None
    override_by: str | None = None
    override_on: date | None = None
    override_until: date | None = None  # last day on which it counts
    term_starts_on: date | None = None  # of a statutory term, the day of the event before it
    term: str | None = None  # ISO 8601; with it, latest and bound follow from the term
    suspensions: str | None = None  # days that do not count: intervals in EDTF


class CompanyTrack(SQLModel, table=True):
    """One company's way to a tailored agreement."""

    subject_id: int = _subject_key()
    organisation_id: int | None = Field(default=None, foreign_key="subject.id")


class Organisation(SQLModel, table=True):
    """An actor: cabinet, State, province, foundation, company, committee, chamber."""

    subject_id: int = _subject_key()
    organisation_kind: str
    industry: str | None = None  # existing | new, for companies
    is_first_of_a_kind: bool | None = None


class Participation(SQLModel, table=True):
    """An organisation's role in a subject, with its period; n:m, never paired by assumption."""

    subject_id: int = _subject_key()
    target_id: int = Field(foreign_key="subject.id", index=True)
    organisation_id: int = Field(foreign_key="subject.id", index=True)
    role: str  # ParticipationRole
    valid_from: date | None = None
    valid_until: date | None = None


class Document(SQLModel, table=True):
    """A letter, plan, advice or analysis that exists."""

    subject_id: int = _subject_key()
    document_kind: str  # DocumentKind
    reference: str | None = None  # as given
    reference_normalised: str | None = None
    dated_on: date | None = None
    dated_on_is_nominal: bool = False
    copies: int | None = None  # 13 support letters
    # SHA-256 of the file it was read from: one file is one document, whoever reads it at once.
    file_digest: str | None = Field(default=None, index=True, unique=True)


class Occurrence(SQLModel, table=True):
    """Something that happened or was announced outside our own life cycles."""

    subject_id: int = _subject_key()
    about_id: int | None = Field(default=None, foreign_key="subject.id")
    wording: str | None = None
    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    modality: str | None = None  # INTENDED for a "voorgenomen verkoop"
    is_reversible: bool | None = None


class Dependency(SQLModel, table=True):
    """One thing (``from``) hangs on another (``to``); an end that the source does not name is NULL.

    What other tables hold already is not repeated here: whose project, condition or milestone
    something is, and the roles of organisations. ``models.foresight.situation`` reads them all as
    one.
    """

    subject_id: int = _subject_key()
    dependency_kind: str  # DependencyKind
    from_id: int | None = Field(default=None, foreign_key="subject.id", index=True)
    to_id: int | None = Field(default=None, foreign_key="subject.id", index=True)
    is_mutual: bool | None = None
    lag: str | None = None  # ISO 8601 as of ``Milestone.anchor_offset``: P6W, P15B, -P2W
    gate: str | None = None  # event of the life cycle of what hangs that waits for it
    needed_by: date | None = None
    alternative: str | None = None  # of those with the same word, one is enough
    certainty: str | None = None  # Certainty; None: nobody has said
    valid_from: date | None = None
    valid_until: date | None = None  # last day on which it counts


class Scenario(SQLModel, table=True):
    """Changes that somebody thinks through; it never changes anything itself."""

    subject_id: int = _subject_key()
    description: str | None = None
    changes: str = "[]"  # canonical JSON: a list of subject, what happens to it, and the day


class ChecklistItem(SQLModel, table=True):
    """A thing the route map must set out; proved by a fact or ticked with evidence."""

    subject_id: int = _subject_key()
    position: int
    fact: str | None = None
    fulfilled_on: date | None = None
    evidence: str | None = None


class OpenQuestion(SQLModel, table=True):
    """What the source leaves open and nobody may guess."""

    subject_id: int = _subject_key()
    about_id: int | None = Field(default=None, foreign_key="subject.id")
    answer: str | None = None
    answered_on: date | None = None


class Contact(SQLModel, table=True):
    """A function that can be told something; the title is the function, never a person's name.

    ``unwanted`` holds ``kind:key`` of milestones and clusters, parted by spaces: what this
    contact wishes to hear no news of. ``notifications.audience`` says how far that goes.
    """

    subject_id: int = _subject_key()
    organisation_id: int | None = Field(default=None, foreign_key="subject.id")
    language: str = Language.NL
    channel: str = "email"  # email | webhook
    address: str
    clearance: str = Confidentiality.INTERNAL
    person_role: str | None = None  # Role: who this is to the programme
    valid_from: date | None = None
    valid_until: date | None = None
    digest_hour: int | None = None  # of the day in Amsterdam; None: as soon as there is news
    unwanted: str | None = None


class Assignment(SQLModel, table=True):
    """Which contact answers for a milestone, in which responsibility, and from when to when."""

    __table_args__ = (
        # The sweep looks for those who begin to hear today.
        Index(
            "ix_assignment_begins",
            "valid_from",
            sqlite_where=text("valid_from IS NOT NULL"),
            postgresql_where=text("valid_from IS NOT NULL"),
        ),
        # Few are taken over; those that were are told to their new holder, once.
        Index(
            "ix_assignment_taken_over",
            "valid_from",
            sqlite_where=text("taken_over_from_id IS NOT NULL"),
            postgresql_where=text("taken_over_from_id IS NOT NULL"),
        ),
    )

    subject_id: int = _subject_key()
    milestone_id: int = Field(foreign_key="subject.id", index=True)
    contact_id: int = Field(foreign_key="subject.id", index=True)
    responsibility: str
    valid_from: date | None = None
    valid_until: date | None = None
    taken_over_from_id: int | None = Field(default=None, foreign_key="subject.id")


class Absence(SQLModel, table=True):
    """When a contact is away, both days included, and who hears in the meantime."""

    subject_id: int = _subject_key()
    contact_id: int = Field(foreign_key="subject.id", index=True)
    replaced_by_id: int = Field(foreign_key="subject.id")
    valid_from: date
    valid_until: date = Field(index=True)  # before the first day: it was called off


class Mandate(SQLModel, table=True):
    """What one person may do, and from when to when; ``Subject.cluster_id`` narrows it.

    As long as there is none at all, whoever uses this installation may do everything.
    """

    subject_id: int = _subject_key()
    actor: str = Field(index=True)
    role: str  # Role
    valid_from: date | None = None
    valid_until: date | None = None


class Proposal(SQLModel, table=True):
    """An act that waits for a second person, as data; the code that would have done it does it."""

    subject_id: int = _subject_key()
    about_id: int = Field(foreign_key="subject.id", index=True)
    about_version: int  # as the proposer saw it
    verb: str
    arguments: str  # canonical JSON
    proposed_by: str
    proposed_on: date
    expires_on: date  # the last day on which it can be confirmed
    decision: str | None = None  # Decision
    decided_by: str | None = None
    decided_on: date | None = None


class Statement(SQLModel, table=True):
    """A sentence of a letter that names a moment, and what a person decided about it.

    ``Subject.source_words`` is the sentence, ``source_place`` where it stands in the document.
    The same sentence in another copy of the letter has the same digest.
    """

    __table_args__ = (UniqueConstraint("document_id", "digest"),)

    subject_id: int = _subject_key()
    document_id: int = Field(foreign_key="subject.id")
    digest: str = Field(index=True)
    said_on: date
    phrase: str
    decision: str  # Decision: confirmed or rejected
    decided_by: str
    decided_on: date
    registered_id: int | None = Field(default=None, foreign_key="subject.id")  # what it became
