"""A database server that is really stopped and started while messages are on their way."""

import logging
from collections import Counter
from itertools import count

import pytest
from sqlalchemy import func
from sqlmodel import col, select

from models.storage.database import create_schema, make_engine, reading
from models.tables import Message
from notifications.channels.webhook import Webhook, signing_keys
from notifications.delivery import send_messages
from notifications.outbox import CLAIM_HOLDS
from tests.databases import postgresql
from tests.notifications.channels.test_webhook import SECRET, SOURCE, Receiver
from tests.notifications.post import LOOPBACK, MORNING, attempts, some_messages

MESSAGES = 60
# As on a server that people use: what was committed is there again after a crash.
DURABLE = "&options=-csynchronous_commit%3Don"


@pytest.mark.postgres
def test_a_database_that_is_restarted_in_mid_round_costs_no_message_and_repeats_none(
    caplog: pytest.LogCaptureFixture,
) -> None:
    arrived: Counter[str] = Counter()
    numbers = count(1)
    channel = {"webhook": Webhook(signing_keys(SECRET), SOURCE, lambda: MORNING, reach=LOOPBACK)}
    with postgresql() as databases:
        engine = make_engine(databases.fresh() + DURABLE)
        create_schema(engine)

        def restarting(headers: dict[str, str], _body: bytes) -> int:
            arrived[headers["webhook-id"]] += 1
            if next(numbers) == MESSAGES // 3:
                databases.stop()
                databases.start()
            return 204

        with Receiver(restarting).listening() as url, caplog.at_level(logging.WARNING):
            uids = some_messages(engine, MESSAGES, channel="webhook", address=url)
            first = send_messages(engine, now=MORNING, channels=channel)
            # What was claimed when the answer of the database was lost is due again by then.
            second = send_messages(engine, now=MORNING + CLAIM_HOLDS, channels=channel)

        tries = attempts(engine)
        with reading(engine) as session:
            unsent = session.execute(
                select(func.count()).where(col(Message.sent_at).is_(None))
            ).scalar_one()
        engine.dispose()

    assert "database away" in caplog.messages
    assert first.sent + second.sent == MESSAGES
    assert arrived == Counter(uids)
    assert unsent == 0
    assert [outcome for _, outcome, _ in tries] == ["delivered"] * MESSAGES
