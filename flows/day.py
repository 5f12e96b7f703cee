"""The flow of a whole day: the other three in their order, each with its own retries."""

from datetime import date

from prefect import flow

from flows.artifacts import of_publishing, of_sweep, of_telling, show_counts
from flows.deadlines import check_deadlines
from flows.messages import send_messages
from flows.moment import moment_of
from flows.reports import publish_reports
from flows.work import DaySummary


@flow(name="run-day")
def run_day(today: date | None = None) -> DaySummary:
    """Check deadlines, send messages, write the day's working report; return what came of it.

    That report is for the people at work: internal, in Dutch. What goes out to others, in both
    cuts and languages, is ``publish-when-due``, half an hour later; where nothing changed since,
    the edition of this run is the one that goes out.
    """
    day = moment_of(today).today  # one day for all three, also when midnight passes
    done = DaySummary(day, check_deadlines(day), send_messages(day), publish_reports(day))
    counts = of_sweep(done.swept) | of_telling(done.told) | of_publishing(done.published)
    show_counts("run-day", counts)
    return done
