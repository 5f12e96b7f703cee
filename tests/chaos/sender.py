"""A process that sends what is due, again and again, until it is told to stop, or killed."""

import logging
import os
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import notifications.outbox
from models import clock
from models.storage.database import make_engine
from notifications.backoff import Backoff
from notifications.channels import make_channels
from notifications.delivery import send_messages
from notifications.settings import MessageSettings

# What takes minutes on a real day takes seconds here.
CLAIM_HOLDS = timedelta(seconds=4)
BACKOFF = Backoff(first=timedelta(seconds=0.2), longest=timedelta(seconds=2))
DELIVERY_SECONDS = 2.0

_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
_SECONDS_BETWEEN_ROUNDS = 0.05


@dataclass(frozen=True)
class Post:
    """Where messages are, and where they go."""

    url: str
    home: Path
    smtp_port: int

    @property
    def stop(self) -> Path:
        """The file that tells senders to stop: no lock that a killed process could keep."""
        return self.home / "stop"

    def begun(self, pid: int | None) -> Path:
        """Return the file by which a sender says that it is about to claim."""
        return self.home / f"begun-{pid}"


def send(post: Post) -> None:
    """Send until the file is there and nothing is left in the outbox."""
    logging.getLogger("notifications").setLevel(logging.ERROR)  # failed tries are meant here
    notifications.outbox.CLAIM_HOLDS = CLAIM_HOLDS
    engine = make_engine(post.url, lock_wait_seconds=30)
    channels = make_channels(_settings(post))
    readings = count()

    def now() -> datetime:
        if next(readings) == 1:  # the first is for what a clock ahead put off, then comes a claim
            post.begun(os.getpid()).touch()
        return clock.now()

    while True:
        delivery = send_messages(engine, now=now, channels=channels, backoff=BACKOFF)
        if post.stop.exists() and not delivery.waiting:
            return
        time.sleep(_SECONDS_BETWEEN_ROUNDS)


def _settings(post: Post) -> MessageSettings:
    return MessageSettings.model_validate(
        {
            "home": post.home,
            "mail_channel": "smtp",
            "smtp_host": "127.0.0.1",
            "smtp_port": post.smtp_port,
            "smtp_security": "none",
            "webhook_channel": "http",
            "webhook_secret": _SECRET,
            "networks_allowed": "127.0.0.0/8",
            "delivery_seconds": DELIVERY_SECONDS,
        }
    )
