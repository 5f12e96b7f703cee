"""Opening the channels that the settings ask for."""

from pathlib import Path

import pytest

from models.errors import FolderUnwritableError, SettingError
from notifications.channels import open_channels
from notifications.channels.eml_folder import EmlFolder
from notifications.channels.smtp import Smtp
from notifications.channels.webhook import Webhook
from notifications.settings import MessageSettings


def settings(home: Path, **values: str) -> MessageSettings:
    return MessageSettings.model_validate({"home": home, **values})


def test_without_settings_mail_goes_to_the_folder_and_no_webhook_goes_out(tmp_path: Path) -> None:
    with open_channels(settings(tmp_path)) as channels:
        assert {word: type(channel) for word, channel in channels.items()} == {"email": EmlFolder}

    assert (tmp_path / "outbox").is_dir()


def test_with_a_server_and_a_secret_both_leave_the_machine(tmp_path: Path) -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    with open_channels(settings(tmp_path, mail_channel="smtp", webhook_secret=secret)) as channels:
        assert isinstance(channels["email"], Smtp)
        assert isinstance(channels["webhook"], Webhook)

    assert not (tmp_path / "outbox").exists()


def test_a_folder_that_refuses_is_found_out_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")

    with pytest.raises(FolderUnwritableError), open_channels(settings(tmp_path)):
        pass


def test_a_secret_that_is_none_is_found_out_before_anything_is_sent(tmp_path: Path) -> None:
    with pytest.raises(SettingError), open_channels(settings(tmp_path, webhook_secret="kort")):
        pass
