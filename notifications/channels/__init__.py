"""The channels: one small file each, opened together for a round of sending."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import httpx

from models import clock
from notifications.channels.envelope import Channel, Envelope
from notifications.channels.folder import event_folder, mail_folder
from notifications.channels.smtp import Smtp
from notifications.channels.webhook import Webhook, signing_key
from notifications.settings import MailChannel, MessageSettings, WebhookChannel

__all__ = ["Channel", "Envelope", "open_channels"]


@contextmanager
def open_channels(
    settings: MessageSettings, *, now: Callable[[], datetime] = clock.now
) -> Iterator[Mapping[str, Channel]]:
    """Yield the channels by the word that a contact carries: ``email`` and ``webhook``.

    By default both write into the outbox folder: nothing leaves a machine by accident.

    Args:
        settings: which channels, and how to reach them.
        now: the real moment, which a webhook's signature carries whatever day is run.

    Raises:
        FolderUnwritableError: the outbox folder cannot be written.
        SettingError: the webhook secret is missing or cannot be used: nothing goes out unsigned.
    """
    mail = _mail_channel(settings)
    if settings.webhook_channel is WebhookChannel.FOLDER:
        yield {
            "email": mail,
            "webhook": event_folder(settings.outbox_folder, settings.event_source),
        }
        return
    key = signing_key(settings.webhook_secret.get_secret_value())
    with httpx.Client(timeout=settings.webhook_timeout_seconds) as client:
        yield {"email": mail, "webhook": Webhook(client, key, settings.event_source, now)}


def _mail_channel(settings: MessageSettings) -> Channel:
    if settings.mail_channel is MailChannel.EML:
        return mail_folder(settings.outbox_folder, settings.mail_from)
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.mail_from,
        timeout_seconds=settings.smtp_timeout_seconds,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
    )
