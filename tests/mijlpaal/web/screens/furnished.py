"""What the seeds lack of what a page can show: forecasts, a report, an invented company track."""

from datetime import date

from mijlpaal.web.office import Office
from models.acts.registering import register_subject
from models.ledger.writer import Ledger
from models.milestones import acts as milestones
from models.storage.database import transaction
from models.storage.records import current
from models.vocabulary import SubjectKind
from reports.editions import keep_edition
from reports.figures import cluster_figures
from tests.mijlpaal.web.screens.conftest import TODAY


def furnish(office: Office) -> None:
    """Give two milestones a forecast; keep an edition; register a track: the letter names none."""
    with transaction(office.engine) as session:
        ledger = office.ledger(session, "anna")
        milestones.forecast(ledger, "d2", date(2026, 12, 19))
        milestones.forecast(ledger, "d3", date(2027, 1, 20))
        _a_track(ledger)
        calendar = office.rulebook.calendar
        figures = cluster_figures(session, "chemelot", reference_date=TODAY, calendar=calendar)
        keep_edition(session, figures, office.now())


def _a_track(ledger: Ledger) -> None:
    fields = {
        "title": "Verzonnen traject van Reju (test)",
        "confidentiality": "public",
        "cluster_id": str(current(ledger.session, SubjectKind.CLUSTER, "chemelot").id),
        "organisation_id": str(current(ledger.session, SubjectKind.ORGANISATION, "reju").id),
    }
    register_subject(ledger, SubjectKind.COMPANY_TRACK, "traject-reju", fields)
