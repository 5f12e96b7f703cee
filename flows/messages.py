"""The flow that tells people."""

from datetime import date

from prefect import flow

from flows import work
from flows.artifacts import of_telling, show_counts
from flows.moment import moment_of
from flows.organisation import shared_work
from flows.organisation.sharing import sharing
from flows.retries import RETRIES, RETRY_DELAY_SECONDS, without_vain_tries
from flows.workplace import workplace_of_a_flow


@flow(name="send-messages", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def send_messages(today: date | None = None) -> work.Told:
    """Make one message per person of what they must hear, and deliver what is open."""
    shared = sharing()
    with without_vain_tries(), workplace_of_a_flow() as workplace:
        if shared:
            told = shared_work.send_messages(workplace, moment_of(today), shared)
        else:
            told = work.send_messages(workplace, moment_of(today))
    show_counts("send-messages", of_telling(told))
    return told
