"""A server that shows a certificate that will not do gets no message, over HTTP nor over SMTP."""

import ssl
from collections.abc import Callable
from pathlib import Path

import pytest

from models.errors import TransportError
from notifications.channels import Channel
from notifications.channels.certificate import certificate_problem
from notifications.channels.webhook import Webhook, signing_keys
from notifications.settings import SmtpSecurity
from tests.notifications.certificates import a_server_of_an_unknown_issuer, a_trusted_server
from tests.notifications.channels.test_smtp import Mailbox, a_channel, a_server
from tests.notifications.channels.test_webhook import SECRET, SOURCE, Receiver
from tests.notifications.post import LOOPBACK, MORNING, an_envelope, deliver_by

Shown = Callable[[Path, pytest.MonkeyPatch], ssl.SSLContext]


def expired(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    return a_trusted_server(folder, monkeypatch, is_expired=True)


def of_another_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    return a_trusted_server(folder, monkeypatch, host="ander.example")


def of_an_unknown_issuer(folder: Path, _monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    return a_server_of_an_unknown_issuer(folder)


FAULTS = [
    (expired, "het certificaat is verlopen"),
    (of_another_name, "het certificaat staat op een andere naam"),
    (of_an_unknown_issuer, "het certificaat komt van een onbekende uitgever"),
]


def over_http(context: ssl.SSLContext) -> tuple[TransportError, int]:
    receiver = Receiver(tls=context)
    with receiver.listening() as url:
        channel = Webhook(signing_keys(SECRET), SOURCE, lambda: MORNING, 2, reach=LOOPBACK)
        return failure_of(channel, url), len(receiver.requests)


def over_smtp(security: SmtpSecurity, context: ssl.SSLContext) -> tuple[TransportError, int]:
    mailbox = Mailbox()
    with a_server(mailbox, tls=context, security=security) as port:
        channel = a_channel(port, security)
        return failure_of(channel, "eigenaar@voorbeeld.example"), len(mailbox.mails)


def failure_of(channel: Channel, address: str) -> TransportError:
    with pytest.raises(TransportError) as failed:
        deliver_by(channel, an_envelope(address))
    return failed.value


@pytest.mark.parametrize(("shown", "words"), FAULTS)
@pytest.mark.parametrize("way", ["https", *(s for s in SmtpSecurity if s is not SmtpSecurity.NONE)])
def test_nothing_is_handed_over_and_what_to_mend_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str, shown: Shown, words: str
) -> None:
    context = shown(tmp_path, monkeypatch)

    failure, arrived = (
        over_http(context) if way == "https" else over_smtp(SmtpSecurity(way), context)
    )

    assert arrived == 0
    assert words in failure.say()
    assert (failure.permanent, failure.is_receivers) == (False, True)


def test_a_failure_of_another_kind_has_nothing_to_do_with_certificates() -> None:
    assert certificate_problem(ConnectionResetError()) is None
