"""What is no text is refused before anything is written, alike on both databases."""

import pytest
from sqlalchemy import Engine
from sqlmodel import func, select

from models.errors import InvalidAmendmentError
from models.lifecycles.bulk import advance_many
from models.lifecycles.lifecycle import advance
from models.storage.database import transaction
from models.tables import Event
from models.vocabulary import SubjectKind
from tests.factories import a_cluster, a_ledger

MEGABYTE = "x" * 1_000_000
BAD_TEXTS = ["a\x00b", "half \ud800", "\udfff", "cut \x1f here", MEGABYTE]


@pytest.mark.parametrize("reason", BAD_TEXTS, ids=lambda text: ascii(text[:9]))
def test_a_reason_that_is_no_text_is_refused_and_nothing_is_written(
    engine: Engine, reason: str
) -> None:
    with transaction(engine) as session:
        ledger = a_ledger(session)
        a_cluster(ledger, "eems")
        key = SubjectKind.CLUSTER, "eems"

        with pytest.raises(InvalidAmendmentError, match="reason") as refused:
            advance(ledger, *key, "start_clusterplan", reason=reason)
        with pytest.raises(InvalidAmendmentError, match="reason"):
            advance_many(ledger, key[0], ["eems"], "start_clusterplan", reason=reason)

        assert refused.value.say("nl") != refused.value.say("en")
        assert len(refused.value.say("nl").encode()) < 400  # and the error can be told
        assert session.exec(select(func.count()).select_from(Event)).one() == 1


@pytest.mark.parametrize(
    "key", ["", " ", "a b", "<b>", 'a"b', "a&b", "k\x00", "\ud800", "k" * 10_000, "a\nb"], ids=ascii
)
def test_a_key_is_short_and_has_no_markup(engine: Engine, key: str) -> None:
    with transaction(engine) as session:
        with pytest.raises(InvalidAmendmentError, match="key"):
            a_cluster(a_ledger(session), key)

        assert session.exec(select(func.count()).select_from(Event)).one() == 0


@pytest.mark.parametrize(
    "actor", ["", "  ", "a\x00", "x" * 10_000], ids=lambda text: ascii(text[:5])
)
def test_nobody_writes_without_a_name(engine: Engine, actor: str) -> None:
    with transaction(engine) as session:
        with pytest.raises(InvalidAmendmentError, match="actor"):
            a_cluster(a_ledger(session, actor=actor))

        assert session.exec(select(func.count()).select_from(Event)).one() == 0


@pytest.mark.parametrize(
    "text", ["tab\tand\nline", "Curaçao", "🏭", "x" * 20_000], ids=lambda t: t[:5]
)
def test_text_is_kept_as_it_was_given(engine: Engine, text: str) -> None:
    with transaction(engine) as session:
        cluster = a_cluster(a_ledger(session), title=text)

    assert cluster.values["title"] == text
