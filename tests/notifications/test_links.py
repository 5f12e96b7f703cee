"""Acknowledge links: signed, for one act of one contact, and worthless when touched."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from models.errors import ForgedLinkError
from models.storage.database import reading, transaction
from models.tables import LinkKey
from notifications.link_keys import SEASON, claim_of, key_of
from notifications.links import VALID_FOR, Claim, Links, LinkSecret, hidden, read_token, token_of

DAY = date(2026, 12, 8)
KEY = LinkSecret(3, b"a secret of the tests only")
CLAIM = Claim(contact_id=12, milestone_id=340, issued_on=DAY)
TOKEN = token_of(CLAIM, KEY)
SECRETS = {KEY.id: KEY.secret}


def test_a_link_says_what_it_was_made_for() -> None:
    assert read_token(TOKEN, SECRETS) == CLAIM
    assert CLAIM.expires_on == DAY + VALID_FOR


@given(at=st.integers(0, len(TOKEN) - 1), letter=st.characters(codec="ascii"))
def test_whoever_changes_one_letter_has_no_link(at: int, letter: str) -> None:
    changed = TOKEN[:at] + letter + TOKEN[at + 1 :]

    if changed != TOKEN:
        with pytest.raises(ForgedLinkError):
            read_token(changed, SECRETS)


@given(text=st.text(max_size=80))
def test_no_text_of_any_kind_is_a_link(text: str) -> None:
    with pytest.raises(ForgedLinkError):
        read_token(text, SECRETS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        TOKEN + "\n",
        TOKEN + "=",
        TOKEN.replace("12", "012"),
        TOKEN.replace("12", "１２"),  # noqa: RUF001  (digits of another script)
        "9" * 400,
        f"3.{'9' * 19}.340.739958.{'a' * 22}",
        f"3.12.340.9999999.{'a' * 22}",
        f"3.12.340.3652059.{'a' * 22}",
    ],
)
def test_what_only_looks_like_a_link_is_none(text: str) -> None:
    with pytest.raises(ForgedLinkError):
        read_token(text, SECRETS)


def test_a_link_of_another_key_is_none() -> None:
    with pytest.raises(ForgedLinkError):
        read_token(token_of(CLAIM, LinkSecret(3, b"another secret")), SECRETS)
    with pytest.raises(ForgedLinkError):
        read_token(token_of(CLAIM, LinkSecret(4, KEY.secret)), SECRETS)
    with pytest.raises(ForgedLinkError):
        read_token(token_of(CLAIM, LinkSecret(4, b"")), SECRETS)


def test_a_text_can_be_shown_without_its_links_working() -> None:
    link = Links("https://mijlpaal.example", KEY).address_of(CLAIM)

    assert hidden(f"Zie\n    {link}\nen verder") == (
        "Zie\n    https://mijlpaal.example/bevestig/…\nen verder"
    )


# --- keys ------------------------------------------------------------------------------------


def test_a_key_signs_for_a_season_and_then_another_does(engine: Engine) -> None:
    last_day = DAY + SEASON - timedelta(days=1)

    with transaction(engine) as session:
        first = key_of(session, DAY)
        assert key_of(session, last_day) == first
        second = key_of(session, last_day + timedelta(days=1))

    assert second.id != first.id
    assert second.secret != first.secret
    assert len(first.secret) == 32


def test_links_of_the_last_season_still_work(engine: Engine) -> None:
    last_day = DAY + SEASON - timedelta(days=1)
    claim = Claim(12, 340, last_day)
    with transaction(engine) as session:
        token = token_of(claim, key_of(session, DAY))
        key_of(session, last_day + timedelta(days=1))

    with reading(engine) as session:
        assert claim_of(session, token) == claim


def test_a_key_that_leaked_makes_no_links_of_a_later_day(engine: Engine) -> None:
    with transaction(engine) as session:
        leaked = key_of(session, DAY)
        forged = [
            token_of(Claim(12, 340, day), leaked)
            for day in (DAY - timedelta(days=1), DAY + SEASON, DAY + 4 * SEASON)
        ]

        for token in forged:
            with pytest.raises(ForgedLinkError):
                claim_of(session, token)


def test_a_day_before_the_first_key_has_a_key_of_its_own(engine: Engine) -> None:
    with transaction(engine) as session:
        later = key_of(session, DAY)
        earlier = key_of(session, DAY - timedelta(days=200))

        assert earlier.id != later.id
        assert len(session.exec(select(LinkKey)).all()) == 2


def test_a_link_of_a_key_that_never_was_is_none(engine: Engine) -> None:
    with reading(engine) as session, pytest.raises(ForgedLinkError):
        claim_of(session, TOKEN)
