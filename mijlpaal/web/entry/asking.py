"""Asking an identity provider over HTTP: the one module of this room that speaks to the network.

The addresses come from the settings and from the provider that they name, never from a reader.
Nothing follows a redirect, and nobody is listened to for long or at length.
"""

import json
from collections.abc import Mapping
from typing import cast
from urllib.parse import urlsplit

import httpx

from models.errors import IdentityProviderError, Words

Json = Mapping[str, object]

_SECONDS = 10.0
_LARGEST = 500_000  # bytes; a key set has some thousands
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_OK = 200


def ask(
    issuer: str,
    address: str,
    *,
    form: Mapping[str, str] | None = None,
    basic: tuple[str, str] | None = None,
    bearer: str = "",
) -> Json:
    """Return the JSON object that the provider answers with.

    Args:
        issuer: whose answer it is, for the error.
        address: what to ask.
        form: what to post; without it the address is read.
        basic: name and password (RFC 6749, section 2.3.1).
        bearer: an access token.

    Raises:
        IdentityProviderError: no answer, no TLS, no JSON object, or another status than 200.
    """
    require_secure(issuer, address)
    headers = {"Accept": "application/json"}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    request = httpx.Request("GET" if form is None else "POST", address, headers=headers, data=form)
    try:
        with httpx.Client(timeout=_SECONDS, follow_redirects=False, trust_env=False) as client:
            auth = httpx.BasicAuth(*basic) if basic else None
            answer = client.send(request, auth=auth, stream=True)
            found: object = json.loads(_read(answer))
    except (httpx.HTTPError, ValueError) as problem:
        what = type(problem).__name__
        raise IdentityProviderError(issuer=issuer, problem=Words(what, what)) from problem
    if answer.status_code != _OK or not isinstance(found, dict):
        status = str(answer.status_code)
        raise IdentityProviderError(
            issuer=issuer, problem=Words(f"antwoord {status}", f"answer {status}")
        )
    return cast("Json", found)


def require_secure(issuer: str, address: str) -> None:
    """Let pass what is asked over TLS, or on this machine.

    Raises:
        IdentityProviderError: it is neither.
    """
    parts = urlsplit(address)
    is_near = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not (parts.scheme == "https" or is_near):
        raise IdentityProviderError(
            issuer=issuer, problem=Words("een adres zonder https", "an address without https")
        )


def _read(answer: httpx.Response) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > _LARGEST:
            answer.close()
            raise ValueError("too long")
    return bytes(body)
