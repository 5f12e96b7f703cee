"""Who keeps the installation, and who hears when it stands still."""

from datetime import date

from sqlmodel import Session, col, select

from mijlpaal.call import Call
from mijlpaal.health.check import Check, Level
from models.access.keeping import first_administrator
from models.authority.roles import mandates_on
from models.tables import Contact
from models.vocabulary import Role
from notifications.audience import in_office


def administrators(session: Session, today: date, call: Call) -> Check:
    """Look whether somebody may let others in, once not everybody may do everything."""
    part = call.say("beheer", "keeping")
    if mandates_on(session, today).is_open:
        finding = call.say(
            "er zijn nog geen mandaten: wie hier is, mag alles",
            "there are no mandates yet: whoever is here may do everything",
        )
        return Check(part, Level.OK, finding)
    if first_administrator(session, today) is None:
        finding = call.say(
            "niemand kan anderen toelaten of rollen geven",
            "nobody can let others in or give roles",
        )
        remedy = call.say(
            "mijlpaal mandate give NAAM beheerder", "mijlpaal mandate give NAME administrator"
        )
        return Check(part, Level.ERROR, finding, remedy)
    return Check(part, Level.OK, call.say("er is een beheerder", "there is an administrator"))


def alarm(session: Session, today: date, call: Call) -> Check:
    """Look whether anybody hears when the daily sweep stays away: a contact with that role."""
    part = "alarm"
    query = select(Contact.subject_id).where(
        col(Contact.person_role) == Role.ADMINISTRATOR, in_office(today)
    )
    count = len(session.exec(query).all())
    if count:
        finding = call.say(f"{count} beheerders horen het", f"{count} administrators hear of it")
        return Check(part, Level.OK, finding)
    finding = call.say(
        "blijft de controle uit, dan hoort niemand dat",
        "when the sweep stays away nobody hears of it",
    )
    remedy = call.say(
        "mijlpaal contact add beheer --role beheerder --address ADRES --organisation SLEUTEL",
        "mijlpaal contact add keeper --role administrator --address ADDRESS --organisation KEY",
    )
    return Check(part, Level.ATTENTION, finding, remedy)
