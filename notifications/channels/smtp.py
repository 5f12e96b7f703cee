"""E-mail over SMTP, with STARTTLS, implicit TLS or, inside one machine, none."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from models.errors import TransportError
from notifications.channels.envelope import Envelope
from notifications.channels.mime import build_mail
from notifications.settings import SmtpSecurity

_PERMANENT = 500  # RFC 5321, 4.2.1: 5yz is a permanent refusal, 4yz a transient one
_CHECK = "Controleer MIJLPAAL_SMTP_HOST, MIJLPAAL_SMTP_PORT en MIJLPAAL_SMTP_SECURITY"


@dataclass(frozen=True, slots=True)
class Smtp:
    """One mail server; each message has a connection of its own."""

    host: str
    port: int
    security: SmtpSecurity
    sender: str
    timeout_seconds: float
    user: str = ""
    password: str = ""

    def deliver(self, message: Envelope) -> None:
        """Hand the mail to the server; returning means that the server took it on.

        Raises:
            TransportError: it did not; 5yz answers are permanent, all else is worth a retry.
        """
        mail = build_mail(message, self.sender, encoding="quoted-printable")
        try:
            with self._connection() as server:
                server.send_message(mail)
        except smtplib.SMTPAuthenticationError as refused:
            raise self._refused(refused.smtp_code, "aanmelden", permanent=False) from refused
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            raise self._refused(code, "de ontvanger") from refused
        except smtplib.SMTPResponseException as refused:
            raise self._refused(refused.smtp_code, "de opdracht") from refused
        except smtplib.SMTPNotSupportedError as lacking:
            problem = f"{self._server} kan niet wat is gevraagd (STARTTLS, aanmelden). {_CHECK}"
            raise self._failure(problem) from lacking
        except OSError as lost:
            problem = f"geen verbinding met {self._server} ({_reason(lost)}). {_CHECK}"
            raise self._failure(problem) from lost

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        server = self._connected()
        try:
            if self.security is SmtpSecurity.STARTTLS:
                server.starttls(context=ssl.create_default_context())
            if self.user:
                server.login(self.user, self.password)
            yield server
            # The server has the mail; how it says goodbye must not make us send it again.
            with suppress(OSError):
                server.quit()
        finally:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self.security is SmtpSecurity.TLS:
            return smtplib.SMTP_SSL(
                self.host,
                self.port,
                timeout=self.timeout_seconds,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(self.host, self.port, timeout=self.timeout_seconds)

    @property
    def _server(self) -> str:
        return f"mailserver {self.host}:{self.port}"

    def _refused(self, code: int, what: str, *, permanent: bool | None = None) -> TransportError:
        # The server's own words are left out: they tend to repeat the address.
        problem = f"{self._server} weigert {what} (SMTP {code})"
        final = code >= _PERMANENT if permanent is None else permanent
        return self._failure(problem, permanent=final)

    def _failure(self, problem: str, *, permanent: bool = False) -> TransportError:
        return TransportError(channel="e-mail", problem=problem, permanent=permanent)


def _reason(problem: OSError) -> str:
    return problem.strerror or type(problem).__name__
