"""An event as a row: its place in the chain, and a hash over all that it says."""

from datetime import UTC, date, datetime

import pytest

from models.ledger.entries import Act, EventRow, Link, chain_name, event_row, next_link
from models.ledger.hashing import GENESIS, chain_hash
from models.storage.records import Record
from models.vocabulary import EventKind, SubjectKind

ACT = Act("anna", datetime(2026, 7, 1, 6, 0, tzinfo=UTC), date(2026, 7, 1), "zo is het")
LINK = Link("cluster:eems", 1, GENESIS)
PAYLOAD = {"before": {}, "after": {"title": "Eems"}}
ROW = event_row(LINK, EventKind.REGISTERED, PAYLOAD, ACT)


def test_a_row_says_who_did_what_when_and_why() -> None:
    assert ROW["actor"] == "anna"
    assert ROW["kind"] == "registered"
    assert ROW["payload"] == '{"after":{"title":"Eems"},"before":{}}'
    assert (ROW["effective_on"], ROW["recorded_at"]) == (ACT.effective_on, ACT.at)
    assert ROW["reason"] == "zo is het"


def test_the_hash_can_be_worked_out_again_from_the_row() -> None:
    content = {field: value for field, value in ROW.items() if field != "hash"}

    assert ROW["hash"] == chain_hash("cluster:eems", content)


@pytest.mark.parametrize(
    "other",
    [
        event_row(LINK._replace(subject="cluster:ems"), EventKind.REGISTERED, PAYLOAD, ACT),
        event_row(LINK._replace(sequence=2), EventKind.REGISTERED, PAYLOAD, ACT),
        event_row(LINK._replace(previous_hash="0"), EventKind.REGISTERED, PAYLOAD, ACT),
        event_row(LINK, EventKind.AMENDED, PAYLOAD, ACT),
        event_row(LINK, EventKind.REGISTERED, {"before": {}, "after": {}}, ACT),
        event_row(LINK, EventKind.REGISTERED, PAYLOAD, ACT._replace(actor="bert")),
        event_row(LINK, EventKind.REGISTERED, PAYLOAD, ACT._replace(reason=None)),
        event_row(
            LINK, EventKind.REGISTERED, PAYLOAD, ACT._replace(effective_on=date(2026, 6, 30))
        ),
    ],
    ids=["subject", "sequence", "previous", "kind", "payload", "actor", "reason", "day"],
)
def test_another_word_is_another_hash(other: EventRow) -> None:
    assert other["hash"] != ROW["hash"]


def test_the_next_link_follows_the_last_event() -> None:
    subject = Record(1, SubjectKind.CLUSTER, "eems", 7, "abc", {})

    assert next_link(subject) == Link("cluster:eems", 8, "abc")
    assert chain_name(SubjectKind.MILESTONE, "d2") == "milestone:d2"
