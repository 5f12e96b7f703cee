"""Where reports are written; read from the environment (``MIJLPAAL_…``)."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class ReportSettings(BaseSettings):
    """``MIJLPAAL_HOME``, the folder of everything embedded."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    home: Path = Path("var")

    @property
    def reports_folder(self) -> Path:
        """Return the folder in which reports lie, one folder per day below it."""
        return self.home / "reports"
