"""One report of every kind, from the seeds as the letter gives them."""

from datetime import date

from sqlalchemy import Engine

from models.storage.database import reading
from models.vocabulary import Confidentiality
from reports.documents.assembly import document_of
from reports.documents.content import Document
from reports.documents.on_demand import document_on_demand
from reports.figures import cluster_figures, programme_figures
from reports.figures.duty_year import duty_year_figures
from reports.figures.holder import holder_figures
from reports.figures.kamerbrief import kamerbrief_figures
from reports.figures.kinds import AnyFigures
from reports.figures.postponement import postponement_figures
from reports.figures.structure import ClusterFigures, ProgrammeFigures
from reports.sentences import Sentences
from seeds.rulebook import load_rulebook
from tests.reports.worlds import PROGRESS, ROUTE_MAP, WHOLE_APPROACH


def one_of_every_kind(engine: Engine, day: date) -> dict[str, AnyFigures]:
    """Return the figures of one report of every kind on a day, by its name."""
    calendar, inside = load_rulebook().calendar, Confidentiality.INTERNAL
    with reading(engine) as session:
        return {
            "cluster": cluster_figures(
                session, "chemelot", reference_date=day, calendar=calendar, audience=inside
            ),
            "programme": programme_figures(
                session, reference_date=day, calendar=calendar, audience=inside
            ),
            "holder": holder_figures(
                session, "kabinet", reference_date=day, calendar=calendar, audience=inside
            ),
            "duties": duty_year_figures(
                session, day.year, reference_date=day, calendar=calendar, audience=inside
            ),
            "postponement": postponement_figures(
                session, ROUTE_MAP, reference_date=day, calendar=calendar, audience=inside
            ),
            "kamerbrief": kamerbrief_figures(
                session, (PROGRESS, WHOLE_APPROACH), reference_date=day, calendar=calendar
            ),
        }


def as_document(figures: AnyFigures, say: Sentences) -> Document:
    """Return the document of these figures, of whichever kind they are."""
    if isinstance(figures, ClusterFigures | ProgrammeFigures):
        return document_of(figures, say)
    return document_on_demand(figures, say)
