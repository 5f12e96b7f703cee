"""Where and in which forms reports are written; read from the environment (``MIJLPAAL_…``)."""

from pathlib import Path
from typing import Annotated

from pydantic import field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from reports.form import Form


class ReportSettings(BaseSettings):
    """``MIJLPAAL_HOME`` (folder of everything embedded) and ``MIJLPAAL_REPORT_FORMATS``."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    home: Path = Path("var")
    report_formats: Annotated[tuple[Form, ...], NoDecode] = tuple(Form)

    @field_validator("report_formats", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @property
    def reports_folder(self) -> Path:
        """Return the folder in which reports lie, one folder per day below it."""
        return self.home / "reports"
