"""Milestones and duties on the terminal: as a list of what to do, as a table, and one in full."""

from collections.abc import Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.term import term_rows
from mijlpaal.show.wording import ABSENT, in_row, judged_ink, short_day, status_ink
from models.dates import RunningTerm, read_term
from reports.figures.structure import MilestoneLine, TermLine
from reports.sentences import Sentences
from reports.spelling import compact

_ABOUT = "≈"  # before a day in a table, where there is no room for words


def show_to_do(lines: Sequence[MilestoneLine], call: Call) -> None:
    """Write each milestone with its reason, its bounds and owners, and where to read on."""
    say = Sentences(call.language)
    for line in lines:
        status = status_ink(line.judged.status, call)
        sign, _, word = status.text.partition(" ")
        screen.item(
            screen.Ink(sign, status.style),
            say.say(line.title),
            [
                screen.Ink(f"{word}: {say.reason(line.judged)}", status.style),
                f"{bounds_of(line, call)} · {in_row(line.owners)}",
                screen.Ink(f"mijlpaal milestone show {line.key}", "dim"),
            ],
        )


def show_table(lines: Sequence[MilestoneLine], call: Call) -> None:
    """Write milestones as a table, the nearest bound first."""
    if not lines:
        screen.say(call.say("Er is er geen.", "There is none."))
    say = Sentences(call.language)
    if any(line.rests_on_estimate for line in lines):
        means = call.say("berust op een geschat reces", "rests on an estimated recess")
        screen.say(screen.Ink(f"{_ABOUT} {means}", "yellow"))
    screen.table(
        (
            call.say("sleutel", "key"),
            call.say("mijlpaal", "milestone"),
            call.say("telt tot", "counts to"),
            call.say("prognose", "forecast"),
            "status",
            call.say("gewicht", "weight"),
        ),
        [
            (
                line.key,
                say.say(line.title),
                _counts_to(line, call),
                short_day(line.achieved_on or line.forecast_on, call),
                judged_ink(line.judged, call),
                say.label("MODALITIES", line.modality),
            )
            for line in lines
        ],
    )


def show_milestone(line: MilestoneLine, call: Call) -> None:
    """Write everything that is known of one milestone."""
    say = Sentences(call.language)
    screen.say(screen.Ink(say.say(line.title), "bold"))
    screen.pairs(
        [
            (call.say("sleutel", "key"), line.key),
            ("status", judged_ink(line.judged, call)),
            ("", say.reason(line.judged)),
            *_first_status(line, call, say),
            (call.say("stand", "state"), say.say(line.state)),
            (call.say("gaat over", "about"), say.say(line.about)),
            (call.say("gewicht", "weight"), say.label("MODALITIES", line.modality)),
            (call.say("eigenaar", "owner"), in_row(line.owners)),
            *_agreement(line, call, say),
            (call.say("prognose", "forecast"), say.forecast(line)),
            *_particulars(line, call),
            (call.say("gezegd", "said"), say.said(line)),
            (call.say("letterlijk", "literally"), line.source_words or ABSENT),
        ]
    )
    if line.replannings:
        screen.heading(call.say("Hoe de afspraak veranderde", "How the agreement changed"))
    for number, each in enumerate(line.replannings, start=1):
        screen.say(f"{number}. {say.replanning(each)}")


def bounds_of(line: MilestoneLine, call: Call) -> str:
    """Return the days that count: the last sitting day and, where it differs, the formal one."""
    if line.current.latest is None:
        return Sentences(call.language).formal(line)
    formal = compact(line.current.latest, call.language)
    estimate = Sentences(call.language).estimate(line.rests_on_estimate)
    if line.practical is None or line.practical == line.current.latest:
        return call.say(f"uiterlijk {formal}{estimate}", f"no later than {formal}{estimate}")
    practical = compact(line.practical, call.language)
    return call.say(
        f"laatste vergaderdag {practical}{estimate}, formeel {formal}",
        f"last sitting day {practical}{estimate}, formally {formal}",
    )


def _counts_to(line: MilestoneLine, call: Call) -> str:
    """Return the day that reminders count to, with the first agreement when it was another."""
    say = Sentences(call.language)
    if line.bound is None and line.current.wording is None:
        return say.agreed(line.current)
    if line.stands_still is not None:
        return f"▲ {say.stands_still(line.stands_still)}"
    now = (_ABOUT if line.rests_on_estimate else "") + short_day(line.bound, call)
    if not line.was_replanned:
        return now
    first = short_day(line.first.latest, call)
    return call.say(f"{now} (eerst {first})", f"{now} (first {first})")


_Pair = tuple[str, screen.Cell]


def _first_status(line: MilestoneLine, call: Call, say: Sentences) -> list[_Pair]:
    """Return the judgement against the first agreement, where it is another one."""
    if line.judged_first == line.judged:
        return []
    label = call.say("tegen eerste afspraak", "against first agreement")
    first = status_ink(line.judged_first.status, call)
    return [(label, first), ("", say.reason(line.judged_first))]


def _agreement(line: MilestoneLine, call: Call, say: Sentences) -> list[_Pair]:
    rows: list[_Pair] = [(call.say("afspraak", "agreement"), say.agreement(line.current))]
    if line.was_replanned:
        first = say.agreement(line.first)
        rows.append((call.say("eerste afspraak", "first agreement"), first))
    if line.current.waits_for is not None:
        rows.append((call.say("gedateerd door", "dated by"), say.dated_by(line)))
    if line.term:
        rows += _term(line.term, call)
    elif line.is_duty and line.current.latest is not None:
        rows.append((call.say("laatste vergaderdag", "last sitting day"), say.practical(line)))
    elif bound := say.counts_to(line):
        rows.append((bound[0].lower(), bound[1]))
    if line.internal_target:
        internal = call.say("niet toegezegd", "not promised")
        target = f"{short_day(line.internal_target, call)} ({internal})"
        rows.append((call.say("intern streven", "internal target"), target))
    return rows


def _term(term: TermLine, call: Call) -> list[_Pair]:
    running = RunningTerm(term.starts_on, read_term(term.length), term.suspensions)
    end = term.end or term.stands_still
    return list(term_rows(running, end, call)) if end else []


def _particulars(line: MilestoneLine, call: Call) -> list[_Pair]:
    """Return what only some milestones have."""
    rows: list[_Pair] = []
    if line.is_duty:
        rows.append((call.say("aan", "to"), line.addressee or ABSENT))
    if line.needed_for:
        rows.append((call.say("nodig voor", "needed for"), line.needed_for))
    if line.asked_in:
        state = Sentences(call.language).say(line.asked_in)
        rows.append((call.say("gevraagd in stand", "asked for in state"), state))
    if line.document:
        kind = Sentences(call.language).label("DOCUMENT_KINDS", line.document)
        rows.append((call.say("te leveren document", "document due"), kind))
    if line.evidence:
        rows.append((call.say("bewijs", "evidence"), line.evidence))
    if line.is_invented:
        invented = call.say("verzonnen testgegeven", "invented test data")
        rows.append(("", screen.Ink(invented, "dim")))
    return rows
