"""Mandates on the terminal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from mijlpaal.call import Call
from mijlpaal.roles import role_in_words
from mijlpaal.show import screen
from mijlpaal.show.wording import short_day
from models.storage.records import Record, current_by_id
from models.vocabulary import Role


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate in a list; without a cluster it holds everywhere."""

    key: str
    name: str
    role: Role
    cluster: str | None
    valid_from: date | None
    valid_until: date | None
    holds: bool  # today


def line_of(session: Session, mandate: Record, today: date) -> MandateLine:
    """Return a mandate as a list shows it."""
    cluster, first, last = (
        mandate.number("cluster_id"),
        mandate.day("valid_from"),
        mandate.day("valid_until"),
    )
    return MandateLine(
        key=mandate.key,
        name=mandate.text("actor") or "",
        role=Role(mandate.text("role") or ""),
        cluster=current_by_id(session, cluster).key if cluster else None,
        valid_from=first,
        valid_until=last,
        holds=(first is None or first <= today) and (last is None or today <= last),
    )


def show_list(lines: Sequence[MandateLine], call: Call) -> None:
    """Write each mandate, its key below it; without any, what that means."""
    if not lines:
        screen.say(
            call.say(
                "Niemand heeft een mandaat: wie deze installatie gebruikt, mag alles wijzigen.",
                "Nobody has a mandate: whoever uses this installation may change everything.",
            )
        )
    for line in lines:
        sign, *days = _holds(line, call)
        where = line.cluster or call.say("overal", "everywhere")
        role = role_in_words(line.role).say(call.language)
        screen.item(
            sign,
            ", ".join([f"{line.name}: {role}", where, *days]),
            [screen.Ink(line.key, "dim")],
        )


def show_what_changes(name: str, call: Call) -> None:
    """Write what the first mandate changes, before it is given."""
    screen.say(
        screen.Ink(
            call.say(
                "▲ Dit is het eerste mandaat: vanaf nu mag alleen wie een mandaat heeft iets"
                " wijzigen.",
                "▲ This is the first mandate: from now on only who has a mandate may change"
                " anything.",
            ),
            "yellow",
        )
    )
    screen.say(
        call.say(
            "  Wie iets doet zegt zelf wie hij is (--as); Mijlpaal controleert dat niet.",
            "  Whoever acts says who they are (--as); Mijlpaal does not verify it.",
        )
    )
    if name.strip() != call.actor:
        screen.say(
            call.say(
                f"  U werkt nu als '{call.actor}', en die krijgt geen mandaat: werk daarna met"
                f" --as {name}.",
                f"  You now work as '{call.actor}', who gets no mandate: go on with --as {name}.",
            )
        )


def show_given(line: MandateLine, call: Call) -> None:
    """Write which mandate was given, and its key."""
    role = role_in_words(line.role).say(call.language)
    where = line.cluster or call.say("overal", "everywhere")
    screen.say(
        call.say(
            f"✓ {line.name} is {role} ({where}); mandaat {line.key}",
            f"✓ {line.name} is {role} ({where}); mandate {line.key}",
        )
    )


def _holds(line: MandateLine, call: Call) -> tuple[screen.Ink, *tuple[str, ...]]:
    """Return whether it holds today, and its first and last day where it has them."""
    days = (
        (call.say("vanaf", "from"), line.valid_from),
        (call.say("t/m", "until"), line.valid_until),
    )
    sign = screen.Ink("✓", "green") if line.holds else screen.Ink("✕", "dim")
    return sign, *(f"{word} {short_day(day, call)}" for word, day in days if day is not None)
