"""What a report holds: frozen values without a language, from which every document is made.

Nothing here computes. An absent value is *unknown* and is shown as such.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from models.as_of import Past
from models.dates import StandsStill, Suspension, TermEnd
from models.rules.status import Status
from models.statechart import Progress
from models.vocabulary import Confidentiality, EventKind, Modality, Side, SubjectKind
from reports.history import Telling
from reports.state import Unshown
from reports.words import Text


@dataclass(frozen=True, slots=True)
class Masthead:
    """What every report says of itself; no figure goes without its reference date."""

    kind: SubjectKind
    key: str
    title: Text
    reference_date: date
    audience: Confidentiality
    status_rule: int
    previous_reference_date: date | None
    as_of: Past | None = None  # which past this is the state of; None: of the present


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the step bar; ``progress`` is None when the step is unknown."""

    key: str
    label: Text
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Step:
    """In which step a cluster is; ``now`` is None when nobody knows."""

    now: Text | None
    stages: tuple[Stage, ...]


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that a step waits for, with the rows behind the answer."""

    name: str
    label: Text
    holds: bool
    text: Text
    rows: tuple[Text, ...]
    rows_not_shown: int


@dataclass(frozen=True, slots=True)
class Gate:
    """A step that could be next, whether it is open, and why (not).

    ``leads_on`` tells the gate to the next step from moves within the present one. ``waits_in``
    is the state from which it can be taken, when that is not where the cluster stands.
    """

    event: str
    label: Text
    is_open: bool
    leads_on: bool
    waits_in: Text | None
    facts: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class LifeCycle:
    """A definition as plain content, and the text of where a cluster stands on it.

    ``standing`` is None when nobody knows the step. The content goes with the figures, so that
    an edition keeps the life cycle that was in force.
    """

    definition: Mapping[str, object]
    standing: str | None


@dataclass(frozen=True, slots=True)
class Slip:
    """How much later the next gate comes than was first agreed; never a sum of slips.

    Attributes:
        first: the last of the days first agreed for the milestones that the gate needs.
        now: the last of the days now expected for them.
        basis: what that day rests on.
        is_at_least: the day has passed and no other one was given, so that it only grows.
    """

    first: date
    now: date
    basis: Text
    is_at_least: bool = False

    @property
    def days(self) -> int:
        """Return the calendar days in between; negative when it comes earlier."""
        return (self.now - self.first).days


@dataclass(frozen=True, slots=True)
class RollUp:
    """The status of a cluster: that of the worst open milestone the next gate needs.

    ``against_first`` is the worst status of the same milestones against their first agreement,
    so that re-planning never makes a cluster look better than it is.
    """

    status: Status | None
    against_first: Status | None
    decided_by: str | None  # key of the milestone
    text: Text
    slip: Slip | None = None  # of the next gate; None when it cannot be told


@dataclass(frozen=True, slots=True)
class NextBound:
    """The next day on which a bound is reached: which bound, of which milestones."""

    day: date
    name: Text
    milestones: tuple[str, ...]
    rests_on_estimate: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed: the words and the days they mean; without words no date was agreed yet.

    Words can wait for an event: ``waits_for`` names it, ``offset`` is the time from it (ISO 8601).
    """

    wording: str | None
    edtf: str | None
    earliest: date | None
    soft_latest: date | None
    latest: date | None
    waits_for: str | None = None
    offset: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A status and why; ``computed`` is what the rule says where a person said otherwise."""

    status: Status
    reason: Text
    computed: Status | None = None


@dataclass(frozen=True, slots=True)
class Replanning:
    """One change of an agreement; the old bound, the reason and the day stay visible.

    Mostly it was replaced; ``kind`` also tells that its event got a day, or that it was corrected:
    then the wording stayed what it was.
    """

    decided_on: date
    old_wording: str | None
    old_latest: date | None
    new_wording: str | None
    new_latest: date | None
    reason: str | None
    code: Text | None = None
    old_target: date | None = None  # internal, promised to nobody
    new_target: date | None = None
    kind: EventKind = EventKind.REPLANNED


@dataclass(frozen=True, slots=True)
class DatedBy:
    """What a window is tied to; it has no days until that has one."""

    kind: SubjectKind
    key: str
    title: Text


@dataclass(frozen=True, slots=True)
class TermLine:
    """A statutory term: its length, when it stood still, and its end or what is left of it.

    One of ``end`` and ``stands_still`` is absent.
    """

    starts_on: date
    length: str  # ISO 8601
    suspensions: tuple[Suspension, ...]
    end: TermEnd | None
    stands_still: StandsStill | None


@dataclass(frozen=True, slots=True)
class ForecastGiven:
    """What was expected from a day on; ``expected`` is None where a forecast was taken back."""

    given_on: date
    expected: date | None


@dataclass(frozen=True, slots=True)
class MilestoneLine:
    """A milestone or duty with its three dates and its status against both agreements."""

    key: str
    title: Text
    cluster_key: str | None
    cluster: Text | None
    about: Text | None
    modality: Modality
    is_duty: bool
    is_programme_wide: bool
    addressee: str | None
    state: Text
    said_on: date
    said_on_is_nominal: bool
    source: str | None
    source_place: str | None
    source_words: str | None
    first: Agreed
    current: Agreed
    bound: date | None
    practical: date | None
    rests_on_estimate: bool
    internal_target: date | None
    forecast_on: date | None
    forecast_confirmed_on: date | None
    achieved_on: date | None
    evidence: str | None
    judged: Judged
    judged_first: Judged
    owners: tuple[str, ...]
    needed_for: str | None
    is_needed_next: bool
    replanned: int
    replannings: tuple[Replanning, ...]
    is_invented: bool
    asked_in: Text | None = None  # the state whose obligation it is; None for a person's own
    document: str | None = None  # the kind of document that must then exist
    dated_by: DatedBy | None = None  # what dates the window that waits for an event
    term: TermLine | None = None  # from which the bound follows
    forecasts: tuple[ForecastGiven, ...] = ()  # every one there was, the oldest first

    @property
    def is_open(self) -> bool:
        """Return whether it still has to be met."""
        return self.judged.status not in (Status.ACHIEVED, Status.LAPSED)

    @property
    def status(self) -> Status:
        """Return its status against the agreement of now."""
        return self.judged.status

    @property
    def wording(self) -> str | None:
        """Return the words of the agreement of now."""
        return self.current.wording

    @property
    def stands_still(self) -> StandsStill | None:
        """Return since when its statutory term is suspended and what is left, if it is."""
        return self.term.stands_still if self.term else None

    @property
    def was_replanned(self) -> bool:
        """Return whether the current agreement is another one than the first."""
        return self.first != self.current


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One thing that the route map must set out."""

    key: str
    title: Text
    holds: bool
    text: Text
    rows: tuple[Text, ...]
    rows_not_shown: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money with the words that limit it."""

    eur: int
    modality: Modality | None
    is_additional: bool | None
    split: str | None


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request to the authorities."""

    key: str
    number: int
    title: Text
    state: Text
    addressees: tuple[str, ...]
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class ConditionLine:
    """A precondition for an investment decision; ``project`` is None while unknown."""

    key: str
    title: Text
    side: Side
    kind: str
    state: Text
    project: Text | None
    holders: tuple[str, ...]
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ConditionCount:
    """How many conditions of a side are in a state."""

    side: Side
    state: Text
    count: int


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """A project of the portfolio and what is not known of it."""

    key: str
    title: Text
    state: Text
    companies: tuple[str, ...]
    industry: str | None
    is_first_of_a_kind: bool | None
    timeline: str | None
    conditions: int
    unknown: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class OccurrenceLine:
    """Something that happened or was announced outside our own life cycles."""

    key: str
    title: Text
    about: Text | None
    wording: str | None
    earliest: date | None
    latest: date | None
    modality: Modality | None
    is_reversible: bool | None


