"""The options of ``letter read``: what a letter does not say of itself, and what is decided."""

from pathlib import Path
from typing import Annotated

import typer

from mijlpaal.words import both

LetterFile = Annotated[
    Path,
    typer.Argument(
        metavar=both("BESTAND", "FILE"),
        help=both(
            "De brief (txt, html, docx, odt, pdf of eml); '-' leest wat u plakt of doorstuurt.",
            "The letter (txt, html, docx, odt, pdf or eml); '-' reads what you paste or pipe.",
        ),
    ),
]
SaidOn = Annotated[
    str | None,
    typer.Option(
        "--said-on",
        metavar=both("DAG", "DAY"),
        help=both(
            "De dag van de brief; anders de dag die hij zelf draagt.",
            "The day of the letter; else the one that it bears itself.",
        ),
    ),
]
DocumentKey = Annotated[
    str | None,
    typer.Option(
        "--document",
        metavar=both("SLEUTEL", "KEY"),
        help=both(
            "Het document dat deze brief al is, zoals 'letter list' het noemt.",
            "The document that this letter is already, as 'letter list' names it.",
        ),
    ),
]
Title = Annotated[
    str | None,
    typer.Option(
        "--title",
        metavar=both("TITEL", "TITLE"),
        help=both(
            "Titel van een nieuwe brief; anders wat achter 'Betreft' staat.",
            "Title of a new letter; else what stands behind 'Betreft'.",
        ),
    ),
]
OfKind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar=both("SOORT", "KIND"),
        help=both(
            "Soort document van een nieuwe brief; anders kamerbrief.",
            "Kind of document of a new letter; else kamerbrief.",
        ),
    ),
]
HowConfidential = Annotated[
    str,
    typer.Option(
        "--confidentiality",
        metavar=both("NIVEAU", "LEVEL"),
        help=both(
            "Van een nieuwe brief en wat eruit komt: openbaar (zonder opgave), intern of"
            " bedrijfsvertrouwelijk.",
            "Of a new letter and what comes of it: public (if not given), internal or"
            " company_confidential.",
        ),
    ),
]
About = Annotated[
    str | None,
    typer.Option(
        "--about",
        metavar=both("SOORT:SLEUTEL", "KIND:KEY"),
        help=both(
            "Waarover het gaat, bijvoorbeeld cluster:chemelot; een mijlpaal heeft dit nodig.",
            "What it is about, for instance cluster:chemelot; a milestone needs it.",
        ),
    ),
]
Addressee = Annotated[
    str | None,
    typer.Option(
        "--addressee",
        metavar=both("ORGANISATIE", "ORGANISATION"),
        help=both(
            "Aan wie het is toegezegd; anders wie de zin noemt.",
            "To whom it is owed; else whom the sentence names.",
        ),
    ),
]
Owner = Annotated[
    str | None,
    typer.Option(
        "--owner",
        metavar=both("ORGANISATIE", "ORGANISATION"),
        help=both(
            "Wie ervoor zorgt; anders wie de zin noemt.",
            "Who sees to it; else whom the sentence names.",
        ),
    ),
]
InternalTarget = Annotated[
    str | None,
    typer.Option(
        "--internal-target",
        metavar=both("DAG", "DAY"),
        help=both(
            "Intern streven, waar de woorden geen uiterste dag noemen.",
            "Internal target, where the words name no last day.",
        ),
    ),
]
Name = Annotated[
    str | None,
    typer.Option(
        "--name",
        metavar=both("NAAM", "NAME"),
        help=both(
            "Korte titel van de ene uitspraak die u opneemt; anders de zin.",
            "Short title of the one statement that you register; else the sentence.",
        ),
    ),
]
Accept = Annotated[
    str | None,
    typer.Option(
        "--accept",
        metavar="N,N",
        help=both(
            "Neem deze uitspraken op: 1,3-5 of all (alles waarover niet is besloten).",
            "Register these statements: 1,3-5 or all (all that is undecided).",
        ),
    ),
]
Reject = Annotated[
    str | None,
    typer.Option(
        "--reject",
        metavar="N,N",
        help=both(
            "Wijs deze uitspraken af; dat wordt onthouden.",
            "Reject these statements; that is remembered.",
        ),
    ),
]
Interactive = Annotated[
    bool,
    typer.Option(
        "--interactive",
        help=both(
            "Vraag het één voor één; aan het eind wordt alles tegelijk vastgelegd.",
            "Ask one by one; at the end all is recorded at once.",
        ),
    ),
]
Everything = Annotated[
    bool,
    typer.Option(
        "--all",
        help=both(
            "Toon ook waarover al is besloten, en zinnen waar niets van afhangt.",
            "Show what is decided already too, and sentences on which nothing hangs.",
        ),
    ),
]
LetterKey = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT",
        help=both("Sleutel, zoals 'letter list' die toont.", "Key, as 'letter list' shows it."),
    ),
]
