"""One day, now: what ``mijlpaal run`` and ``mijlpaal publish`` do, with Prefect or straight."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date

from flows import publication, work
from flows.mode import Mode
from flows.moment import moment_of
from flows.organisation.api import require_api
from flows.server import supervised_server
from flows.settings import flow_settings
from flows.stages import Stage, stage
from flows.workplace import open_workplace


def run_one_day(day: date | None = None, *, direct: bool = False) -> work.DaySummary:
    """Check deadlines, send messages and publish reports for a day; return what came of it.

    Args:
        day: the day; today when not given.
        direct: call the plain functions, without Prefect (no history, no retries).

    Raises:
        MijlpaalError: as ``open_workplace`` and ``work.require_ready`` do, before any work.
        PrefectServerError: its server does not start; ``direct`` does without.
    """
    moment = moment_of(day)
    with open_workplace() as workplace:
        work.require_ready(workplace, moment)
        if direct:
            return work.run_day(workplace, moment)
    with _prefect():
        from flows.day import run_day

        return run_day(moment.today)


def publish_now(day: date | None = None, *, direct: bool = False) -> publication.Publication:
    """Publish every report for a day, in both cuts and both languages.

    Args:
        day: the day; today when not given.
        direct: call the plain function, without Prefect.

    Raises:
        MijlpaalError: as ``run_one_day``.
    """
    moment = moment_of(day)
    with open_workplace() as workplace:
        work.require_ready(workplace, moment)
        if direct:
            return publication.publish(workplace, moment)
    with _prefect():
        from flows import reports

        return reports.publish_now(moment.today)


@contextmanager
def _prefect() -> Iterator[None]:
    """Let the flows inside report to a server: that of the organisation, or one of our own."""
    settings = flow_settings()
    if settings.mode is Mode.ORGANISATION:
        require_api(settings)
        yield
        return
    with ExitStack() as server:
        with stage(Stage.SERVER):
            server.enter_context(supervised_server(settings))
        yield
