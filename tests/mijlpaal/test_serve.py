"""``mijlpaal serve`` as a real process on a real socket."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from mijlpaal.web.serving import listening
from tests.mijlpaal.conftest import Mijlpaal


@contextmanager
def _serving(
    home: Path, *options: str, web_address: str = "https://mijlpaal.example/x"
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {**os.environ, "MIJLPAAL_WEB_ADDRESS": web_address}
    server = subprocess.Popen(
        [sys.executable, "-m", "mijlpaal", "serve", "--port", "0", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert server.stdout is not None
        said = server.stdout.readline()
        if not web_address:  # what was missing is said first
            said = server.stdout.readline()
        found = re.search(r"http://\S+/", said)
        assert found, said + server.stdout.read()
        yield server, found[0]
    finally:
        server.kill()
        server.wait()
        assert server.stdout is not None
        server.stdout.close()


@pytest.mark.slow
def test_it_answers_and_stops_when_told_to(mijlpaal: Mijlpaal, home: Path) -> None:
    assert mijlpaal("init").code == Exit.OK

    with _serving(home) as (server, address):
        with pytest.raises(urllib.error.HTTPError) as answer:
            urllib.request.urlopen(f"{address}bevestig/onzin", timeout=20)  # noqa: S310
        page = answer.value.read().decode()
        answer.value.close()
        server.send_signal(signal.SIGTERM)
        server.wait(20)
        assert server.stdout is not None
        rest = server.stdout.read()

    assert answer.value.code == 404
    assert "Deze link klopt niet" in page
    assert 'href="/x/opmaak.css"' in page
    assert "onzin" not in rest + (home / "mijlpaal.log").read_text()


@pytest.mark.slow
def test_a_login_link_leads_to_where_the_pages_are_served(mijlpaal: Mijlpaal, home: Path) -> None:
    assert mijlpaal("init").code == Exit.OK

    with _serving(home, web_address="") as (_, address):
        served = mijlpaal("access", "link", "anna").out
    over = mijlpaal("access", "link", "anna").out

    assert served.startswith(f"{address}inloggen/link/")
    assert not over.startswith(address)


def test_a_port_that_is_taken_is_said_as_such(mijlpaal: Mijlpaal, home: Path) -> None:
    assert mijlpaal("init").code == Exit.OK

    with _serving(home) as (_, address):
        port = address.rstrip("/").rpartition(":")[2]
        ended = mijlpaal("serve", "--port", port)

    assert ended.code == Exit.UNREACHABLE
    assert "--port" in ended.err


def test_an_answer_does_not_wait_for_its_second_half() -> None:
    """Headers and content leave in two pieces; by Nagle's rule the second waits for a sign."""
    with (
        listening("127.0.0.1", 0) as listener,
        socket.create_connection(listener.getsockname()),
        listener.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
