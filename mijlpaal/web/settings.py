"""How people come in, and how the pages look; read from the environment (``MIJLPAAL_…``)."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.errors import SettingError, Words


class WebSettings(BaseSettings):
    """The settings of the pages; without any, people come in by a link from the terminal."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    theme: Path | None = None  # a style sheet that is read after ours
    oidc_issuer: str = Field(default="", pattern=r"^$|^https?://[!-~]+$")
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr = SecretStr("")
    oidc_scopes: str = "openid profile"
    oidc_name_claim: str = Field(default="preferred_username", min_length=1)
    oidc_roles: Path | None = None  # which claim gives which role, as YAML
    api_per_minute: int = Field(default=600, ge=1)  # requests of one reader
    api_contact_name: str = Field(default="De beheerder van deze installatie", min_length=1)
    api_contact_url: str = Field(default="", pattern=r"^$|^https?://[!-~]+$")
    api_contact_email: str = Field(default="", pattern=r"^$|^[!-?A-~]+@[!-?A-~]+$")
    web_patience_seconds: int = Field(default=10, ge=1, le=600)  # with who asks or reads slowly

    def theme_text(self) -> str:
        """Return the theme's style sheet, empty without one.

        Raises:
            SettingError: it cannot be read.
        """
        if self.theme is None:
            return ""
        try:
            return self.theme.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as problem:
            raise SettingError(
                setting="MIJLPAAL_THEME",
                problem=Words("dat bestand is niet te lezen", "that file cannot be read"),
                accepted=Words("een CSS-bestand in UTF-8", "a CSS file in UTF-8"),
            ) from problem
