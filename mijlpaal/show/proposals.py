"""Proposals on the terminal: what waits for whom, until when, and what it would change."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.proposals import OPEN, ProposalLine, ProposalPage, act_in_words
from mijlpaal.show import screen
from mijlpaal.show.effects import show_effect
from mijlpaal.show.events import show_event
from mijlpaal.show.wording import ABSENT, in_row, short_day
from mijlpaal.words import both
from models.acts.commands import Command
from models.storage.records import Record
from reports.spelling import with_weekday

_STATES = {
    "open": (both("wacht op een tweede persoon", "waits for a second person"), "yellow"),
    "confirmed": (both("bevestigd", "confirmed"), "green"),
    "rejected": (both("afgewezen", "rejected"), "red"),
    "withdrawn": (both("ingetrokken", "withdrawn"), "dim"),
    "lapsed": (both("verlopen", "lapsed"), "dim"),
}


def show_kept(proposal: Record, command: Command, confirmers: Sequence[str], call: Call) -> None:
    """Write that an act waits for a second person, and what that person does.

    Where it is only tried nothing waits, so there is no key to type.
    """
    key = proposal.key
    who = (call.say("wie kan het bevestigen", "who can confirm it"), ", ".join(confirmers))
    what = [
        (call.say("wat", "what"), act_in_words(command, call)),
        (call.say("door", "by"), proposal.text("proposed_by") or ABSENT),
    ]
    if call.is_trial:
        nl = "Dit zou een voorstel worden: hiervoor is een tweede persoon nodig."
        en = "This would become a proposal: it needs a second person."
        screen.heading(call.say(nl, en))
        screen.pairs([*what, who])
        return
    screen.heading(
        call.say(
            "Voorgesteld, nog niet vastgelegd: hiervoor is een tweede persoon nodig.",
            "Proposed, not recorded yet: this needs a second person.",
        )
    )
    screen.pairs(
        [
            (call.say("voorstel", "proposal"), key),
            *what,
            _until(proposal, call),
            who,
            (call.say("bevestigen", "to confirm"), f"mijlpaal proposal confirm {key}"),
            (call.say("intrekken", "to withdraw"), f"mijlpaal proposal reject {key}"),
        ]
    )


def show_list(lines: Sequence[ProposalLine], call: Call) -> None:
    """Write each proposal: the act, who asks, until when, and where to read on."""
    if not lines:
        screen.say(
            call.say("Er wacht niets op een tweede persoon.", "Nothing waits for a second person.")
        )
    for line in lines:
        state, until = state_ink(line, call), short_day(line.expires_on, call)
        screen.item(
            screen.Ink("○" if line.state == OPEN else "●", state.style),
            line.act,
            [
                line.title,
                screen.Ink(
                    f"{state.text} · "
                    + call.say(
                        f"door {line.proposed_by}, te bevestigen t/m {until}",
                        f"by {line.proposed_by}, to be confirmed until {until}",
                    ),
                    state.style,
                ),
                screen.Ink(f"mijlpaal proposal show {line.key}", "dim"),
            ],
        )


def show_page(page: ProposalPage, call: Call) -> None:
    """Write one proposal: who, when, what it would change now, and what changed meanwhile."""
    line = page.line
    screen.say(screen.Ink(line.title, "bold"))
    screen.pairs(
        [
            (call.say("voorstel", "proposal"), line.key),
            (call.say("stand", "state"), state_ink(line, call)),
            (call.say("wat", "what"), line.act),
            (call.say("toelichting", "reason"), line.reason or ABSENT),
            (call.say("door", "by"), _by(line, call)),
            *_ending(page, call),
        ]
    )
    _show_meanwhile(page, call)
    _show_effect(page, call)


def state_ink(line: ProposalLine, call: Call) -> screen.Ink:
    """Return how a proposal stands, with its colour."""
    words, style = _STATES[line.state]
    return screen.Ink(call.pick(words), style)


def _by(line: ProposalLine, call: Call) -> str:
    day = with_weekday(line.proposed_on, call.language)
    return call.say(f"{line.proposed_by}, op {day}", f"{line.proposed_by}, on {day}")


def _ending(page: ProposalPage, call: Call) -> list[tuple[str, screen.Cell]]:
    """Return who can decide until when, or who decided."""
    line = page.line
    if line.state == OPEN:
        who = in_row(page.confirmers)
        until = with_weekday(line.expires_on, call.language)
        return [
            (call.say("te bevestigen t/m", "to be confirmed until"), until),
            (call.say("wie kan het bevestigen", "who can confirm it"), who),
        ]
    day = with_weekday(line.decided_on or line.expires_on, call.language)
    who = line.decided_by or "mijlpaal"
    return [(call.say("besloten", "decided"), call.say(f"{who}, op {day}", f"{who}, on {day}"))]


def _until(proposal: Record, call: Call) -> tuple[str, screen.Cell]:
    until = with_weekday(proposal.day("expires_on"), call.language)
    return call.say("te bevestigen t/m", "to be confirmed until"), until


def _show_meanwhile(page: ProposalPage, call: Call) -> None:
    if page.meanwhile:
        screen.heading(call.say("Gewijzigd sinds het voorstel", "Changed since it was proposed"))
    for row in page.meanwhile:
        show_event(row, call)


def _show_effect(page: ProposalPage, call: Call) -> None:
    if page.obstacle is not None:
        screen.heading(call.say("Kan nu niet", "Not possible now"))
        screen.say(page.obstacle.say(call.language))
    elif page.effect is not None:
        screen.heading(call.say("Wat het nu zou wijzigen", "What it would change now"))
        show_effect(page.effect, call)
