"""The folder of messages: whole files or none."""

import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import FolderUnwritableError, TransportError
from notifications.channels.folder import mail_folder
from tests.notifications.post import an_envelope

SENDER = "mijlpaal@localhost"


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir())


def test_a_message_is_a_file_in_the_folder_of_its_day(tmp_path: Path) -> None:
    channel = mail_folder(tmp_path / "outbox", SENDER)

    channel.write(an_envelope())

    assert files(tmp_path) == [f"outbox/2026-09-23/{an_envelope().uid}.eml"]


def test_the_same_message_twice_is_one_file(tmp_path: Path) -> None:
    channel = mail_folder(tmp_path, SENDER)

    channel.write(an_envelope())
    channel.write(an_envelope())

    assert len(files(tmp_path)) == 1


def test_only_the_owner_of_the_machine_reads_it(tmp_path: Path) -> None:
    mail_folder(tmp_path, SENDER).write(an_envelope())

    (name,) = files(tmp_path)

    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


def test_a_folder_that_cannot_be_made_is_refused_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(FolderUnwritableError) as refused:
        mail_folder(tmp_path / "file" / "outbox", SENDER)

    assert str(tmp_path / "file" / "outbox") in refused.value.say()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)

    with pytest.raises(FolderUnwritableError):
        mail_folder(tmp_path, SENDER)


def test_a_folder_that_fails_later_is_worth_a_retry_and_says_which(tmp_path: Path) -> None:
    channel = mail_folder(tmp_path, SENDER)
    (tmp_path / "2026-09-23").write_text("in the way")

    with pytest.raises(TransportError) as failed:
        channel.write(an_envelope())

    assert not failed.value.permanent
    assert str(tmp_path) in failed.value.say()


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    channel = mail_folder(tmp_path, SENDER)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(TransportError, match="No space left"):
        channel.write(an_envelope())

    assert files(tmp_path) == []


def test_a_file_that_the_system_cuts_off_half_way_is_not_kept(tmp_path: Path) -> None:
    channel = mail_folder(tmp_path, SENDER)
    long = replace(an_envelope(), body_text="Eén mijlpaal nadert de grens.\n" * 1_000)

    with files_of_at_most(10_000), pytest.raises(TransportError, match="File too large") as failed:
        channel.write(long)

    assert not failed.value.permanent
    assert files(tmp_path) == []
    channel.write(long)
    assert len(files(tmp_path)) == 1


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Have the system refuse what would make a file longer, as a quota does, after so much of it."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
