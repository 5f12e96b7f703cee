"""docs/add-a-channel.md is followed to the letter: its two files, and nothing else."""

import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from notifications import channels

REPOSITORY = Path(__file__).parents[3]
GUIDE = (REPOSITORY / "docs" / "add-a-channel.md").read_text()
FILES = dict(
    re.findall(r"^## [^`\n]+: `([^`]+)`\n\n```python\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
)
MODULE, TEST = FILES


@pytest.fixture
def guided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """Put the two files in place, and return the second one."""
    (tmp_path / Path(MODULE).name).write_text(FILES[MODULE])
    (tmp_path / Path(TEST).name).write_text(FILES[TEST])
    monkeypatch.setattr(channels, "__path__", [*channels.__path__, str(tmp_path)])
    spec = spec_from_file_location("guided", tmp_path / Path(TEST).name)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    name = f"notifications.channels.{Path(MODULE).stem}"
    del sys.modules[name]
    delattr(channels, Path(MODULE).stem)


def test_the_guide_touches_one_file_and_one_test() -> None:
    assert re.fullmatch(r"notifications/channels/[a-z]+\.py", MODULE)
    assert re.fullmatch(r"tests/notifications/channels/test_[a-z]+\.py", TEST)
    assert not (REPOSITORY / MODULE).exists()


def test_with_those_the_channel_works(
    guided: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"tmp_path": tmp_path, "monkeypatch": monkeypatch}
    tests = [value for name, value in vars(guided).items() if name.startswith("test_")]

    assert len(tests) == 3
    for test in tests:
        _run(test, given)


def _run(test: Callable[..., None], given: dict[str, object]) -> None:
    test(**{name: given[name] for name in inspect.signature(test).parameters})


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize(
    "command",
    [
        ("check", "--ignore", "I001"),  # it sorts our own by whether they are there
        ("format", "--check"),
    ],
    ids=" ".join,
)
def test_both_files_are_as_the_house_writes_them(path: str, command: tuple[str, ...]) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "--stdin-filename", path, "-"],
        cwd=REPOSITORY,
        input=FILES[path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
