"""The reference of the command line, made from the commands themselves: docs/commands.md."""

from collections.abc import Iterable, Iterator

import typer
from typer.core import TyperCommand, TyperGroup

from mijlpaal.call import EVERYWHERE
from mijlpaal.exits import Exit
from mijlpaal.help import (
    ActingCommand,
    HouseCommand,
    PresentCommand,
    Row,
    argument_rows,
    command_sections,
    is_example,
    option_rows,
    usage_line,
)
from mijlpaal.trying import Trial
from mijlpaal.words import pick
from models.vocabulary import Language

_LANGUAGE = Language.NL  # what users see is Dutch; `--lang en --help` says the same in English

_TOP = """\
# Opdrachten

Gemaakt uit de opdrachten zelf met `make docs`; een test houdt deze pagina ermee gelijk.
Read the same in English with `mijlpaal --lang en … --help`.

Wat u leest gaat naar standaarduitvoer, voortgang en fouten naar standaardfout. Op een terminal
staan tabellen in kleur (`NO_COLOR` zet de kleur uit); in een pijp of bestand zijn het rechte
kolommen zonder afbreking.

Elke opdracht die leest of iets vastlegt kent `--json`, en dus `--csv`; behalve wat alleen in een
eigen vorm schrijft: {without}.

CSV heeft rijen. Wat één geheel is met rijen erin wordt geweigerd, met exitcode {code}, zoals bij
{no_rows}.
"""
# On the programme of the seeds; for others it hangs on what there is to show.
NO_ROWS = (
    *("overview", "impact", "cluster show", "cluster explain", "dependency list", "letter show"),
    *("letter-to-parliament check", "letter-to-parliament draft"),
)
_TRYING = """\
## Proberen

`--dry-run` mag overal op de regel staan. Een opdracht die iets vastlegt doet dan alles wat zij
anders doet, en draait het terug: u ziet wat er zou gebeuren of waarom het niet kan, met dezelfde
exitcode, en de laatste regel zegt dat er niets is gewijzigd. Er wordt niets gevraagd, verstuurd of
geschreven, ook geen bestand van `--out`. Wat een tweede persoon zou vragen, zegt wie dat kan zijn.
Een inloglink, token of adres van een agenda wordt niet getoond: het zou niets openen.

Opdrachten die alleen lezen doen wat zij altijd doen. Wat niet is terug te draaien weigert de
optie: {refusing}. Wat een dag zou vertellen tonen `mijlpaal rehearse` en `mijlpaal messages show`.
"""
_RECORDED = """\
## Wat is vastgelegd, als JSON

Met `--json` schrijft een opdracht die iets vastlegt één object naar standaarduitvoer, en geen
woorden; met `--csv` een rij per gebeurtenis. Omdat niemand dan ziet waarover een vraag gaat, hoort
er `--yes` bij waar anders een vraag komt. Wat wordt geweigerd, schrijft niets. Bij een proef van
wat een tweede persoon moet bevestigen, staat er wat na die bevestiging zou worden vastgelegd.
"""
_RECORDED_KEYS = (
    ("dry_run", "of alles is teruggedraaid"),
    ("events", "de gebeurtenissen waarom is gevraagd, in hun volgorde"),
    ("followed", "de gebeurtenissen die daar volgens de regels uit volgden"),
    ("opened", "mijlpalen die nu tellen en dat niet deden, als `milestone:sleutel`"),
    ("closed", "mijlpalen die niet meer tellen: behaald of vervallen"),
    ("moved", "open mijlpalen met andere dagen"),
    (
        "proposals",
        "wat op een tweede persoon wacht: sleutel (niet bij een proef), waarvan, door wie",
    ),
)
_EVENT_KEYS = (
    ("subject", "waarvan, als `soort:sleutel`"),
    ("kind", "wat er gebeurde, als in `mijlpaal audit log --json`"),
    ("step", "de stap van de levensloop, of `null`"),
    ("sequence", "het volgnummer: de versie van het onderwerp erna"),
    ("effective_on", "de dag waarop het inging"),
    ("recorded_at", "het ogenblik waarop het is vastgelegd"),
    ("actor", "wie"),
    ("reason", "de toelichting"),
    ("because", "waaruit het volgt; `null` bij wat is gevraagd"),
    ("before", "de kolommen die wijzigden, ervoor"),
    ("after", "dezelfde kolommen erna"),
    ("note", "wat er verder bij hoort: de tweede persoon, het voorstel"),
)
_RECORDED_ELSE = """\
Wat in geen gebeurtenis staat, staat erachter onder een eigen sleutel: het geheim van een nieuw
token of adres (`secret`, `link`, `address`, alleen hier en één keer), wat overgaat (`passed`), de
verplaatsingen (`moves`), de uitspraken van een brief (`statements`), de bestanden (`files`).
"""


