"""A message as an e-mail."""

from dataclasses import replace
from datetime import UTC
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import TransportError
from notifications.channels.envelope import Envelope
from notifications.channels.mime import build_mail
from tests.notifications.post import MORNING, an_envelope

SENDER = "Mijlpaal <mijlpaal@kgg.example>"


def written(envelope: Envelope | None = None, *, unsubscribe: str = "") -> bytes:
    return build_mail(envelope or an_envelope(), SENDER, unsubscribe=unsubscribe).as_bytes()


def built(envelope: Envelope | None = None, *, unsubscribe: str = "") -> EmailMessage:
    """Return the mail as a receiver reads it."""
    content = written(envelope, unsubscribe=unsubscribe)
    return message_from_bytes(content, _class=EmailMessage, policy=SMTP)


def test_text_and_html_stand_side_by_side_the_text_first() -> None:
    mail = built()

    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert isinstance(text, EmailMessage)
    assert isinstance(html, EmailMessage)
    assert text.get_content_type() == "text/plain"
    assert text.get_content() == "Eén mijlpaal nadert de grens.\r\n"
    assert html.get_content_type() == "text/html"
    assert "Eén mijlpaal" in html.get_content()


def test_the_headers_say_who_when_and_that_no_person_wrote_it() -> None:
    mail = built()

    assert mail["From"] == SENDER
    assert mail["To"] == "eigenaar@voorbeeld.example"
    assert mail["Subject"] == "Mijlpalen op 23 september 2026: 1 nabij de grens"
    assert mail["Date"].datetime.astimezone(UTC) == MORNING
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "nl"


def test_the_id_is_made_of_the_messages_own_and_the_senders_domain() -> None:
    assert built()["Message-ID"] == f"<{an_envelope().uid}@kgg.example>"


def test_the_same_message_is_the_same_bytes_at_every_try() -> None:
    assert written() == written()


def test_any_mail_server_can_carry_it() -> None:
    words = "één " * 400 + "x" * 2_000
    envelope = replace(an_envelope(), subject=words, body_text=words, body_html=f"<p>{words}</p>")

    content = written(envelope)

    assert content.isascii()
    # RFC 5321, 4.5.3.1.6; only CRLF ends a line.
    assert max(len(line) for line in content.split(b"\r\n")) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    text = built(envelope).get_body(("plain",))
    assert text is not None
    assert text.get_content().split() == words.split()
    assert built(envelope)["Subject"] == words.strip()


# --- threads and preferences -----------------------------------------------------------------


def test_messages_about_one_milestone_are_one_conversation() -> None:
    first, second = (replace(an_envelope(), uid=uid, thread="draad") for uid in ("een", "twee"))

    for mail in (built(first), built(second)):
        assert mail["References"] == mail["In-Reply-To"] == "<draad@kgg.example>"
    assert built(first)["Message-ID"] != built(second)["Message-ID"]


def test_a_message_about_several_milestones_joins_no_conversation() -> None:
    mail = built(replace(an_envelope(), thread=""))

    assert mail["References"] is None
    assert mail["In-Reply-To"] is None


def test_who_wants_fewer_messages_writes_to_the_sender_and_says_which_this_was() -> None:
    mail = built()

    address = f"mailto:mijlpaal@kgg.example?subject=Voorkeuren%20{an_envelope().uid}"
    assert mail["List-Unsubscribe"] == f"<{address}>"


def test_the_page_of_preferences_takes_its_place_however_long_its_address() -> None:
    page = "https://mijlpaal.kgg.example/" + "voorkeuren/" * 20

    assert f"\r\nList-Unsubscribe: <{page}>\r\n".encode() in written(unsubscribe=page)


def test_no_program_can_silence_a_duty_with_one_click() -> None:
    assert built()["List-Unsubscribe-Post"] is None


# --- what does not belong in a mail ----------------------------------------------------------


def test_no_header_but_to_and_from_says_who_is_written_to() -> None:
    mail = built(replace(an_envelope(), thread="draad"))

    others = {name: value for name, value in mail.items() if name not in {"To", "From"}}
    assert "eigenaar" not in str(others)
    assert "voorbeeld.example" not in str(others)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "geen adres",
        "a@b@c",
        "@",
        "x@y.example\r\nBcc: ander@voorbeeld.example",
        "x@y.example, ander@voorbeeld.example",
        "Naam <x@y.example>",
        "josé@voorbeeld.example",
        "x@größe.voorbeeld.example",
    ],
)
def test_what_is_no_single_address_is_refused_for_good_and_not_repeated(address: str) -> None:
    with pytest.raises(TransportError) as refused:
        build_mail(an_envelope(address), SENDER)

    assert refused.value.permanent
    assert "voorbeeld.example" not in str(refused.value)


@pytest.mark.parametrize(
    "between", ["\r\n", "\n", "\r", "\x00", "\x0b", "\x85", "\u2028", "\u202e"]
)
def test_a_line_break_in_the_subject_makes_no_header(between: str) -> None:
    mail = built(replace(an_envelope(), subject=f"Een{between}Bcc: ander@voorbeeld.example"))

    assert mail["Bcc"] is None
    assert mail["Subject"] == "Een Bcc: ander@voorbeeld.example"


@settings(max_examples=40)
@given(st.text(), st.text(), st.text())
def test_whatever_a_message_says_its_headers_are_ours(subject: str, text: str, html: str) -> None:
    envelope = replace(an_envelope(), subject=subject, body_text=text, body_html=html)

    mail = built(envelope)

    assert mail.keys() == built().keys()
    assert mail.get_content_type() == "multipart/alternative"


INJECTED = "x\r\nBcc: ander@voorbeeld.example"


@pytest.mark.parametrize(
    "envelope",
    [
        replace(an_envelope(), uid=INJECTED),
        replace(an_envelope(), language=INJECTED),
        replace(an_envelope(), thread=INJECTED),
        replace(an_envelope(), body_text="een half teken: \ud800"),
    ],
)
def test_what_does_not_fit_in_a_mail_is_refused_for_good(envelope: Envelope) -> None:
    with pytest.raises(TransportError) as refused:
        build_mail(envelope, SENDER)

    assert refused.value.permanent
