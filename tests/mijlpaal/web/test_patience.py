"""Whoever asks slowly, or reads slowly, is shown out; others are served meanwhile.

On real sockets, with a server that looks every fifth of a second. No test asserts how long it took.
"""

import logging
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress

import pytest
import uvicorn
from fastapi import FastAPI, Request, Response

from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from mijlpaal.web.patience import Patience
from mijlpaal.web.serving import configuration
from models.clock import morning_of
from models.storage.database import make_engine
from tests.factories import a_rulebook
from tests.mijlpaal.web.conftest import NEXT_DAY

SHORT = Patience(seconds=0.2, bytes_per_second=1_000_000_000)
LONG = Patience(seconds=60, connections=8)
WAIT = 60  # seconds, for what comes at once
LARGE = 20_000_000  # bytes: more than the sockets of both sides hold
HEALTH = b"GET /gezond HTTP/1.1\r\nHost: localhost\r\n\r\n"
CLOSED = b"GET /gezond HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
FORM = (
    b"POST /lees HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n"
)
CHUNKED = FORM.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked")
SAID = {
    "nothing": b"",
    "a letter": b"G",
    "half a header": b"GET / HTTP/1.1\r\nHost: local",
    "no empty line": HEALTH[:-2],
    "half a body": FORM + b"csrf=x",
    "a chunk": CHUNKED + b"6\r\ncsrf=x\r\n",
    "for nobody": FORM.replace(b"/lees", b"/bestaat-niet") + b"x",
}
Address = tuple[str, int]


@contextmanager
def _listening() -> Iterator[socket.socket]:
    listener = socket.create_server(("127.0.0.1", 0))
    yield listener
    listener.close()


@contextmanager
def _serving(app: FastAPI, patience: Patience, at: socket.socket) -> Iterator[Address]:
    """Serve where is listened; who connected before that waits in line, with what they said."""
    server = uvicorn.Server(configuration(app, patience))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [at]}, daemon=True)
    thread.start()
    yield at.getsockname()
    server.should_exit = True
    thread.join(WAIT)


@pytest.fixture(scope="module")
def lobby(tmp_path_factory: pytest.TempPathFactory, start: bytes) -> Iterator[Office]:
    """What the application of these tests works with."""
    path = tmp_path_factory.mktemp("geduld") / "house.db"
    path.write_bytes(start)
    engine = make_engine(f"sqlite:///{path}")
    yield Office(engine, a_rulebook(), lambda: morning_of(NEXT_DAY))
    engine.dispose()


@pytest.fixture(scope="module")
def app(lobby: Office) -> FastAPI:
    """The application, with an answer too large for any socket, and an ear for forms."""

    async def listen(request: Request) -> int:
        return len(await request.body())

    app = make_app(lobby)
    app.add_api_route("/groot", lambda: Response(bytes(LARGE)), methods=["GET"])
    app.add_api_route("/lees", listen, methods=["POST"])
    return app


@pytest.fixture(scope="module")
def heard(app: FastAPI) -> Mapping[str, bytes]:
    """What those who stop halfway hear of a server that has little patience."""
    with _listening() as listener:
        halfway = {what: _connected(listener.getsockname(), said) for what, said in SAID.items()}
        with _serving(app, SHORT, listener):
            return {what: _rest(connection) for what, connection in halfway.items()}


def _connected(address: Address, said: bytes = b"") -> socket.socket:
    made = socket.create_connection(address, timeout=WAIT)
    made.sendall(said)
    return made


def _rest(connection: socket.socket) -> bytes:
    """Return all that comes until the other side ends it."""
    heard = b""
    with closing(connection), suppress(ConnectionResetError):
        while more := connection.recv(65536):
            heard += more
    return heard


@pytest.mark.parametrize(
    "what", ["a letter", "half a header", "no empty line", "half a body", "a chunk"]
)
def test_who_does_not_finish_a_request_is_told_so(heard: Mapping[str, bytes], what: str) -> None:
    assert heard[what].startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in heard[what].lower()


def test_who_says_nothing_at_all_hears_nothing(heard: Mapping[str, bytes]) -> None:
    assert heard["nothing"] == b""


