"""The process that is the Prefect server: it ends when the process that started it is gone.

Started by ``flows.server`` with a pipe as standard input. Whatever kills the parent, SIGKILL
included, closes the pipe; that works on every system, unlike Linux' parent-death signal.
"""

import os
import runpy
import signal
import sys
import threading
import time

_SECONDS_TO_STOP = 10


def main() -> None:
    """Run ``prefect <arguments>`` in this process until it ends or the pipe closes."""
    threading.Thread(target=_end_with_parent, name="end-with-parent", daemon=True).start()
    sys.argv[0] = "prefect"
    runpy.run_module("prefect", run_name="__main__")


def _end_with_parent() -> None:
    while os.read(sys.stdin.fileno(), 1):
        """Nobody writes; only the end of the pipe matters."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_SECONDS_TO_STOP)
    os._exit(1)


if __name__ == "__main__":
    main()
