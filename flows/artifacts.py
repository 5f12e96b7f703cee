"""How far a flow is, on the page of its run: a progress artifact of Prefect."""

from typing import cast
from uuid import UUID

from flows.stages import Progress

_STEP = 5.0  # per cent: every update is a request to the server


def progress_artifact(key: str, description: str) -> Progress:
    """Return what shows on the page of a flow run how far it is; nothing before it first moves.

    Args:
        key: of the artifact: small letters, digits and hyphens.
        description: what is going on.
    """
    from prefect.artifacts import create_progress_artifact, update_progress_artifact

    artifact: UUID | None = None
    shown = 0.0

    def moved(done: int, total: int, _name: str) -> None:
        nonlocal artifact, shown
        percent = 100.0 * done / max(1, total)
        if artifact is None:
            made = create_progress_artifact(percent, key=key, description=description)
            artifact = cast("UUID", made)  # a coroutine only where somebody awaits it
            shown = percent
        elif percent >= shown + _STEP or done == total:
            update_progress_artifact(artifact, percent)
            shown = percent

    return moved
