"""Addresses are refused before a message is lost on them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InvalidAmendmentError, Words
from notifications.addresses import require_reachable

CONTACT = Words("contact 'x'", "contact 'x'")


@pytest.mark.parametrize(
    ("channel", "address"),
    [
        ("email", "beleid@kgg.example"),
        ("email", "parlementair.team+kamer@min.kgg.example"),
        ("email", "beleid@xn--mnster-3ya.example"),
        ("webhook", "https://zaaksysteem.limburg.example/mijlpaal?soort=1"),
        ("webhook", "http://127.0.0.1:8080/"),
        ("notify", "beleid@kgg.example"),
        ("apprise", "ntfy://ntfy.sh/mijlpaal"),
    ],
)
def test_what_can_be_reached_is_accepted(channel: str, address: str) -> None:
    require_reachable(CONTACT, channel, address)


@pytest.mark.parametrize(
    ("channel", "address", "said"),
    [
        ("email", "beleid", "naam@domein.nl"),
        ("email", "Beleid <beleid@kgg.example>", "zonder naam"),
        ("email", "a@b.example, c@d.example", "één e-mailadres"),
        ("email", "a@b.example\nBcc: x@y.example", "naam@domein.nl"),
        ("email", " a@b.example", "naam@domein.nl"),
        ("email", "a@localhost", "naam@domein.nl"),
        ("email", "a@@b.example", "naam@domein.nl"),
        ("email", "minïster@kgg.example", "ASCII"),
        ("email", "a@" + "b" * 250 + ".example", "254"),
        ("email", "https://kgg.example", "naam@domein.nl"),
        ("webhook", "beleid@kgg.example", "https://domein/pad"),
        ("webhook", "ftp://kgg.example/", "https://domein/pad"),
        ("webhook", "https://", "https://domein/pad"),
        ("webhook", "https://kgg.example:99999/", "https://domein/pad"),
        ("webhook", "https://[::1", "https://domein/pad"),
        ("webhook", "https://kgg.example/a b", "https://domein/pad"),
        ("webhook", "https://kgg.example/\r\nHost: x", "https://domein/pad"),
        ("webhook", "https://naam:geheim@kgg.example/", "wachtwoord"),
        ("webhook", "https://kgg.example/#deel", "#"),
        ("apprise", "ntfy://ntfy.sh/a b", "zonder spaties"),
        ("fax", "070", "mogelijk: apprise, notify, email, webhook"),
    ],
)
def test_what_cannot_be_reached_is_refused_with_what_can(
    channel: str, address: str, said: str
) -> None:
    with pytest.raises(InvalidAmendmentError) as refused:
        require_reachable(CONTACT, channel, address)

    assert said in refused.value.say("nl")


@given(channel=st.sampled_from(["email", "webhook"]), address=st.text(max_size=60))
def test_whatever_is_typed_is_accepted_or_refused_in_words(channel: str, address: str) -> None:
    with suppress(InvalidAmendmentError):
        require_reachable(CONTACT, channel, address)
