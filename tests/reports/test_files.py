from datetime import date
from pathlib import Path

import pytest

from models.errors import FolderUnwritableError
from models.vocabulary import Confidentiality, Language
from reports.files import Shelf, stem_of

DAY = date(2026, 11, 30)


def a_shelf(folder: Path, audience: Confidentiality = Confidentiality.INTERNAL) -> Shelf:
    shelf = Shelf(folder, DAY, audience)
    shelf.prepare()
    return shelf


def test_a_name_says_for_whom_and_in_which_language() -> None:
    public = Shelf(Path(), DAY, Confidentiality.PUBLIC)

    assert public.name("chemelot", "txt", Language.EN) == "chemelot.openbaar.en.txt"
    assert Shelf(Path(), DAY, Confidentiality.INTERNAL).name("chemelot", "html") == "chemelot.html"


@pytest.mark.parametrize("key", ["../../etc/passwd", "a/b", ".verborgen", "index", "programma"])
def test_no_key_leaves_the_folder_or_takes_the_place_of_another_file(key: str) -> None:
    stem = stem_of(key)

    assert "/" not in stem
    assert "." not in stem
    assert stem not in {"index", "programma"}


def test_writing_leaves_no_half_files_behind(tmp_path: Path) -> None:
    shelf = a_shelf(tmp_path)

    path = shelf.write("a.html", "één")
    shelf.write("a.html", "twee")

    assert path.read_text(encoding="utf-8") == "twee"
    assert [each.name for each in path.parent.iterdir()] == ["a.html"]


def test_a_file_that_says_the_same_is_left_alone(tmp_path: Path) -> None:
    shelf = a_shelf(tmp_path)
    before = shelf.write("a.html", "één").stat()

    after = shelf.write("a.html", "één").stat()

    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_folder_in_the_way_is_refused_and_cleaned_up(tmp_path: Path) -> None:
    shelf = a_shelf(tmp_path)
    (shelf.day_folder / "a.html").mkdir()

    with pytest.raises(FolderUnwritableError):
        shelf.write("a.html", "één")

    assert [each.name for each in shelf.day_folder.iterdir()] == ["a.html"]
