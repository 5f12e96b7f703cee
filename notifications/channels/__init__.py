"""The channels: one small file each, opened together for a round of sending."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import httpx

from models import clock
from notifications.channels.eml_folder import EmlFolder
from notifications.channels.envelope import Channel, Envelope
from notifications.channels.smtp import Smtp
from notifications.channels.webhook import Webhook, signing_key
from notifications.settings import MailChannel, MessageSettings

__all__ = ["Channel", "Envelope", "open_channels"]


@contextmanager
def open_channels(
    settings: MessageSettings, *, now: Callable[[], datetime] = clock.now
) -> Iterator[Mapping[str, Channel]]:
    """Yield the channels by the word that a contact carries: ``email`` and ``webhook``.

    ``webhook`` is absent while no secret is set: nothing goes out unsigned.

    Args:
        settings: which mail channel, and how to reach it.
        now: the real moment, which a webhook's signature carries whatever day is run.

    Raises:
        FolderUnwritableError: the outbox folder cannot be written.
        SettingError: the webhook secret cannot be used.
    """
    channels: dict[str, Channel] = {"email": _mail_channel(settings)}
    with httpx.Client(timeout=settings.webhook_timeout_seconds) as client:
        if settings.webhook_secret is not None:
            key = signing_key(settings.webhook_secret.get_secret_value())
            channels["webhook"] = Webhook(client, key, settings.event_source, now)
        yield channels


def _mail_channel(settings: MessageSettings) -> Channel:
    if settings.mail_channel is MailChannel.EML:
        return EmlFolder.opened(settings.outbox_folder, settings.mail_from)
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.mail_from,
        timeout_seconds=settings.smtp_timeout_seconds,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
    )
