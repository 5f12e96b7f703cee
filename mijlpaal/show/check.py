"""What does not fit, on the terminal and in JSON."""

from collections.abc import Sequence
from itertools import groupby

from mijlpaal.call import Call
from mijlpaal.show import screen
from models.consequences.consistency import Finding, Severity
from models.errors import Words

_SEVERITIES = {
    Severity.CONTRADICTION: (Words("Kan niet allebei", "Cannot both be"), "✕", "bold red"),
    Severity.GAP: (Words("Nog te zeggen", "Still to be said"), "▲", "yellow"),
    Severity.NOTE: (Words("Goed om te weten", "Good to know"), "○", "cyan"),
}


def show_findings(found: Sequence[Finding], call: Call) -> None:
    """Write the findings by severity, each with what mends it."""
    if not found:
        screen.say(call.say("Alles past bij elkaar.", "Everything fits together."))
    for severity, findings in groupby(found, key=lambda each: each.severity):
        of_it = list(findings)
        words, sign, style = _SEVERITIES[severity]
        screen.heading(f"{words.say(call.language)} ({len(of_it)})")
        for each in of_it:
            detail = each.detail.say(call.language)
            said = each.words.say(call.language)
            screen.item(
                screen.Ink(sign, style),
                f"{each.subject} · {call.say(each.title, each.title_en or each.title)}",
                [
                    screen.Ink(f"{said}: {detail}" if detail else said, style),
                    screen.Ink(f"→ {each.action.say(call.language)}", "dim"),
                ],
            )


def finding_as_json(each: Finding, call: Call) -> dict[str, object]:
    """Return a finding with stable keys; its sentences in the reader's language."""
    return {
        "check": each.check,
        "severity": each.severity.name.lower(),
        "needs_action": each.severity.needs_action,
        "subject": each.subject,
        "title": each.title,
        "words": each.words.say(call.language),
        "detail": each.detail.say(call.language),
        "action": each.action.say(call.language),
    }
