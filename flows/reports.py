"""The flow that publishes the status reports.

The issue fixes this module's name. It shares it with the package ``reports``, which is harmless
as long as flows are loaded as modules and never by path (docs/decisions/0010).
"""

from datetime import date

from prefect import flow

from flows import work
from flows.artifacts import show_published
from flows.moment import moment_of
from flows.retries import RETRIES, RETRY_DELAY_SECONDS
from flows.workplace import open_workplace
from reports.publishing import Published


@flow(name="publish-reports", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def publish_reports(today: date | None = None) -> Published:
    """Publish the status report of every cluster and of the programme, where it changed.

    The flow run shows a link to them and a summary.
    """
    with open_workplace() as workplace:
        published = work.publish_reports(workplace, moment_of(today))
    show_published(published)
    return published
