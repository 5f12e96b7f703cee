"""``prefect server start`` where deployments have schedules: ``python -m`` this, then its options.

Prefect 3.8.8 allows SQLAlchemy 2.1, which asks every computed property what it does in a bulk
insert. Prefect gives its own none, and then no scheduled run is ever made (docs/decisions/0035).
The state of a new run is written by the statement after it, so here the answer is: nothing.

Beside the server, in its process and as long as it lives, goes its caretaker.
"""

import runpy
import sys
from collections.abc import MutableMapping
from threading import Thread

from sqlalchemy.ext.hybrid import hybrid_property


def main() -> None:
    """Give the property its answer and run Prefect in this process."""
    from prefect.server.database.orm_models import FlowRun

    from flows.organisation.caretaker import keep_looking

    state = vars(FlowRun)["state"]
    if isinstance(state, hybrid_property):
        state.inplace.bulk_dml(_written_apart)
    Thread(target=keep_looking, name="caretaker", daemon=True).start()
    sys.argv[:] = ["prefect", "server", "start", *sys.argv[1:]]
    runpy.run_module("prefect", run_name="__main__")


def _written_apart(
    cls: object,  # noqa: ARG001  (SQLAlchemy names its arguments)
    mapping: MutableMapping[str, object],
    value: object,  # noqa: ARG001
) -> None:
    """Leave the state of a run out of its row, whichever it is."""
    mapping.pop("state", None)


if __name__ == "__main__":
    main()