def test_who_has_an_answer_and_does_not_finish_is_cut_off(heard: Mapping[str, bytes]) -> None:
    assert heard["for nobody"].startswith(b"HTTP/1.1 404 ")


@pytest.mark.parametrize("begun", [b"GET / HTTP/1.1\r\nX: ", FORM], ids=["head", "body"])
def test_a_byte_now_and_then_does_not_help(app: FastAPI, begun: bytes) -> None:
    with _listening() as listener, _serving(app, SHORT, listener) as address:
        with closing(_connected(address, begun)) as connection:
            assert _is_shown_out(connection)


def _is_shown_out(connection: socket.socket) -> bool:
    """Send byte after byte; return whether the other side ends it."""
    connection.settimeout(0.05)
    try:
        for _ in range(int(WAIT / 0.05)):
            connection.sendall(b"x")
            with suppress(TimeoutError):
                if connection.recv(1000):
                    return True
    except ConnectionError:
        return True
    return False


def test_who_does_not_read_the_answer_is_cut_off(app: FastAPI) -> None:
    with _listening() as listener, _serving(app, SHORT, listener) as address:
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(WAIT)
        connection.connect(address)
        connection.sendall(b"GET /groot HTTP/1.1\r\nHost: localhost\r\n\r\n")
        begun = connection.recv(12)

        for _ in range(3):  # each is shown out after two looks
            _rest(_connected(address))

        assert begun == b"HTTP/1.1 200"
        assert len(_rest(connection)) < LARGE


def test_others_are_served_while_many_are_slow(app: FastAPI) -> None:
    with _listening() as listener, _serving(app, Patience(seconds=60), listener) as address:
        slow = [_connected(address, said) for said in (b"GET", FORM, HEALTH[:-2]) * 20]

        served = [_rest(_connected(address, CLOSED)) for _ in range(5)]

        assert [each[:12] for each in served] == [b"HTTP/1.1 200"] * 5
        for connection in slow:
            connection.close()


def test_when_there_are_too_many_who_waits_longest_makes_room(app: FastAPI) -> None:
    with _listening() as listener, _serving(app, LONG, listener) as address:
        slow = [_connected(address, b"GET") for _ in range(LONG.connections - 1)]
        _rest(_connected(address, CLOSED))  # by now it has read what the others said
        slow.append(_connected(address, b"GET"))

        served = _rest(_connected(address, CLOSED))

        assert served.startswith(b"HTTP/1.1 200 ")
        assert slow[0].recv(1000).startswith(b"HTTP/1.1 408 ")
        for connection in slow:
            connection.close()


def test_a_body_that_comes_in_time_is_read(app: FastAPI) -> None:
    with _listening() as listener, _serving(app, LONG, listener) as address:
        connection = _connected(address, FORM.replace(b"Host", b"Connection: close\r\nHost"))
        for _ in range(10):
            connection.sendall(b"x" * 100)

        assert _rest(connection).endswith(b"\r\n1000")


def test_an_upgrade_to_something_else_is_not_made(app: FastAPI) -> None:
    asked = CLOSED.replace(b"close", b"Upgrade, close\r\nUpgrade: websocket")

    with _listening() as listener, _serving(app, LONG, listener) as address:
        assert _rest(_connected(address, asked)).startswith(b"HTTP/1.1 200 ")


def test_the_time_that_we_take_is_held_against_nobody(app: FastAPI) -> None:
    go_on = threading.Event()
    app.add_api_route("/traag", lambda: go_on.wait(WAIT), methods=["GET"])
    with _listening() as listener:
        asked = _connected(listener.getsockname(), CLOSED.replace(b"/gezond", b"/traag"))
        with _serving(app, SHORT, listener) as address:
            for _ in range(3):  # each is shown out after two looks
                _rest(_connected(address))
            go_on.set()

            assert _rest(asked).startswith(b"HTTP/1.1 200 ")


def test_who_leaves_halfway_is_no_fault(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.WARNING),
        _listening() as listener,
        _serving(app, LONG, listener) as address,
    ):
        _connected(address, FORM + b"csrf=x").close()
        _rest(_connected(address, CLOSED))

    assert [each.message for each in caplog.records if each.name.startswith("mijlpaal")] == []
