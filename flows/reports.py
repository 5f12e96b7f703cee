"""The flows that publish the status reports.

The issue fixes this module's name. It shares it with the package ``reports``, which is harmless
as long as flows are loaded as modules and never by path (docs/decisions/0010).
"""

from datetime import date
from functools import partial

from prefect import flow

from flows import publication, work
from flows.artifacts import of_publishing, progress_artifact, show_counts, show_published
from flows.moment import moment_of
from flows.organisation import shared_work
from flows.organisation.sharing import sharing
from flows.publication import MakeCut, Publication
from flows.retries import RETRIES, RETRY_DELAY_SECONDS, without_vain_tries
from flows.workplace import Workplace, workplace_of_a_flow
from models.errors import UnpublishedReportsError
from reports.publishing import Published


@flow(name="publish-reports", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def publish_reports(today: date | None = None) -> Published:
    """Write the day's working report of every cluster and of the programme, where it changed.

    Internal and in Dutch: for the people at work. The flow run shows a link to them and a summary.
    """
    with without_vain_tries(), workplace_of_a_flow() as workplace:
        shown = progress_artifact("werkrapport", "Het werkrapport van de dag maken")
        published = _make()(workplace, moment_of(today), progress=[shown])
        show_published(published, web_address=workplace.messages.web_address)
    show_counts("publish-reports", of_publishing(published))
    return published


@flow(name="publish-when-due", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def publish_when_due(today: date | None = None) -> Publication:
    """Publish on the first working day of a month and before each duty; else do nothing.

    Raises:
        UnpublishedReportsError: some reports failed; all the others are out.
    """
    with without_vain_tries(), workplace_of_a_flow() as workplace:
        shown = progress_artifact("publicatie", "Rapporten publiceren")
        found = publication.publish_when_due(
            workplace, moment_of(today), progress=[shown], make=_make()
        )
        _show(workplace, found)
    if found.failures:
        raise UnpublishedReportsError(reports=", ".join(each.key for each in found.failures))
    return found


@flow(name="publish-now", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def publish_now(today: date | None = None) -> Publication:
    """Publish every report, because a person asks for it; the answer names what failed."""
    with without_vain_tries(), workplace_of_a_flow() as workplace:
        shown = progress_artifact("publicatie", "Rapporten publiceren")
        found = publication.publish(workplace, moment_of(today), progress=[shown], make=_make())
        _show(workplace, found)
    return found


def _make() -> MakeCut:
    """Return what makes the reports of a cut in this installation."""
    shared = sharing()
    return partial(shared_work.publish_reports, sharing=shared) if shared else work.publish_reports


def _show(workplace: Workplace, found: Publication) -> None:
    for cut, part in zip(publication.CUTS, found.parts, strict=False):
        show_published(part, audience=cut, web_address=workplace.messages.web_address)
    show_counts(
        "publicatie-aantallen",
        {"occasions": len(found.occasions)} | of_publishing(*found.parts),
    )
