"""Whoever asks slowly, or reads slowly, is shown out; others are served meanwhile.

On real sockets, with a server that looks every fifth of a second. No test asserts how long it took.
"""

import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import pytest
import uvicorn
from fastapi import FastAPI, Request

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
WAIT = 30  # seconds, for what comes at once
LARGE = 60_000_000  # bytes: more than the sockets of both sides hold
HEALTH = b"GET /gezond HTTP/1.1\r\nHost: localhost\r\n\r\n"
CLOSED = b"GET /gezond HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
FORM = (
    b"POST /lees HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n"
)
Address = tuple[str, int]


@contextmanager
def _serving(app: FastAPI, patience: Patience) -> Iterator[Address]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(configuration(app, patience))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield listener.getsockname()
    server.should_exit = True
    thread.join(WAIT)
    listener.close()


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
    app.add_api_route("/groot", lambda: "x" * LARGE, methods=["GET"])
    app.add_api_route("/lees", listen, methods=["POST"])
    return app


@pytest.fixture(scope="module")
def address(app: FastAPI) -> Iterator[Address]:
    """A server that has little patience."""
    with _serving(app, SHORT) as found:
        yield found


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


@pytest.mark.parametrize("said", [b"G", b"GET / HTTP/1.1\r\nHost: local", HEALTH[:-2]])
def test_who_does_not_finish_the_head_of_a_request_is_told_so(
    address: Address, said: bytes
) -> None:
    heard = _rest(_connected(address, said))

    assert heard.startswith(b"HTTP/1.1 408 ")
    assert b"connection: close" in heard.lower()


def test_who_says_nothing_at_all_hears_nothing(address: Address) -> None:
    assert _rest(_connected(address)) == b""


@pytest.mark.parametrize("begun", [b"GET / HTTP/1.1\r\nX: ", FORM], ids=["head", "body"])
def test_a_byte_now_and_then_does_not_help(address: Address, begun: bytes) -> None:
    connection = _connected(address, begun)
    connection.settimeout(0.05)

    with suppress(ConnectionError), closing(connection):
        for _ in range(int(WAIT / 0.05)):
            connection.sendall(b"x")
            with suppress(TimeoutError):
                if connection.recv(1000):
                    break
        else:
            pytest.fail("it would have listened for ever")


def test_who_does_not_finish_a_body_is_told_so_and_nothing_is_logged_as_broken(
    address: Address, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        heard = _rest(_connected(address, FORM + b"csrf=x"))

    assert heard.startswith(b"HTTP/1.1 408 ")
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


def test_a_chunked_body_without_an_end_is_no_way_around_it(address: Address) -> None:
    head = FORM.replace(b"Content-Length: 1000", b"Transfer-Encoding: chunked")

    heard = _rest(_connected(address, head + b"6\r\ncsrf=x\r\n"))

    assert heard.startswith(b"HTTP/1.1 408 ")


def test_who_has_an_answer_and_goes_on_sending_is_cut_off(address: Address) -> None:
    asked = b"POST /bestaat-niet HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx"

    heard = _rest(_connected(address, asked))

    assert heard.startswith(b"HTTP/1.1 404 ")


def test_who_does_not_read_the_answer_is_cut_off(address: Address) -> None:
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(WAIT)
    connection.connect(address)
    connection.sendall(b"GET /groot HTTP/1.1\r\nHost: localhost\r\n\r\n")

    others = [_rest(_connected(address)) for _ in range(3)]  # as long as a few looks take
    heard = _rest(connection)

    assert others == [b""] * 3
    assert heard.startswith(b"HTTP/1.1 200 ")
    assert len(heard) < LARGE


def test_others_are_served_while_many_are_slow(app: FastAPI) -> None:
    with _serving(app, Patience(seconds=60)) as address:
        slow = [_connected(address, said) for said in (b"GET", FORM, HEALTH[:-2]) * 20]

        heard = [_rest(_connected(address, CLOSED)) for _ in range(5)]

        assert [each[:12] for each in heard] == [b"HTTP/1.1 200"] * 5
        for connection in slow:
            connection.close()


def test_when_there_are_too_many_who_waits_longest_makes_room(app: FastAPI) -> None:
    with _serving(app, LONG) as address:
        slow = [_connected(address, b"GET") for _ in range(LONG.connections)]

        served = _rest(_connected(address, CLOSED))
        told = slow[0].recv(1000)

        assert served.startswith(b"HTTP/1.1 200 ")
        assert told.startswith(b"HTTP/1.1 408 ")
        for connection in slow:
            connection.close()


def test_a_body_that_comes_in_time_is_read(app: FastAPI) -> None:
    with _serving(app, Patience()) as address:
        connection = _connected(address, FORM.replace(b"Host", b"Connection: close\r\nHost"))
        for _ in range(10):
            connection.sendall(b"x" * 100)

        assert _rest(connection).endswith(b"\r\n1000")


def test_an_upgrade_to_something_else_is_not_made(address: Address) -> None:
    asked = CLOSED.replace(b"close", b"Upgrade, close\r\nUpgrade: websocket")

    assert _rest(_connected(address, asked)).startswith(b"HTTP/1.1 200 ")


def test_the_time_that_we_take_is_held_against_nobody(app: FastAPI) -> None:
    go_on = threading.Event()
    app.add_api_route("/traag", lambda: go_on.wait(WAIT), methods=["GET"])
    with _serving(app, SHORT) as address:
        asked = _connected(address, CLOSED.replace(b"/gezond", b"/traag"))
        for _ in range(3):  # each is shown out after a look or two
            _rest(_connected(address))
        go_on.set()

        assert _rest(asked).startswith(b"HTTP/1.1 200 ")


def test_who_leaves_halfway_is_no_fault(app: FastAPI, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING), _serving(app, LONG) as address:
        _connected(address, FORM + b"csrf=x").close()
        _rest(_connected(address, CLOSED))

    assert [each.message for each in caplog.records if each.name.startswith("mijlpaal")] == []
