"""Golden files: what a document said when somebody checked it by hand.

After a change on purpose, write them anew and read the difference before committing it::

    MIJLPAAL_UPDATE_GOLDEN=1 .venv/bin/python -m pytest tests/reports/test_golden.py
    git diff tests/golden/reports
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "golden" / "reports"


def assert_golden(name: str, text: str) -> None:
    """Assert that a document is what its golden file holds."""
    path = FOLDER / name
    if os.environ.get("MIJLPAAL_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"{path} is not there; see {__file__}"
    assert text == path.read_text(encoding="utf-8")
