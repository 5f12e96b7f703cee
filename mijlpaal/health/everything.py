"""All checks in their order: what the later ones stand on comes first."""

from collections.abc import Iterator

from flows.mode import Mode
from flows.moment import Moment
from flows.settings import flow_settings
from flows.workplace import Workplace, open_workplace
from mijlpaal.call import Call
from mijlpaal.health import contents, elsewhere, ground, organisation, surroundings
from mijlpaal.health.check import Check, Level
from mijlpaal.health.in_use import checks_in_use
from models.storage import database
from models.storage.settings import DatabaseSettings


def examine(call: Call, moment: Moment) -> Iterator[Check]:
    """Yield how every part is; without a usable database the parts that need it are left out.

    Raises:
        SettingError: a setting cannot be used at all.
    """
    settings, is_shared = DatabaseSettings(), flow_settings().mode is Mode.ORGANISATION
    yield ground.home_folder(settings.home, call)
    yield ground.space(settings.home, call)
    engine = database.make_engine(settings.url, lock_wait_seconds=settings.lock_wait_seconds)
    try:
        found = ground.database(engine, call)
    finally:
        engine.dispose()
    yield found
    if found.level is not Level.ERROR:
        with open_workplace() as workplace:
            yield from _inside(workplace, call, moment)
            if is_shared:
                yield from _of_an_organisation(workplace, call, moment)
    if is_shared:
        yield from organisation.prefect(flow_settings(), call)
    else:
        yield surroundings.prefect(flow_settings(), call)


def _of_an_organisation(workplace: Workplace, call: Call, moment: Moment) -> Iterator[Check]:
    settings = flow_settings()
    with database.reading(workplace.engine) as session:
        yield organisation.files_only(session, workplace, moment.today, call)
    if workplace.engine.dialect.name == "postgresql":
        yield elsewhere.clocks(workplace.engine, call)
    yield elsewhere.pages(settings, workplace.messages.web_address, call)
    yield elsewhere.backups(settings.home, moment.now, call)


def _inside(workplace: Workplace, call: Call, moment: Moment) -> Iterator[Check]:
    calendar = workplace.rulebook.calendar
    with database.reading(workplace.engine) as session:
        yield contents.chains(session, call)
        yield contents.seeds(session, calendar, call)
        yield from checks_in_use(session, calendar, moment, flow_settings().mode, call)
    yield ground.reports(workplace.reports_folder, call)
    yield surroundings.mail(workplace, call)
    yield surroundings.webhooks(workplace, call)
