"""Calendar feeds on the terminal; an address is shown when it is made and never again."""

from collections.abc import Sequence
from dataclasses import asdict

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import short_day
from models.clock import local_day
from models.vocabulary import SubjectKind
from reports.feed.subscriptions import ENDING, PATH, Subscription
from reports.words import CONFIDENTIALITIES


def show_created(made: Subscription, token: str, web_address: str, call: Call) -> None:
    """Write the address of a new feed, and that it is a key; none that opens nothing."""
    address = f"{web_address}{PATH}{token}{ENDING}"
    call.recorded.tell({**line_of(made), "address": None if call.is_trial else address})
    screen.say(
        call.say(
            f"Agenda {made.number}: {_what(made, call)}", f"Feed {made.number}: {_what(made, call)}"
        )
    )
    if call.is_trial:
        return
    screen.say(address)
    screen.say(
        call.say(
            "Bewaar dit adres: het wordt niet nog eens getoond. Wie het heeft, ziet de agenda.",
            "Keep this address: it is not shown again. Whoever has it sees the calendar.",
        )
    )
    if not web_address:
        screen.say(
            screen.Ink(
                call.say(
                    "▲ Zonder MIJLPAAL_WEB_ADDRESS ontbreekt het begin: het adres waarop lezers"
                    " 'mijlpaal serve' bereiken.",
                    "▲ Without MIJLPAAL_WEB_ADDRESS its beginning is missing: the address at which"
                    " readers reach 'mijlpaal serve'.",
                ),
                "yellow",
            )
        )


def line_of(found: Subscription) -> dict[str, object]:
    """Return a feed as JSON has it: without the number that its subject has in this database."""
    fields = asdict(found)
    del fields["subject_id"]
    return fields


def show_list(found: Sequence[Subscription], call: Call) -> None:
    """Write each feed in a line; without any, what that means."""
    if not found:
        screen.say(
            call.say(
                "Er zijn geen abonnementen. Maak er een: mijlpaal feed create",
                "There are no feeds. Make one: mijlpaal feed create",
            )
        )
    heads = (
        call.say("nr.", "no."),
        call.say("agenda", "feed"),
        call.say("gemaakt", "made"),
        call.say("door", "by"),
        call.say("stand", "state"),
    )
    screen.table(heads, [_row(each, call) for each in found])


def show_revoked(found: Subscription, call: Call, *, is_new: bool) -> None:
    """Write that a feed is closed, and whether it was before."""
    said = _state(found, call)
    if is_new:
        screen.say(call.say(f"Agenda {found.number} is {said}.", f"Feed {found.number} is {said}."))
    else:
        screen.say(
            call.say(
                f"Agenda {found.number} was al {said}.", f"Feed {found.number} was {said} already."
            )
        )


def _row(found: Subscription, call: Call) -> tuple[str, ...]:
    made = short_day(local_day(found.created_at), call)
    return str(found.number), _what(found, call), made, found.created_by, _state(found, call)


def _what(found: Subscription, call: Call) -> str:
    kind = "cluster" if found.kind is SubjectKind.CLUSTER else "contact"
    audience = CONFIDENTIALITIES[found.audience].say(call.language)
    return f"{kind} {found.key}, {audience}, {found.language}"


def _state(found: Subscription, call: Call) -> str:
    if found.revoked_at is None:
        return call.say("open", "open")
    day = short_day(local_day(found.revoked_at), call)
    by = found.revoked_by
    return call.say(f"ingetrokken op {day} door {by}", f"revoked on {day} by {by}")
