"""``prefect.yaml`` for the organisation mode, generated from the catalogue.

``python -m flows.deployments`` writes it (``make docs`` does); a test holds the two together. It
is there to be read: ``prefect deploy`` would start schedules again that an operator paused, so
``mijlpaal organisation deploy`` does it.
"""

from importlib.metadata import version
from pathlib import Path

import yaml

from flows.schedule import CATALOGUE, PARTS, TIME_ZONE, ScheduledFlow

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
        "deployments": [_deployment(flow) for flow in (*CATALOGUE, *PARTS)],
    }
    return _HEADER + yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def dotted(flow: ScheduledFlow) -> str:
    """Return the entry point as a module's name: one with a colon Prefect looks for on a disk."""
    return flow.entry_point.replace(":", ".")


def collision_of(flow: ScheduledFlow) -> str:
    """Return what becomes of one run too many: a part waits, for its work must be done."""
    return "ENQUEUE" if flow.is_part else "CANCEL_NEW"


def _deployment(flow: ScheduledFlow) -> dict[str, object]:
    return {
        "name": flow.name,
        "description": flow.description,
        "entrypoint": dotted(flow),
        "schedules": [{"cron": flow.cron, "timezone": TIME_ZONE}] if flow.cron else [],
        "concurrency_limit": {"limit": flow.limit, "collision_strategy": collision_of(flow)},
        "work_pool": {"name": WORK_POOL},
    }


if __name__ == "__main__":
    PREFECT_YAML.write_text(prefect_yaml(), encoding="utf-8")
