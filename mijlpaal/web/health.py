"""How it runs, for the page of health and the API."""

from flows.moment import Moment
from flows.settings import flow_settings
from mijlpaal.call import Call
from mijlpaal.health.check import Check
from mijlpaal.health.in_use import checks_in_use
from mijlpaal.web.office import Office
from models.storage.database import reading


def checks_of(office: Office, call: Call) -> list[Check]:
    """Return how each part is, in the language of whoever asks."""
    moment, mode = Moment(office.today, office.now(), is_live=True), flow_settings().mode
    with reading(office.engine) as session:
        return list(checks_in_use(session, office.rulebook.calendar, moment, mode, call))
