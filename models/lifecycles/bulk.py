"""Many subjects along their life cycles at once: the rules of ``lifecycle.advance``, set by set.

Subjects that stand in the same place of the same life cycle take the same step, so the kernel is
asked once per place and the payload of their events is one text. What differs per subject (its
version and the hash of its last event) goes to the database in batches.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from models import statechart
from models.authority.consent import scope_of
from models.errors import TransitionRefusedError, UnknownEventError, Words
from models.facts import findings_by_id, holding
from models.ledger.writer import Ledger, Seen
from models.lifecycles.charts import chart_by_id
from models.lifecycles.lifecycle import advance, require_what_the_step_needs
from models.lifecycles.obligations import meet_obligations
from models.statechart import Chart, Standing, Step, authority_of
from models.storage.prepared import Prepared
from models.storage.records import DETAIL, SUBJECT, current_by_id, kind_in_words
from models.vocabulary import EventKind, SubjectKind

SUBJECTS_AT_A_TIME = 10_000  # what is in memory at once, however many there are
_KEYS_PER_STATEMENT = 500


@dataclass(frozen=True, slots=True)
class Advanced:
    """How many subjects took the step, and the keys of those that could not."""

    moved: int
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a step needs of a subject."""

    seen: Seen
    standing: str
    definition_id: int


@dataclass(frozen=True, slots=True)
class _Place:
    """Where subjects stand together, and what the event does there."""

    chart: Chart
    standing: Standing
    step: Step


_COLUMNS = (
    SUBJECT.c.id,
    SUBJECT.c.key,
    SUBJECT.c.version,
    SUBJECT.c.last_hash,
    SUBJECT.c.cluster_id,
    SUBJECT.c.standing,
    SUBJECT.c.definition_id,
)
_SUBJECTS = cast("Select[*tuple[object, ...]]", select(*_COLUMNS)).order_by(SUBJECT.c.id)
_KEYS = tuple(f"key_{number}" for number in range(_KEYS_PER_STATEMENT))
_BY_KEY = Prepared(
    _SUBJECTS.where(
        SUBJECT.c.kind == bindparam("wanted"),
        SUBJECT.c.key.in_([bindparam(key) for key in _KEYS]),
    )
)
_AFTER = Prepared(
    _SUBJECTS.where(
        SUBJECT.c.kind == bindparam("wanted"),
        SUBJECT.c.id > bindparam("after"),
        SUBJECT.c.definition_id.is_not(None),
    ).limit(SUBJECTS_AT_A_TIME)
)

_CLUSTER = DETAIL[SubjectKind.CLUSTER].c
_UNKNOWN = Prepared(select(_CLUSTER.subject_id).where(_CLUSTER.step_is_known.is_(False)))


def advance_many(
    ledger: Ledger,
    kind: SubjectKind,
    keys: Sequence[str],
    event: str,
    *,
    reason: str | None = None,
    skip_refused: bool = False,
) -> Advanced:
    """Send ``event`` to each of these subjects, in the caller's transaction.

    Args:
        ledger: who does this, and in which transaction.
        kind: of the subjects.
        keys: of the subjects; one that is not there is refused.
        event: an event of their life cycles.
        reason: why, in the actor's words, the same for all.
        skip_refused: move those that can move, instead of all or none.

    Raises:
        UnknownEventError: a life cycle has no such event.
        TransitionRefusedError: somebody cannot take the step, and nobody is to be skipped.
        NotPermittedError: the actor has no mandate for one of them.
        ConflictError: one of them was changed meanwhile.
        ReasonMissingError, IncompleteStepError: the definition says what must come with it.
    """
    subjects = list(_by_key(ledger.session, kind, keys))
    unknown = set(keys) - {subject.seen.key for subject in subjects}
    outcome = _Batch(ledger, kind, event, reason).advance(subjects)
    refused = (*sorted(unknown), *outcome.refused)
    if refused and not skip_refused:
        raise TransitionRefusedError(
            subject=kind_in_words(kind),
            state=f"{len(subjects)}",
            event=event,
            why=Words(f"niet voor: {_some(refused)}", f"not for: {_some(refused)}"),
        )
    return Advanced(outcome.moved, refused)


def advance_all(
    ledger: Ledger, kind: SubjectKind, event: str, *, reason: str | None = None
) -> Advanced:
    """Send ``event`` to every subject of a kind; those for which it leads nowhere stay.

    Raises:
        NotPermittedError, ConflictError, ReasonMissingError, IncompleteStepError: as
            ``advance_many``.
    """
    moved, refused = 0, list[str]()
    batch = _Batch(ledger, kind, event, reason)
    for subjects in _all_of(ledger.session, kind):
        outcome = batch.advance(subjects)
        moved += outcome.moved
        refused += outcome.refused
    return Advanced(moved, tuple(refused))


