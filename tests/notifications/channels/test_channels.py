"""Opening the channels that the settings ask for."""

from pathlib import Path

import pytest

from models.errors import FolderUnwritableError, SettingError
from notifications.channels import make_channels
from notifications.channels.event import event_body
from notifications.channels.folder import OutboxFolder
from notifications.channels.smtp import Smtp
from notifications.channels.webhook import Webhook
from notifications.settings import MessageSettings
from tests.notifications.post import an_envelope, deliver_by


def settings(home: Path, **values: str) -> MessageSettings:
    return MessageSettings.model_validate({"home": home, **values})


def test_without_settings_every_message_becomes_a_file(tmp_path: Path) -> None:
    channels = make_channels(settings(tmp_path))

    assert {type(channel) for channel in channels.values()} == {OutboxFolder}
    for channel in channels.values():
        deliver_by(channel, an_envelope())

    files = sorted(path.name for path in (tmp_path / "outbox" / "2026-09-23").iterdir())
    assert files == [f"{an_envelope().uid}.eml", f"{an_envelope().uid}.json"]


def test_the_file_of_an_event_holds_what_would_have_been_posted(tmp_path: Path) -> None:
    deliver_by(make_channels(settings(tmp_path))["webhook"], an_envelope())

    (path,) = (tmp_path / "outbox" / "2026-09-23").iterdir()
    assert path.read_bytes() == event_body(an_envelope(), "urn:nld:mijlpaal")


def test_with_a_server_and_a_secret_both_leave_the_machine(tmp_path: Path) -> None:
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    leaving = settings(tmp_path, mail_channel="smtp", webhook_channel="http", webhook_secret=secret)
    channels = make_channels(leaving)

    assert isinstance(channels["email"], Smtp)
    assert isinstance(channels["webhook"], Webhook)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_folder_that_refuses_is_found_out_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("in the way")

    with pytest.raises(FolderUnwritableError):
        make_channels(settings(tmp_path))


@pytest.mark.parametrize("secret", ["", "kort"])
def test_without_a_good_secret_no_webhook_is_opened(tmp_path: Path, secret: str) -> None:
    unsigned = settings(tmp_path, webhook_channel="http", webhook_secret=secret)
    with pytest.raises(SettingError, match="MIJLPAAL_WEBHOOK_SECRET"):
        make_channels(unsigned)


def test_what_is_kept_here_becomes_a_file_whatever_the_settings_say(tmp_path: Path) -> None:
    leaving = settings(tmp_path, mail_channel="smtp", webhook_channel="http")

    channels = make_channels(leaving, is_kept_here=True)

    assert {type(channel) for channel in channels.values()} == {OutboxFolder}
