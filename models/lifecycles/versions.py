"""Another version of a life cycle for those who are under way: a plan, looked at, then done.

A subject stays on the version it began on until somebody migrates it. The plan says for every
state in which somebody stands (or which a history state remembers) where it is found in the new
version; states that kept their name need no word. Dry run and migration are the same code.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, func, select
from sqlmodel import Session

from models import statechart
from models.errors import DefinitionError, MigrationBlockedError, UnknownVersionError, Words
from models.ledger.writer import Ledger, Seen
from models.lifecycles.charts import chart_by_id
from models.lifecycles.obligations import meet_obligations
from models.statechart import Chart, Standing
from models.statechart.bitset import bitset, members
from models.storage.records import SUBJECT, records_by_id
from models.storage.values import Values
from models.tables import Definition
from models.vocabulary import EventKind, SubjectKind

_DEFINITION = cast("Table", Definition.__table__)  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Version:
    """A published version of a life cycle."""

    id: int
    key: str
    number: int
    digest: str
    subjects: int  # that are pinned to it
    published_at: datetime
    published_by: str | None  # None: before it was kept


@dataclass(frozen=True, slots=True)
class Plan:
    """Which state of older versions is found where in the new one.

    ``states`` maps ids of old states to ids of new ones; who keeps their name need not be in it.
    """

    key: str
    to: int
    states: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """Subjects that stand in the same place of the same version, and where that leads them.

    ``after`` is None when they are blocked; ``why`` says by what.
    """

    version: int
    before: str
    after: str | None
    keys: tuple[str, ...]
    why: Words | None = None


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows behind a move."""

    move: Move
    kind: SubjectKind
    definition_id: int
    subjects: tuple[Seen, ...]


def versions_of(session: Session, key: str | None = None) -> list[Version]:
    """Return the published versions of a life cycle (or of all), oldest first."""
    query = select(_DEFINITION).order_by(_DEFINITION.c.key, _DEFINITION.c.version)
    if key is not None:
        query = query.where(_DEFINITION.c.key == key)
    counted = select(SUBJECT.c.definition_id, func.count().label("count")).group_by(
        SUBJECT.c.definition_id
    )
    pinned = {row.definition_id: row[1] for row in session.execute(counted)}
    return [
        Version(
            id=row.id,
            key=row.key,
            number=row.version,
            digest=row.digest,
            subjects=pinned.get(row.id, 0),
            published_at=row.published_at,
            published_by=row.published_by,
        )
        for row in session.execute(query)
    ]


def version_of(session: Session, key: str, number: int | None = None) -> Version:
    """Return one version of a life cycle, the newest when no number is given.

    Raises:
        UnknownVersionError: there is no such version; names those there are.
    """
    found = versions_of(session, key)
    wanted = [each for each in found if number in {None, each.number}]
    if wanted:
        return wanted[-1]
    known = sorted({each.key for each in versions_of(session)})
    raise UnknownVersionError(
        definition=key if number is None else f"{key} {number}",
        accepted=", ".join(f"{each.key} {each.number}" for each in found) or ", ".join(known),
    )


def two_versions(
    session: Session, key: str, old: int | None, new: int | None
) -> tuple[Version, Version]:
    """Return two versions to compare: the newest, and the one before it, unless numbered.

    Raises:
        UnknownVersionError: there is no such version; names those there are.
    """
    after = version_of(session, key, new)
    earlier = [each for each in versions_of(session, key) if each.number < after.number]
    if old is None:
        return (earlier[-1] if earlier else after), after
    return version_of(session, key, old), after


def plan_for(session: Session, key: str, to: int | None = None) -> Plan:
    """Return a plan that names every state that is lost and leaves open where it is found.

    Raises:
        UnknownVersionError: there is no such version.
    """
    target = version_of(session, key, to)
    new = chart_by_id(session, target.id)
    lost = {
        state
        for group in _groups(session, Plan(key, target.number, {}))
        for state in _standing_states(chart_by_id(session, group.definition_id), group.move.before)
        if state not in new.state_ids
    }
    return Plan(key, target.number, dict.fromkeys(sorted(lost), ""))


def preview(session: Session, plan: Plan) -> list[Move]:
    """Return what the plan would do to everybody who is on another version.

    Raises:
        UnknownVersionError: there is no such version.
        DefinitionError: the plan names a state that the new version does not have.
    """
    return [group.move for group in _groups(session, plan)]


def migrate(
    ledger: Ledger, plan: Plan, *, reason: str | None = None, skip_blocked: bool = False
) -> list[Move]:
    """Move everybody to the version of the plan, in the caller's transaction; return what was done.

    Raises:
        UnknownVersionError, DefinitionError: as ``preview``.
        MigrationBlockedError: somebody stands where the plan leads nowhere, and nobody is skipped.
        NotPermittedError, ConflictError: as the ledger says.
    """
    groups = _groups(ledger.session, plan)
    blocked = [group.move for group in groups if group.move.after is None]
    if blocked and not skip_blocked:
        raise MigrationBlockedError(
            definition=f"{plan.key} {plan.to}",
            count=sum(len(move.keys) for move in blocked),
            why=_joined([move.why for move in blocked if move.why]),
        )
    target = version_of(ledger.session, plan.key, plan.to)
    for group in groups:
        if group.move.after is not None:
            _migrate_group(ledger, group, target, reason)
    return [group.move for group in groups]


