"""Whether an address is one that its channel can reach, said before the first message is lost."""

from collections.abc import Callable, Mapping
from email.errors import HeaderParseError
from email.headerregistry import Address
from urllib.parse import urlsplit

from models.errors import InvalidAmendmentError, Words
from notifications.channels import channel_words

_LONGEST_MAIL_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets


def require_reachable(contact: Words, channel: str, address: str) -> None:
    """Let pass an address that its channel can reach.

    Raises:
        InvalidAmendmentError: there is no such channel, or it cannot use such an address.
    """
    words = channel_words()
    if channel not in words:
        known = ", ".join(words)
        problem = Words(f"mogelijk: {known}", f"possible: {known}")
        raise InvalidAmendmentError(
            subject=contact, field="channel", value=channel, problem=problem
        )
    problem_found = _RULES.get(channel, _blank_problem)(address)
    if problem_found is not None:
        raise InvalidAmendmentError(
            subject=contact, field="address", value=address, problem=problem_found
        )


def _blank_problem(address: str) -> Words | None:
    """Return what is wrong with an address of a channel that has its own form for them."""
    return _NO_ADDRESS if not address or any(map(str.isspace, address)) else None


def _mail_problem(address: str) -> Words | None:
    if not address.isascii():
        return Words(
            "niet elke mailserver kent letters buiten ASCII (een domein kan als xn--…)",
            "not every mail server knows letters beyond ASCII (a domain can be written as xn--…)",
        )
    try:
        parsed = Address(addr_spec=address)
    # The standard library answers some of what is no address with these instead.
    except (HeaderParseError, ValueError, IndexError, AttributeError):
        return _NO_MAIL_ADDRESS
    if parsed.addr_spec != address or "." not in parsed.domain.strip("."):
        return _NO_MAIL_ADDRESS
    if len(address) > _LONGEST_MAIL_ADDRESS:
        limit = _LONGEST_MAIL_ADDRESS
        return Words(f"langer dan {limit} tekens", f"longer than {limit} characters")
    return None


def _webhook_problem(address: str) -> Words | None:
    try:
        parts = urlsplit(address)
        is_complete = bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets without an address, a port that is none
        return _NO_WEB_ADDRESS
    if parts.scheme not in {"https", "http"} or not is_complete or not _is_plain(address):
        return _NO_WEB_ADDRESS
    if parts.username is not None or parts.password is not None:
        return Words(
            "geen naam of wachtwoord in het adres: een bericht wordt ondertekend",
            "no name or password in the address: a message is signed",
        )
    if parts.fragment:
        return Words(
            "wat achter # staat wordt nooit verstuurd", "what stands behind # is never sent"
        )
    return None


def _is_plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and " " not in address


_NO_MAIL_ADDRESS = Words(
    "verwacht één e-mailadres, naam@domein.nl, zonder naam eromheen",
    "one e-mail address is expected, name@domain.nl, without a name around it",
)
_NO_ADDRESS = Words("verwacht een adres zonder spaties", "an address without spaces is expected")
_NO_WEB_ADDRESS = Words(
    "verwacht een webadres, https://domein/pad", "a web address is expected, https://domain/path"
)
_RULES: Mapping[str, Callable[[str], Words | None]] = {
    "email": _mail_problem,
    "notify": _mail_problem,
    "webhook": _webhook_problem,
}
