"""A message as an e-mail."""

from dataclasses import replace
from datetime import UTC
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from models.errors import TransportError
from notifications.channels.mime import Encoding, build_mail
from tests.notifications.post import MORNING, an_envelope

SENDER = "Mijlpaal <mijlpaal@kgg.example>"


def built(encoding: Encoding = "quoted-printable") -> EmailMessage:
    """Return the mail as a receiver reads it."""
    content = build_mail(an_envelope(), SENDER, encoding=encoding).as_bytes()
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


@pytest.mark.parametrize("encoding", ["quoted-printable", "8bit"])
def test_the_same_message_is_the_same_bytes_at_every_try(encoding: Encoding) -> None:
    first, second = (
        build_mail(an_envelope(), SENDER, encoding=encoding).as_bytes() for _ in range(2)
    )

    assert first == second


def test_what_goes_over_the_wire_is_ascii_and_what_lies_in_a_folder_reads_well() -> None:
    wire = build_mail(an_envelope(), SENDER, encoding="quoted-printable").as_bytes()
    file = build_mail(an_envelope(), SENDER, encoding="8bit").as_bytes()

    assert wire.isascii()
    assert "Eén mijlpaal nadert de grens." in file.decode()


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
    ],
)
def test_what_is_no_single_address_is_refused_for_good_and_not_repeated(address: str) -> None:
    with pytest.raises(TransportError) as refused:
        build_mail(an_envelope(address), SENDER, encoding="8bit")

    assert refused.value.permanent
    assert "voorbeeld.example" not in str(refused.value)


def test_a_line_break_in_the_subject_makes_no_header() -> None:
    envelope = replace(an_envelope(), subject="Een\r\nBcc: ander@voorbeeld.example")

    mail = build_mail(envelope, SENDER, encoding="8bit")

    assert mail["Bcc"] is None
    assert mail["Subject"] == "Een Bcc: ander@voorbeeld.example"
