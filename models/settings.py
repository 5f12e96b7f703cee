"""Where the data lives; read from the environment (``MIJLPAAL_…``)."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class DatabaseSettings(BaseSettings):
    """``MIJLPAAL_HOME`` (folder of everything embedded) and ``MIJLPAAL_DATABASE_URL``."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    home: Path = Path("var")
    database_url: str = ""
    lock_wait_seconds: int = 10

    @property
    def url(self) -> str:
        """Return the database address: the one that was set, else SQLite in the home folder."""
        return self.database_url or f"sqlite:///{self.home / 'mijlpaal.db'}"
