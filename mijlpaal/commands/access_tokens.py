"""API tokens: made, shown once, listed without their secret, revoked."""

from typing import Annotated

import typer

from mijlpaal.call import call_of
from mijlpaal.commands.access import LastDay, Name, access
from mijlpaal.help import ActingCommand, HouseGroup, PresentCommand
from mijlpaal.options import Json
from mijlpaal.words import both

token = typer.Typer(
    name="token",
    cls=HouseGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    help=both(
        "API-tokens: waarmee een programma de API gebruikt in iemands naam.",
        "API tokens: by which a program uses the API in somebody's name.",
    ),
)
access.add_typer(token)


@token.command(
    "create",
    cls=ActingCommand,
    help=both(
        "Maak een API-token. Het wordt één keer getoond en alleen als samenvatting bewaard.\n\n"
        "Zonder --write leest het alleen; met --cluster alleen in die clusters. Het mag nooit meer"
        " dan zijn persoon.\n\n"
        "mijlpaal access token create anna --for 'koppeling dashboard' --cluster chemelot",
        "Make an API token. It is shown once, and only its digest is kept.\n\n"
        "Without --write it only reads; with --cluster in those clusters only. It never may more"
        " than its person.\n\n"
        "mijlpaal access token create anna --for 'dashboard feed' --cluster chemelot",
    ),
)
def create(
    context: typer.Context,
    name: Name,
    purpose: Annotated[
        str,
        typer.Option(
            "--for",
            metavar=both("DOEL", "PURPOSE"),
            help=both("Waarvoor het is.", "What it is for."),
        ),
    ],
    write: Annotated[
        bool,
        typer.Option("--write", help=both("Mag ook wijzigen.", "May change things as well.")),
    ] = False,
    cluster: Annotated[
        list[str] | None,
        typer.Option(
            "--cluster",
            metavar="CLUSTER",
            help=both("Alleen in dit cluster; mag vaker.", "In this cluster only; repeatable."),
        ),
    ] = None,
    until: LastDay = None,
) -> None:
    """Make a token."""
    from mijlpaal.days import a_day
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from mijlpaal.show.wording import short_day
    from models.access.keeping import require_administrator, require_role
    from models.access.tokens import STANDARD, make_token

    call, last = call_of(context), a_day(until)
    with desk(call) as at, at.writing() as ledger:
        require_administrator(ledger.session, call.actor, at.today)
        require_role(ledger.session, name, at.today)
        day = last or at.today + STANDARD
        made = make_token(
            ledger.session,
            name,
            purpose,
            by=call.actor,
            now=ledger.at,
            until=day,
            may_write=write,
            clusters=cluster or (),
        )
    secret = None if call.is_trial else made.secret  # one that opens nothing is not shown
    call.recorded.tell({"key": made.key, "name": name, "until": day, "secret": secret})
    until_day = short_day(day, call)
    if secret is None:
        say(call.say(f"Token voor {name}, t/m {until_day}.", f"Token for {name}, {until_day}."))
        return
    typer.echo(secret)
    nl = f"Token {made.key}, t/m {until_day}. Bewaar het nu: het wordt niet nog eens getoond."
    en = f"Token {made.key}, until {until_day}. Keep it now: it is not shown again."
    say(call.say(nl, en))


@token.command(
    "list",
    cls=PresentCommand,
    help=both("Toon alle API-tokens, zonder hun geheim.", "Show all API tokens, no secrets."),
)
def list_tokens(context: typer.Context, as_json: Json = False) -> None:
    """Show the tokens."""
    from mijlpaal.desk import desk
    from mijlpaal.show.access import show_tokens, token_lines
    from mijlpaal.show.as_json import print_json

    call = call_of(context)
    with desk(call) as at, at.reading() as session:
        lines = token_lines(session, at.moment.now)
    if as_json:
        print_json(lines)
    else:
        show_tokens(lines, call)


@token.command(
    "revoke",
    cls=ActingCommand,
    help=both(
        "Trek een API-token in; het werkt meteen niet meer.",
        "Revoke an API token; it stops working at once.",
    ),
)
def revoke(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(
            metavar="TOKEN",
            help=both("Sleutel, zoals 'list' die toont.", "Key, as 'list' shows it."),
        ),
    ],
) -> None:
    """Revoke a token."""
    from mijlpaal.desk import desk
    from mijlpaal.show.screen import say
    from models.access.keeping import require_administrator
    from models.access.tokens import revoke_token

    call = call_of(context)
    with desk(call) as at, at.writing() as ledger:
        require_administrator(ledger.session, call.actor, at.today)
        revoke_token(ledger.session, key, by=call.actor, now=ledger.at)
    call.recorded.tell({"key": key, "is_revoked": True})
    say(call.say(f"✓ Ingetrokken: {key}", f"✓ Revoked: {key}"))
