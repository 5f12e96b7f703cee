"""What can be done with a subject: the acts of the ledger, each a noun below the subject.

An act that needs a second person becomes a proposal and is answered with 202.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from mijlpaal.web.api import bodies
from mijlpaal.web.api.doing import Doing, require_seen
from mijlpaal.web.api.names import COLUMNS, references_of
from mijlpaal.web.api.parameters import Strict
from mijlpaal.web.entry.matrix import Action
from models.acts import proposals
from models.acts.assigning import assign
from models.acts.commands import Argument, Command, Verb
from models.acts.proposals import Outcome, submit
from models.dates import Tense, read_moment
from models.errors import InvalidAmendmentError, UnknownSubjectError, Words
from models.foresight.dependencies import end_dependency
from models.lifecycles import ticking
from models.milestones import acts as milestones
from models.milestones import judging
from models.people import reminding
from models.people.acknowledging import acknowledge
from models.storage.records import Record, current_by_id
from models.vocabulary import SubjectKind


@dataclass(frozen=True, slots=True)
class Act:
    """One act: its noun in the address, its door, what is sent, and what does it."""

    noun: str
    action: Action
    body: type[Strict]
    perform: Callable[[Doing, Strict], Outcome]
    summary: str


def _commanded(at: Doing, verb: Verb, arguments: Mapping[str, Argument]) -> Outcome:
    record = at.subject.record
    return submit(at.ledger, Command(verb, record.kind, record.key, arguments))


def _done(record: Record) -> Outcome:
    return Outcome(done=record)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _step(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Step", said)
    arguments = {
        "event": body.gebeurtenis,
        "reason": body.toelichting,
        "effective_on": _iso(body.per),
    }
    return _commanded(at, Verb.ADVANCE, arguments)


def _forecast(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Forecast", said)
    record, ledger = at.subject.record, at.ledger
    reading = read_moment(
        body.wanneer, ledger.today, tense=Tense.PLANNED, calendar=ledger.rulebook.calendar
    )
    expected = reading.window.latest
    if expected is None:
        raise _refused(
            record,
            "wanneer",
            body.wanneer,
            "hieruit volgt geen dag; noem een datum of periode",
            "no day follows from this; name a date or a period",
        )
    return _done(milestones.forecast(ledger, record.key, expected, reason=body.toelichting))


def _confirm(at: Doing, _said: Strict) -> Outcome:
    return _done(milestones.confirm(at.ledger, at.subject.record.key))


def _replan(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Replanning", said)
    arguments = {
        "wording": body.formulering,
        # "Over twee weken" means the same when it is confirmed later.
        "said_on": _iso(body.gezegd_op or at.ledger.today),
        "internal_target": _iso(body.intern_streven),
        "code": body.code,
        "reason": body.toelichting,
    }
    return _commanded(at, Verb.REPLAN, arguments)


def _achieve(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Achievement", said)
    arguments = {"on": _iso(body.op), "evidence": body.bewijs, "reason": body.toelichting}
    return _commanded(at, Verb.ACHIEVE, arguments)


def _correct(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Correction", said)
    arguments: dict[str, Argument] = {
        "states": body.toestanden,
        "fields": {_column(at, name): text for name, text in body.velden.items()},
        "reason": body.toelichting,
        "effective_on": _iso(body.per),
    }
    return _commanded(at, Verb.CORRECT, arguments)


def _reopen(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Reopening", said)
    arguments: dict[str, Argument] = {"states": body.toestanden, "reason": body.toelichting}
    return _commanded(at, Verb.REOPEN, arguments)


def _tie(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Tie", said)
    if body.aan is not None:
        kind, _, key = body.aan.partition(":")
        require_seen(at.eyes, at.subject.record.name, "aan", (kind, key))
    return _commanded(at, Verb.TIE, {"to": body.aan, "reason": body.toelichting})


def _date(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Dating", said)
    arguments = {
        "when": body.wanneer,
        "said_on": _iso(body.gezegd_op),
        "reason": body.toelichting,
    }
    return _commanded(at, Verb.DATE, arguments)


def _term(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Term", said)
    arguments = {
        "starts_on": _iso(body.begint_na),
        "term": body.termijn,
        "reason": body.toelichting,
    }
    return _commanded(at, Verb.SET_TERM, arguments)


def _suspend(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Since", said)
    return _commanded(at, Verb.SUSPEND, {"first": _iso(body.vanaf), "reason": body.toelichting})


def _resume(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Since", said)
    return _commanded(at, Verb.RESUME, {"first": _iso(body.vanaf), "reason": body.toelichting})


def _judge(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Judgement", said)
    return _done(
        judging.override(
            at.ledger,
            at.subject.record.key,
            body.status,
            until=body.tot_en_met,
            reason=body.toelichting,
        )
    )


def _withdraw(at: Doing, said: Strict) -> Outcome:
    reason = cast("bodies.WithReason", said).toelichting
    return _done(judging.withdraw_override(at.ledger, at.subject.record.key, reason=reason))


def _ladder(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Ladder", said)
    key, name = at.subject.record.key, body.herinneringsladder
    return _done(reminding.choose_ladder(at.ledger, key, name, reason=body.toelichting))


def _pause(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Pause", said)
    key = at.subject.record.key
    return _done(
        reminding.pause_escalation(at.ledger, key, body.tot_en_met, reason=body.toelichting)
    )


def _go_on(at: Doing, said: Strict) -> Outcome:
    reason = cast("bodies.WithReason", said).toelichting
    return _done(reminding.resume_escalation(at.ledger, at.subject.record.key, reason=reason))


def _acknowledge(at: Doing, said: Strict) -> Outcome:
    """Say it in one's own name: as the contact of this name, and never as another."""
    reason = cast("bodies.WithReason", said).toelichting
    milestone, who = at.subject.record, at.ledger.actor
    try:
        return _done(acknowledge(at.ledger, milestone.key, who, reason=reason).milestone)
    except UnknownSubjectError as problem:
        act = Words("bevestigen", "acknowledge")
        why = Words(f"er is geen contact '{who}'", f"there is no contact '{who}'")
        raise reminding.refusal(at.ledger, milestone, act, why) from problem


