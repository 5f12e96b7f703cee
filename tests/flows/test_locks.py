import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine

from flows.locks import holder_of, sole_clock, try_lock
from models.errors import AlreadyRunningError, FolderUnwritableError

HOLD = """
import sys
from pathlib import Path
from flows.locks import try_lock
with try_lock(Path(sys.argv[1])) as held:
    held.say("http://127.0.0.1:1/api")
    print("held", flush=True)
    sys.stdin.read()
"""


def test_nobody_else_gets_a_lock_that_is_held(tmp_path: Path) -> None:
    with try_lock(tmp_path / "lock") as first, try_lock(tmp_path / "lock") as second:
        assert first is not None
        assert second is None


def test_a_lock_is_free_again_after_its_holder(tmp_path: Path) -> None:
    with try_lock(tmp_path / "lock"):
        pass

    with try_lock(tmp_path / "lock") as again:
        assert again is not None


def test_a_lock_says_who_holds_it_and_nothing_once_that_process_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"

        holder = holder_of(path)
        process.kill()

    assert holder is not None
    assert (holder.pid, holder.url) == (process.pid, "http://127.0.0.1:1/api")
    assert json.loads(path.read_text())["pid"] == process.pid
    assert holder_of(path) is None


def test_a_lock_in_a_folder_that_refuses_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(FolderUnwritableError, match="file"), try_lock(tmp_path / "file" / "lock"):
        pass


def test_a_second_clock_on_the_same_folder_is_refused(tmp_path: Path, engine: Engine) -> None:
    with sole_clock(tmp_path / "lock", engine):
        with pytest.raises(AlreadyRunningError, match="process "):
            with sole_clock(tmp_path / "lock", engine):
                pass


@pytest.mark.postgres
def test_a_second_clock_on_the_same_postgresql_is_refused_from_another_folder(
    tmp_path: Path, engine: Engine
) -> None:
    if engine.dialect.name != "postgresql":
        pytest.skip("a SQLite database lies in the folder that the file lock guards")

    with sole_clock(tmp_path / "here", engine):
        with pytest.raises(AlreadyRunningError, match="database"):
            with sole_clock(tmp_path / "there", engine):
                pass
    with sole_clock(tmp_path / "there", engine) as free_again:
        assert free_again is not None
