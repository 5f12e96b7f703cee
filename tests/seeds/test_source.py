from pathlib import Path

import pytest

from models.errors import DuplicateIdError, InvalidValueError, UnreadableSourceError, Words
from seeds.source import MAX_BYTES, MAX_DEPTH, Listing, Mapping, Scalar, read_source


def _file(folder: Path, content: str | bytes) -> Path:
    path = folder / "bron.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _read(folder: Path, content: str | bytes) -> Mapping:
    return read_source(_file(folder, content), name="map/bron.yaml")


def _scalar(found: Mapping, field: str) -> Scalar:
    value = found.fields[field]
    assert isinstance(value, Scalar)
    return value


def test_every_value_knows_its_line(tmp_path: Path) -> None:
    found = _read(tmp_path, "# een\ntitel: Reju\nlijst:\n  - a\n  - b\n")

    listing = found.fields["lijst"]
    assert _scalar(found, "titel").spot.line == 2
    assert isinstance(listing, Listing)
    assert [item.spot.line for item in listing.items] == [4, 5]
    assert found.spots["lijst"].line == 3


def test_a_value_stays_the_text_that_was_written(tmp_path: Path) -> None:
    found = _read(tmp_path, "a: no\nb: 2026-02-30\nc: 0123\nd: ~\ne: 'null'\n")

    assert [_scalar(found, field).text for field in "abc"] == ["no", "2026-02-30", "0123"]
    assert not _scalar(found, "a").is_text
    assert _scalar(found, "d").is_null
    assert not _scalar(found, "e").is_null


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert list(_read(tmp_path, b"\xef\xbb\xbfa: 1\n").fields) == ["a"]


@pytest.mark.parametrize(
    "content,line",
    [
        ("a: 1\nb: [1, 2\nc: 3\n", 3),
        ("a: 1\n\tb: 2\n", 2),
        ("a: 1\nb: 'open\n", 3),
        ("a: &x [1, 2]\nb: *x\n", 1),
        ("a: 1\nb: *nergens\n", 2),
        ("a: !!python/object:os.system x\n", 1),
        ("a: 1\nb: !eigen 2\n", 2),
        ("a: 1\n---\nb: 2\n", 2),
        (b"a: 1\nb: caf\xe9\n", 2),
        (b"a: 1\nb: 2\nc: \x07\n", 3),
        ("", 1),
        ("# alleen een opmerking\n", 1),
        ("a:\n" + "- " * (MAX_DEPTH + 1) + "x", 2),
        ("a: " + "x" * MAX_BYTES, 1),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_file_and_line(
    tmp_path: Path, content: str | bytes, line: int
) -> None:
    with pytest.raises(UnreadableSourceError) as caught:
        _read(tmp_path, content)

    assert caught.value.facts["line"] == line
    assert "map/bron.yaml, regel" in caught.value.say("nl")


def test_an_alias_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    levels = [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]

    with pytest.raises(UnreadableSourceError, match="anchors and aliases are not read"):
        _read(tmp_path, "\n".join(["a0: &a0 [x, x]", *levels]))


def test_a_deep_file_does_not_exhaust_the_stack(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError):
        _read(tmp_path, "a: " + "[" * 100_000)


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DuplicateIdError) as caught:
        _read(tmp_path, "a: 1\nb: 2\na: 3\n")

    assert (caught.value.facts["line"], caught.value.facts["first"]) == (
        3,
        Words("regel 1", "line 1"),
    )


@pytest.mark.parametrize("content", ["- a\n- b\n", "los\n", "? [a, b]\n: 1\n"])
def test_a_file_holds_named_values(tmp_path: Path, content: str) -> None:
    with pytest.raises(InvalidValueError):
        _read(tmp_path, content)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match=r"weg\.yaml"):
        read_source(tmp_path / "weg.yaml", name="weg.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError):
        read_source(tmp_path, name="map")
