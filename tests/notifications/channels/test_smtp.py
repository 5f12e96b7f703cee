"""E-mail over a real SMTP connection to a server of our own."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email import message_from_bytes
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthenticatorType, AuthResult, Envelope, LoginPassword, Session

from models.errors import TransportError
from notifications.channels.folder import mail_folder
from notifications.channels.smtp import Smtp
from notifications.settings import SmtpSecurity
from tests.notifications.certificates import a_trusted_server
from tests.notifications.post import an_envelope, deliver_by

HOST = "127.0.0.1"
SENDER = "Mijlpaal <mijlpaal@kgg.example>"


class Mailbox:
    """Keeps what arrives, or answers what it is told to."""

    def __init__(self, rcpt: str = "250 OK", data: str = "250 OK") -> None:
        self.answers = {"rcpt": rcpt, "data": data}
        self.mails: list[Envelope] = []

    async def handle_RCPT(  # noqa: N802  (the name is aiosmtpd's)
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers["rcpt"]

    async def handle_DATA(  # noqa: N802  (idem)
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.answers["data"].startswith("250"):
            self.mails.append(envelope)
        return self.answers["data"]


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def a_server(
    mailbox: Mailbox,
    authenticator: AuthenticatorType | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    security: SmtpSecurity = SmtpSecurity.NONE,
) -> Iterator[int]:
    controller = Controller(
        mailbox,
        hostname=HOST,
        port=a_free_port(),
        authenticator=authenticator,
        auth_require_tls=False,
        ssl_context=tls if security is SmtpSecurity.TLS else None,
        tls_context=tls if security is SmtpSecurity.STARTTLS else None,
        require_starttls=security is SmtpSecurity.STARTTLS,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def a_channel(
    port: int, security: SmtpSecurity = SmtpSecurity.NONE, user: str = "", password: str = ""
) -> Smtp:
    return Smtp(HOST, port, security, SENDER, timeout_seconds=5, user=user, password=password)


def failure_of(channel: Smtp) -> TransportError:
    with pytest.raises(TransportError) as failed:
        deliver_by(channel, an_envelope())
    assert "voorbeeld.example" not in failed.value.say()
    return failed.value


def test_a_mail_arrives_with_its_stable_id() -> None:
    mailbox = Mailbox()

    with a_server(mailbox) as port:
        deliver_by(a_channel(port), an_envelope())

    (envelope,) = mailbox.mails
    assert envelope.mail_from == "mijlpaal@kgg.example"
    assert envelope.rcpt_tos == ["eigenaar@voorbeeld.example"]
    assert isinstance(envelope.content, bytes)
    mail = message_from_bytes(envelope.content)
    assert mail["Message-ID"] == f"<{an_envelope().uid}@kgg.example>"


def test_what_arrives_is_byte_for_byte_what_the_folder_would_hold(tmp_path: Path) -> None:
    dotted = replace(an_envelope(), body_text=".\n..\nEén mijlpaal.\n")  # SMTP doubles such dots
    mail_folder(tmp_path, SENDER).write(dotted)
    mailbox = Mailbox()

    with a_server(mailbox) as port:
        deliver_by(a_channel(port), dotted)

    (envelope,) = mailbox.mails
    (path,) = tmp_path.rglob("*.eml")
    assert envelope.content == path.read_bytes()


def test_a_password_does_not_show() -> None:
    assert "zeer-geheim" not in repr(a_channel(25, user="mijlpaal", password="zeer-geheim"))


def test_a_server_that_is_not_there_is_worth_a_retry_and_says_what_to_check() -> None:
    port = a_free_port()

    failure = failure_of(a_channel(port))

    assert not failure.permanent
    assert f"{HOST}:{port}" in failure.say()
    assert "MIJLPAAL_SMTP_HOST" in failure.say()


@pytest.mark.parametrize(
    ("mailbox", "code", "permanent"),
    [
        (Mailbox(rcpt="550 5.1.1 <eigenaar@voorbeeld.example> unknown"), "550", True),
        (Mailbox(rcpt="451 4.7.1 greylisted"), "451", False),
        (Mailbox(data="554 5.7.1 refused"), "554", True),
        (Mailbox(data="452 4.3.1 insufficient storage"), "452", False),
    ],
)
def test_the_servers_answer_says_whether_trying_again_can_help(
    mailbox: Mailbox, code: str, permanent: bool
) -> None:
    with a_server(mailbox) as port:
        failure = failure_of(a_channel(port))

    assert failure.permanent is permanent
    assert f"SMTP {code}" in failure.say()


def test_a_server_without_starttls_gets_no_mail_in_the_clear() -> None:
    mailbox = Mailbox()

    with a_server(mailbox) as port:
        failure = failure_of(a_channel(port, SmtpSecurity.STARTTLS))

    assert not failure.permanent
    assert "STARTTLS" in failure.say()
    assert mailbox.mails == []


@pytest.mark.parametrize("security", [SmtpSecurity.TLS, SmtpSecurity.STARTTLS])
def test_a_mail_travels_under_tls_either_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: SmtpSecurity
) -> None:
    mailbox, context = Mailbox(), a_trusted_server(tmp_path, monkeypatch)

    with a_server(mailbox, tls=context, security=security) as port:
        deliver_by(a_channel(port, security), an_envelope())

    assert len(mailbox.mails) == 1


@pytest.mark.parametrize("security", [SmtpSecurity.TLS, SmtpSecurity.STARTTLS])
def test_a_server_with_a_certificate_of_another_gets_no_mail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: SmtpSecurity
) -> None:
    context = a_trusted_server(tmp_path, monkeypatch, host="mail.voorbeeld.example")
    mailbox = Mailbox()

    with a_server(mailbox, tls=context, security=security) as port:
        failure = failure_of(a_channel(port, security))

    assert not failure.permanent
    assert mailbox.mails == []


def test_a_server_that_speaks_no_tls_is_a_lost_connection() -> None:
    with a_server(Mailbox()) as port:
        failure = failure_of(a_channel(port, SmtpSecurity.TLS))

    assert not failure.permanent
    assert "geen verbinding" in failure.say()


@pytest.mark.parametrize(("password", "arrives"), [("goed", True), ("fout", False)])
def test_a_wrong_password_is_for_the_administrator_and_not_for_the_reader(
    password: str, arrives: bool
) -> None:
    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _kind: str, given: LoginPassword
    ) -> AuthResult:
        return AuthResult(success=given.password == b"goed", handled=False)

    mailbox = Mailbox()
    with a_server(mailbox, authenticate) as port:
        channel = a_channel(port, user="mijlpaal", password=password)
        if arrives:
            deliver_by(channel, an_envelope())
        else:
            failure = failure_of(channel)
            assert not failure.permanent
            assert "aanmelden" in failure.say()
            assert password not in failure.say()

    assert len(mailbox.mails) == int(arrives)


def test_a_server_that_goes_silent_is_worth_a_retry() -> None:
    with socket.socket() as silent:
        silent.bind((HOST, 0))
        silent.listen()
        channel = Smtp(
            HOST, silent.getsockname()[1], SmtpSecurity.NONE, SENDER, timeout_seconds=0.2
        )

        failure = failure_of(channel)

    assert not failure.permanent


def test_a_bad_goodbye_does_not_undo_a_delivery() -> None:
    class Rude(Mailbox):
        async def handle_QUIT(  # noqa: N802  (the name is aiosmtpd's)
            self, _server: SMTP, _session: Session, _envelope: Envelope
        ) -> str:
            return "421 going away"

    mailbox = Rude()
    with a_server(mailbox) as port:
        deliver_by(a_channel(port), an_envelope())

    assert len(mailbox.mails) == 1
