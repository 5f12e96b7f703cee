"""The same step with other libraries: a guard, a stored state and an audit row per commit.

Ours runs the same life cycle with what ours adds: a chain of hashes, mandates, and a guard that is
a statement to the database where theirs looks at the object in memory.
The libraries are extras of this benchmark only (``benchmarks/requirements.txt``): ``make bench``
installs them in a folder of their own. Without them the table says so.
"""

import importlib
import importlib.metadata
import sys
from collections.abc import Mapping, Sequence
from itertools import cycle, islice
from pathlib import Path

import yaml
from sqlalchemy import Engine, bindparam, select
from sqlmodel import Session

from benchmarks.measure import SHORT_ROUNDS, Figure, Line, NotMeasured, at_least, compare
from benchmarks.orm import Fire, Sessions, move, open_store
from benchmarks.world import a_writer
from models.clock import now
from models.errors import Words
from models.facts.finding import Lack
from models.facts.registry import fact
from models.lifecycles.lifecycle import advance
from models.lifecycles.publishing import publish_definition
from models.storage.database import create_schema, make_engine, transaction
from models.storage.prepared import Prepared
from models.storage.records import SUBJECT, Record
from models.vocabulary import Confidentiality, SubjectKind

EXTRAS = Path("build/bench-extras")
STEPS = 40

_ADAPTERS: Mapping[str, str] = {
    "transitions": "benchmarks.with_transitions",
    "python-statemachine": "benchmarks.with_statemachine",
}
_DEFINITION = Path(__file__).with_name("dossier.yaml")


def figures(folder: Path) -> list[Line]:
    """Return one figure per library: how many of its steps fit in the time of one of ours."""
    sys.path.append(str(EXTRAS.resolve()))  # at the end: nothing of ours is replaced
    return [_against(library, module, folder) for library, module in _ADAPTERS.items()]


def _against(library: str, module: str, folder: Path) -> Line:
    try:
        fire: Fire = importlib.import_module(module).fire
    except ImportError as problem:
        reason = f"{problem.name} is not installed (make bench)"
        return NotMeasured(f"transition, against {library} + ORM", reason)
    engine, subject = _our_dossier(folder / f"ours-{library}.db")
    sessions = open_store(folder / f"{library}.db")
    try:
        return _figure(library, fire, (engine, subject), sessions)
    finally:
        engine.dispose()
        sessions.kw["bind"].dispose()


def _figure(library: str, fire: Fire, ours: tuple[Engine, Record], theirs: Sessions) -> Figure:
    version = importlib.metadata.version(library)
    return compare(
        f"transition, against {library} {version} + ORM",
        ours=lambda: _our_steps(*ours),
        floor=lambda: _their_steps(theirs, fire),
        unit="transitions/s",
        aim=at_least(2),
        rounds=SHORT_ROUNDS,
    )


def _our_dossier(path: Path) -> tuple[Engine, Record]:
    engine = make_engine(f"sqlite:///{path}")
    create_schema(engine)
    fact("titel_is_bekend", Words("de titel is bekend", "the title is known"))(_title_is_known)
    with transaction(engine) as session:
        ledger = a_writer(session, now())
        data = yaml.safe_load(_DEFINITION.read_text(encoding="utf-8"))
        definition = publish_definition(session, data, by=ledger.actor, at=ledger.at)
        return engine, ledger.register(
            SubjectKind.CLUSTER,
            "dossier",
            {"title": "Dossier", "definition_id": definition, "standing": "lopend"},
        )


_TITLES = Prepared(
    select(SUBJECT.c.id).where(SUBJECT.c.id == bindparam("wanted"), SUBJECT.c.title == "")
)


def _title_is_known(
    session: Session, subject_ids: Sequence[int], _clearance: Confidentiality
) -> dict[int, Lack]:
    missing = Lack(Words("de titel ontbreekt", "the title is missing"))
    return {each: missing for each in subject_ids if _TITLES.fetch(session, {"wanted": each})}


def _our_steps(engine: Engine, subject: Record) -> int:
    for event in islice(cycle(("sluit", "heropen")), STEPS):
        with transaction(engine) as session:
            ledger = a_writer(session, now())
            advance(ledger, subject.kind, subject.key, event, reason="meting")
    return STEPS


def _their_steps(sessions: Sessions, fire: Fire) -> int:
    for event in islice(cycle(("sluit", "heropen")), STEPS):
        move(sessions, fire, event)
    return STEPS
