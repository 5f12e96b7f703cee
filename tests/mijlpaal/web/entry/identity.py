"""A small identity provider on a socket of this machine, which tests can make lie.

It does what the standard asks (discovery, keys, code flow with PKCE, userinfo) and signs RS256;
``claims`` and ``header`` change what it says, ``key`` what it signs with.
"""

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "mijlpaal", "geheim van de client"


def a_key(name: str) -> RSAKey:
    """Return a new key pair."""
    return RSAKey.generate_key(2048, {"kid": name, "use": "sig", "alg": "RS256"}, private=True)


@dataclass
class Identity:
    """The provider: whom it vouches for and what of it is a lie."""

    now: Callable[[], datetime]
    key: RSAKey = field(default_factory=lambda: a_key("eerste"))
    published: list[RSAKey] = field(default_factory=list)
    person: dict[str, object] = field(
        default_factory=lambda: {"sub": "0001", "preferred_username": "anna", "name": "Anna A."}
    )
    claims: dict[str, object] = field(default_factory=dict)  # None: left out
    userinfo: dict[str, object] | None = None
    about: dict[str, object] = field(default_factory=dict)
    issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    unsigned: bool = False
    algorithm: str = "RS256"
    signs_with: RSAKey | OctKey | None = None
    asked: list[str] = field(default_factory=list)

    def authorise(self, address: str) -> dict[str, str]:
        """Log somebody in; return what the browser brings back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def discovery(self) -> dict[str, object]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorise",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            **self.about,
        }

    def keys(self) -> dict[str, object]:
        return {"keys": [key.as_dict(private=False) for key in self.published or [self.key]]}

    def token(self, form: dict[str, str], authorization: str) -> dict[str, object] | None:
        """Redeem a code, once, for who can prove that they asked for it."""
        asked = self.codes.pop(form.get("code", ""), None)
        expected = base64.b64encode(f"{CLIENT}:{SECRET.replace(' ', '+')}".encode()).decode()
        if asked is None or authorization != f"Basic {expected}":
            return None
        challenge = base64.urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest())
        is_proved = challenge.decode().rstrip("=") == asked["code_challenge"]
        if not is_proved or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        return {
            "access_token": "toegang",
            "token_type": "Bearer",
            "id_token": self.id_token(asked["nonce"]),
        }

    def id_token(self, nonce: str) -> str:
        at = self.now()
        claims: dict[str, object] = {
            "iss": self.issuer,
            "aud": CLIENT,
            "exp": int(at.timestamp()) + 300,
            "iat": int(at.timestamp()),
            "nonce": nonce,
            **self.person,
            **self.claims,
        }
        said = {name: value for name, value in claims.items() if value is not None}
        if self.unsigned:
            parts = ({"alg": "none", "typ": "JWT"}, said)
            encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
            return b".".join(part.rstrip(b"=") for part in encoded).decode() + "."
        header = {"alg": self.algorithm, "kid": self.key.kid}
        return jwt.encode(header, said, self.signs_with or self.key, algorithms=[self.algorithm])


@contextmanager
def running(identity: Identity) -> Iterator[Identity]:
    """Serve the provider on a free port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            identity.asked.append(path)
            answers: dict[str, Callable[[], dict[str, object]]] = {
                "/.well-known/openid-configuration": identity.discovery,
                "/keys": identity.keys,
                "/userinfo": lambda: identity.userinfo or {"sub": identity.person["sub"]},
            }
            answer = answers.get(path)
            self._answer(answer() if answer else None)

        def do_POST(self) -> None:
            identity.asked.append(self.path)
            length = int(self.headers["Content-Length"])
            form = parse_qs(self.rfile.read(length).decode())
            plain = {name: values[0] for name, values in form.items()}
            self._answer(identity.token(plain, self.headers.get("Authorization", "")))

        def _answer(self, body: dict[str, object] | None) -> None:
            text = json.dumps(body or {"error": "invalid_request"}).encode()
            self.send_response(200 if body else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    identity.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield identity
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
