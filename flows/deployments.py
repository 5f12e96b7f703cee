"""``prefect.yaml`` for the organisation mode, generated from the catalogue.

``python -m flows.deployments`` writes it (``make docs`` does); a test holds the two together.
"""

from importlib.metadata import version
from pathlib import Path

import yaml

from flows.schedule import CATALOGUE, TIME_ZONE, ScheduledFlow

WORK_POOL = "mijlpaal"
PREFECT_YAML = Path(__file__).resolve().parent.parent / "prefect.yaml"

_HEADER = (
    "# Generated from flows/schedule.py; change it there, then: make docs\n"
    "# Workers have Mijlpaal installed, so nothing is built, pushed or pulled.\n"
)


def prefect_yaml() -> str:
    """Return the text of ``prefect.yaml``."""
    document = {
        "name": "mijlpaal",
        "prefect-version": version("prefect"),
        "build": None,
        "push": None,
        "pull": None,
        "deployments": [_deployment(flow) for flow in CATALOGUE],
    }
    return _HEADER + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def _deployment(flow: ScheduledFlow) -> dict[str, object]:
    return {
        "name": flow.name,
        "description": flow.description,
        "entrypoint": flow.entry_point,
        "schedules": [{"cron": flow.cron, "timezone": TIME_ZONE}] if flow.cron else [],
        "concurrency_limit": {"limit": flow.limit, "collision_strategy": "CANCEL_NEW"},
        "work_pool": {"name": WORK_POOL},
    }


if __name__ == "__main__":
    PREFECT_YAML.write_text(prefect_yaml(), encoding="utf-8")
