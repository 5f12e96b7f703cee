"""Secrets that open something: made by the operating system, kept as a digest only.

A plain SHA-256 is enough for what nobody chose: 256 random bits cannot be tried out, so a slow
hash would protect nothing and cost every request (OWASP ASVS 5.0, 11.4.2 is about passwords).
"""

import secrets
from hashlib import sha256

_BYTES = 32


def new_secret() -> str:
    """Return a secret of 256 bits, as it can stand in an address or a header."""
    return secrets.token_urlsafe(_BYTES)


def digest_of(secret: str) -> str:
    """Return what is kept of a secret."""
    # What comes from an address may hold what is no text.
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