def reference_markdown() -> str:
    """Return the page: every command with its arguments and options, and the exit codes."""
    from mijlpaal.app import app

    root = typer.main.get_command(app)
    parts = [_top(root), *_overall(root), *_trying(root), *_recorded(), *_exit_codes()]
    for path, command in commands_of(root):
        parts += _chapter(path, command)
    return "\n".join(parts)


def commands_of(
    command: object, path: tuple[str, ...] = ("mijlpaal",)
) -> Iterator[tuple[tuple[str, ...], TyperCommand]]:
    """Yield every command below this one with the words that call it, in the order of the tree."""
    if isinstance(command, TyperGroup):
        for name, each in command.commands.items():
            yield from commands_of(each, (*path, name))
    elif isinstance(command, TyperCommand):
        yield path, command


def _top(root: object) -> str:
    without = _in_code(without_json(root))
    return _TOP.format(without=without, code=int(Exit.INVALID), no_rows=_in_code(NO_ROWS))


def without_json(root: object) -> list[str]:
    """Return the commands that read or record and write in a form of their own only."""
    return [
        " ".join(path[1:])
        for path, command in commands_of(root)
        if isinstance(command, PresentCommand | ActingCommand)
        and not any("--json" in each.opts for each in command.params)
    ]


def _in_code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _overall(root: object) -> Iterator[str]:
    yield "## Overzicht\n"
    if isinstance(root, TyperGroup):
        for heading, rows in command_sections(root, _LANGUAGE).items():
            yield f"### {heading}\n"
            named = [(f"`mijlpaal {name}`", text) for name, text in rows]
            yield from _table(("Opdracht", "Wat"), named)
    yield "## Overal\n"
    yield from _table(
        ("Optie", "Wat"), [(f"`{name}`", pick(text, _LANGUAGE)) for name, text in EVERYWHERE]
    )
    yield "`mijlpaal --version` zegt welke versie dit is.\n"


def _trying(root: object) -> Iterator[str]:
    refusing = [
        " ".join(path)
        for path, command in commands_of(root)
        if isinstance(command, HouseCommand) and command.trial is Trial.REFUSED
    ]
    yield _TRYING.format(refusing=_in_code(refusing))


def _recorded() -> Iterator[str]:
    yield _RECORDED
    for heads, keys in (
        (("Sleutel", "Wat"), _RECORDED_KEYS),
        (("Per gebeurtenis", "Wat"), _EVENT_KEYS),
    ):
        yield from _table(heads, [(f"`{name}`", text) for name, text in keys])
    yield _RECORDED_ELSE


def _exit_codes() -> Iterator[str]:
    yield "## Exitcodes\n"
    yield from _table(("Code", "Betekenis"), [(str(int(each)), each.say()) for each in Exit])


def _chapter(path: tuple[str, ...], command: TyperCommand) -> Iterator[str]:
    name = " ".join(path)
    yield f"## {name}\n"
    for paragraph in pick(command.help or "", _LANGUAGE).split("\n\n"):
        yield f"    {paragraph}\n" if is_example(paragraph) else f"{paragraph}\n"
    yield f"    {usage_line(command, name, _LANGUAGE)}\n"
    rows = [*argument_rows(command, _LANGUAGE), *option_rows(command, _LANGUAGE)]
    if rows:
        yield from _table(("Argument of optie", "Wat"), [(f"`{n}`", text) for n, text in rows])


def _table(heads: Row, rows: list[Row]) -> Iterator[str]:
    yield f"| {heads[0]} | {heads[1]} |"
    yield "|---|---|"
    for name, text in rows:
        yield f"| {_cell(name)} | {_cell(text)} |"
    yield ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
