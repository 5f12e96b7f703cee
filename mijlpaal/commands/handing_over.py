"""Handing over: all that a contact answers for passes to its successor, or none of it."""

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.contact import contact
from mijlpaal.contact_options import Giver, Receiver, Since, WithDebts
from mijlpaal.help import ActingCommand
from mijlpaal.options import InCluster, Reason
from mijlpaal.words import both


@contact.command(
    "hand-over",
    cls=ActingCommand,
    help=both(
        "Draag alles wat open is over aan een opvolger, in één keer of helemaal niet.\n\n"
        "Toewijzingen eindigen de dag ervoor en nieuwe beginnen; de geschiedenis blijft. De"
        " opvolger krijgt op de eerste dag één bericht met alles wat hij overneemt. Met"
        " --debtor gaat na een kabinetswissel ook over welke organisatie het verschuldigd is.\n\n"
        "mijlpaal contact hand-over directeur-kgg minister-kgg --from 2026-12-01"
        ' --reason "Nieuw kabinet" --dry-run',
        "Hand everything that is open over to a successor, all of it or nothing.\n\n"
        "Assignments end the day before and new ones begin; the history stays. The successor"
        " gets one message on the first day with all that they take over. With --debtor the"
        " organisation that owes it passes as well, after a change of cabinet.\n\n"
        "mijlpaal contact hand-over directeur-kgg minister-kgg --from 2026-12-01"
        ' --reason "New cabinet" --dry-run',
    ),
)
def hand_over(
    context: typer.Context,
    giver: Giver,
    receiver: Receiver,
    since: Since,
    *,
    cluster: InCluster = None,
    with_debts: WithDebts = False,
    reason: Reason = None,
) -> None:
    """Pass all that is open to another contact."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.contacts import handed_over_lines, show_debts, show_handed_over
    from models.people.hand_over import hand_over as hand_over_all

    call = call_of(context)
    first_day = a_day(since)
    with desk(call) as at, at.writing() as ledger:
        handed = hand_over_all(
            ledger,
            giver,
            receiver,
            since=first_day,
            cluster=cluster,
            with_debts=with_debts,
            reason=reason,
        )
        lines = handed_over_lines(ledger.session, handed)
    call.recorded.tell({"passed": lines, "debts": handed.debts})
    whom = call.say(f"van {giver} naar {receiver}", f"from {giver} to {receiver}")
    show_handed_over(lines, whom, first_day, call)
    show_debts(handed.debts, call)
