"""Loading seeds into the ledger, which stays the only writer.

Loading twice changes nothing; a changed seed changes only what the seed changed; nothing is ever
removed. A new row takes effect on the day its source bears (the letter's nominal day), because
that is the day from which we know it; invented rows and amendments take effect today.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from models.ledger.writer import Ledger
from models.lifecycles.obligations import meet_obligations
from models.lifecycles.publishing import publish_definition
from models.statechart import content_hash
from models.storage.records import current
from models.storage.values import Value
from models.tables import Definition
from models.vocabulary import EventKind, SubjectKind
from seeds.collection import Seeds
from seeds.columns import columns_of
from seeds.difference import Change, What, difference, known_subjects
from seeds.rows import Reference, Row


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Attributes:
        changes: per row, the seeds in their order and then the missing ones.
        published: life cycles that were not there before, as ``cluster 1``.
    """

    changes: tuple[Change, ...]
    published: tuple[str, ...]

    def of(self, what: What) -> tuple[Change, ...]:
        """Return the changes of one sort."""
        return tuple(change for change in self.changes if change.what is what)

    @property
    def is_empty(self) -> bool:
        """Whether everything was there already."""
        return not (self.published or self.of(What.NEW) or self.of(What.CHANGED))


def load(ledger: Ledger, seeds: Seeds) -> Loaded:
    """Write what is new or changed in the seeds, in the caller's transaction.

    Raises:
        OutsideCalendarError: a bound lies where the calendar holds no data.
        ConflictError: somebody else changed a subject meanwhile.
    """
    published = unpublished(ledger.session, seeds)
    definitions = {
        name: publish_definition(ledger.session, life_cycle.data, by=ledger.actor, at=ledger.at)
        for name, life_cycle in seeds.life_cycles.items()
    }
    changes = difference(ledger.session, seeds, calendar=ledger.rulebook.calendar)
    writer = _Writer(ledger, seeds, definitions, _ids(ledger.session))
    for change in changes:
        writer.write(change)
    # Only now: a milestone of the seeds may be the one that a state asks for.
    for change in changes:
        writer.meet_obligations(change)
    return Loaded(tuple(changes), published)


def unpublished(session: Session, seeds: Seeds) -> tuple[str, ...]:
    """Return the life cycles that loading would publish, as ``cluster 1``."""
    known = set(session.exec(select(col(Definition.digest))))
    return tuple(
        f"{life_cycle.chart.id} {life_cycle.chart.version}"
        for life_cycle in seeds.life_cycles.values()
        if content_hash(life_cycle.data) not in known
    )


def _ids(session: Session) -> dict[Reference, int]:
    return {reference: known.id for reference, known in known_subjects(session).items()}


@dataclass(frozen=True, slots=True)
class _Writer:
    """Applies changes one by one; ``ids`` grows, as rows come after what they refer to."""

    ledger: Ledger
    seeds: Seeds
    definitions: dict[str, int]
    ids: dict[Reference, int]

    def write(self, change: Change) -> None:
        """Register or amend the row of a change, or leave it alone."""
        if change.what is What.NEW:
            self._register(self.seeds.rows[change.reference])
        elif change.what is What.CHANGED:
            self._amend(self.seeds.rows[change.reference], change)

    def meet_obligations(self, change: Change) -> None:
        """Open what a new subject's standing asks for and the seeds do not have."""
        if change.what is not What.NEW:
            return
        row = self.seeds.rows[change.reference]
        if self.seeds.life_cycle_of(row) is not None:
            subject = current(self.ledger.session, row.kind, row.key)
            meet_obligations(self.ledger, subject, since=self._known_since(row))

    def _register(self, row: Row) -> None:
        columns = self._columns(row)
        life_cycle = self.seeds.life_cycle_of(row)
        if life_cycle is not None:
            columns["definition_id"] = self.definitions[life_cycle.chart.id]
        record = self.ledger.register(
            row.kind,
            row.key,
            columns,
            reason=f"seed {row.spot.file}",
            effective_on=self._known_since(row),
        )
        self.ids[row.reference] = record.id

    def _amend(self, row: Row, change: Change) -> None:
        """Apply what the seed changed; name in the event what it could not change."""
        columns = self._columns(row)
        applied = {each.field: columns[each.field] for each in change.fields if not each.is_held}
        held = [each.field for each in change.fields if each.is_held]
        self.ledger.record(
            current(self.ledger.session, row.kind, row.key),
            EventKind.AMENDED,
            {**applied, "seed_digest": row.digest},
            reason=f"seed {row.spot.file}",
            note={"held": ", ".join(held)} if held else None,
        )

    def _columns(self, row: Row) -> dict[str, Value]:
        calendar = self.ledger.rulebook.calendar
        return columns_of(self.seeds, row, id_of=self.ids.get, calendar=calendar)

    def _known_since(self, row: Row) -> date | None:
        """Return the day that the row's source bears; None (today) when it bears none."""
        source = row.values.get("source")
        if source is None:
            return None
        document = self.seeds.rows[Reference(SubjectKind.DOCUMENT, str(source))]
        day = document.values.get("dated_on")
        return day if isinstance(day, date) else None
