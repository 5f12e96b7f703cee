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


def test_secrets_do_not_show() -> None:
    settings = MessageSettings.model_validate(
        {"smtp_password": "zeer-geheim", "webhook_secret": "whsec_zeer-geheim"}
    )

    assert "zeer-geheim" not in repr(settings)
