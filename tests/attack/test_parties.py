"""Whatever a company or a province tries, nothing changes but what is its own.

Every act there is, on rows of every kind, their own and those of others, each in a transaction of
its own; then all events and all rows are looked at, by who did it and whose it is.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session

from models.acts.commands import Argument, Command, Verb
from models.acts.mandates import give
from models.acts.proposals import propose, submit
from models.errors import MijlpaalError
from models.ledger.writer import Ledger
from models.lifecycles.bulk import advance_many
from models.lifecycles.charts import chart_of
from models.milestones.acts import confirm, forecast
from models.milestones.judging import override
from models.people.reminding import pause_escalation
from models.reading.marking import mark_field
from models.rules.status import Status
from models.storage.database import make_engine, reading, transaction
from models.storage.records import SUBJECT, Record, current
from models.vocabulary import Confidentiality, Role, SubjectKind
from tests.factories import START, a_ledger, a_rulebook
from tests.invariants import broken_invariants
from tests.mijlpaal.web.conftest import a_database
from tests.parties import EXPECTED, SLIPPED, parties
from tests.straying import rows_of_others, strayed

_OF_EACH_KIND = 2
Try = Callable[[Ledger], object]
_WHY = "omdat het kan"
_MILESTONE = (SubjectKind.MILESTONE,)
# What is said with each, and to which kinds it can be done at all.
_SAID: Mapping[Verb, tuple[tuple[SubjectKind, ...], Mapping[str, Argument]]] = {
    Verb.REPLAN: (
        _MILESTONE,
        {"wording": "eind 2027", "said_on": START.isoformat(), "code": "other"},
    ),
    Verb.ACHIEVE: (_MILESTONE, {"on": START.isoformat(), "evidence": "gezien"}),
    Verb.CORRECT: (tuple(SubjectKind), {"fields": {"title": "Anders"}}),
    Verb.TIE: (_MILESTONE, {"to": None}),
    Verb.SET_TERM: (_MILESTONE, {"starts_on": START.isoformat(), "term": "8 weken"}),
    Verb.SET_DUE_DAY: ((SubjectKind.CONDITION,), {"on": SLIPPED.isoformat()}),
    Verb.LEAVE: ((SubjectKind.ORGANISATION,), {"on": START.isoformat()}),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two companies and a province."""

    def fill(engine: Engine) -> None:
        with transaction(engine) as session:
            parties(a_ledger(session))

    return a_database(tmp_path_factory.mktemp("partijen") / "world.db", fill)


@pytest.mark.parametrize(("actor", "name"), [("anna", "alfa"), ("piet", "limburg")])
def test_a_party_changes_nothing_of_others_whatever_it_tries(
    world: bytes, tmp_path: Path, actor: str, name: str
) -> None:
    (tmp_path / "world.db").write_bytes(world)
    engine = make_engine(f"sqlite:///{tmp_path / 'world.db'}")

    def is_own(row: str) -> bool:
        return name in row

    with reading(engine) as session:
        before = rows_of_others(session, is_own)
        broken = set(broken_invariants(session, a_rulebook()))
        rows = [*_some(session, is_own), *_some(session, lambda row: not is_own(row))]
        tries = [each for row in rows for each in _tries(row, a_ledger(session))]

    done = sum(_is_done(engine, actor, each) for each in tries)

    with reading(engine) as session:
        assert done
        assert strayed(session, actor, is_own) == []
        assert rows_of_others(session, is_own) == before
        assert set(broken_invariants(session, a_rulebook())) <= broken
    engine.dispose()


def _some(session: Session, wanted: Callable[[str], bool]) -> Iterator[Record]:
    """Yield a few rows of each kind."""
    named = session.execute(
        select(SUBJECT.c.kind, SUBJECT.c.key).order_by(SUBJECT.c.kind, SUBJECT.c.id)
    )
    found = [(kind, key) for kind, key in named if wanted(f"{kind}:{key}")]
    for kind, alike in groupby(found, key=itemgetter(0)):
        for _, key in islice(alike, _OF_EACH_KIND):
            yield current(session, SubjectKind(kind), key)


def _is_done(engine: Engine, actor: str, attempt: Try) -> bool:
    try:
        with transaction(engine) as session:
            attempt(a_ledger(session, actor=actor))
    except MijlpaalError:
        return False
    return True


def _tries(row: Record, looking: Ledger) -> Iterator[Try]:
    """Yield everything that somebody could try to do to a row."""
    kind, key = row.kind, row.key
    if row.values.get("definition_id") is not None:
        for event in chart_of(looking.session, row).events:
            yield _advancing(row, event)
            yield _stepping(row, event)
    for verb, (kinds, said) in _SAID.items():
        if kind in kinds:
            yield _submitting(Command(verb, kind, key, {**said, "reason": _WHY}))
            yield _proposing(Command(verb, kind, key, {**said, "reason": _WHY}))
    if kind is SubjectKind.MILESTONE:
        yield lambda ledger: forecast(ledger, key, EXPECTED, reason=_WHY)
        yield lambda ledger: confirm(ledger, key)
        yield lambda ledger: override(ledger, key, Status.ON_TRACK, until=None, reason=_WHY)
        yield lambda ledger: pause_escalation(ledger, key, date(2026, 8, 1), reason=_WHY)
    yield lambda ledger: mark_field(
        ledger.session,
        kind,
        key,
        "source",
        Confidentiality.COMPANY_CONFIDENTIAL,
        actor=ledger.actor,
        now=ledger.at,
    )
    yield lambda ledger: give(ledger, ledger.actor, Role.PROGRAMME_MANAGER)


def _advancing(row: Record, event: str) -> Try:
    return lambda ledger: advance_many(ledger, row.kind, [row.key], event, reason=_WHY)


def _stepping(row: Record, event: str) -> Try:
    command = Command(Verb.ADVANCE, row.kind, row.key, {"event": event, "reason": _WHY})
    return _submitting(command)


def _submitting(command: Command) -> Try:
    return lambda ledger: submit(ledger, command)


def _proposing(command: Command) -> Try:
    return lambda ledger: propose(ledger, command)