def _migrate_group(ledger: Ledger, group: _Group, target: Version, reason: str | None) -> None:
    ledger.hold(*(each.cluster_id for each in group.subjects))
    after: Values = {"definition_id": target.id, "standing": group.move.after}
    note = {"from": f"{target.key} {group.move.version}", "to": f"{target.key} {target.number}"}
    if group.kind is SubjectKind.MILESTONE:  # whose rungs follow its standing
        for milestone in records_by_id(ledger.session, group.kind, [s.id for s in group.subjects]):
            ledger.record(milestone, EventKind.MIGRATED, after, reason=reason, note=note)
        return
    before: Values = {"definition_id": group.definition_id, "standing": group.move.before}
    ledger.record_together(
        group.kind, EventKind.MIGRATED, group.subjects, before, after, reason=reason, note=note
    )
    old, new = (chart_by_id(ledger.session, each) for each in (group.definition_id, target.id))
    if old.obligations or new.obligations:
        ids = [each.id for each in group.subjects]
        for subject in records_by_id(ledger.session, group.kind, ids):
            meet_obligations(ledger, subject)


def _groups(session: Session, plan: Plan) -> list[_Group]:
    """Part everybody who is on another version by version and standing, and see where they go."""
    target = version_of(session, plan.key, plan.to)
    new = chart_by_id(session, target.id)
    for state in plan.states.values():
        if state:
            new.state(state)  # or DefinitionError
    rows: dict[tuple[int, int, str, str], list[Seen]] = defaultdict(list)
    query = (
        select(
            SUBJECT.c.id,
            SUBJECT.c.key,
            SUBJECT.c.version,
            SUBJECT.c.last_hash,
            SUBJECT.c.cluster_id,
            SUBJECT.c.kind,
            SUBJECT.c.standing,
            _DEFINITION.c.id.label("definition_id"),
            _DEFINITION.c.version.label("number"),
        )
        .join(_DEFINITION, _DEFINITION.c.id == SUBJECT.c.definition_id)
        .where(_DEFINITION.c.key == plan.key, _DEFINITION.c.id != target.id)
        .order_by(SUBJECT.c.id)
    )
    for row in session.execute(query):
        at = (row.number, row.definition_id, row.kind, row.standing)
        rows[at].append(Seen(row.id, row.key, row.version, row.last_hash, row.cluster_id))
    return [
        _Group(
            _move(chart_by_id(session, definition_id), new, plan, number, standing, subjects),
            SubjectKind(kind),
            definition_id,
            tuple(subjects),
        )
        for (number, definition_id, kind, standing), subjects in sorted(rows.items())
    ]


def _move(
    old: Chart, new: Chart, plan: Plan, number: int, before: str, subjects: Sequence[Seen]
) -> Move:
    keys = tuple(each.key for each in subjects)
    try:
        after = new.write(_translated(old, new, plan, old.read(before)))
    except _LostError as lost:
        why = Words(
            f"'{lost.state}' bestaat niet meer; zeg in het plan waar wie daar staat heen gaat",
            f"'{lost.state}' is no more; say in the plan where whoever stands there goes",
        )
        return Move(number, before, None, keys, why)
    except DefinitionError as problem:
        why = Words(problem.say("nl"), problem.say("en"))
        return Move(number, before, None, keys, why)
    return Move(number, before, after, keys)


def _translated(old: Chart, new: Chart, plan: Plan, standing: Standing) -> Standing:
    """Return the same standing on the new version; what is not mentioned takes its default."""
    leaves = [_name(old, new, plan, index) for index in members(standing.active & old.leaves)]
    placed = statechart.placed(new, list(dict.fromkeys(leaves)))
    memory: dict[int, int] = dict(placed.history)
    for history, bits in standing.history:
        name = plan.states.get(old.states[history].id) or old.states[history].id
        if name in new.state_ids:  # a history state that is no more remembers nothing
            kept = bitset(new.state(_name(old, new, plan, i)).index for i in members(bits))
            memory.setdefault(new.state(name).index, kept)
    return new.read(new.write(Standing(placed.active, tuple(sorted(memory.items())))))


class _LostError(Exception):
    """A state for which neither the new version nor the plan has a place."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def _name(old: Chart, new: Chart, plan: Plan, index: int) -> str:
    name = old.states[index].id
    found = plan.states.get(name) or name
    if found not in new.state_ids:
        raise _LostError(name)
    return found


def _standing_states(chart: Chart, text: str) -> list[str]:
    """Return the ids of every state that a standing names, remembered ones included."""
    standing = chart.read(text)
    bits = standing.active & chart.leaves
    for _, remembered in standing.history:
        bits |= remembered
    return [chart.states[index].id for index in members(bits)]


def _joined(reasons: Sequence[Words]) -> Words:
    unique = list(dict.fromkeys(reasons))[:5]
    return Words("; ".join(each.nl for each in unique), "; ".join(each.en for each in unique))
