"""The options and arguments of the commands for contacts."""

from typing import Annotated

import typer

from mijlpaal.words import both

_DAY = both("DAG", "DAY")
Function = Annotated[
    str | None,
    typer.Option(
        "--function",
        metavar=both("FUNCTIE", "FUNCTION"),
        help=both("De functie, zoals zij in berichten staat.", "The function, as messages say it."),
    ),
]
FunctionInEnglish = Annotated[
    str | None,
    typer.Option(
        "--function-en",
        metavar=both("FUNCTIE", "FUNCTION"),
        help=both("De functie in het Engels.", "The function in English."),
    ),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address",
        metavar=both("ADRES", "ADDRESS"),
        help=both("E-mailadres, of webadres bij een webhook.", "E-mail address, or web address."),
    ),
]
Channel = Annotated[
    str | None,
    typer.Option(
        "--channel",
        metavar=both("KANAAL", "CHANNEL"),
        help=both("email (standaard) of webhook.", "email (default) or webhook."),
    ),
]
MessageLanguage = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="nl|en",
        help=both("Taal van de berichten; standaard nl.", "Language of the messages; else nl."),
    ),
]
PersonRole = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar=both("ROL", "ROLE"),
        help=both(
            "Wie dit voor het programma is, bijvoorbeeld beleidsmedewerker.",
            "Who this is to the programme, for instance policy_officer.",
        ),
    ),
]
Organisation = Annotated[
    str | None,
    typer.Option(
        "--organisation",
        metavar=both("ORGANISATIE", "ORGANISATION"),
        help=both("Sleutel van de organisatie.", "Key of the organisation."),
    ),
]
FirstDay = Annotated[
    str | None,
    typer.Option("--from", metavar=_DAY, help=both("Eerste dag in functie.", "First day.")),
]
LastDay = Annotated[
    str | None,
    typer.Option("--until", metavar=_DAY, help=both("Laatste dag in functie.", "Last day.")),
]
Hour = Annotated[
    str | None,
    typer.Option(
        "--hour",
        metavar=both("UUR", "HOUR"),
        help=both(
            "Uur van het dagbericht, 7 t/m 18; anders zodra er nieuws is.",
            "Hour of the daily message, 7 to 18; else as soon as there is news.",
        ),
    ),
]
Clearance = Annotated[
    str | None,
    typer.Option(
        "--clearance",
        metavar=both("INZAGE", "CLEARANCE"),
        help=both(
            "public, internal (standaard) of company_confidential; alleen voor een beheerder.",
            "public, internal (default) or company_confidential; for an administrator only.",
        ),
    ),
]


NewKey = Annotated[
    str,
    typer.Argument(
        metavar="CONTACT", help=both("Sleutel van het nieuwe contact.", "Key of the new one.")
    ),
]
EndsOn = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar=_DAY,
        help=both("Laatste dag in functie; anders vandaag.", "Last day in office; else today."),
    ),
]
Unwanted = Annotated[
    list[str] | None,
    typer.Option(
        "--unwanted",
        metavar=both("SOORT:SLEUTEL", "KIND:KEY"),
        help=both(
            "Geen nieuws over dit cluster of deze mijlpaal. Mag vaker.",
            "No news of this cluster or milestone. May be repeated.",
        ),
    ),
]
Wanted = Annotated[
    list[str] | None,
    typer.Option(
        "--wanted",
        metavar=both("SOORT:SLEUTEL", "KIND:KEY"),
        help=both("Dat nieuws weer wel. Mag vaker.", "That news again. May be repeated."),
    ),
]
Giver = Annotated[
    str, typer.Argument(metavar=both("VAN", "FROM"), help=both("Wie overdraagt.", "Who gives."))
]
Receiver = Annotated[
    str, typer.Argument(metavar=both("AAN", "TO"), help=both("Wie overneemt.", "Who takes."))
]
Since = Annotated[
    str,
    typer.Option(
        "--from",
        metavar=_DAY,
        help=both("Eerste dag van de opvolger.", "First day of the successor."),
    ),
]
WithDebts = Annotated[
    bool,
    typer.Option(
        "--debtor",
        help=both(
            "Ook de organisatie die het verschuldigd is gaat over.",
            "The organisation that owes it passes as well.",
        ),
    ),
]
