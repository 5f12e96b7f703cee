"""A whole organisation on this machine, on ports and in a folder of its own."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flows.organisation.processes import strays
from flows.server_process import free_port

REPOSITORY = Path(__file__).resolve().parents[3]
NOTHING: Mapping[str, str] = {}


@contextmanager
def an_organisation(home: Path, settings: Mapping[str, str] = NOTHING) -> Iterator[dict[str, str]]:
    """Bring it up on ports of its own; yield the variables of its environment."""
    ports = ("PREFECT_PORT", "POSTGRES_PORT", "WEB_PORT")
    environment = {
        **{name: each for name, each in os.environ.items() if not name.startswith("MIJLPAAL_")},
        **{f"MIJLPAAL_{name}": str(free_port()) for name in ports},
        "PYTHONPATH": str(REPOSITORY),
        "MIJLPAAL_HOME": str(home),
        "MIJLPAAL_PREFECT_START_SECONDS": "300",
        **settings,
    }
    command = (sys.executable, "-m", "mijlpaal", "organisation")
    up = subprocess.run(
        (*command, "up", "--background"),
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    assert up.returncode == 0, up.stdout + up.stderr
    try:
        lines = (home / "organisation" / "environment").read_text().splitlines()
        said = dict(line.split("=", 1) for line in lines)
        yield {**environment, **{name: value.strip("'") for name, value in said.items()}}
    finally:
        subprocess.run((*command, "down"), env=environment, check=True, capture_output=True)
        assert strays(home / "organisation") == []
