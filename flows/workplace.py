"""The one composition point: what a command, a flow or a test needs to work with, put together.

Each package reads its own settings; nothing else here knows where a value comes from.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from flows.logs import kept_log
from models.rules.rulebook import Rulebook
from models.storage.database import make_engine
from models.storage.migrate import require_usable
from models.storage.settings import DatabaseSettings, read_settings
from notifications.settings import MessageSettings, message_settings
from reports.form import Form
from reports.settings import ReportSettings
from seeds.rulebook import load_rulebook

if TYPE_CHECKING:
    from notifications.channels import Channel


@dataclass(frozen=True, slots=True)
class Workplace:
    """An open database, the rules that it is judged by, and where things go."""

    engine: Engine
    rulebook: Rulebook
    home: Path  # the folder of everything embedded
    reports_folder: Path  # one folder per day below it
    report_formats: tuple[Form, ...]
    messages: MessageSettings
    is_kept_here: bool = False  # every message is a file, whatever the settings say

    def channels(self) -> Mapping[str, "Channel"]:
        """Return the channels for a round of sending; sending opens them.

        Raises:
            FolderUnwritableError: the outbox folder cannot be written.
            SettingError: a channel cannot work with its settings.
        """
        # Here, because most commands send nothing and need not pay for httpx.
        from notifications.channels import make_channels

        return make_channels(self.messages, is_kept_here=self.is_kept_here)

    def kept_here(self) -> "Workplace":
        """Return the same workplace with channels that leave the machine switched off."""
        return replace(self, is_kept_here=True)

    def rules_of_telling(self) -> Rulebook:
        """Return the rules for planning: what is only a file disturbs nobody at any hour.

        Raises:
            SettingError: a channel cannot work with its settings.
        """
        from notifications.channels import does_anything_leave

        if not self.is_kept_here and does_anything_leave(self.messages):
            return self.rulebook
        return replace(self.rulebook, telling=self.rulebook.telling.at_any_time())


@contextmanager
def workplace_of_a_flow() -> Iterator[Workplace]:
    """Yield the same for a flow run, whose process keeps a log: a worker's has nobody else for it.

    Raises:
        MijlpaalError: as ``open_workplace``.
    """
    with kept_log(read_settings(DatabaseSettings).home), open_workplace() as workplace:
        yield workplace


@contextmanager
def open_workplace() -> Iterator[Workplace]:
    """Yield the workplace of the environment (``MIJLPAAL_…``); its connections end with it.

    Raises:
        DatabaseMissingError: there is no database yet, or no tables in it.
        DatabaseVersionError: it is older than the code, or newer and not for it any more.
        SettingError: a setting cannot be used.
    """
    settings, reports = read_settings(DatabaseSettings), read_settings(ReportSettings)
    engine = make_engine(settings.url, lock_wait_seconds=settings.lock_wait_seconds)
    try:
        require_usable(engine)
        yield Workplace(
            engine,
            load_rulebook(),
            home=settings.home,
            reports_folder=reports.reports_folder,
            report_formats=reports.report_formats,
            messages=message_settings(),
        )
    finally:
        engine.dispose()
