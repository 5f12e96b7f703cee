"""One day, now: what ``mijlpaal run`` does, with Prefect or straight."""

from contextlib import ExitStack
from datetime import date

from flows import work
from flows.moment import moment_of
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
    with ExitStack() as prefect:
        with stage(Stage.SERVER):
            prefect.enter_context(supervised_server(flow_settings()))
        from flows.day import run_day

        return run_day(moment.today)
