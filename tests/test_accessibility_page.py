"""What the page about accessibility says that tries it, is there and tries pages."""

import re

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs" / "accessibility.md"


def test_what_is_said_to_try_the_pages_is_there() -> None:
    named = set(re.findall(r"`(test_\w+\.py)`", PAGE.read_text(encoding="utf-8")))
    there = {path.name for path in (REPOSITORY / "tests" / "e2e").glob("test_*.py")}

    assert named == there
