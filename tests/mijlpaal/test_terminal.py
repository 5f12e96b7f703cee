"""The same commands on a terminal: nothing is cut off, and colour can be left out."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mijlpaal.show import screen
from tests.mijlpaal.conftest import Mijlpaal
from tests.mijlpaal.test_reading import READ_COMMANDS

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def terminal(at_home: Mijlpaal, monkeypatch: pytest.MonkeyPatch) -> Mijlpaal:
    """The command line on a terminal of 100 columns, after ``init``."""
    monkeypatch.setattr(screen, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "100")
    return at_home


@pytest.mark.parametrize("command", READ_COMMANDS)
def test_every_page_fits_a_terminal_of_100_columns(terminal: Mijlpaal, command: str) -> None:
    ended = terminal(*command.split())

    assert ended.code == 0, ended.err
    too_long = [line for line in ended.out.splitlines() if len(line.rstrip()) > 100]
    assert [line for line in too_long if "→" not in line] == []


def test_a_key_stays_whole_on_a_narrow_terminal(
    terminal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    ended = terminal("condition", "list")

    assert "contract-afnemer-of-leverancier" in ended.out


def _on_a_terminal(*words: str, **variables: str) -> str:
    """Return what a command writes to a real terminal, its errors too."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mijlpaal", *words]
    environment = {**os.environ, "TERM": "xterm-256color", **variables}
    with subprocess.Popen(
        command, cwd=REPOSITORY, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        written = b""
        while chunk := _read(ours):
            written += chunk
        process.wait()
    os.close(ours)
    return written.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "said"), [("overview --day 2026-11-30", "▲"), ("milestone show nergens", "fout:")]
)
@pytest.mark.usefixtures("at_home")
def test_colour_is_left_out_for_who_wants_none(command: str, said: str) -> None:
    words = command.split()

    coloured, plain = _on_a_terminal(*words), _on_a_terminal(*words, NO_COLOR="1")

    colour = re.compile(r"\x1b\[[0-9;]*3[0-9]m")
    assert colour.search(coloured)
    assert not colour.search(plain)
    assert said in plain


def test_no_word_breaks_on_a_terminal_of_80_columns(
    terminal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")

    ended = terminal("milestone", "list")

    assert "≈17 dec 2026" in ended.out
    assert ended.out.count("toezegging") == 2
    assert max(map(len, ended.out.splitlines())) <= 80
