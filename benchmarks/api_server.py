"""``python -m benchmarks.api_server URL ours|bare``: serve on one core until standard input ends.

Says its port on the first line. ``bare`` is a FastAPI route that reads one row of the same table.
"""

import os
import sys
import threading

import uvicorn
from fastapi import FastAPI
from sqlalchemy import text

from benchmarks.api import TODAY
from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from mijlpaal.web.patience import Patience
from mijlpaal.web.serving import configuration, listening
from models.clock import morning_of
from models.storage.database import make_engine
from tests.factories import a_rulebook


def main() -> None:
    """Serve."""
    url, which = sys.argv[1:]
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    app = _ours(url) if which == "ours" else _bare(url)
    with listening("127.0.0.1", 0) as listener:
        server = uvicorn.Server(configuration(app, Patience(seconds=60)))
        threading.Thread(target=_end_with_the_input, args=(server,), daemon=True).start()
        print(listener.getsockname()[1], flush=True)
        server.run(sockets=[listener])


def _end_with_the_input(server: uvicorn.Server) -> None:
    sys.stdin.read()
    server.should_exit = True


def _ours(url: str) -> FastAPI:
    now = morning_of(TODAY)
    return make_app(Office(make_engine(url), a_rulebook(), lambda: now, api_per_minute=10**9))


def _bare(url: str) -> FastAPI:
    app, engine = FastAPI(), make_engine(url)
    query = text("SELECT key, title FROM subject WHERE id = 7")

    @app.get("/v1/mijlpalen")
    def one() -> dict[str, str]:
        with engine.connect() as connection:
            row = connection.execute(query).one()
        return {"key": row[0], "title": row[1]}

    return app


if __name__ == "__main__":
    main()
