"""Serving the pages with uvicorn, on a socket that is opened before anything is said."""

import gc
import socket
import threading
from collections.abc import Callable
from urllib.parse import urlsplit

import uvicorn
from fastapi import FastAPI

from flows.locks import try_lock
from flows.workplace import Workplace
from mijlpaal.served import serving_lock
from mijlpaal.web.app import make_app
from mijlpaal.web.opening import first_link, open_office
from mijlpaal.web.patience import Patience, patient
from mijlpaal.web.settings import WebSettings
from mijlpaal.web.warming import warm
from models.errors import PortTakenError
from models.storage.settings import read_settings

_SHUTDOWN_SECONDS = 10


def serve(
    workplace: Workplace,
    host: str,
    port: int,
    say: Callable[[str], None],
    say_link: Callable[[str], None],
) -> None:
    """Serve until the process is told to stop.

    Args:
        workplace: the open database and the rules.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        say: gets the address when it can be reached.
        say_link: gets the login link of the administrator, as long as nobody ever came in.

    Raises:
        PortTakenError: nobody can listen there.
        SettingError: a setting cannot be used.
        SourceError: the file that says which claim gives which role is wrong.
    """
    settings = read_settings(WebSettings)
    office = open_office(workplace, settings)
    with listening(host, port) as listener, try_lock(serving_lock(workplace.home)) as held:
        number = listener.getsockname()[1]
        near = f"http://{_near(host)}:{number}"
        if held is not None:  # or else another one serves from here, and told where
            held.say(near)
        say(f"http://{f'[{host}]' if ':' in host else host}:{number}/")
        link = first_link(office, near)
        if link is not None:
            say_link(link)
        root_path = urlsplit(workplace.messages.web_address).path
        patience = Patience(seconds=settings.web_patience_seconds)
        server = uvicorn.Server(configuration(make_app(office), patience, root_path))
        _leave_alone_what_stays()
        threading.Thread(target=warm, args=(office,), name="warming", daemon=True).start()
        server.run(sockets=[listener])


def configuration(app: FastAPI, patience: Patience, root_path: str = "") -> uvicorn.Config:
    """Return how uvicorn serves an application here.

    Args:
        app: the application.
        patience: how long whoever asks may take.
        root_path: where it is found, when a proxy puts it below a path.
    """
    return uvicorn.Config(
        app,
        http=patient(patience),
        ws="none",
        root_path=root_path,
        # An access log would keep the links themselves.
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        lifespan="off",
    )


def _leave_alone_what_stays() -> None:
    """Spare the collector what was made for good: to look at all of it takes a page 0.2 s."""
    gc.collect()
    gc.freeze()


def _near(host: str) -> str:
    """Return the name by which this machine reaches what listens here."""
    if host in {"", "0.0.0.0", "::"}:  # noqa: S104  (not what to listen on: what to call it)
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def listening(host: str, port: int) -> socket.socket:
    """Return the socket that connections come in by.

    Whoever connects inherits that nothing waits to be sent (asyncio asks it of its own sockets
    only): else the second half of an answer waits 40 ms for a sign from the other side.

    Raises:
        PortTakenError: nobody can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise PortTakenError(host=host, port=port, problem=why) from problem
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