class _Batch:
    """One event for many subjects of a kind; places are worked out once."""

    def __init__(self, ledger: Ledger, kind: SubjectKind, event: str, reason: str | None) -> None:
        self.ledger = ledger
        self.kind = kind
        self.event = event
        self.reason = reason

    def advance(self, subjects: Sequence[_Subject]) -> Advanced:
        """Move those that can move."""
        seen = (subject.seen for subject in subjects)
        scopes = (scope_of(self.kind, each.cluster_id, each.id) for each in seen)
        self.ledger.hold(*(cluster_id for scope in scopes for cluster_id in scope.clusters))
        moved, refused = 0, list[str]()
        for place, together in self._places(subjects):
            if place is None:
                refused += [subject.seen.key for subject in together]
                continue
            self._write(place, together)
            moved += len(together)
        return Advanced(moved, tuple(refused))

    def _places(
        self, subjects: Iterable[_Subject]
    ) -> Iterator[tuple[_Place | None, list[_Subject]]]:
        """Part the subjects by where they stand and what decides there."""
        standing_together = defaultdict[tuple[int, str], list[_Subject]](list)
        for subject in subjects:
            standing_together[subject.definition_id, subject.standing].append(subject)
        for (definition_id, text), together in standing_together.items():
            chart = chart_by_id(self.ledger.session, definition_id)
            if self.event not in chart.events:
                raise UnknownEventError(
                    subject=kind_in_words(self.kind),
                    event=self.event,
                    accepted=", ".join(chart.events),
                )
            standing = chart.read(text)
            for facts, alike in self._alike(chart, together):
                step = statechart.step(chart, standing, self.event, facts)
                yield (None if step is None else _Place(chart, standing, step)), alike

    def _alike(
        self, chart: Chart, together: list[_Subject]
    ) -> Iterator[tuple[dict[str, bool], list[_Subject]]]:
        """Part them once more by the truth of the facts that decide."""
        names = statechart.deciding_facts(chart, self.event)
        if not names:
            yield {}, together
            return
        alike = defaultdict[tuple[tuple[str, bool], ...], list[_Subject]](list)
        ids = [subject.seen.id for subject in together]
        found = findings_by_id(self.ledger.session, ids, names)
        for subject in together:
            alike[tuple(holding(found[subject.seen.id]).items())].append(subject)
        for facts, subjects in alike.items():
            yield dict(facts), subjects

    def _write(self, place: _Place, together: Sequence[_Subject]) -> None:
        apart = self._apart(together)
        for each in apart:
            advance(self.ledger, self.kind, each.seen.key, self.event, reason=self.reason)
        if len(apart) == len(together):
            return
        if apart:
            others = {each.seen.id for each in together} - {each.seen.id for each in apart}
            together = [each for each in together if each.seen.id in others]
        named = (self.kind, together[0].seen.key)
        require_what_the_step_needs(place.step, named, self.event, self.reason, {})
        self.ledger.record_together(
            self.kind,
            EventKind.ADVANCED,
            [each.seen for each in together],
            {"standing": place.chart.write(place.standing)},
            {"standing": place.chart.write(place.step.standing)},
            reason=self.reason,
            note={"event": self.event},
            roles=authority_of(place.step.transitions),
        )
        if place.chart.due(place.standing) != place.chart.due(place.step.standing):
            self._meet_obligations(place, together)

    def _apart(self, together: Sequence[_Subject]) -> Sequence[_Subject]:
        """Return those of which more changes than where they stand."""
        if self.kind is SubjectKind.MILESTONE:  # each has rungs, and may be a duty: four eyes
            return together
        if self.kind is not SubjectKind.CLUSTER:
            return ()
        unknown = {subject_id for (subject_id,) in _UNKNOWN.fetch(self.ledger.session, {})}
        return [each for each in together if each.seen.id in unknown]

    def _meet_obligations(self, place: _Place, together: Sequence[_Subject]) -> None:
        by = (self.event, *place.step.raised)
        for subject in together:
            meet_obligations(
                self.ledger, current_by_id(self.ledger.session, subject.seen.id), by=by
            )


def _by_key(session: Session, kind: SubjectKind, keys: Sequence[str]) -> Iterator[_Subject]:
    for start in range(0, len(keys), _KEYS_PER_STATEMENT):
        some = list(keys[start : start + _KEYS_PER_STATEMENT])
        some += some[-1:] * (_KEYS_PER_STATEMENT - len(some))  # one statement for any number
        rows = _BY_KEY.fetch(session, {"wanted": str(kind), **dict(zip(_KEYS, some, strict=True))})
        yield from map(_subject, rows)


def _all_of(session: Session, kind: SubjectKind) -> Iterator[list[_Subject]]:
    after: object = 0
    while rows := _AFTER.fetch(session, {"wanted": str(kind), "after": after}):
        yield list(map(_subject, rows))
        after = rows[-1][0]


def _subject(row: tuple[object, ...]) -> _Subject:
    *seen, standing, definition_id = row
    return _Subject(Seen(*seen), str(standing), cast("int", definition_id))  # type: ignore[arg-type]


def _some(keys: Sequence[str]) -> str:
    shown = ", ".join(keys[:5])
    return shown if len(keys) <= 5 else f"{shown} … ({len(keys)})"  # noqa: PLR2004
