"""The cookie of a session, and what its forms must carry."""

import hmac
from hashlib import sha256
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

_PURPOSE = b"mijlpaal/csrf/1"
_SECURE, _PLAIN = "__Host-mijlpaal", "mijlpaal"
_LOGIN_SECURE, _LOGIN_PLAIN = "__Host-mijlpaal-login", "mijlpaal-login"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})


def is_secure(request: HTTPConnection) -> bool:
    """Return whether this came over TLS, to us or to the proxy before us (which must say so)."""
    return request.url.scheme == "https"


def is_on_this_machine(request: HTTPConnection) -> bool:
    """Return whether the address that was asked for is that of this machine itself."""
    return (request.url.hostname or "") in LOOPBACK


def session_secret(request: HTTPConnection) -> str:
    """Return the secret of the session, empty without one."""
    return request.cookies.get(_SECURE if is_secure(request) else _PLAIN, "")


def keep_session(request: HTTPConnection, answer: Response, secret: str) -> None:
    """Have the browser keep a session until it is closed; the server decides how long it lasts."""
    _keep(request, answer, _SECURE if is_secure(request) else _PLAIN, secret)


def forget_session(request: HTTPConnection, answer: Response) -> None:
    """Have the browser forget the session."""
    _drop(request, answer, _SECURE if is_secure(request) else _PLAIN)


def login_secret(request: HTTPConnection) -> str:
    """Return what ties an answer of the identity provider to the browser that asked."""
    return request.cookies.get(_LOGIN_SECURE if is_secure(request) else _LOGIN_PLAIN, "")


def keep_login(request: HTTPConnection, answer: Response, secret: str, seconds: int) -> None:
    """Have the browser keep that it asked the identity provider."""
    name = _LOGIN_SECURE if is_secure(request) else _LOGIN_PLAIN
    _keep(request, answer, name, secret, seconds)


def forget_login(request: HTTPConnection, answer: Response) -> None:
    """Have the browser forget that it asked."""
    _drop(request, answer, _LOGIN_SECURE if is_secure(request) else _LOGIN_PLAIN)


def csrf_of(secret: str) -> str:
    """Return what the forms of this session carry; the session cannot be had from it."""
    return hmac.new(secret.encode(), _PURPOSE, sha256).hexdigest()


def is_csrf_of(secret: str, given: str) -> bool:
    """Return whether a form belongs to this session."""
    return hmac.compare_digest(csrf_of(secret).encode(), given.encode())


def site_of(web_address: str) -> str:
    """Return scheme and host of an address, empty for none."""
    parts = urlsplit(web_address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _keep(
    request: HTTPConnection, answer: Response, name: str, secret: str, seconds: int | None = None
) -> None:
    answer.set_cookie(
        name,
        secret,
        max_age=seconds,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def _drop(request: HTTPConnection, answer: Response, name: str) -> None:
    answer.delete_cookie(name, path="/", secure=is_secure(request), httponly=True, samesite="lax")
