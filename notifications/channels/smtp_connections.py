"""Connections to one mail server, kept open between messages.

Opening one, with TLS and a login, takes longer than the mail itself. A connection serves one
message at a time; when anything goes wrong it is dropped, for what its server thinks is unknown.
"""

import select
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Lock
from types import TracebackType

from notifications.settings import SmtpSecurity

Seen = Callable[[smtplib.SMTP], None]


@dataclass(slots=True)
class Connections:
    """The idle connections to a server; ``take`` gives one of them or a new one."""

    host: str
    port: int
    security: SmtpSecurity
    timeout_seconds: float
    user: str = ""
    password: str = field(default="", repr=False)
    _idle: list[smtplib.SMTP] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def take(self) -> "Connection":
        """Return a connection for one message; nothing is opened before its block begins."""
        return Connection(self)

    def close(self) -> None:
        """Say goodbye on all idle connections."""
        with self._lock:
            idle, self._idle = self._idle, []
        for server in idle:
            # The server has the mail; how it says goodbye must not matter any more.
            with suppress(OSError):
                server.quit()
            server.close()

    def opened(self, seen: Seen) -> smtplib.SMTP:
        """Return a connection that is logged in: an idle one that still lives, or a new one.

        Args:
            seen: is told of it at once, before anything is waited for.
        """
        with self._lock:
            while self._idle:
                server = self._idle.pop()
                if _is_quiet(server):
                    seen(server)
                    return server
                server.close()
        return self._new(seen)

    def keep(self, server: smtplib.SMTP) -> None:
        """Take a connection back that did its work well."""
        with self._lock:
            self._idle.append(server)

    def _new(self, seen: Seen) -> smtplib.SMTP:
        server = self._connected(seen)
        try:
            if self.security is SmtpSecurity.STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server

    def _connected(self, seen: Seen) -> smtplib.SMTP:
        if self.security is SmtpSecurity.TLS:
            return _TlsServer(
                seen,
                self.host,
                self.port,
                timeout=self.timeout_seconds,
                context=ssl.create_default_context(),
            )
        return _Server(seen, self.host, self.port, timeout=self.timeout_seconds)


class Connection:
    """A connection during one message: kept when all went well, else closed."""

    def __init__(self, connections: Connections) -> None:
        """Belong to these connections."""
        self._connections = connections
        self._server: smtplib.SMTP | None = None
        self._is_cut = False

    def __enter__(self) -> smtplib.SMTP:
        return self._connections.opened(self._see)

    def _see(self, server: smtplib.SMTP) -> None:
        self._server = server
        if self._is_cut:
            raise ConnectionAbortedError

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        if self._server is None:
            return
        if kind is None and not self._is_cut:
            self._connections.keep(self._server)
        else:
            self._server.close()

    def cut(self) -> None:
        """Break the connection from another thread, so that nobody waits for it any longer."""
        self._is_cut = True
        if self._server is not None and self._server.sock is not None:
            with suppress(OSError):
                self._server.sock.shutdown(socket.SHUT_RDWR)


class _Server(smtplib.SMTP):
    """A connection that shows itself before it connects, which is when a server may dawdle."""

    def __init__(self, seen: Seen, host: str, port: int, *, timeout: float) -> None:
        seen(self)
        super().__init__(host, port, timeout=timeout)


class _TlsServer(smtplib.SMTP_SSL):
    def __init__(
        self, seen: Seen, host: str, port: int, *, timeout: float, context: ssl.SSLContext
    ) -> None:
        seen(self)
        super().__init__(host, port, timeout=timeout, context=context)


def _is_quiet(server: smtplib.SMTP) -> bool:
    """Return whether an idle connection lives: a server that gave it up has said something."""
    if server.sock is None:
        return False
    readable, _, _ = select.select([server.sock], [], [], 0)
    return not readable
