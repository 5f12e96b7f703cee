"""The flows of a part of the work, in the organisation mode: what a worker does for another one.

Each may run twice and beside itself: what it did stands in the tables, under unique keys.
"""

from datetime import date, datetime

from prefect import flow

from flows import work
from flows.artifacts import of_publishing, of_sweep, of_telling, show_counts
from flows.moment import moment_of
from flows.organisation.limits import within_limit
from flows.retries import RETRIES, RETRY_DELAY_SECONDS, without_vain_tries
from flows.schedule import REPORTS_PART, SENDING_PART, SWEEP_PART
from flows.workplace import workplace_of_a_flow
from models.errors import UnpublishedReportsError
from models.vocabulary import Confidentiality, Language
from notifications.parts import Part


@flow(name=SWEEP_PART.name, retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def sweep_part(today: date, first: int, last: int) -> None:
    """Sweep the milestones with these ids."""
    with without_vain_tries(), within_limit(SWEEP_PART), workplace_of_a_flow() as workplace:
        swept = work.check_deadlines(workplace, moment_of(today), Part(first, last))
    show_counts(SWEEP_PART.name, of_sweep(swept))


@flow(name=SENDING_PART.name, retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def sending_part(today: date, first: int, last: int) -> None:
    """Make the messages of the readers with these ids, and send what is open."""
    with without_vain_tries(), within_limit(SENDING_PART), workplace_of_a_flow() as workplace:
        told = work.send_messages(workplace, moment_of(today), Part(first, last))
    show_counts(SENDING_PART.name, of_telling(told))


@flow(name=REPORTS_PART.name)  # what fails is made once more by whoever shares, and named there
def reports_part(
    today: date,
    names: list[str],
    now: datetime,
    audience: Confidentiality = Confidentiality.INTERNAL,
    languages: tuple[Language, ...] = (Language.NL,),
) -> None:
    """Make the reports of these clusters for a cut.

    Raises:
        UnpublishedReportsError: some failed; the others are there.
    """
    with within_limit(REPORTS_PART), workplace_of_a_flow() as workplace:
        published = work.publish_reports(
            workplace,
            moment_of(today),
            audience=audience,
            languages=languages,
            only=names,
            made_since=now,
        )
    show_counts(REPORTS_PART.name, of_publishing(published))
    if published.failures:
        failed = ", ".join(each.key for each in published.failures)
        raise UnpublishedReportsError(reports=failed)
