"""A message as an e-mail (RFC 5322): plain text and HTML side by side."""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from models.errors import TransportError
from notifications.channels.envelope import Envelope

Encoding = Literal["quoted-printable", "8bit"]


def build_mail(message: Envelope, sender: str, *, encoding: Encoding) -> EmailMessage:
    """Return the mail; the same message gives the same bytes at every attempt.

    Args:
        message: what to say to whom.
        sender: the ``From`` header; its domain is that of the ``Message-ID``.
        encoding: ``8bit`` reads well in a file, ``quoted-printable`` passes any mail server.

    Raises:
        TransportError: the address is none, or a header would hold a line break (permanent).
    """
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"] = sender
        mail["To"] = Address(addr_spec=message.address)
        mail["Subject"] = " ".join(message.subject.split())
    # The address parser of the standard library stumbles over junk in ways of its own.
    except (MessageError, ValueError, IndexError, AttributeError) as problem:
        raise TransportError(
            channel="e-mail",
            problem="afzender of ontvanger is geen e-mailadres",
            permanent=True,
        ) from problem
    mail["Date"] = message.created_at
    mail["Message-ID"] = f"<{message.uid}@{_domain(mail)}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    mail.set_content(message.body_text, cte=encoding)
    mail.add_alternative(message.body_html, subtype="html", cte=encoding)
    mail.set_boundary(f"=_{message.uid}")
    # Last: a Content- header that is there already moves into the first part.
    mail["Content-Language"] = message.language
    return mail


def _domain(mail: EmailMessage) -> str:
    return str(mail["From"].addresses[0].domain)
