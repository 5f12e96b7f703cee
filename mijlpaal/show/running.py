"""What a run of one day came to, on the terminal: who was told, and where everything lies."""

from flows.publication import CUTS, Publication
from flows.work import DaySummary
from flows.workplace import Workplace
from mijlpaal.call import Call
from mijlpaal.show import screen
from notifications.settings import MailChannel
from reports.spelling import in_words
from reports.words import CONFIDENTIALITIES


def show_run(summary: DaySummary, workplace: Workplace, call: Call, *, dead: int = 0) -> None:
    """Write what a run did, in the order in which a person asks.

    Args:
        summary: what the run came to.
        workplace: where everything lies.
        call: whom it is told.
        dead: messages of that day that were given up, in this run or an earlier one.
    """
    screen.heading(call.say("Deze run", "This run"))
    screen.say(told_in_words(summary, call, dead=dead))
    if summary.told.delivery.sent and summary.told.delivery.later:
        screen.say(_later_in_words(summary, call))
    published = summary.published
    lies = [str(index) for index in published.indexes]
    screen.pairs(
        [
            (call.say("berichten", "messages"), _where_messages_lie(summary, workplace, call)),
            (call.say("rapporten", "reports"), published.say(call.language)),
            *(("", each) for each in lies),
        ]
    )
    failures = [f"{each.key}: {each.why.say(call.language)}" for each in published.failures]
    for problem in (*summary.told.delivery.problems, *failures):
        screen.say(screen.Ink(f"▲ {problem}", "yellow"))


def show_publication(found: Publication, call: Call) -> None:
    """Write what was published per cut and where it lies; last, what could not be."""
    rows: list[tuple[str, screen.Cell]] = []
    for cut, part in zip(CUTS, found.parts, strict=True):
        audience = CONFIDENTIALITIES[cut].say(call.language)
        rows.append((audience, part.say(call.language)))
        rows += [("", str(index)) for index in part.indexes]
    screen.pairs(rows)
    for each in found.failures:
        screen.say(screen.Ink(f"▲ {each.key}: {each.why.say(call.language)}", "yellow"))


def told_in_words(summary: DaySummary, call: Call, *, dead: int = 0) -> str:
    """Return how many people were told; when nobody was, why not."""
    day = in_words(summary.day, call.language)
    if summary.told.delivery.sent:
        return _sent_in_words(summary, call)
    waiting = summary.told.delivery.waiting
    if waiting:
        nl = "1 bericht wacht" if waiting == 1 else f"{waiting} berichten wachten"
        en = "1 message waits" if waiting == 1 else f"{waiting} messages wait"
        return call.say(f"{nl} op een nieuwe poging.", f"{en} for another attempt.")
    if dead:
        nl = "1 bericht is opgegeven" if dead == 1 else f"{dead} berichten zijn opgegeven"
        en = "1 message was given up" if dead == 1 else f"{dead} messages were given up"
        return call.say(
            f"{nl}. Bekijk: mijlpaal messages dead", f"{en}. Look: mijlpaal messages dead"
        )
    if summary.told.delivery.later:
        return _later_in_words(summary, call)
    if summary.swept.rungs_due or summary.swept.changes:
        return call.say(
            f"Niemand is twee keer bericht: wie het over {day} moest weten, wist het al.",
            f"Nobody was told twice: whoever had to know about {day} knew already.",
        )
    return call.say(
        f"Op {day} hoefde niemand iets te weten.", f"On {day} nobody had to know anything."
    )


def _sent_in_words(summary: DaySummary, call: Call) -> str:
    sent, urgent = summary.told.delivery.sent, summary.told.planned.urgent
    day = in_words(summary.day, call.language)
    if sent == 1:
        return call.say(
            f"1 persoon is één keer bericht over {day}.", f"1 person was told once about {day}."
        )
    if urgent:
        return call.say(
            f"{sent} berichten over {day} verstuurd, waarvan {urgent} die niet konden wachten.",
            f"{sent} messages about {day} sent, {urgent} of which could not wait.",
        )
    return call.say(
        f"{sent} personen zijn bericht over {day}, ieder één keer.",
        f"{sent} people were told about {day}, each once.",
    )


def _later_in_words(summary: DaySummary, call: Call) -> str:
    later = summary.told.delivery.later
    nl = "1 bericht vertrekt" if later == 1 else f"{later} berichten vertrekken"
    en = "1 message leaves" if later == 1 else f"{later} messages leave"
    return call.say(
        f"{nl} later: op het uur van de lezer, of na de stille uren.",
        f"{en} later: at the reader's hour, or after the quiet hours.",
    )


def _where_messages_lie(summary: DaySummary, workplace: Workplace, call: Call) -> str:
    if workplace.messages.mail_channel is not MailChannel.EML:
        return call.say("via de mailserver", "by the mail server")
    folder = workplace.messages.outbox_folder / summary.day.isoformat()
    return str(folder) if folder.is_dir() else call.say("geen op deze dag", "none on this day")
