"""Who was told is shown as counts: never to whom, never what."""

from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from models.clock import morning_of
from models.storage.database import transaction
from models.tables import Contact, Message, Reminder, Subject
from models.vocabulary import Language, SubjectKind
from reports import html, text
from reports.sentences import Sentences
from tests.reports.worlds import chemelot

DAY = date(2026, 11, 30)
ADDRESS = "niet-tonen@voorbeeld.example"


def test_nobody_told_is_said_in_so_many_words(programme: Engine) -> None:
    told = chemelot(programme, DAY).told

    assert told.reminders == 0
    assert "nog niemand herinnerd" in Sentences(Language.NL).told(told)


def test_reminders_and_the_fate_of_their_messages_are_counted(programme: Engine) -> None:
    with transaction(programme) as session:
        _remind(session)

    figures = chemelot(programme, DAY)

    told = figures.told
    assert (told.reminders, told.contacts, told.last_on) == (4, 3, DAY)
    assert (told.messages_delivered, told.messages_waiting, told.messages_failed) == (1, 1, 1)
    assert ADDRESS not in html.render(figures) + text.render(figures)


def test_what_was_told_after_the_reference_date_does_not_count(programme: Engine) -> None:
    with transaction(programme) as session:
        _remind(session)

    assert chemelot(programme, date(2026, 11, 1)).told.reminders == 0


def _remind(session: Session) -> None:
    milestone = session.exec(
        select(Subject.id).where(
            col(Subject.kind) == SubjectKind.MILESTONE, col(Subject.key) == "d1"
        )
    ).one()
    contacts = session.exec(select(Contact.subject_id).order_by(col(Contact.subject_id))).all()[:3]
    fates: tuple[tuple[datetime | None, datetime | None], ...] = (
        (morning_of(DAY), None),
        (None, None),
        (None, morning_of(DAY)),
    )
    for contact, (sent, dead) in zip(contacts, fates, strict=True):
        message = Message(
            uid=f"m{contact}",
            contact_id=contact,
            day=DAY,
            channel="email",
            address=ADDRESS,
            language="nl",
            subject="geheim onderwerp",
            body_text="tekst",
            body_html="tekst",
            created_at=morning_of(DAY),
            next_attempt_at=morning_of(DAY),
            sent_at=sent,
            dead_at=dead,
        )
        session.add(message)
        session.flush()
        session.add(_reminder(milestone, contact, 0, message.id))
    session.add(_reminder(milestone, contacts[0], -5, None))


def _reminder(milestone: int | None, contact: int, step: int, message: int | None) -> Reminder:
    return Reminder(
        milestone_id=milestone or 0,
        contact_id=contact,
        anchor="bound",
        step=step,
        bound=DAY,
        responsibility="owner",
        swept_on=DAY,
        message_id=message,
    )
