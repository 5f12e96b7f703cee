"""What goes beside the Prefect server, as long as it lives, and sets right what was left behind."""

import logging
import time

from prefect.client.orchestration import get_client

from flows.organisation.catching_up import begin_again
from flows.organisation.reaper import free_places, reap
from models import clock

_SECONDS_BETWEEN_LOOKS = 30

_log = logging.getLogger(__name__)


def keep_looking() -> None:
    """Look again and again; whatever goes wrong, the next look comes."""
    while True:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
        try:
            _look()
        except Exception:  # noqa: BLE001  (the server is not there yet, or busy)
            _log.warning("could not look after the runs", exc_info=True)


def _look() -> None:
    with get_client(sync_client=True) as client:
        for name in reap(client, clock.now()):
            _log.warning("run %s gave no sign of life", name)
        for name in free_places(client):
            _log.warning("limit %s had places of runs that are gone", name)
        for name in begin_again(client, clock.now()):
            _log.warning("%s ended badly and begins again", name)