def _tick(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Tick", said)
    part = at.subject.record
    cluster = current_by_id(at.ledger.session, part.number("cluster_id") or 0)
    return _done(
        ticking.tick(
            at.ledger,
            cluster.key,
            part.key,
            since=body.sinds,
            evidence=body.bewijs,
            reason=body.toelichting,
        )
    )


def _end(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Ending", said)
    record = at.subject.record
    return _done(
        end_dependency(at.ledger, record.kind, record.key, body.op, reason=body.toelichting)
    )


def _leave(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Leaving", said)
    return _commanded(at, Verb.LEAVE, {"on": _iso(body.op), "reason": body.toelichting})


def _set_due_day(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.DueDay", said)
    return _commanded(at, Verb.SET_DUE_DAY, {"on": _iso(body.op), "reason": body.toelichting})


def _assign(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Assignment", said)
    require_seen(
        at.eyes, at.subject.record.name, "functie", (str(SubjectKind.CONTACT), body.functie)
    )
    record = at.subject.record
    assign(
        at.ledger,
        record.key,
        body.functie,
        responsibility=body.verantwoordelijkheid,
        since=body.vanaf,
        reason=body.toelichting,
    )
    return _done(record)


def _send(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Kamerbrief", said)
    for key in (*body.voldoet, *body.voldoet_deels):
        require_seen(at.eyes, at.subject.record.name, "voldoet", (str(SubjectKind.MILESTONE), key))
    arguments: dict[str, Argument] = {
        "duties": body.voldoet,
        "in_part": body.voldoet_deels,
        "on": _iso(body.op),
        "reference": body.kenmerk,
        "title": body.titel,
        "reason": body.toelichting,
    }
    return _commanded(at, Verb.SEND_KAMERBRIEF, arguments)


def _decide(at: Doing, said: Strict) -> Outcome:
    body = cast("bodies.Decision", said)
    key = at.subject.record.key
    if body.besluit is bodies.Verdict.CONFIRMED:
        proposals.confirm(at.ledger, key, reason=body.toelichting)
    else:
        proposals.reject(at.ledger, key, reason=body.toelichting)
    return _done(at.subject.record)


_STEP = Act("stappen", Action.ADVANCE, bodies.Step, _step, "Zet een stap")
_CORRECT = Act("correcties", Action.CORRECT, bodies.Correction, _correct, "Corrigeer")
_REOPEN = Act("heropeningen", Action.REOPEN, bodies.Reopening, _reopen, "Heropen")
_DATE = Act("dateringen", Action.DATE, bodies.Dating, _date, "Geef een dag")
_END = Act("beeindigingen", Action.AMEND, bodies.Ending, _end, "Laat eindigen")
_FOLLOWING = (_STEP, _CORRECT, _REOPEN)
_OF_MILESTONES = (
    *_FOLLOWING,
    Act("prognoses", Action.FORECAST, bodies.Forecast, _forecast, "Stel de prognose bij"),
    Act("bevestigingen", Action.FORECAST, bodies.Nothing, _confirm, "Bevestig de prognose"),
    Act("herijkingen", Action.REPLAN, bodies.Replanning, _replan, "Herijk"),
    Act("behaalmeldingen", Action.ACHIEVE, bodies.Achievement, _achieve, "Meld behaald"),
    Act("koppelingen", Action.TIE, bodies.Tie, _tie, "Koppel aan een gebeurtenis"),
    Act("termijnen", Action.SET_TERM, bodies.Term, _term, "Stel een wettelijke termijn"),
    Act("opschortingen", Action.SET_TERM, bodies.Since, _suspend, "Schort de termijn op"),
    Act("hervattingen", Action.SET_TERM, bodies.Since, _resume, "Hervat de termijn"),
    Act("oordelen", Action.OVERRIDE, bodies.Judgement, _judge, "Geef een andere status"),
    Act(
        "oordeelintrekkingen",
        Action.OVERRIDE,
        bodies.WithReason,
        _withdraw,
        "Trek het oordeel in",
    ),
    Act("ladders", Action.AMEND, bodies.Ladder, _ladder, "Kies een andere herinneringsladder"),
    Act("toewijzingen", Action.AMEND, bodies.Assignment, _assign, "Wijs een functie aan"),
    Act("opschalingspauzes", Action.AMEND, bodies.Pause, _pause, "Pauzeer de opschaling"),
    Act("opschalingshervattingen", Action.AMEND, bodies.WithReason, _go_on, "Beëindig de pauze"),
    Act(
        "kennisnemingen", Action.ACKNOWLEDGE, bodies.WithReason, _acknowledge, "Bevestig de kennis"
    ),
)
ACTS: Mapping[SubjectKind, Sequence[Act]] = {
    SubjectKind.CLUSTER: (
        *_FOLLOWING,
        Act("kamerbrieven", Action.ADVANCE, bodies.Kamerbrief, _send, "Meld een brief verzonden"),
    ),
    SubjectKind.PROJECT: _FOLLOWING,
    SubjectKind.CONDITION: (
        *_FOLLOWING,
        Act("dagwijzigingen", Action.AMEND, bodies.DueDay, _set_due_day, "Geef een andere dag"),
    ),
    SubjectKind.REQUEST: _FOLLOWING,
    SubjectKind.COMPANY_TRACK: _FOLLOWING,
    SubjectKind.MILESTONE: _OF_MILESTONES,
    SubjectKind.ORGANISATION: (
        _CORRECT,
        Act("vertrekken", Action.AMEND, bodies.Leaving, _leave, "Laat vertrekken"),
    ),
    SubjectKind.PARTICIPATION: (_CORRECT, _END),
    SubjectKind.DOCUMENT: (_CORRECT, _DATE),
    SubjectKind.OCCURRENCE: (_CORRECT, _DATE),
    SubjectKind.DEPENDENCY: (_CORRECT, _END),
    SubjectKind.CHECKLIST_ITEM: (
        _CORRECT,
        Act("vinkjes", Action.AMEND, bodies.Tick, _tick, "Vink af, met bewijs"),
    ),
    SubjectKind.OPEN_QUESTION: (_CORRECT,),
    SubjectKind.PROPOSAL: (
        Act("besluiten", Action.DECIDE, bodies.Decision, _decide, "Bevestig of wijs af"),
    ),
}


def _column(at: Doing, name: str) -> str:
    """Return the column behind a name; none that refers, and none that is kept from the reader."""
    record, column = at.subject.record, COLUMNS.get(name, "")
    is_known = column in record.values and column not in references_of(record.kind)
    if not is_known or column in at.subject.withheld:
        raise _refused(record, name, "", "dat veld is er niet", "there is no such field")
    return column


def _refused(record: Record, field: str, value: str, nl: str, en: str) -> InvalidAmendmentError:
    return InvalidAmendmentError(
        subject=record.name, field=field, value=value, problem=Words(nl, en)
    )
