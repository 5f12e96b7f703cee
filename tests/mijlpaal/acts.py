"""Every command that records something, once, in an order in which each can be done.

One story of a day: what an act needs was done by one before it. ``test_trials`` walks it.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from sqlalchemy import text

from models.storage.database import make_engine
from models.storage.settings import DatabaseSettings
from tests.mijlpaal.commanding import Mijlpaal

Word = str | Callable[[Mijlpaal], str]
"""What is typed, or how to find it: a key that an act before it made."""

_SEEDS = Path(__file__).parents[2] / "seeds" / "definitions"
TODAY = "2026-11-23"
_LETTER = """\
De Voorzitter van de Tweede Kamer

Datum 12 oktober 2026
Betreft   Voortgang clustermaatwerk (verzonnen testbrief)

Uiterlijk eind maart 2027 zal het kabinet uw Kamer informeren over de uitkomsten.
"""
_WHY = ("--reason", "verzonnen")
_CODE = ("--code", "other")
_LATER = ("--from", "2027-01-01")
_TRACK = "traject"


def story(folder: Path) -> Iterator[tuple[str, Sequence[Word]]]:
    """Yield each command with the words that follow it; its files lie in the folder."""
    yield from _of_seeds(folder)
    yield from _of_forecasts(folder)
    yield from _of_consequences()
    yield from _of_milestones(folder)
    yield from _of_life_cycles()
    yield from _of_dates()
    yield from _of_people()
    yield from _of_publications()
    yield from _of_definitions(folder)
    yield from _of_access()


def _of_seeds(folder: Path) -> Iterator[tuple[str, Sequence[Word]]]:
    rows = folder / "eigen"
    rows.mkdir()
    track = f"{{key: {_TRACK}, title: Verzonnen, cluster: chemelot, organisation: reju}}"
    (rows / "rijen.yaml").write_text(f"is_invented: true\ncompany_track:\n  - {track}\n", "utf-8")
    yield "seed load", (str(rows),)


def _of_forecasts(folder: Path) -> Iterator[tuple[str, Sequence[Word]]]:
    table = folder / "prognoses.csv"
    table.write_text("sleutel,wanneer\nd3,2026-12-11\n", "utf-8")
    yield "milestone forecast", ("d2", "2027-01-15")
    yield "milestone confirm", ("d2",)
    yield "milestone import", (str(table),)


def _of_milestones(folder: Path) -> Iterator[tuple[str, Sequence[Word]]]:
    letter = folder / "brief.txt"
    letter.write_text(_LETTER, "utf-8")
    yield "milestone override", ("d2", "attention", *_WHY)
    yield "milestone withdraw-override", ("d2", *_WHY)
    yield "milestone assign", ("d2", "programmamanager-maatwerk", "--responsibility", "accountable")
    yield "milestone term", ("d1", "--starts", "2026-11-02", "--term", "8 weken", *_WHY)
    yield "milestone suspend", ("d1", "--from", "2026-11-17", *_WHY)
    yield "milestone resume", ("d1", "--from", "2026-11-23", *_WHY)
    waiting = "binnen zes weken na ontvangst van het advies"
    target = ("--internal-target", "2027-03-31")
    yield "milestone replan", ("d2", waiting, *_CODE, *_WHY, *target, "--yes")
    yield "milestone tie", ("d2", "--to", "occurrence:oplevering-clusterplan")
    yield "milestone untie", ("d2", *_WHY)
    yield "letter read", (str(letter), "--accept", "all", "--about", "cluster:chemelot")


def _of_life_cycles() -> Iterator[tuple[str, Sequence[Word]]]:
    yield "cluster tick", ("chemelot", "routekaart-samenhang", "--evidence", "Verzonnen stuk")
    yield "condition due", ("mogelijke-subsidie", "2027-03-01", *_WHY)
    for kind, one, step in (
        ("milestone", "d1", "laat_vervallen"),
        ("project", "project-03", "trek_in"),
        ("condition", "mogelijke-subsidie", "laat_vervallen"),
        ("request", "europees-beleid", "wijs_af"),
        ("cluster", "chemelot", "stop"),
        ("track", _TRACK, "stop"),
    ):
        yield f"{kind} correct", (one, "--set", "title=Verzonnen titel", *_WHY)
        yield f"{kind} advance", (one, step, *_WHY)
        yield f"{kind} reopen", (one, *_WHY)
        if kind != "milestone":
            yield f"{kind} advance-all", (step, *_WHY, "--yes")


def _of_dates() -> Iterator[tuple[str, Sequence[Word]]]:
    for kind, key in (("occurrence", "oplevering-clusterplan"), ("document", "support-letters")):
        yield f"{kind} date", (key, "2026-11-11")
        yield f"{kind} undate", (key, *_WHY)


def _of_people() -> Iterator[tuple[str, Sequence[Word]]]:
    yield (
        "contact add",
        ("nieuw", "--function", "Nieuw (verzonnen)", "--address", "nieuw@voorbeeld.example"),
    )
    yield "contact change", ("nieuw", "--hour", "9", *_WHY)
    yield "contact hand-over", ("directeur-kgg", "directeur-generaal-kgg", *_LATER, *_WHY)
    yield "contact end", ("nieuw", *_WHY)
    yield (
        "reminders absent",
        (
            "directeur-generaal-kgg",
            *("--from", "2026-11-23", "--until", "2027-01-04"),
            *("--replaced-by", "programmamanager-maatwerk"),
        ),
    )
    yield "reminders back", ("directeur-generaal-kgg",)
    yield "reminders ladder", ("d3", "close", *_WHY)
    yield "reminders pause", ("d3", "--until", "2026-12-01", *_WHY)
    yield "reminders resume", ("d3",)


def _of_consequences() -> Iterator[tuple[str, Sequence[Word]]]:
    row = "d3-finish-to-start-d2"
    yield "dependency add", ("milestone:d3", "finish_to_start", "milestone:d2", "--lag", "P2W")
    yield "dependency change", (row, "--lag", "P3W", *_WHY)
    yield "cascade", ("d2", "--accept", "all")
    yield "dependency end", (row, *_WHY)
    yield "scenario new", ("later", "Als het later wordt")
    yield "scenario change", ("later", "milestone:d3", "--if-latest", "2027-02-01")
    yield "scenario change", ("later", "milestone:d1", "--if-latest", "2027-02-01")
    yield "scenario propose", ("later", *_WHY, "--as", "een ander")
    yield "proposal confirm", (_first_key("proposal list"), "--yes")
    yield "proposal reject", (_first_key("proposal list"),)


def _of_publications() -> Iterator[tuple[str, Sequence[Word]]]:
    here, there = "chemelot", "rotterdam-moerdijk"
    for key in (here, there):
        yield "status-text write", (key, "--text", "Verzonnen.")
        yield "status-text propose", (key,)
    yield "status-text approve", (here,)
    yield "status-text return", (there, *_WHY)
    yield "run", ("--direct",)
    yield "messages revive", (_a_dead_message,)
    yield "reminders acknowledge", ("d3", "--as", "beleidsmedewerker-kgg")
    for key in (here, there):
        yield "report propose", (f"{key}.{TODAY}",)
    yield "report establish", (f"{here}.{TODAY}",)
    yield "report return", (f"{there}.{TODAY}", *_WHY)
    evidence = ("--on", TODAY, "--evidence", "Verzonnen stuk")
    yield "milestone achieve", ("d3", *evidence)
    yield "letter-to-parliament sent", ("d2", "--reference", "Kamerstuk 29826, nr. 999", "--yes")


def _of_definitions(folder: Path) -> Iterator[tuple[str, Sequence[Word]]]:
    file = folder / "cluster.yaml"
    text = (_SEEDS / "cluster.yaml").read_text("utf-8")
    file.write_text(text.replace("version: 2", "version: 3"), "utf-8")
    yield "definition publish", (str(file),)
    yield "definition migrate", ("cluster", "--yes")
    few = ("--clusters", "1", "--projects", "1", "--conditions", "0", "--milestones", "1")
    yield "seed invent", (*few, "--beside-real-data")


def _of_access() -> Iterator[tuple[str, Sequence[Word]]]:
    yield "feed create", ("--cluster", "chemelot")
    yield "feed revoke", ("1",)
    yield "mandate give", ("tester", "beheerder", "--yes")
    yield "access link", ("tester",)
    yield "access token create", ("tester", "--for", "verzonnen")
    yield "access token revoke", (_first_key("access token list"),)
    yield "access name", ("tester", "sabic")
    yield "access unname", ("tester", "sabic")
    yield "access mark", ("condition:mogelijke-subsidie", "due_on", "company_confidential")
    yield "access revoke", ("tester",)
    yield "mandate give", ("anna", "lezer")
    yield "mandate withdraw", ("anna-reader", *_WHY)


def _first_key(listing: str) -> Word:
    """Return how to find the key of the first thing that a command lists."""
    return lambda mijlpaal: str(mijlpaal(*listing.split(), "--json").rows[0]["key"])


def _a_dead_message(mijlpaal: Mijlpaal) -> str:
    """Give up a message, as a receiver that stays away has it done; return its id."""
    engine = make_engine(DatabaseSettings().url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE message SET sent_at = NULL, dead_at = created_at"))
    engine.dispose()
    return str(mijlpaal("messages", "dead", "--json").rows[0]["uid"])
