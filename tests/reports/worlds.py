"""Short ways to ask for figures, and to let somebody write in the real programme."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Engine

from models.clock import morning_of
from models.ledger.writer import Ledger
from models.storage.database import reading, transaction
from models.vocabulary import Confidentiality
from reports.figures import ClusterFigures, MilestoneLine, ProgrammeFigures
from reports.figures import cluster_figures as _cluster_figures
from reports.figures import programme_figures as _programme_figures
from seeds.rulebook import load_rulebook

ROUTE_MAP = "d1"
PROGRESS = "d2"
WHOLE_APPROACH = "d3"


def chemelot(
    engine: Engine,
    day: date,
    *,
    audience: Confidentiality = Confidentiality.INTERNAL,
    key: str = "chemelot",
) -> ClusterFigures:
    """Return the figures of a cluster, Chemelot unless named, on a day."""
    calendar = load_rulebook().calendar
    with reading(engine) as session:
        return _cluster_figures(
            session, key, reference_date=day, calendar=calendar, audience=audience
        )


def whole_programme(
    engine: Engine, day: date, *, audience: Confidentiality = Confidentiality.INTERNAL
) -> ProgrammeFigures:
    """Return the figures of the programme on a day."""
    calendar = load_rulebook().calendar
    with reading(engine) as session:
        return _programme_figures(session, reference_date=day, calendar=calendar, audience=audience)


def line_of(figures: ClusterFigures | ProgrammeFigures, key: str) -> MilestoneLine:
    """Return one milestone of a report."""
    return next(line for line in figures.milestones if line.key == key)


@contextmanager
def writing(engine: Engine, day: date) -> Iterator[Ledger]:
    """Let somebody write on the morning of a day."""
    with transaction(engine) as session:
        yield Ledger(session, load_rulebook(), actor="tester", at=morning_of(day))
