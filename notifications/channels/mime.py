"""A message as an e-mail (RFC 5322): plain text and HTML side by side.

No header holds anything but ASCII, and none but To and From says who anybody is.
"""

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from urllib.parse import quote

from models.errors import TransportError
from notifications.channels.envelope import Envelope

# These hold what programs read: folding them would cut an address in two or encode it.
_IN_ONE_LINE = frozenset({"in-reply-to", "list-unsubscribe", "references"})
_PREFERENCES = {"nl": "Voorkeuren", "en": "Preferences"}


class _Policy(EmailPolicy):
    def fold_binary(self, name: str, value: str) -> bytes:
        """Return the header as it is sent."""
        if name.lower() in _IN_ONE_LINE:
            return f"{name}: {value}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep=SMTP.linesep)


def build_mail(message: Envelope, sender: str, *, unsubscribe: str = "") -> EmailMessage:
    """Return the mail; the same message gives the same bytes at every attempt.

    Args:
        message: what to say to whom.
        sender: the ``From`` header; its domain is that of the ``Message-ID``.
        unsubscribe: where ``List-Unsubscribe`` leads; a mail to the sender when not given.

    Raises:
        TransportError: the address is none, or the message does not fit in a mail (permanent).
    """
    mail = EmailMessage(policy=_POLICY)
    _address(mail, message.address, sender)
    try:
        _describe(mail, message, unsubscribe)
        mail.set_content(message.body_text, cte="quoted-printable")
        mail.add_alternative(message.body_html, subtype="html", cte="quoted-printable")
        mail.set_boundary(f"=_{message.uid}")
        # Last: a Content- header that is there already moves into the first part.
        mail["Content-Language"] = message.language
    except (MessageError, ValueError) as problem:
        raise _refused("het bericht past niet in een mail") from problem
    return mail


def _address(mail: EmailMessage, address: str, sender: str) -> None:
    try:
        address.encode("ascii")  # more than that few servers take (SMTPUTF8)
        mail["From"] = sender
        mail["To"] = Address(addr_spec=address)
    # The address parser of the standard library stumbles over junk in ways of its own.
    except (MessageError, ValueError, IndexError, AttributeError) as problem:
        raise _refused("afzender of ontvanger is geen e-mailadres") from problem


def _describe(mail: EmailMessage, message: Envelope, unsubscribe: str) -> None:
    sender = mail["From"].addresses[0]
    mail["Subject"] = _in_one_line(message.subject)
    mail["Date"] = message.created_at
    mail["Message-ID"] = f"<{message.uid}@{sender.domain}>"
    if message.thread:
        # The first of a thread as well: its root was never sent, and is the same for all.
        root = f"<{message.thread}@{sender.domain}>"
        mail["In-Reply-To"] = root
        mail["References"] = root
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"  # Exchange reads this one instead
    # RFC 2369, and not the one click of RFC 8058: a program that follows links may not silence
    # a duty.
    mail["List-Unsubscribe"] = f"<{unsubscribe or _mail_about_preferences(sender, message)}>"


def _mail_about_preferences(sender: Address, message: Envelope) -> str:
    subject = _PREFERENCES.get(message.language, _PREFERENCES["nl"])
    return f"mailto:{quote(sender.addr_spec, safe='@')}?subject={subject}%20{message.uid}"


def _in_one_line(text: str) -> str:
    """Return the text without line breaks and other characters that nobody sees."""
    visible = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(visible.split())


def _refused(problem: str) -> TransportError:
    return TransportError(channel="e-mail", problem=problem, permanent=True)
