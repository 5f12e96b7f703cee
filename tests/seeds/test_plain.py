"""Plain values: typed as YAML types them, and refused where they cannot be."""

from pathlib import Path

import pytest

from models.errors import UnreadableSourceError
from seeds.plain import plain
from seeds.source import read_source


def _plain(folder: Path, text: str) -> object:
    path = folder / "proef.yaml"
    path.write_text(text, encoding="utf-8")
    return plain(read_source(path, name="proef.yaml"))


def test_values_have_the_type_that_yaml_gives_them(tmp_path: Path) -> None:
    read = _plain(
        tmp_path, "id: x\nversion: 1\nstage: true\nsaid: '1'\nempty:\nin: [a, {b: 2.5}]\n"
    )

    assert read == {
        "id": "x",
        "version": 1,
        "stage": True,
        "said": "1",
        "empty": None,
        "in": ["a", {"b": 2.5}],
    }


def test_the_name_of_a_field_is_a_text_whatever_yaml_makes_of_it(tmp_path: Path) -> None:
    assert _plain(tmp_path, "on: a\n1: b\n") == {"on": "a", "1": "b"}


def test_a_day_that_does_not_exist_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError) as refused:
        _plain(tmp_path, "id: x\nday: 2026-02-30\n")

    assert refused.value.say().startswith("proef.yaml, regel 2: onleesbaar")
