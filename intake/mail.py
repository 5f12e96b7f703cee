"""Mail as it is kept in a file (RFC 5322, .eml): its own words, and the one letter it carries."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from intake.html_text import text_of_html
from intake.letter import FileKind, Source, Written, clean, paragraphs_of
from intake.limits import MAX_MAILS_IN_MAILS
from intake.plain_text import parted
from models.clock import local_day
from models.errors import DamagedLetterError, OversizedLetterError, SeveralLettersError, Words

Reader = Callable[[Source, int], Written | None]
"""Reads an attachment at a depth of mails in mails; None when it is no letter but a picture."""

_TROUBLE = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class _Mail:
    source: Source
    message: EmailMessage


def read_mail(source: Source, attached: Reader, *, depth: int = 0) -> Written:
    """Return the text of a mail and, below it, that of the letter that is attached to it.

    Args:
        source: the mail.
        attached: reads an attachment.
        depth: how many mails this one lies in.

    Raises:
        SeveralLettersError: more than one letter is attached.
        OversizedLetterError: mails lie in mails, too deep.
        LetterError: the letter in it cannot be read, or the mail itself.
    """
    if depth > MAX_MAILS_IN_MAILS:
        raise OversizedLetterError(
            file=source.name,
            problem=Words("er zitten mails in mails in mails", "there are mails in mails in mails"),
            limit=Words(f"{MAX_MAILS_IN_MAILS} diep", f"{MAX_MAILS_IN_MAILS} deep"),
        )
    mail = _Mail(source, _parsed(source))
    own = _own_words(mail)
    letters = [
        (part.name, written)
        for part in _attachments(mail)
        if (written := attached(part, depth + 1)) is not None
    ]
    if len(letters) > 1:
        found = ", ".join(name for name, _ in letters)
        raise SeveralLettersError(file=source.name, found=found)
    sent_on, subject = _sent_on(mail), _subject(mail)
    if not letters:
        return Written(paragraphs=own, title=subject, sent_on=sent_on)
    name, letter = letters[0]
    below = Words(
        f"De bijlage {name} is mee gelezen, onder de tekst van de mail.",
        f"The attachment {name} was read too, below the text of the mail.",
    )
    return Written(
        paragraphs=(*own, *letter.paragraphs),
        notes=letter.notes,
        margin=letter.margin,
        title=subject or letter.title,
        # A letter can be sent on long after it was written.
        made_on=letter.sent_on or letter.made_on or sent_on,
        remarks=(below, *letter.remarks),
    )


def _parsed(source: Source) -> EmailMessage:
    try:
        return message_from_bytes(source.content, policy=policy.default)
    except _TROUBLE as problem:
        raise _damaged(source) from problem


def _own_words(mail: _Mail) -> tuple[str, ...]:
    try:
        body = mail.message.get_body(preferencelist=("plain", "html"))
        if body is None:
            return ()
        text = body.get_content()
        if body.get_content_type() == "text/html":
            return text_of_html(str(text)).paragraphs
        return paragraphs_of(parted(str(text)))
    except _TROUBLE as problem:
        raise _damaged(mail.source) from problem


def _attachments(mail: _Mail) -> Iterator[Source]:
    try:
        parts = list(mail.message.iter_attachments()) if mail.message.is_multipart() else []
        for part in parts:
            content = part.get_content()
            name = " ".join(clean(part.get_filename() or "").split()) or part.get_content_type()
            yield Source(name, _as_bytes(content))
    except _TROUBLE as problem:
        raise _damaged(mail.source) from problem


def _as_bytes(content: object) -> bytes:
    if isinstance(content, bytes):
        return content
    if isinstance(content, EmailMessage):  # a mail that was sent on as an attachment
        return content.as_bytes()
    return str(content).encode(errors="replace")


def _sent_on(mail: _Mail) -> date | None:
    """Return the day of the Date header, in Amsterdam."""
    try:
        sent: datetime = parsedate_to_datetime(str(mail.message.get("date", "")))
        return local_day(sent if sent.tzinfo else sent.replace(tzinfo=UTC))
    except (*_TROUBLE, OverflowError):
        return None


def _subject(mail: _Mail) -> str | None:
    try:
        said = str(mail.message.get("subject", ""))
    except _TROUBLE:
        return None
    return " ".join(clean(said).split()) or None


def _damaged(source: Source) -> DamagedLetterError:
    broken = Words("de mail is niet goed gevormd", "the mail is not well-formed")
    return DamagedLetterError(file=source.name, kind=FileKind.EML, problem=broken)
