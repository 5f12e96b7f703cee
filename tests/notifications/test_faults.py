"""Whatever a receiver does: the message waits or is given up, and no word of it is repeated."""

import logging
import os
import socket
import ssl
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as Mail
from sqlalchemy import Engine, text

from models.errors import TransportError
from models.storage.database import reading
from notifications.channels import Channel, Limits
from notifications.channels.folder import mail_folder
from notifications.channels.smtp import Smtp
from notifications.channels.webhook import Webhook, signing_keys
from notifications.delivery import Delivery, send_messages
from notifications.settings import SmtpSecurity
from tests.notifications.channels.test_smtp import HOST, Mailbox, a_server
from tests.notifications.post import LOOPBACK, MORNING, attempts, some_messages, the_message
from tests.notifications.receivers import a_raw_server, saying

FULL = Path("/dev/full")  # Linux has it: every write finds no space left
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PASSWORD = "wachtwoord-dat-nergens-staat"
# Parts of the address, of the text, of the key and of what receivers answer.
MARKED = (
    "geheim-pad",
    "iemand-bijzonder",
    "nadert de grens",
    PASSWORD,
    SECRET[6:],
    "eigen woorden",
)

Server = Callable[[socket.socket], None]


def an_answer(status: str, *headers: str) -> Server:
    lines = [f"HTTP/1.1 {status}", *headers, "Content-Length: 13", "", "eigen woorden"]
    return saying("\r\n".join(lines).encode())


def dripping(connection: socket.socket) -> None:
    """Answer a letter at a time, each well within the timeout, for ever."""
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nX-Eigen: ")
    while True:
        connection.sendall(b"x")
        time.sleep(0.02)


def silent(connection: socket.socket) -> None:
    connection.recv(65_536)
    time.sleep(2)


def hanging_up(connection: socket.socket) -> None:
    """Say no word, and end the connection in peace: bytes left unread would reset it."""
    connection.recv(65_536)
    connection.shutdown(socket.SHUT_WR)
    while connection.recv(65_536):
        pass


