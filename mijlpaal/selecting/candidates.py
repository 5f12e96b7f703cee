"""Milestones as much as a selection looks at, by a few columns; none of them is read whole.

Of a hundred thousand milestones a list shows some fifty: these are read whole afterwards. What is
kept from the reader is not looked at either, as on a page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from sqlmodel import Session, SQLModel

from models.errors import OutsideCalendarError
from models.reading.looking import Narrowing
from models.reading.sight import Sight
from models.rules.status import Outcome, Status, outcome_of
from models.storage.values import Values
from models.tables import Organisation, Participation, Subject
from models.vocabulary import SubjectKind
from reports.by_reader import milestones_for, rows_for, subjects_for
from reports.field_marks import Marks, marks_in
from reports.figures.milestones import DUTY, owners_in
from reports.figures.names import title_of
from reports.figures.triage import JUDGED_BY, Statuses
from reports.state import Row, Scope, State
from reports.words import Text

_LOOKED_AT = ("title", "title_en", "wording", "modality", "about_id", "owner_role", *JUDGED_BY)
_NAMING = (SubjectKind.CLUSTER, SubjectKind.ORGANISATION, SubjectKind.PARTICIPATION)
_NOT_NAMING = tuple(kind for kind in SubjectKind if kind not in _NAMING)
_Detail = TypeVar("_Detail", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A milestone as one reader may see it; each answer is worked out when it is asked for."""

    row: Values
    at: "Searching"

    @property
    def key(self) -> str:
        """Return the key."""
        return cast("str", self.row["key"])

    @property
    def number(self) -> int:
        """Return its number in the database."""
        return cast("int", self.row["id"])

    @property
    def title(self) -> Text:
        """Return the title; without an English one the Dutch stands in."""
        title = cast("str", self.row["title"])
        return Text(title, cast("str | None", self.row["title_en"]) or title)

    @property
    def wording(self) -> str | None:
        """Return the words of the agreement of now."""
        return cast("str | None", self.row["wording"])

    @property
    def cluster_key(self) -> str | None:
        """Return the key of its cluster."""
        cluster = self._cluster
        return cluster.key if cluster else None

    @property
    def cluster(self) -> Text | None:
        """Return the title of its cluster."""
        cluster = self._cluster
        return title_of(cluster) if cluster else None

    @property
    def modality(self) -> str:
        """Return how binding it is."""
        return cast("str", self.row["modality"])

    @property
    def owners(self) -> Sequence[str]:
        """Return who answers for it, by name."""
        about, role = cast("int", self.row["about_id"]), cast("str | None", self.row["owner_role"])
        return owners_in(self.at.naming, self.number, about, role, self.at.day)

    @property
    def bound(self) -> date | None:
        """Return the day that it counts to."""
        return cast("date | None", self.row["bound"])

    @property
    def forecast_on(self) -> date | None:
        """Return the day on which it is expected."""
        return cast("date | None", self.row["forecast_on"])

    @property
    def status(self) -> Status | None:
        """Return its status; None where nobody can count the working days until its bound."""
        try:
            return self.at.statuses.of(self.row, self.at.day)
        except OutsideCalendarError:
            return None

    @property
    def is_open(self) -> bool:
        """Return whether it still has to be met."""
        return outcome_of(cast("str | None", self.row["standing"])) is Outcome.OPEN

    @property
    def is_duty(self) -> bool:
        """Return whether it is owed to the Kamer."""
        return self.row["life_cycle"] == DUTY

    @property
    def _cluster(self) -> Subject | None:
        return self.at.naming.subjects.get(cast("int | None", self.row["cluster_id"]) or 0)


@dataclass(frozen=True)
class Searching:
    """One reader looking for milestones in one transaction, on a day."""

    session: Session
    sight: Sight
    day: date
    statuses: Statuses

    def rows(self, by: Narrowing, values: Mapping[str, object]) -> list[MilestoneRow]:
        """Return the milestones that this reader may see under some conditions, in no order."""
        found = milestones_for(
            self.session, self.sight, _LOOKED_AT, marks=self._marks, by=by, values=values
        )
        return [MilestoneRow(cast("Values", row), self) for row in found]

    @cached_property
    def naming(self) -> State:
        """What milestones are named by: clusters, and who has which role; three queries."""
        subjects = {
            each.id or 0: each
            for each in cast(
                "Sequence[Subject]",
                subjects_for(
                    self.session, self.sight, marks=self._marks, cluster_id=None, but=_NOT_NAMING
                ),
            )
        }
        organisations = self._of(subjects, SubjectKind.ORGANISATION, Organisation)
        return State(
            Scope(self.sight.everywhere, self._marks, sight=self.sight),
            subjects,
            charts={},
            participations=self._of(subjects, SubjectKind.PARTICIPATION, Participation),
            organisations={row.id: row for row in organisations},
        )

    @cached_property
    def _marks(self) -> Marks:
        return marks_in(self.session)

    def _of(
        self, subjects: Mapping[int, Subject], kind: SubjectKind, _table: type[_Detail]
    ) -> tuple[Row[_Detail], ...]:
        found: Mapping[int, _Detail] = rows_for(
            self.session, self.sight, kind, marks=self._marks, cluster_id=None
        )
        return tuple(Row(subjects[each], row) for each, row in found.items() if each in subjects)
