"""Serving the pages with uvicorn, on a socket that is opened before anything is said."""

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import uvicorn

from flows.workplace import Workplace
from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from models import clock
from models.errors import PortTakenError

_SHUTDOWN_SECONDS = 10


def serve(workplace: Workplace, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve until the process is told to stop.

    Args:
        workplace: the open database and the rules.
        host: the address to listen on.
        port: the port; 0 takes a free one.
        say: gets the address when it can be reached.

    Raises:
        PortTakenError: nobody can listen there.
    """
    with _listening(host, port) as listener:
        number = listener.getsockname()[1]
        say(f"http://{f'[{host}]' if ':' in host else host}:{number}/")
        uvicorn.Server(_configuration(workplace)).run(sockets=[listener])


def _configuration(workplace: Workplace) -> uvicorn.Config:
    app = make_app(Office(workplace.engine, workplace.rulebook, clock.now))
    return uvicorn.Config(
        app,
        root_path=urlsplit(workplace.messages.web_address).path,
        # An access log would keep the links themselves.
        access_log=False,
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        lifespan="off",
    )


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise PortTakenError(host=host, port=port, problem=why) from problem
