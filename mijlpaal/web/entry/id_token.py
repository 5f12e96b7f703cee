"""Whether an ID token is true: signed by the provider, for us, for this login, and in time.

OpenID Connect Core 1.0, section 3.1.3.7. Signatures by joserfc, claims by authlib.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from models.errors import LoginRefusedError

# What a provider signs with a key that only it has. "none" and HMAC are not among them: with the
# latter whoever knows our client secret, or takes a public key for one, could sign.
ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
)
_LEEWAY_SECONDS = 60  # clocks differ


class UnknownKeyError(LoginRefusedError):
    """Signed with a key that the provider did not list when it was last asked."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What the token must say."""

    issuer: str
    client_id: str
    nonce: str
    access_token: str
    now: datetime


def checked_claims(token: str, keys: KeySet, expected: Expected) -> Mapping[str, object]:
    """Return what an ID token says, once it is known to be true.

    Raises:
        UnknownKeyError: the keys may have changed; ask for them again.
        LoginRefusedError: it is not true.
    """
    try:
        read = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
    except InvalidKeyIdError as problem:
        raise UnknownKeyError from problem
    except (JoseError, ValueError) as problem:
        raise LoginRefusedError from problem
    claims = _claims(read, expected)
    try:
        claims.validate(int(expected.now.timestamp()), _LEEWAY_SECONDS)
    except (JoseError, ValueError, TypeError) as problem:
        raise LoginRefusedError from problem
    return cast("Mapping[str, object]", dict(claims))


def _claims(read: jwt.Token, expected: Expected) -> Any:  # noqa: ANN401  (authlib has no types)
    return CodeIDToken(
        read.claims,
        read.header,
        options={
            "iss": {"essential": True, "value": expected.issuer},
            "aud": {"essential": True, "value": expected.client_id},
            "nonce": {"essential": True, "value": expected.nonce},
        },
        params={
            "nonce": expected.nonce,
            "client_id": expected.client_id,
            "access_token": expected.access_token,
        },
    )
