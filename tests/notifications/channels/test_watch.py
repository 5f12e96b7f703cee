"""What other people's code may do in a thread that is watched."""

import os
import socket
import subprocess
import sys
import threading

import pytest

from notifications.channels.reach import Reach
from notifications.channels.watch import Watch
from tests.notifications.post import LOOPBACK
from tests.notifications.receivers import HOST, a_raw_server, silent


def connect(port: int, host: str = HOST) -> None:
    socket.create_connection((host, port), timeout=5).close()


def test_a_watched_thread_connects_where_the_reach_goes() -> None:
    watch = Watch(LOOPBACK)

    with a_raw_server(silent) as port, watch:
        connect(port)

    assert not watch.has_refused


def test_and_nowhere_else_however_the_place_is_called() -> None:
    for host in (HOST, "localhost", "2130706433"):
        watch = Watch(Reach(), is_encrypted=True)
        with a_raw_server(silent) as port, watch:
            with pytest.raises(ConnectionRefusedError):
                connect(port, host)
        assert watch.has_refused


def test_nothing_is_sent_without_a_connection_either() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender, Watch(Reach()):
        with pytest.raises(ConnectionRefusedError):
            sender.sendto(b"x", (HOST, 514))


def test_no_other_way_out_is_open() -> None:
    with Watch(LOOPBACK):
        with pytest.raises(ConnectionRefusedError):
            subprocess.run([sys.executable, "-c", ""], check=False)
        with pytest.raises(ConnectionRefusedError):
            os.system("true")  # noqa: S605
        with socket.socket(socket.AF_UNIX) as local, pytest.raises(ConnectionRefusedError):
            local.connect("/dev/log")


def test_other_threads_and_later_times_are_not_watched() -> None:
    with a_raw_server(silent) as port:
        with Watch(Reach()):
            free = threading.Thread(target=connect, args=(port,))
            free.start()
            free.join()
        connect(port)


def test_who_waits_for_an_answer_is_let_go_from_another_thread() -> None:
    watch = Watch(LOOPBACK)

    with a_raw_server(silent) as port, watch:
        with socket.create_connection((HOST, port), timeout=60) as connection:
            connection.sendall(b"x")
            threading.Timer(0.1, watch.cut).start()
            assert connection.recv(1) == b""
        with pytest.raises(ConnectionRefusedError):  # nor does anything begin after that
            connect(port)


def test_also_when_the_connection_was_handed_over_as_tls_does() -> None:
    watch = Watch(LOOPBACK)

    with a_raw_server(silent) as port, watch:
        first = socket.create_connection((HOST, port), timeout=60)
        with socket.socket(fileno=first.detach()) as connection:
            connection.settimeout(5)
            threading.Timer(0.1, watch.cut).start()
            assert connection.recv(1) == b""
