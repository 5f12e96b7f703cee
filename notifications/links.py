"""Acknowledge links: signed, expiring, and good for exactly one act of one contact.

A link carries what it is for and a signature; nothing is kept of it. Whoever has the link can say
*I know of this* in the name of the contact it was sent to, and nothing else: it opens no session,
shows no more than its own milestone, and cannot be made into another one.
"""

import hmac
import re
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from models.errors import ForgedLinkError

PATH = "/bevestig/"
VALID_FOR = timedelta(days=30)

_PURPOSE = b"mijlpaal/acknowledge/1:"  # a signature made for something else opens nothing here
_SIGNATURE_BYTES = 16  # 128 bits cannot be guessed, and the line stays short enough for a mail
_FORM = re.compile(r"(\d{1,9})\.(\d{1,18})\.(\d{1,18})\.(\d{6,7})\.[\w-]{22}", re.ASCII)


@dataclass(frozen=True, slots=True)
class LinkSecret:
    """What links are signed with: its number, which the link carries, and its bytes."""

    id: int
    secret: bytes


@dataclass(frozen=True, slots=True)
class Claim:
    """What a link is for: one contact, one milestone, told on one day."""

    contact_id: int
    milestone_id: int
    issued_on: date

    @property
    def expires_on(self) -> date:
        """The last day on which the link can be used."""
        return self.issued_on + VALID_FOR


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the links of one planning."""

    web_address: str  # without a slash at its end
    key: LinkSecret

    def address_of(self, claim: Claim) -> str:
        """Return the whole link."""
        return f"{self.web_address}{PATH}{token_of(claim, self.key)}"


def token_of(claim: Claim, key: LinkSecret) -> str:
    """Return the claim as it stands in a link."""
    said = f"{key.id}.{claim.contact_id}.{claim.milestone_id}.{claim.issued_on.toordinal()}"
    return f"{said}.{_signature(said, key.secret)}"


def key_id_of(token: str) -> int:
    """Return the number of the key that a link says it was signed with.

    Raises:
        ForgedLinkError: it is no link at all.
    """
    return int(_parts(token)[0])


def read_token(token: str, secrets: Mapping[int, bytes]) -> Claim:
    """Return what a link is for; the caller asks whether it is too old.

    Raises:
        ForgedLinkError: it is no link, or not one that was signed with these secrets.
    """
    key_id, contact, milestone, day = _parts(token)
    said, _, signature = token.rpartition(".")
    # Without such a key all the same: how long a refusal takes tells nothing.
    expected = _signature(said, secrets.get(int(key_id), b""))
    if not hmac.compare_digest(signature, expected) or int(key_id) not in secrets:
        raise ForgedLinkError
    return Claim(int(contact), int(milestone), date.fromordinal(int(day)))


def hidden(text: str) -> str:
    """Return a text without what would make its links work, for whoever is not the reader."""
    return re.sub(rf"({re.escape(PATH)}){_FORM.pattern}", r"\g<1>…", text)


def _parts(token: str) -> tuple[str, ...]:
    found = _FORM.fullmatch(token)
    if found is None or not date.min.toordinal() <= int(found[4]) <= _LAST_ORDINAL:
        raise ForgedLinkError
    return found.groups()


_LAST_ORDINAL = (date.max - VALID_FOR).toordinal()


def _signature(said: str, secret: bytes) -> str:
    digest = hmac.digest(secret, _PURPOSE + said.encode(), sha256)
    return urlsafe_b64encode(digest[:_SIGNATURE_BYTES]).rstrip(b"=").decode()
