"""The flow that tells people."""

from datetime import date

from prefect import flow

from flows import work
from flows.moment import moment_of
from flows.retries import RETRIES, RETRY_DELAY_SECONDS
from flows.workplace import open_workplace


@flow(name="send-messages", retries=RETRIES, retry_delay_seconds=RETRY_DELAY_SECONDS)
def send_messages(today: date | None = None) -> work.Told:
    """Make one message per person of what they must hear, and deliver what is open."""
    with open_workplace() as workplace:
        return work.send_messages(workplace, moment_of(today))
