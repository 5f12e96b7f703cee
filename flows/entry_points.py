"""From ``module:function`` to the function: what an entry point of the catalogue means."""

import importlib
from collections.abc import Callable
from typing import cast


def load(entry_point: str) -> Callable[[], object]:
    """Import and return the flow behind an entry point of the catalogue (this imports Prefect)."""
    module, _, name = entry_point.partition(":")
    return cast("Callable[[], object]", getattr(importlib.import_module(module), name))
