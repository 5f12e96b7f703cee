"""How messages leave, as the environment says it."""

from pathlib import Path

import pytest

from models.errors import SettingError
from notifications.settings import (
    MailChannel,
    MessageSettings,
    SmtpSecurity,
    WebhookChannel,
    message_settings,
)


def test_without_settings_nothing_leaves_the_machine() -> None:
    settings = message_settings()

    assert settings.mail_channel is MailChannel.EML
    assert settings.outbox_folder == Path("var/outbox")
    assert settings.webhook_channel is WebhookChannel.FOLDER
    assert settings.smtp_security is SmtpSecurity.STARTTLS


def test_the_outbox_lies_in_the_home_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_HOME", "/srv/mijlpaal")

    assert message_settings().outbox_folder == Path("/srv/mijlpaal/outbox")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MIJLPAAL_MAIL_CHANNEL", "duif"),
        ("MIJLPAAL_SMTP_PORT", "0"),
        ("MIJLPAAL_SMTP_SECURITY", "misschien"),
        ("MIJLPAAL_SMTP_TIMEOUT_SECONDS", "-1"),
        ("MIJLPAAL_MAIL_FROM", "geen adres"),
        ("MIJLPAAL_MAIL_FROM", "a@b@c.nl"),
        ("MIJLPAAL_MAIL_FROM", "Mijlpaal <mijlpaal@größe.example>"),
        ("MIJLPAAL_MAIL_FROM", "Mijlpaal\r\nBcc: x@y.example <mijlpaal@kgg.example>"),
        ("MIJLPAAL_NETWORKS_ALLOWED", "10.0.0.1/8"),
        ("MIJLPAAL_NETWORKS_ALLOWED", "intern"),
        ("MIJLPAAL_WEBHOOK_CHANNEL", "duif"),
        ("MIJLPAAL_MAIL_UNSUBSCRIBE", "http://voorbeeld.example"),
        ("MIJLPAAL_MAIL_UNSUBSCRIBE", "mailto:x@y.example>,<http://z.example"),
        ("MIJLPAAL_MAIL_UNSUBSCRIBE", "https://x.example/a b"),
        ("MIJLPAAL_MAIL_UNSUBSCRIBE", "https://x.example/\nBcc: y@z.example"),
        ("MIJLPAAL_MAIL_UNSUBSCRIBE", "https://x.example/\n"),
        ("MIJLPAAL_EVENT_SOURCE", "https://voorbeeld.example"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SettingError) as refused:
        message_settings()

    assert refused.value.facts["setting"] == name


def test_networks_are_listed_with_commas_or_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_NETWORKS_ALLOWED", "10.20.0.0/16, fd12::/32 127.0.0.1")

    allowed = [str(network) for network in message_settings().networks_allowed]

    assert allowed == ["10.20.0.0/16", "fd12::/32", "127.0.0.1/32"]


def test_no_private_network_is_open_by_itself() -> None:
    assert message_settings().networks_allowed == ()


def test_secrets_do_not_show() -> None:
    settings = MessageSettings.model_validate(
        {"smtp_password": "zeer-geheim", "webhook_secret": "whsec_zeer-geheim"}
    )

    assert "zeer-geheim" not in repr(settings)
