"""What an operator may set about running: read from the environment (``MIJLPAAL_…``)."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.storage.settings import read_settings


class FlowSettings(BaseSettings):
    """``MIJLPAAL_HOME``, ``MIJLPAAL_PREFECT_PORT`` and ``MIJLPAAL_PREFECT_START_SECONDS``.

    The port is that of ``mijlpaal up``, where people look at Prefect's pages; a single run takes
    any free port. Not Prefect's own 4200, where a developer's server may live.
    """

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    home: Path = Path("var")
    prefect_port: int = Field(default=4217, ge=1, le=65535)
    prefect_start_seconds: int = Field(default=60, ge=1)

    @property
    def prefect_home(self) -> Path:
        """Return the folder of everything that Prefect keeps, absolute."""
        return self.home.absolute() / "prefect"

    @property
    def clock_lock(self) -> Path:
        """Return the file that the one clock holds (``mijlpaal up``)."""
        return self.home.absolute() / "clock.lock"


def flow_settings() -> FlowSettings:
    """Return the settings of the environment.

    Raises:
        SettingError: one of them cannot be used.
    """
    return read_settings(FlowSettings)