@dataclass(frozen=True, slots=True)
class Change:
    """A change in the ledger since the previous report."""

    kind: EventKind
    subject_kind: SubjectKind
    subject: Text
    text: Text
    reason: str | None
    effective_on: date


@dataclass(frozen=True, slots=True)
class Changes:
    """What moved since the previous report, and how much was added; ``since`` None: ever."""

    since: date | None
    lines: tuple[Change, ...]
    added: tuple[tuple[SubjectKind, int], ...]


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document that exists."""

    key: str
    title: Text
    kind: str
    reference: str | None
    dated_on: date | None
    dated_on_is_nominal: bool
    copies: int | None
    confidentiality: Confidentiality


@dataclass(frozen=True, slots=True)
class QualityLine:
    """One kind of gap in the data, counted, with the rows where they can be named."""

    code: str
    count: int
    text: Text
    rows: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A function that was reminded, never a person; insiders only."""

    contact: Text
    responsibility: str
    reminders: int
    last_on: date


@dataclass(frozen=True, slots=True)
class ClusterFigures:
    """The status report of one cluster."""

    masthead: Masthead
    step: Step
    gates: tuple[Gate, ...]
    roll_up: RollUp
    next_bound: NextBound | None
    milestones: tuple[MilestoneLine, ...]
    checklist: tuple[ChecklistLine, ...]
    requests: tuple[RequestLine, ...]
    conditions: tuple[ConditionLine, ...]
    condition_counts: tuple[ConditionCount, ...]
    projects: tuple[ProjectLine, ...]
    occurrences: tuple[OccurrenceLine, ...]
    changes: Changes
    documents: tuple[DocumentLine, ...]
    quality: tuple[QualityLine, ...]
    unshown: tuple[Unshown, ...]
    told: Telling
    life_cycle: LifeCycle | None
    reminded: tuple[ReminderLine, ...] = ()

    @property
    def duties(self) -> tuple[MilestoneLine, ...]:
        """Return the duties to the Kamer that concern this cluster, programme-wide ones too."""
        return tuple(line for line in self.milestones if line.is_duty)


@dataclass(frozen=True, slots=True)
class ClusterLine:
    """A cluster in the programme overview."""

    key: str
    title: Text
    step: Step
    roll_up: RollUp
    next_bound: NextBound | None
    open_milestones: int
    projects: int
    requests_open: int


@dataclass(frozen=True, slots=True)
class ProgrammeFigures:
    """The overview over all clusters."""

    masthead: Masthead
    clusters: tuple[ClusterLine, ...]
    next_bound: NextBound | None
    milestones: tuple[MilestoneLine, ...]
    occurrences: tuple[OccurrenceLine, ...]
    changes: Changes
    documents: tuple[DocumentLine, ...]
    quality: tuple[QualityLine, ...]
    unshown: tuple[Unshown, ...]
    told: Telling
    reminded: tuple[ReminderLine, ...] = ()

    @property
    def duties(self) -> tuple[MilestoneLine, ...]:
        """Return all duties to the Kamer."""
        return tuple(line for line in self.milestones if line.is_duty)


Figures = ClusterFigures | ProgrammeFigures
