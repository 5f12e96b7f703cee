"""The canonical text of an event is plain JSON, whoever computes it."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import AMSTERDAM
from models.ledger.hashing import ChainHasher, EventValues, canonical, chain_hash

TEXT = st.text(st.characters(codec="utf-8"))
ROWS = st.fixed_dictionaries(
    {
        "actor": TEXT,
        "effective_on": st.dates(),
        "kind": TEXT,
        "payload": TEXT,
        "reason": st.none() | TEXT,
        "recorded_at": st.datetimes(timezones=st.just(UTC)),
    }
)
ROW: EventValues = {
    "actor": "a",
    "effective_on": date(2026, 7, 1),
    "kind": "advanced",
    "payload": "{}",
    "reason": None,
    "recorded_at": datetime(2026, 7, 1, 6, tzinfo=UTC),
}


def _as_anybody_would(subject: str, row: EventValues) -> str:
    plain = {
        field: value.isoformat() if isinstance(value, date) else value
        for field, value in row.items()
    }
    text = json.dumps(
        {**plain, "subject": subject}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return hashlib.sha256(text.encode()).hexdigest()


@given(subject=TEXT, row=ROWS, previous=TEXT, sequence=st.integers(1))
def test_the_hash_is_that_of_the_sorted_json(
    subject: str, row: EventValues, previous: str, sequence: int
) -> None:
    whole: EventValues = {**row, "previous_hash": previous, "sequence": sequence}
    expected = _as_anybody_would(subject, whole)
    assert chain_hash(subject, whole) == expected
    assert ChainHasher(row).hash(subject, sequence, previous) == expected


def test_an_instant_is_the_same_on_every_clock() -> None:
    here = datetime(2026, 7, 1, 8, tzinfo=AMSTERDAM)
    link: EventValues = {"previous_hash": "", "sequence": 1}

    said = chain_hash("cluster:eems", {**ROW, **link, "recorded_at": here})

    assert said == chain_hash("cluster:eems", {**ROW, **link})


SCALARS = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | TEXT  # as columns hold


@given(
    st.recursive(
        SCALARS, lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner), max_leaves=9
    )
)
def test_the_canonical_text_is_sorted_json_without_spaces(value: object) -> None:
    usual = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert canonical(value) == usual


def test_a_place_that_is_no_number_is_no_place() -> None:
    with pytest.raises(ValueError, match="format code 'd'"):
        chain_hash("cluster:eems", {**ROW, "previous_hash": "", "sequence": '1,"x":1'})
