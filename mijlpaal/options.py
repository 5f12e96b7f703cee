"""The options and arguments that several commands share, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

from mijlpaal.words import both
from models.vocabulary import ReplanReason

Day = Annotated[
    str | None,
    typer.Option(
        "--day",
        metavar=both("DAG", "DAY"),
        help=both(
            "Peildatum, bijvoorbeeld 2026-12-14; anders vandaag.",
            "Reference date, for instance 2026-12-14; else today.",
        ),
    ),
]
Json = Annotated[
    bool,
    typer.Option(
        "--json",
        help=both(
            "Als JSON: vaste sleutels, datums als 2026-12-14.",
            "As JSON: stable keys, dates as 2026-12-14.",
        ),
    ),
]
ActAsJson = Annotated[
    bool,
    typer.Option(
        "--json",
        help=both("Wat is vastgelegd, als JSON.", "What was recorded, as JSON."),
    ),
]
Reason = Annotated[
    str | None,
    typer.Option(
        "--reason",
        metavar=both("TOELICHTING", "REASON"),
        help=both("Waarom; komt in het logboek.", "Why; goes into the log."),
    ),
]
Code = Annotated[
    str | None,
    typer.Option(
        "--code",
        metavar="CODE",
        help=both(
            "Waarom, als woord om te tellen: " + ", ".join(ReplanReason) + ".",
            "Why, as a word to count by: " + ", ".join(ReplanReason) + ".",
        ),
    ),
]
Yes = Annotated[
    bool,
    typer.Option("--yes", help=both("Niet om bevestiging vragen.", "Do not ask to confirm.")),
]
ClusterKey = Annotated[
    str,
    typer.Argument(
        metavar="CLUSTER",
        help=both("Sleutel van het cluster, bijvoorbeeld chemelot.", "Key of the cluster."),
    ),
]
SubjectKey = Annotated[
    str,
    typer.Argument(
        metavar=both("SLEUTEL", "KEY"),
        help=both("Sleutel, zoals 'list' die toont.", "Key, as 'list' shows it."),
    ),
]
InCluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="CLUSTER",
        help=both("Alleen van dit cluster.", "Of this cluster only."),
    ),
]
OnlyOpen = Annotated[
    bool,
    typer.Option("--open", help=both("Alleen wat nog open staat.", "Only what is still open.")),
]
MilestoneKey = Annotated[
    str,
    typer.Argument(
        metavar=both("MIJLPAAL", "MILESTONE"),
        help=both("Sleutel van de mijlpaal of toezegging.", "Key of the milestone or duty."),
    ),
]
ContactKey = Annotated[
    str,
    typer.Argument(
        metavar="CONTACT",
        help=both("Sleutel, zoals 'contact list' die toont.", "Key, as 'contact list' shows it."),
    ),
]
EventName = Annotated[
    str,
    typer.Argument(
        metavar=both("GEBEURTENIS", "EVENT"),
        help=both(
            "Naam van de stap, zoals 'show' en 'explain' die noemen.",
            "Name of the step, as 'show' and 'explain' list it.",
        ),
    ),
]
EffectiveOn = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar=both("DAG", "DAY"),
        help=both("Dag waarop het inging; anders vandaag.", "Day it took effect; else today."),
    ),
]
InStates = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        metavar=both("TOESTAND", "STATE"),
        help=both(
            "Waar het werkelijk staat; in twee sporen tegelijk: herhaal de optie.",
            "Where it really stands; in two strands at once: repeat the option.",
        ),
    ),
]
SetFields = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar=both("VELD=WAARDE", "FIELD=VALUE"),
        help=both(
            "Wat een veld had moeten zijn; 'veld=' is onbekend. Mag vaker.",
            "What a field should have been; 'field=' is unknown. May be repeated.",
        ),
    ),
]
Evidence = Annotated[
    str,
    typer.Option(
        "--evidence",
        metavar=both("BEWIJS", "EVIDENCE"),
        help=both(
            "Bewijsstuk, bijvoorbeeld een Kamerstuknummer.",
            "Evidence, for instance a Kamerstuk number.",
        ),
    ),
]
DefinitionKey = Annotated[
    str,
    typer.Argument(
        metavar=both("DEFINITIE", "DEFINITION"),
        help=both("Naam, zoals 'definition list' die toont.", "Name, as 'definition list' shows."),
    ),
]
OutFile = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar=both("BESTAND", "FILE"),
        help=both("Schrijf naar dit bestand.", "Write to this file."),
    ),
]
