"""The channels: one small file each, found by what they hold."""

import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from importlib import import_module
from typing import cast

from models import clock
from notifications.channels.channel import Channel, ChannelModule, Deliver, Limits
from notifications.channels.envelope import Envelope
from notifications.channels.folder import folder_for
from notifications.settings import MessageSettings

__all__ = [
    "Channel",
    "Deliver",
    "Envelope",
    "Limits",
    "channel_words",
    "does_anything_leave",
    "make_channels",
]


def make_channels(
    settings: MessageSettings,
    *,
    now: Callable[[], datetime] = clock.now,
    is_kept_here: bool = False,
) -> Mapping[str, Channel]:
    """Return the channels by the word that a contact carries (``email``, ``webhook`` …).

    What the settings do not ask for writes into the outbox folder: nothing leaves a machine by
    accident.

    Args:
        settings: which channels, and how to reach them.
        now: the real moment, which a webhook's signature carries whatever day is run.
        is_kept_here: whether every message is to be a file, whatever the settings say.

    Raises:
        FolderUnwritableError: the outbox folder cannot be written.
        SettingError: a channel cannot work with its settings.
    """
    modules = list(_modules())
    channels = {}
    if not is_kept_here:
        made = ((module.WORD, module.make(settings, now=now)) for module in modules)
        channels = {word: channel for word, channel in made if channel is not None}
    for word in _words(modules):
        if word not in channels:
            channels[word] = folder_for(word, settings)
    return channels


def does_anything_leave(settings: MessageSettings) -> bool:
    """Return whether one channel at least is real: its messages leave this machine.

    Raises:
        SettingError: a channel cannot work with its settings.
    """
    return any(module.make(settings, now=clock.now) is not None for module in _modules())


def channel_words() -> tuple[str, ...]:
    """Return the words that a contact may carry."""
    return _words(_modules())


def _words(modules: Iterable[ChannelModule]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(module.WORD for module in modules))


def _modules() -> Iterator[ChannelModule]:
    for found in pkgutil.iter_modules(__path__):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "WORD"):
            yield cast("ChannelModule", module)
