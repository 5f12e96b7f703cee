"""What a date or phrase was read as, and an agreement before and after, on the terminal."""

from datetime import date

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from models.dates import Reading, offset_in_words
from models.dates.calendar import UNSURE
from models.storage.records import Record
from models.vocabulary import REPLAN_REASONS, ReplanReason
from reports.sentences import Sentences
from reports.spelling import span


def show_reading(reading: Reading, call: Call) -> None:
    """Write what the words mean, by which rule, and what should be checked."""
    means = span(reading.window.earliest, reading.window.latest, call.language)
    rule = call.say(f"regel {reading.rule}", f"rule {reading.rule}")
    screen.say(screen.Ink(f"„{reading.text}” = {means}  ({rule})", "bold"))
    if reading.event is not None and reading.window.latest is None:
        screen.say(f"  {_waits(reading.event, reading.offset, call)}")
    for remark in reading.remarks:
        screen.say(screen.Ink(f"  ▲ {remark.say(call.language)}", "yellow"))


def show_replanning(before: Record, after: Record, call: Call) -> None:
    """Write the agreement as it is and as it would be, and what its bound rests on."""
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
    code = ReplanReason(after.text("replan_reason") or "")
    screen.say(call.say("reden: ", "reason: ") + REPLAN_REASONS[code].say(call.language))
    latest, bound = after.day("latest"), after.day("bound")
    if latest is None:
        warn = call.say(
            "Er is geen uiterste dag meer; er wordt geteld tot het interne streven.",
            "There is no latest day any more; the internal target is counted to.",
        )
        screen.say(screen.Ink(f"▲ {warn}", "yellow"))
    elif bound != latest and after.text("bound_confidence") in UNSURE:
        warn = call.say(
            "De laatste vergaderdag berust op een geschat reces.",
            "The last sitting day rests on an estimated recess.",
        )
        screen.say(screen.Ink(f"▲ {warn}", "yellow"))


def _waits(event: str, offset: str | None, call: Call) -> str:
    said = call.say(f"wacht op „{event}”", f"waits for “{event}”")
    return said if offset is None else f"{said}, {offset_in_words(offset).say(call.language)}"


def _said(record: Record, field: str, call: Call) -> str:
    value = record.values[field]
    if isinstance(value, date):
        is_unsure = field == "bound" and record.text("bound_confidence") in UNSURE
        return short_day(value, call) + Sentences(call.language).estimate(is_unsure)
    return ABSENT if value is None else str(value)
