"""Others are measured beside ours where they are installed, and named where they are not."""

import sys
from pathlib import Path

import pytest

from benchmarks import libraries
from benchmarks.measure import NotMeasured


def test_a_library_that_is_not_installed_is_named_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(libraries, "EXTRAS", tmp_path / "not-there")
    for package in ("transitions", "statemachine"):
        monkeypatch.setitem(sys.modules, package, None)
        monkeypatch.delitem(sys.modules, f"benchmarks.with_{package}", raising=False)

    lines = libraries.figures(tmp_path)

    assert lines == [
        NotMeasured(
            "transition, against transitions + ORM", "transitions is not installed (make bench)"
        ),
        NotMeasured(
            "transition, against python-statemachine + ORM",
            "statemachine is not installed (make bench)",
        ),
    ]
