"""Where the data lives, and how every room reads its own settings (``MIJLPAAL_…``)."""

from pathlib import Path
from typing import TypeVar

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import SettingError, Words

Settings = TypeVar("Settings", bound=BaseSettings)


class DatabaseSettings(BaseSettings):
    """``MIJLPAAL_HOME`` (folder of everything embedded) and ``MIJLPAAL_DATABASE_URL``."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    home: Path = Path("var")
    database_url: str = ""
    lock_wait_seconds: int = Field(default=10, ge=0, le=600)

    @property
    def url(self) -> str:
        """Return the database address: the one that was set, else SQLite in the home folder."""
        return self.database_url or f"sqlite:///{self.home / 'mijlpaal.db'}"


def read_settings(kind: type[Settings]) -> Settings:
    """Return the settings of this kind as the environment holds them.

    Raises:
        SettingError: one of them cannot be used; its value, which may be a secret, is not repeated.
    """
    try:
        return kind()
    except ValidationError as invalid:
        first = invalid.errors(include_input=False, include_url=False)[0]
        raise SettingError(
            setting=f"MIJLPAAL_{str(first['loc'][0]).upper()}",
            problem=Words("onbruikbare waarde", "a value that cannot be used"),
            accepted=first["msg"],
        ) from None
