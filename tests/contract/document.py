"""Writes the document of the API, for the linter: ``python -m tests.contract.document FILE``."""

import json
import sys
from pathlib import Path

from mijlpaal.web.api.catalogue import PREFIX
from mijlpaal.web.api.document import describe
from mijlpaal.web.api.router import make_router
from mijlpaal.web.office import Helpdesk

HELPDESK = Helpdesk("Beheer", "https://mijlpaal.example/hulp", "beheer@mijlpaal.example")

if __name__ == "__main__":
    found = describe(make_router(), f"https://mijlpaal.example{PREFIX}", HELPDESK)
    Path(sys.argv[1]).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
