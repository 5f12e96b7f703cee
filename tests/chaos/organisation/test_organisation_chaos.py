"""The tools of ``make organisation-chaos``; the chaos itself takes minutes and is no test of CI."""

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.chaos.organisation.killing import Reckoning
from tests.chaos.organisation.proxy import a_proxy
from tests.chaos.receivers import HOST


@pytest.fixture
def echo() -> Iterator[int]:
    """A port that says back what it hears, one connection after the other."""
    with socket.create_server((HOST, 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    while heard := connection.recv(100):
                        connection.sendall(heard)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


def _says_back(port: int) -> bool:
    with socket.create_connection((HOST, port), timeout=5) as connection:
        try:
            connection.sendall(b"hallo")
            return connection.recv(100) == b"hallo"
        except ConnectionError:
            return False


def test_a_proxy_passes_on_until_it_is_cut_and_again_when_it_is_mended(echo: int) -> None:
    with a_proxy(echo) as proxy:
        before = _says_back(proxy.port)
        proxy.cut()
        meanwhile = _says_back(proxy.port)
        proxy.mend()
        after = _says_back(proxy.port)

    assert (before, meanwhile, after) == (True, False, True)


def test_an_open_connection_is_broken_by_a_cut(echo: int) -> None:
    with a_proxy(echo) as proxy:
        with socket.create_connection((HOST, proxy.port), timeout=5) as connection:
            connection.sendall(b"hallo")
            assert connection.recv(100) == b"hallo"

            proxy.cut()

            with pytest.raises(ConnectionError):
                _end(connection)


def test_a_silence_keeps_the_connection_and_what_was_said_into_it(echo: int) -> None:
    with a_proxy(echo) as proxy:
        with socket.create_connection((HOST, proxy.port), timeout=0.2) as connection:
            proxy.fall_silent()
            connection.sendall(b"hallo")
            with pytest.raises(TimeoutError):
                connection.recv(100)

            proxy.mend()

            connection.settimeout(5)
            assert connection.recv(100) == b"hallo"


def _end(connection: socket.socket) -> None:
    """Read to the end, which a broken connection does not have."""
    if connection.recv(100) == b"":
        raise ConnectionResetError


def test_the_reckoning_says_what_was_lost_and_how_long_each_kind_took() -> None:
    found = Reckoning(
        rungs=2000,
        messages=200,
        lost=0,
        strangers=0,
        duplicates=3,
        kills=2,
        seconds={"worker": (40.0, 60.0)},
        buried=1,
        begun_again=2,
        flows=4,
        pages=(3.0, 4.0),
    )

    assert str(found).splitlines() == [
        "rungs 2000 messages 200 lost 0 strangers 0 duplicates 3 kills 2",
        "worker: 2 kills, next sweep after 50 s, at worst 60 s",
        "grace of 360 s: kept",
        "pages answered again after 4 s at worst",
        "flows killed with their worker 4, runs buried 1, begun again by an automation 2",
    ]
