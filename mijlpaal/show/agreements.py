"""What a date or phrase was read as, and an agreement before and after, on the terminal."""

from datetime import date

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from models.dates import Reading
from models.dates.calendar import UNSURE
from models.records import Record
from reports.sentences import Sentences
from reports.spelling import span


def show_reading(reading: Reading, call: Call) -> None:
    """Write what the words mean, by which rule, and what should be checked."""
    means = span(reading.window.earliest, reading.window.latest, call.language)
    rule = call.say(f"regel {reading.rule}", f"rule {reading.rule}")
    screen.say(screen.Ink(f"„{reading.text}” = {means}  ({rule})", "bold"))
    for remark in reading.remarks:
        screen.say(screen.Ink(f"  ▲ {remark.say(call.language)}", "yellow"))


def show_replanning(before: Record, after: Record, call: Call) -> None:
    """Write the agreement as it is and as it would be."""
    rows = [
        (label, _said(before, field, call), _said(after, field, call))
        for field, label in (
            ("wording", call.say("formulering", "wording")),
            ("soft_latest", call.say("zachte grens", "soft bound")),
            ("latest", call.say("uiterlijk (formeel)", "no later than (formally)")),
            ("bound", call.say("telt tot", "counts to")),
            ("internal_target", call.say("intern streven", "internal target")),
        )
    ]
    screen.table(("", call.say("nu", "now"), call.say("wordt", "becomes")), rows)


def _said(record: Record, field: str, call: Call) -> str:
    value = record.values[field]
    if isinstance(value, date):
        is_unsure = field == "bound" and record.text("bound_confidence") in UNSURE
        return short_day(value, call) + Sentences(call.language).estimate(is_unsure)
    return ABSENT if value is None else str(value)
