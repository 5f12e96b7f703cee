"""What somebody begins with: the answer, what to do now, the clusters, and what changed.

The start page and ``/v1/overzicht`` show the same; what each of them makes of it is its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, func, select

from mijlpaal.web.entry.matrix import Action, Resource
from mijlpaal.web.entry.reader import Reader
from mijlpaal.web.office import Office
from mijlpaal.web.proposals_seen import waiting_seen
from mijlpaal.web.to_do import ToDo, to_do
from models.reading.looking import Looking
from models.rules.status import Status
from models.tables import Assignment, Contact, Subject
from models.vocabulary import Language, SubjectKind
from reports.figures.glance import ClusterGlance, Glance, Wish, glance
from reports.figures.structure import Stage
from reports.figures.triage import Narrowed
from reports.overview import WaitingProposals

MOST_TO_DO = 5
MOST_CHANGES = 8


class View(StrEnum):
    """Whose clusters and milestones are shown."""

    MINE = "mij"
    CLUSTER = "cluster"
    EVERYTHING = "alles"


@dataclass(frozen=True, slots=True)
class Card:
    """A cluster with the step that comes next; None after the last step, or when unknown."""

    line: ClusterGlance
    next_stage: Stage | None


@dataclass(frozen=True, slots=True)
class AtAGlance:
    """What one reader begins with.

    Attributes:
        view: whose it is.
        figures: the clusters, the milestones and the changes.
        doing: what to do now, the worst first; at most ``MOST_TO_DO``.
        cards: each cluster, the furthest first.
        waiting: what waits for a second person, to whom may be one.
    """

    view: View
    figures: Glance
    doing: Sequence[ToDo]
    cards: Sequence[Card]
    waiting: WaitingProposals

    @property
    def behind(self) -> int:
        """How many clusters are late for their next step."""
        return self._statuses.count(Status.DELAYED)

    @property
    def unknown(self) -> int:
        """Of how many clusters nobody can tell."""
        return self._statuses.count(None)

    @property
    def more_to_do(self) -> int:
        """How many milestones ask for action besides those that are told."""
        return self.figures.asking_count - len(self.doing)

    @property
    def more_changes(self) -> int:
        """How many changes there are besides those that are told."""
        return self.figures.changes_count - len(self.figures.changes.lines)

    def answer(self, language: Language) -> str:
        """Return the sentence that it opens with."""
        return in_a_sentence(
            self.behind, self.unknown, len(self.cards), self.figures.asking_count, language
        )

    @property
    def _statuses(self) -> list[Status | None]:
        return [each.line.roll_up.status for each in self.cards]


def view_for(reader: Reader, asked: View | None) -> View:
    """Return what was asked for; else somebody's own clusters, where they have any."""
    return asked or (View.CLUSTER if reader.clusters else View.EVERYTHING)


def at_a_glance(eyes: Looking, reader: Reader, view: View, office: Office) -> AtAGlance:
    """Return what a reader begins with; a fixed number of queries.

    Raises:
        UnknownSubjectError: no programme is registered.
        OutsideCalendarError: a bound lies where the calendar has no data.
    """
    today = office.today
    narrowed = _narrowed(eyes.session, reader, view, today)
    eyes.note_of_companies()
    found = glance(
        eyes.session,
        reader.sight,
        Wish(narrowed, MOST_TO_DO, MOST_CHANGES),
        reference_date=today,
        calendar=office.rulebook.calendar,
        statuses=office.statuses,
    )
    return AtAGlance(
        view,
        found,
        [to_do(line, reader, today, found.cluster_ids) for line in found.asking],
        [Card(each, _next_stage(each)) for each in found.clusters],
        _waiting(eyes, reader, today),
    )


def in_a_sentence(behind: int, unknown: int, clusters: int, acting: int, language: Language) -> str:
    """Return the answer in a sentence; of the unknown clusters nobody can tell.

    >>> in_a_sentence(2, 0, 6, 5, Language.NL)
    '2 van 6 clusters lopen achter; 5 mijlpalen vragen nu actie'
    >>> in_a_sentence(0, 5, 6, 1, Language.NL)
    'Geen van 6 clusters loopt achter, van 5 is het niet te bepalen; 1 mijlpaal vraagt nu actie'
    >>> in_a_sentence(1, 0, 1, 0, Language.EN)
    '1 of 1 cluster is behind; no milestone needs action now'
    """
    many = "cluster" if clusters == 1 else "clusters"
    if language is Language.EN:
        first = f"{behind or 'none'} of {clusters} {many} {'is' if behind < 2 else 'are'} behind"  # noqa: PLR2004
        untold = f", {unknown} cannot be judged" if unknown else ""
        one = "no milestone needs" if not acting else "1 milestone needs"
        second = one if acting < 2 else f"{acting} milestones need"  # noqa: PLR2004
        return f"{first[:1].upper()}{first[1:]}{untold}; {second} action now"
    verb = "lopen" if behind > 1 else "loopt"
    first = f"{behind or 'Geen'} van {clusters} {many} {verb} achter"
    untold = f", van {unknown} is het niet te bepalen" if unknown else ""
    one = "geen mijlpaal vraagt" if not acting else "1 mijlpaal vraagt"
    second = one if acting < 2 else f"{acting} mijlpalen vragen"  # noqa: PLR2004
    return f"{first}{untold}; {second} nu actie"


def _narrowed(session: Session, reader: Reader, view: View, today: date) -> Narrowed:
    own = _own_milestones(reader)
    if view is View.CLUSTER:
        return Narrowed(clusters=reader.clusters, own=own)
    if view is View.MINE:
        return Narrowed(milestones=_held(session, reader.actor, today), own=own)
    return Narrowed(own=own)


def _own_milestones(reader: Reader) -> frozenset[str] | None:
    """Return what alone a party is asked to act on, by key; None for all others."""
    if not reader.acts_only_on_its_own(Resource.MILESTONE, Action.FORECAST):
        return None
    kind = f"{SubjectKind.MILESTONE}:"
    return frozenset(each.removeprefix(kind) for each in reader.own if each.startswith(kind))


def _next_stage(each: ClusterGlance) -> Stage | None:
    ahead = [stage for stage in each.step.stages if stage.progress == "ahead"]
    return ahead[0] if each.step.now is not None and ahead else None


def _held(session: Session, actor: str, today: date) -> frozenset[str]:
    """Return the keys of the milestones that this person answers for today.

    A person and a function are one when the function's key or address is the person's name.
    """
    name, function = actor.casefold(), Subject.__table__.alias("function")  # type: ignore[attr-defined]
    query = (
        select(Subject.key)
        .join(Assignment, col(Assignment.milestone_id) == col(Subject.id))
        .join(Contact, col(Contact.subject_id) == col(Assignment.contact_id))
        .join(function, function.c.id == col(Contact.subject_id))
        .where(or_(func.lower(function.c.key) == name, func.lower(col(Contact.address)) == name))
        .where(_holds_on(Assignment, today), _holds_on(Contact, today))
    )
    return frozenset(session.exec(query))


def _holds_on(table: type[Assignment | Contact], day: date) -> ColumnElement[bool]:
    first, last = col(table.valid_from), col(table.valid_until)
    return and_(or_(first.is_(None), first <= day), or_(last.is_(None), last >= day))


def _waiting(eyes: Looking, reader: Reader, today: date) -> WaitingProposals:
    if not reader.may(Resource.PROPOSAL, Action.DECIDE):
        return WaitingProposals(0, None)
    found = waiting_seen(eyes, today)
    return WaitingProposals(len(found), found[0].day("expires_on") if found else None)
