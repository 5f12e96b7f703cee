"""How messages leave; read from the environment (``MIJLPAAL_…``)."""

from email.errors import HeaderParseError
from email.headerregistry import Address
from email.utils import parseaddr
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from models.storage.settings import read_settings


class MailChannel(StrEnum):
    """What becomes of a message to an e-mail address."""

    EML = "eml"  # a file in the outbox folder: nothing leaves the machine
    SMTP = "smtp"


class WebhookChannel(StrEnum):
    """What becomes of a message to another system."""

    FOLDER = "folder"  # a file in the outbox folder: nothing leaves the machine
    HTTP = "http"


class SmtpSecurity(StrEnum):
    """How the connection to the mail server is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


class MessageSettings(BaseSettings):
    """The settings of the channels; the defaults need no network."""

    model_config = SettingsConfigDict(env_prefix="MIJLPAAL_")

    home: Path = Path("var")
    mail_channel: MailChannel = MailChannel.EML
    mail_from: str = "Mijlpaal <mijlpaal@localhost>"
    mail_unsubscribe: str = Field(default="", pattern=r"^$|^(mailto:|https://)[!-;=?-~]+$")
    smtp_host: str = "localhost"
    smtp_port: int = Field(default=587, ge=1, le=65535)
    smtp_security: SmtpSecurity = SmtpSecurity.STARTTLS
    smtp_user: str = ""
    smtp_password: SecretStr = SecretStr("")
    smtp_timeout_seconds: float = Field(default=20, gt=0, le=120)
    smtp_connections: int = Field(default=4, ge=1, le=50)
    smtp_per_second: float | None = Field(default=None, gt=0)
    webhook_channel: WebhookChannel = WebhookChannel.FOLDER
    webhook_secret: SecretStr = SecretStr("")  # needed for http
    webhook_timeout_seconds: float = Field(default=10, gt=0, le=120)
    webhook_at_once: int = Field(default=50, ge=1, le=500)
    webhook_at_once_per_host: int = Field(default=10, ge=1, le=500)
    webhook_per_second: float | None = Field(default=None, gt=0)
    webhook_per_second_per_host: float | None = Field(default=None, gt=0)
    # One message in all: a receiver that dawdles keeps within its timeouts for ever.
    delivery_seconds: float = Field(default=30, gt=0, le=600)
    # Networks that messages may go into though they are private, and without TLS.
    networks_allowed: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = ()
    web_address: str = ""  # of ``mijlpaal serve``, as readers reach it; without it no links
    event_source: str = Field(default="urn:nld:mijlpaal", pattern=r"^urn:nld:[^\s]+$")

    @property
    def outbox_folder(self) -> Path:
        """The folder in which the default channel writes, one folder per day."""
        return self.home / "outbox"

    @field_validator("networks_allowed", mode="before")
    @classmethod
    def _in_a_row(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value

    @field_validator("mail_from")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        address = parseaddr(value)[1]
        if not (value.isprintable() and address.isascii()):
            raise ValueError("Naam <naam@domein.nl>")
        try:
            Address(addr_spec=address)
        # The standard library answers some of what is no address with these instead.
        except (HeaderParseError, IndexError) as problem:
            raise ValueError(str(problem)) from problem
        return value

    @field_validator("web_address")
    @classmethod
    def _is_a_web_address(cls, value: str) -> str:
        """Take ``https://host/path``; a slash at the end adds nothing."""
        if not value:
            return value
        parts = urlsplit(value)
        is_bare = not (parts.query or parts.fragment or parts.username or parts.password)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
        if not (
            is_web and is_bare and value.isascii() and value.isprintable() and " " not in value
        ):
            raise ValueError("https://domein of https://domein/pad")
        return value.rstrip("/")


def message_settings() -> MessageSettings:
    """Return the settings of the environment.

    Raises:
        SettingError: one of them cannot be used; its value is not repeated.
    """
    return read_settings(MessageSettings)
