"""Somebody who is warned of a deadline, by a message with a link."""

import re

from sqlmodel import col, select

from models.storage.database import transaction
from models.tables import Message
from notifications.deadlines import check_deadlines
from notifications.planning import plan_messages
from tests.e2e.conftest import Site


def warned(site: Site) -> str:
    """Let the day's reminders go out; return the path of the link in the first of them."""
    office = site.office
    with transaction(office.engine) as session:
        day, now, rules = office.today, office.now(), office.rulebook
        check_deadlines(session, today=day, now=now, calendar=rules.calendar)
        plan_messages(session, today=day, now=now, rulebook=rules, web_address=site.base)
        bodies = session.exec(select(col(Message.body_text))).all()
    found = [link for body in bodies for link in re.findall(r"/bevestig/\S+", body)]
    return str(found[0])
