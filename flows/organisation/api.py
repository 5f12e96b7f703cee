"""What the organisation mode needs before it can begin."""

import os

from flows.mode import Mode, require_mode
from flows.settings import FlowSettings
from models.errors import SettingError, Words
from models.storage.settings import DatabaseSettings, read_settings


def require_api(settings: FlowSettings) -> None:
    """Go on only in the organisation mode, with a Prefect server and a database for many machines.

    Raises:
        ModeError: the installation runs in the embedded mode.
        SettingError: no Prefect server is named, or the database is a file.
    """
    require_mode(Mode.ORGANISATION, settings.mode)
    if not os.environ.get("PREFECT_API_URL"):
        raise SettingError(
            setting="PREFECT_API_URL",
            problem=Words("niet ingesteld", "not set"),
            accepted="https://prefect.voorbeeld.example/api",
        )
    require_postgresql()


def require_postgresql() -> None:
    """Go on only with a database that several machines can write to.

    Raises:
        SettingError: it is a file of this machine.
    """
    if not read_settings(DatabaseSettings).url.startswith("postgresql"):
        raise SettingError(
            setting="MIJLPAAL_DATABASE_URL",
            problem=Words("een bestand op deze machine", "a file on this machine"),
            accepted="postgresql+psycopg://",
        )
