"""Writes the document of the API, for the linter: ``python -m tests.contract.document FILE``."""

import json
import sys
from pathlib import Path
from typing import Any, cast

from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.document import describe
from mijlpaal.web.api.router import make_router
from mijlpaal.web.office import Helpdesk

HELPDESK = Helpdesk("Beheer", "https://mijlpaal.example/hulp", "beheer@mijlpaal.example")


def written() -> dict[str, Any]:
    """Return the document as it is read, a new one each time."""
    found = describe(make_router(), f"https://mijlpaal.example{PREFIX}", HELPDESK)
    return cast("dict[str, Any]", json.loads(json.dumps(found)))


if __name__ == "__main__":
    text = json.dumps(written(), indent=1) + "\n"
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
