"""E-mail over SMTP, with STARTTLS, implicit TLS or, inside one machine, none."""

import asyncio
import smtplib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from models.errors import TransportError
from notifications.channels.certificate import certificate_problem
from notifications.channels.channel import Deliver, Limits
from notifications.channels.envelope import Envelope
from notifications.channels.mime import build_mail
from notifications.channels.smtp_connections import Connection, Connections
from notifications.settings import MailChannel, MessageSettings, SmtpSecurity

WORD = "email"

_LIMITS = Limits(at_once=4, at_once_per_receiver=4)
_PERMANENT = 500  # RFC 5321, 4.2.1: 5yz is a permanent refusal, 4yz a transient one
_GOING_AWAY = 421
_CHECK = "Controleer MIJLPAAL_SMTP_HOST, MIJLPAAL_SMTP_PORT en MIJLPAAL_SMTP_SECURITY"


def make(settings: MessageSettings, *, now: Callable[[], datetime]) -> "Smtp | None":  # noqa: ARG001
    """Return the mail channel, unless mails stay here as files."""
    if settings.mail_channel is not MailChannel.SMTP:
        return None
    return Smtp(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        sender=settings.mail_from,
        unsubscribe=settings.mail_unsubscribe,
        timeout_seconds=settings.smtp_timeout_seconds,
        user=settings.smtp_user,
        password=settings.smtp_password.get_secret_value(),
        limits=Limits(
            at_once=settings.smtp_connections,
            at_once_per_receiver=settings.smtp_connections,
            per_second=settings.smtp_per_second,
            deadline_seconds=settings.delivery_seconds,
        ),
    )


@dataclass(frozen=True, slots=True)
class Smtp:
    """One mail server; its connections serve one message after the other."""

    host: str
    port: int
    security: SmtpSecurity
    sender: str
    timeout_seconds: float
    user: str = ""
    password: str = field(default="", repr=False)
    unsubscribe: str = ""
    limits: Limits = _LIMITS

    def receiver_of(self, _message: Envelope) -> str:
        """Return the mail server: whoever the mail is for, it is what must work."""
        return f"{self.host}:{self.port}"

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Deliver]:
        """Yield what hands one mail to the server, each in a thread, on connections that stay."""
        loop = asyncio.get_running_loop()
        connections = Connections(
            self.host, self.port, self.security, self.timeout_seconds, self.user, self.password
        )
        with ThreadPoolExecutor(self.limits.at_once, thread_name_prefix="smtp") as threads:

            async def deliver(message: Envelope) -> None:
                connection = connections.take()
                try:
                    await loop.run_in_executor(threads, self.send, connection, message)
                except asyncio.CancelledError:
                    connection.cut()  # which ends the thread that waits for it
                    raise

            try:
                yield deliver
            finally:
                await loop.run_in_executor(threads, connections.close)

    def send(self, connection: Connection, message: Envelope) -> None:
        """Hand the mail to the server; returning means that the server took it on.

        Raises:
            TransportError: it did not; 5yz answers are permanent, all else is worth a retry.
        """
        mail = build_mail(message, self.sender, unsubscribe=self.unsubscribe)
        sender, content = mail["From"].addresses[0].addr_spec, mail.as_bytes()
        try:
            with connection as server:
                server.sendmail(sender, [message.address], content)
        except smtplib.SMTPAuthenticationError as refused:
            raise self._down(f"{self._server} weigert aanmelden (SMTP {refused.smtp_code})") from (
                refused
            )
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            raise self._refused(code, "de ontvanger") from refused
        except smtplib.SMTPResponseException as refused:
            raise self._refused(refused.smtp_code, "de opdracht") from refused
        except smtplib.SMTPNotSupportedError as lacking:
            problem = f"{self._server} kan niet wat is gevraagd (STARTTLS, aanmelden). {_CHECK}"
            raise self._down(problem) from lacking
        except (OSError, ValueError) as lost:  # ValueError: an answer that is no SMTP at all
            problem = f"geen verbinding met {self._server} ({_reason(lost)}). {_CHECK}"
            raise self._down(problem) from lost

    @property
    def _server(self) -> str:
        return f"mailserver {self.host}:{self.port}"

    def _refused(self, code: int, what: str) -> TransportError:
        # The server's own words are left out: they tend to repeat the address.
        return TransportError(
            channel="e-mail",
            problem=f"{self._server} weigert {what} (SMTP {code})",
            permanent=code >= _PERMANENT,
            is_receivers=code == _GOING_AWAY,
        )

    def _down(self, problem: str) -> TransportError:
        return TransportError(channel="e-mail", problem=problem, permanent=False, is_receivers=True)


def _reason(problem: OSError | ValueError) -> str:
    said = certificate_problem(problem) or getattr(problem, "strerror", None)
    return said or type(problem).__name__
