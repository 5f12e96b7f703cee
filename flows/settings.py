"""What an operator may set about running: read from the environment (``MIJLPAAL_…``)."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.mode import Mode
from models.storage.settings import read_settings


class FlowSettings(BaseSettings):
    """``MIJLPAAL_HOME``, ``MIJLPAAL_MODE``, what Prefect may take, and how work is shared.

    The Prefect port is that of ``mijlpaal up``, where people look at Prefect's pages; a single run
    takes any free port. Not Prefect's own 4200, where a developer's server may live.
    """

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    home: Path = Path("var")
    prefect_port: int = Field(default=4217, ge=1, le=65535)
    prefect_start_seconds: int = Field(default=60, ge=1)
    mode: Mode = Mode.EMBEDDED
    parts: int = Field(default=2, ge=1, le=64)  # of a sweep, a sending, a publication
    part_at_least: int = Field(default=500, ge=1)  # rungs or messages that make another part
    workers: int = Field(default=2, ge=1, le=64)  # what `organisation up` starts, here only
    web_processes: int = Field(default=2, ge=1, le=16)
    web_port: int = Field(default=8017, ge=1, le=65535)  # of the first; the others follow
    postgres_port: int = Field(default=4218, ge=1, le=65535)

    @property
    def prefect_home(self) -> Path:
        """Return the folder of everything that Prefect keeps, absolute."""
        return self.home.absolute() / "prefect"

    @property
    def organisation_folder(self) -> Path:
        """Return the folder of what `organisation up` starts on this machine, absolute."""
        return self.home.absolute() / "organisation"

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
