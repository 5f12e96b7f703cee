"""Running one seed, in a database of its own that is gone afterwards."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.rules.rulebook import Rulebook
from models.storage.database import create_schema, make_engine
from seeds.telling import load_telling
from tests.databases import Prepare, SqliteDatabases
from tests.engines import Engines
from tests.factories import a_rulebook
from tests.simulation.simulation import Outcome, Simulation

_IN_MEMORY = Path("/dev/shm")  # noqa: S108  (where there is one, nothing waits for a disk)

DAYS = 60


@dataclass
class Runner:
    """Runs seeds one after the other, on one engine: statements are compiled once.

    ``prepare`` makes the tables, if they are to be other ones than usual.
    """

    databases: SqliteDatabases
    prepare: Prepare | None = None
    engines: Engines = field(default_factory=Engines)
    rulebook: Rulebook = field(
        default_factory=lambda: replace(a_rulebook(), telling=load_telling())
    )

    def run(self, seed: int, days: int = DAYS) -> Outcome:
        """Return what came of a seed."""
        url = self.databases.fresh(self.prepare or with_the_schema)
        engine = self.engines.at(url)
        try:
            path = Path(url.removeprefix("sqlite:///"))
            return Simulation(seed, days, engine, path, self.rulebook).run()
        finally:
            engine.dispose()
            self.databases.discard(url)


def a_folder() -> "tempfile.TemporaryDirectory[str]":
    """Return a folder for databases that need not outlive this."""
    return tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None)


def with_the_schema(url: str) -> None:
    engine = make_engine(url)
    create_schema(engine)
    engine.dispose()