def endless(connection: socket.socket) -> None:
    """Accept, and then say more than anybody wants to read."""
    connection.recv(65_536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


def send(engine: Engine, **channels: Channel) -> Delivery:
    return send_messages(engine, now=MORNING, channels=channels, jitter=lambda: 1.0)


def a_webhook() -> Webhook:
    return Webhook(
        signing_keys(SECRET),
        "urn:nld:mijlpaal",
        lambda: MORNING,
        timeout_seconds=0.3,
        limits=Limits(deadline_seconds=0.5),
        reach=LOOPBACK,
    )


@pytest.fixture(autouse=True)
def nothing_is_repeated(engine: Engine, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """After each of these tests: no secret in the logs, nor where people read what went wrong."""
    caplog.set_level(logging.DEBUG)
    yield
    everything = caplog.get_records("call")
    records = [record for record in everything if record.name != "mail.log"]  # that server's own
    logged = " ".join(str(vars(record)) + str(record.exc_text) for record in records)
    assert logged
    with reading(engine) as session:
        told = str(session.execute(text("SELECT problem FROM message")).all())
        told += str(session.execute(text("SELECT * FROM attempt")).all())
        told += str(session.execute(text("SELECT * FROM circuit")).all())
    assert [word for word in MARKED if word in logged + told] == []


# --- over HTTP -------------------------------------------------------------------------------

TEMPORARY = {
    "500": (an_answer("500 Oops"), "HTTP 500"),
    "503": (an_answer("503 Busy"), "HTTP 503"),
    "429": (an_answer("429 Slow down", "Retry-After: 1800"), "HTTP 429"),
    "garbage": (saying(b"eigen woorden\x00\xff\r\n\r\n"), "geen verbinding (RemoteProtocolError)"),
    "silence": (silent, "antwoordt niet op tijd"),
    "slow drip": (dripping, "niet klaar binnen 0.5 seconden"),
    "hanging up": (hanging_up, "geen verbinding (RemoteProtocolError)"),
}
PERMANENT = {
    "404": (an_answer("404 Gone fishing"), "HTTP 404"),
    "410": (an_answer("410 Gone"), "HTTP 410"),
    "redirect": (an_answer("302 Found", "Location: http://10.0.0.1/geheim-pad"), "HTTP 302"),
    "redirect to itself": (an_answer("307 Here", "Location: /"), "HTTP 307"),
}


@contextmanager
def an_event_to(engine: Engine, serve: Server, scheme: str = "http") -> Iterator[None]:
    with a_raw_server(serve) as port:
        some_messages(engine, channel="webhook", address=f"{scheme}://{HOST}:{port}/geheim-pad")
        yield


@pytest.mark.parametrize("fault", TEMPORARY)
def test_what_may_pass_is_tried_again(engine: Engine, fault: str) -> None:
    serve, words = TEMPORARY[fault]

    with an_event_to(engine, serve):
        sent = send(engine, webhook=a_webhook())

    assert (sent.failed, sent.dead) == (1, 0)
    assert words in sent.problems[0]
    assert the_message(engine).next_attempt_at >= MORNING + timedelta(minutes=1)


@pytest.mark.parametrize("fault", PERMANENT)
def test_what_will_never_be_accepted_is_given_up_at_once(engine: Engine, fault: str) -> None:
    serve, words = PERMANENT[fault]

    with an_event_to(engine, serve):
        sent = send(engine, webhook=a_webhook())

    assert (sent.failed, sent.dead) == (0, 1)
    assert words in sent.problems[0]


def test_the_wait_that_a_receiver_asks_for_is_kept(engine: Engine) -> None:
    with an_event_to(engine, an_answer("429 Slow down", "Retry-After: 1800")):
        send(engine, webhook=a_webhook())

    assert the_message(engine).next_attempt_at == MORNING + timedelta(minutes=30)


def test_an_answer_without_end_is_a_delivery_of_which_no_more_is_read(engine: Engine) -> None:
    with an_event_to(engine, endless):
        assert send(engine, webhook=a_webhook()).sent == 1


def test_a_certificate_that_nobody_vouches_for_is_no_receiver(engine: Engine) -> None:
    def serve(connection: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)  # without any certificate to show
        with context.wrap_socket(connection, server_side=True):
            pass

    with an_event_to(engine, serve, "https"):
        sent = send(engine, webhook=a_webhook())

    assert sent.failed == 1
    assert "geen verbinding (ConnectError)" in sent.problems[0]


def test_a_server_that_speaks_no_tls_is_no_receiver(engine: Engine) -> None:
    with an_event_to(engine, saying(b"eigen woorden\r\n"), "https"):
        sent = send(engine, webhook=a_webhook())

    assert (sent.failed, sent.dead) == (1, 0)


# --- over SMTP -------------------------------------------------------------------------------


def a_mail_channel(port: int, deadline_seconds: float = 5) -> Smtp:
    return Smtp(
        HOST,
        port,
        SmtpSecurity.NONE,
        "mijlpaal@kgg.example",
        timeout_seconds=2,
        password=PASSWORD,
        limits=Limits(at_once=2, at_once_per_receiver=2, deadline_seconds=deadline_seconds),
    )


def a_mail(engine: Engine, count: int = 1) -> None:
    some_messages(engine, count, address="iemand-bijzonder@voorbeeld.example")


@pytest.mark.parametrize(
    ("mailbox", "dead", "words"),
    [
        (Mailbox(rcpt="451 4.7.1 eigen woorden"), 0, "weigert de ontvanger (SMTP 451)"),
        (Mailbox(rcpt="550 5.1.1 eigen woorden"), 1, "weigert de ontvanger (SMTP 550)"),
        (Mailbox(data="452 4.3.1 eigen woorden"), 0, "weigert de opdracht (SMTP 452)"),
        (Mailbox(data="554 5.7.1 eigen woorden"), 1, "weigert de opdracht (SMTP 554)"),
        (Mailbox(data="421 4.3.2 eigen woorden"), 0, "(SMTP 421)"),
    ],
)
def test_the_mail_servers_answer_decides(
    engine: Engine, mailbox: Mailbox, dead: int, words: str
) -> None:
    a_mail(engine)

    with a_server(mailbox) as port:
        sent = send(engine, email=a_mail_channel(port))

    assert (sent.failed, sent.dead) == (1 - dead, dead)
    assert words in sent.problems[0]


def test_a_connection_lost_in_the_middle_of_a_mail_is_tried_again(engine: Engine) -> None:
    class Leaving(Mailbox):
        async def handle_DATA(  # noqa: N802  (the name is aiosmtpd's)
            self, server: SMTP, _session: Session, _envelope: Mail
        ) -> str:
            assert server.transport is not None
            server.transport.close()
            return "250 too late"

    a_mail(engine)

    with a_server(Leaving()) as port:
        sent = send(engine, email=a_mail_channel(port))

    assert (sent.failed, sent.dead) == (1, 0)
    assert "geen verbinding met mailserver" in sent.problems[0]


@pytest.mark.parametrize("greeting", [b"eigen woorden\r\n", b"\xff\x00\r\n", b"220\r\n250-"])
def test_a_server_that_speaks_something_else_is_tried_again(
    engine: Engine, greeting: bytes
) -> None:
    a_mail(engine)

    with a_raw_server(lambda connection: connection.sendall(greeting)) as port:
        sent = send(engine, email=a_mail_channel(port))

    assert (sent.failed, sent.dead) == (1, 0)


def test_a_mail_server_that_drips_keeps_nobody(engine: Engine) -> None:
    def drip(connection: socket.socket) -> None:
        while True:
            connection.sendall(b"2")
            time.sleep(0.02)

    a_mail(engine)
    begin = time.monotonic()

    with a_raw_server(drip) as port:
        sent = send(engine, email=a_mail_channel(port, deadline_seconds=0.2))

    assert sent.failed == 1
    assert time.monotonic() - begin < 20  # it would drip for ever


def test_mails_share_their_connections(engine: Engine) -> None:
    greeted: list[str] = []

    class Counting(Mailbox):
        async def handle_EHLO(  # noqa: N802  (idem)
            self,
            _server: SMTP,
            session: Session,
            _envelope: Mail,
            hostname: str,
            responses: list[str],
        ) -> list[str]:
            session.host_name = hostname
            greeted.append(hostname)
            return responses

    a_mail(engine, 20)
    mailbox = Counting()

    with a_server(mailbox) as port:
        sent = send(engine, email=a_mail_channel(port))

    assert (sent.sent, len(mailbox.mails)) == (20, 20)
    assert len(greeted) <= 2


def test_a_refused_mail_spoils_no_connection_for_the_next(engine: Engine) -> None:
    class Choosy(Mailbox):
        async def handle_DATA(  # noqa: N802  (idem)
            self, _server: SMTP, _session: Session, envelope: Mail
        ) -> str:
            self.mails.append(envelope)
            return "554 no" if len(self.mails) % 2 else "250 OK"

    a_mail(engine, 10)

    with a_server(Choosy()) as port:
        sent = send(engine, email=a_mail_channel(port))

    assert (sent.sent, sent.dead) == (5, 5)


def test_a_connection_that_its_server_gave_up_is_replaced(engine: Engine) -> None:
    class Hasty(Mailbox):
        async def handle_DATA(  # noqa: N802  (idem)
            self, server: SMTP, _session: Session, envelope: Mail
        ) -> str:
            self.mails.append(envelope)
            assert server.loop is not None
            assert server.transport is not None
            server.loop.call_later(0.01, server.transport.close)
            return "250 OK, and goodbye"

    a_mail(engine, 4)
    with a_server(Hasty()) as port:
        slow = Limits(at_once=1, at_once_per_receiver=1, per_second=4)
        channel = Smtp(
            HOST, port, SmtpSecurity.NONE, "mijlpaal@kgg.example", 2, password=PASSWORD, limits=slow
        )
        sent = send(engine, email=channel)

    assert sent == Delivery(sent=4)


# --- on disk ---------------------------------------------------------------------------------


@pytest.mark.skipif(not FULL.exists(), reason="no device here that is always full")
def test_a_full_disk_leaves_the_message_for_later_and_no_half_file(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_the_full_device(**where: str | Path) -> tuple[int, str]:
        name = Path(where["dir"]) / ".half.tmp"
        name.touch()
        return os.open(FULL, os.O_WRONLY), str(name)

    a_mail(engine)
    folder = mail_folder(tmp_path, "mijlpaal@localhost")
    with monkeypatch.context() as patch:
        patch.setattr(tempfile, "mkstemp", on_the_full_device)
        sent = send(engine, email=folder)

    assert sent.failed == 1
    assert "No space left" in sent.problems[0]
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert attempts(engine)[0][1] == "failed"
    assert the_message(engine).next_attempt_at > MORNING


# --- in our own code -------------------------------------------------------------------------


def test_a_defect_in_a_channel_repeats_nothing_of_what_it_held(engine: Engine) -> None:
    class Defective(Smtp):
        def send(self, *held: object) -> None:
            raise ValueError(held)

    a_mail(engine)

    sent = send(engine, email=Defective(HOST, 1, SmtpSecurity.NONE, "x@y.example", 1))

    assert sent.failed == 1
    assert "onverwachte fout (ValueError)" in sent.problems[0]


def test_an_address_that_makes_no_sense_stops_no_round(engine: Engine) -> None:
    class Puzzled(Webhook):
        def receiver_of(self, message: object) -> str:
            raise ValueError(message)

    some_messages(engine, channel="webhook", address="geheim-pad")
    channel = Puzzled(signing_keys(SECRET), "urn:nld:mijlpaal", lambda: MORNING)

    assert send(engine, webhook=channel).dead == 1


def test_what_a_failure_says_is_what_is_stored(engine: Engine) -> None:
    with an_event_to(engine, an_answer("404 Gone")):
        send(engine, webhook=a_webhook())

    failure = TransportError(channel="webhook", problem="HTTP 404", permanent=True)
    assert the_message(engine).problem == failure.say()
