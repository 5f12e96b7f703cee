"""The flow that finds out who must hear of what."""

from datetime import date

from prefect import flow

from flows import work
from flows.artifacts import of_sweep, show_counts
from flows.moment import moment_of
from flows.organisation import shared_work
from flows.organisation.sharing import sharing
from flows.retries import RETRIES, RETRY_DELAY_SECONDS, without_vain_tries
from flows.workplace import workplace_of_a_flow
from notifications.deadlines import Swept


@flow(name="check-deadlines", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def check_deadlines(today: date | None = None) -> Swept:
    """Write a reminder for everyone who must hear of a due rung or a change."""
    shared = sharing()
    with without_vain_tries(), workplace_of_a_flow() as workplace:
        if shared:
            swept = shared_work.check_deadlines(workplace, moment_of(today), shared)
        else:
            swept = work.check_deadlines(workplace, moment_of(today))
    show_counts("check-deadlines", of_sweep(swept))
    return swept
