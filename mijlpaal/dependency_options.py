"""The options and arguments of the commands for dependencies."""

from typing import Annotated

import typer

from mijlpaal.words import both
from models.vocabulary import Certainty, DependencyKind

Subject = Annotated[
    str,
    typer.Argument(
        metavar=both("WAT", "WHAT"),
        help=both("Wat afhangt, als soort:sleutel.", "What hangs, as kind:key."),
    ),
]
On = Annotated[
    str,
    typer.Argument(
        metavar=both("WAARVAN", "ON"),
        help=both("Waarvan het afhangt, als soort:sleutel.", "What it hangs on, as kind:key."),
    ),
]
Kind = Annotated[
    str,
    typer.Argument(
        metavar=both("SOORT", "KIND"),
        help=both("Een van: ", "One of: ") + ", ".join(DependencyKind) + ".",
    ),
]
Key = Annotated[
    str,
    typer.Argument(
        metavar=both("RIJ", "ROW"),
        help=both(
            "Zoals 'list' hem toont; participation:… voor een rol.",
            "As 'list' shows it; participation:… for a role.",
        ),
    ),
]
Lag = Annotated[
    str | None,
    typer.Option(
        "--lag",
        metavar=both("DUUR", "DURATION"),
        help=both(
            "Tussen mijlpalen: P6W, P15B (werkdagen) of -P2W (overlap).",
            "Between milestones: P6W, P15B (working days) or -P2W (overlap).",
        ),
    ),
]
Gate = Annotated[
    str | None,
    typer.Option(
        "--gate",
        metavar=both("GEBEURTENIS", "EVENT"),
        help=both("Stap die erop wacht.", "Step that waits for it."),
    ),
]
NeededBy = Annotated[
    str | None,
    typer.Option("--needed-by", metavar=both("DAG", "DAY"), help=both("Nodig op.", "Needed by.")),
]
HowCertain = Annotated[
    str | None,
    typer.Option(
        "--certainty",
        metavar=both("ZEKERHEID", "CERTAINTY"),
        help=both("Een van: ", "One of: ") + ", ".join(Certainty) + ".",
    ),
]
Alternative = Annotated[
    str | None,
    typer.Option(
        "--alternative",
        metavar=both("WOORD", "WORD"),
        help=both(
            "Van die met hetzelfde woord is er één genoeg.",
            "Of those with the same word, one is enough.",
        ),
    ),
]


Role = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar=both("ROL", "ROLE"),
        help=both("Van een organisatie.", "Of an organisation."),
    ),
]
Mutual = Annotated[bool, typer.Option("--mutual", help=both("Over en weer.", "Both ways."))]
FirstDay = Annotated[
    str | None,
    typer.Option("--from", metavar=both("DAG", "DAY"), help=both("Vanaf.", "From.")),
]
LastDay = Annotated[
    str | None,
    typer.Option("--until", metavar=both("DAG", "DAY"), help=both("Tot en met.", "Until.")),
]
Source = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="DOCUMENT",
        help=both("Sleutel van het stuk dat het zegt.", "Key of the document that says so."),
    ),
]
Wording = Annotated[
    str | None,
    typer.Option(
        "--words", metavar=both("WOORDEN", "WORDS"), help=both("De woorden.", "The words.")
    ),
]
Confidential = Annotated[
    bool,
    typer.Option("--confidential", help=both("Bedrijfsvertrouwelijk.", "Company-confidential.")),
]
EndsOn = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar=both("DAG", "DAY"),
        help=both("Laatste dag; anders vandaag.", "Last day; else today."),
    ),
]
Of = Annotated[
    str | None,
    typer.Option(
        "--of",
        metavar=both("SOORT:SLEUTEL", "KIND:KEY"),
        help=both("Alleen die van of naar dit onderwerp.", "Those from or to this subject."),
    ),
]
Stated = Annotated[
    bool,
    typer.Option("--stated", help=both("Alleen wat is vastgelegd.", "Only what was stated.")),
]
