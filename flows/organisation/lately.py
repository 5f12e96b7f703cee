"""How the runs of our flows fare, as the Prefect server tells it, for figures in a web process.

By its API alone and not by its client: that takes seconds and a hundred megabytes to import.
"""

import json
import os
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from flows.mode import Mode
from flows.schedule import CATALOGUE, PARTS
from flows.settings import FlowSettings

STATES = ("running", "late", "failed", "crashed")
PERIOD = timedelta(days=1)
_PATIENCE_SECONDS = 2
_MOST = 200  # what Prefect gives at once; whoever has more of these has other worries
_OK = 200

Runs = Mapping[tuple[str, str], int]
"""How many runs of the last day are in a state, by flow and state; every pair is there."""


def lately(settings: FlowSettings, now: datetime) -> Runs | None:
    """Ask the server of ``PREFECT_API_URL``; None when it does not answer us.

    Args:
        settings: of this installation; in the embedded mode there is no server to ask.
        now: when it is asked.
    """
    api = os.environ.get("PREFECT_API_URL")
    if settings.mode is Mode.EMBEDDED or not api:
        return None
    with suppress(OSError, HTTPException, ValueError, KeyError):
        parts = urlsplit(api)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        asked = kind(parts.hostname or "", parts.port, timeout=_PATIENCE_SECONDS)
        with closing(asked):
            flows = {each["id"]: each["name"] for each in _posted(asked, parts.path, "flows", {})}
            runs = _posted(asked, parts.path, "flow_runs", {"flow_runs": _wanted(now)})
        found = Counter((flows.get(each["flow_id"], ""), _state(each)) for each in runs)
        names = (each.name for each in (*CATALOGUE, *PARTS))
        return {(name, state): found[name, state] for name in names for state in STATES}
    return None


def _wanted(now: datetime) -> dict[str, object]:
    return {
        "state": {
            "operator": "or_",
            "type": {"any_": ["RUNNING", "FAILED", "CRASHED"]},
            "name": {"any_": ["Late"]},
        },
        "expected_start_time": {"after_": (now - PERIOD).isoformat()},
    }


def _posted(
    asked: HTTPConnection, path: str, what: str, filtered: Mapping[str, object]
) -> list[dict[str, Any]]:
    """Return the rows of a filter of Prefect's API.

    Raises:
        HTTPException: it answers something else.
    """
    headers = {"Content-Type": "application/json"}
    secret = os.environ.get("PREFECT_API_AUTH_STRING")
    if secret:
        headers["Authorization"] = f"Basic {b64encode(secret.encode()).decode()}"
    body = json.dumps({**filtered, "limit": _MOST})
    asked.request("POST", f"{path.rstrip('/')}/{what}/filter", body, headers)
    answer = asked.getresponse()
    said = answer.read()
    if answer.status != _OK:
        raise HTTPException(answer.status)
    rows: list[dict[str, Any]] = json.loads(said)
    return rows


def _state(run: Mapping[str, Any]) -> str:
    """Return a state as a label: late is a name of what Prefect holds for scheduled."""
    name = str(run["state_name"]).lower()
    return name if name == "late" else str(run["state_type"]).lower()
