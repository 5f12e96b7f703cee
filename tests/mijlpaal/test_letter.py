"""Reading a letter at the terminal: what it promises, and what a person makes of it."""

import io
import sys
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from mijlpaal.exits import Exit
from models import clock
from models.clock import morning_of
from tests.intake.writers import a_docx, a_mail, a_pdf
from tests.mijlpaal.conftest import Ended, Mijlpaal, count_events
from tests.mijlpaal.people import ADMINISTRATOR, DIRECTOR, milestone_of, speaking

FOUNDING = "kamerbrief-clusterplan-chemelot"
LETTER = """\
De Voorzitter van de Tweede Kamer

Datum 12 oktober 2026
Betreft   Voortgang clustermaatwerk (verzonnen testbrief)

Geachte Voorzitter,

Op 1 juni jl. heb ik met uw Kamer gesproken over het cluster.

Uiterlijk eind maart 2027 zal het kabinet uw Kamer informeren over de uitkomsten.

Het kabinet zal de Kamer zo spoedig mogelijk informeren over de gesprekken.

Een herstart blijft in de toekomst mogelijk.
"""
KEY = "kamerbrief-2026-10-12"
ABOUT = ("--about", "cluster:chemelot")


class Terminal(io.StringIO):
    """A person at a terminal, with the answers that they will type."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def letter(tmp_path: Path) -> str:
    return _written(tmp_path, "brief.txt", LETTER.encode())


def _written(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def _states(shown: Ended) -> list[str]:
    rows = cast("list[dict[str, object]]", shown.object["statements"])
    return [str(row["state"]) for row in rows]


def _typing(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{answer}\n" for answer in answers)))


# --- looking ---------------------------------------------------------------------------------


def test_a_letter_is_shown_with_each_sentence_its_reading_and_its_weight(
    loaded: Mijlpaal, letter: str, database_url: str
) -> None:
    before = count_events(database_url)

    shown = loaded("letter", "read", letter)

    assert shown.code == Exit.OK, shown.err
    assert "12 oktober 2026 (staat in de brief)" in shown.out
    assert "»Uiterlijk eind maart 2027« zal het kabinet uw Kamer informeren" in shown.out
    assert "toezegging aan de Kamer · gewicht: toezegging · uiterste termijn" in shown.out
    assert "12 okt 2026 t/m 31 mrt 2027  (EDTF ../2027-03-31, regel R-UITERLIJK)" in shown.out
    assert "woensdag 31 maart 2027 (geschat reces)" in shown.out
    assert "wie: het kabinet (= Kabinet) · aan: uw Kamer (= Tweede Kamer)" in shown.out
    assert "Deze woorden noemen geen uiterste datum." in shown.out
    assert "nodig om op te nemen: --internal-target DAG" in shown.out
    assert "herstart" not in shown.out
    assert "Er is niets vastgelegd." in shown.out
    assert count_events(database_url) == before


def test_a_letter_is_shown_in_english(loaded: Mijlpaal, letter: str) -> None:
    shown = loaded("letter", "read", letter, "--lang", "en", "--all")

    assert "12 October 2026 (stated in the letter)" in shown.out
    assert "duty to parliament · weight: commitment · deadline" in shown.out
    assert "These words name no last day." in shown.out
    assert "Een herstart blijft »in de toekomst« mogelijk." in shown.out


def test_scripts_get_everything_with_stable_keys(loaded: Mijlpaal, letter: str) -> None:
    shown = loaded("letter", "read", letter, "--json")

    assert cast("dict[str, object]", shown.object["letter"])["said_on"] == "2026-10-12"
    rows = cast("list[dict[str, object]]", shown.object["statements"])
    assert [row["number"] for row in rows] == [1, 2, 3]
    assert [row["proposes"] for row in rows] == ["event", "duty", "duty"]
    assert [row["latest"] for row in rows] == ["2026-06-01", "2027-03-31", None]
    assert rows[1]["last_sitting_day_is_estimated"] is True
    assert rows[1]["addressee_key"] == "tweede-kamer"


def test_a_letter_without_a_day_is_refused_with_what_to_give(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    undated = _written(tmp_path, "brief.txt", LETTER.replace("Datum 12 oktober 2026", "").encode())

    refused = loaded("letter", "read", undated)
    given = loaded("letter", "read", undated, "--said-on", "12-10-2026")

    assert refused.code == Exit.INVALID
    assert "--said-on" in refused.err
    assert "(zoals u opgaf)" in given.out


def test_two_days_in_one_letter_are_both_named_and_none_is_chosen(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    doubtful = _written(tmp_path, "brief.txt", f"Den Haag, 9 oktober 2026\n\n{LETTER}".encode())

    refused = loaded("letter", "read", doubtful)

    assert refused.code == Exit.INVALID
    assert "9 oktober 2026 of 12 oktober 2026" in refused.err


def test_the_day_in_the_particulars_of_a_file_is_only_suggested(
    loaded: Mijlpaal, tmp_path: Path
) -> None:
    text = "In het najaar zal het kabinet de Kamer informeren."
    file = _written(tmp_path, "brief.pdf", a_pdf([[text]], title="x"))

    refused = loaded("letter", "read", file)

    assert refused.code == Exit.INVALID
    assert "het bestand is gemaakt op 3 maart 2027 (--said-on 2027-03-03)." in refused.err


def test_the_day_of_a_mail_is_that_of_what_it_says_itself(loaded: Mijlpaal, tmp_path: Path) -> None:
    mail = a_mail(
        "Het kabinet zal de Kamer in het najaar informeren.", date="Mon, 12 Oct 2026 09:00:00 +0200"
    )

    shown = loaded("letter", "read", _written(tmp_path, "brief.eml", mail))

    assert "12 oktober 2026 (datum van de mail)" in shown.out


def test_a_letter_of_tomorrow_is_refused(loaded: Mijlpaal, letter: str) -> None:
    refused = loaded("letter", "read", letter, "--said-on", "2026-11-24")

    assert refused.code == Exit.INVALID
    assert "moet nog komen" in refused.err


def test_the_founding_letter_is_known_already(loaded: Mijlpaal, shared: Path) -> None:
    file = str(shared / "letters" / "clusterplan-chemelot.txt")

    undated = loaded("letter", "read", file)
    shown = loaded("letter", "read", file, "--said-on", "2026-06-15")
    states = _states(loaded("letter", "read", file, "--said-on", "2026-06-15", "--json"))

    assert undated.code == Exit.INVALID
    assert f"--document {FOUNDING}" in undated.err
    for key in ("d1", "d2", "d3"):
        assert f"al opgenomen als mijlpaal {key}" in shown.out
    assert "Voorgesteld" not in shown.out
    assert set(states) == {"registered"}


def test_what_is_pasted_is_read(loaded: Mijlpaal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(LETTER.encode())))

    shown = loaded("letter", "read", "-", "--accept", "2", *ABOUT)

    assert shown.code == Exit.OK, shown.err
    assert f"2 opgenomen als mijlpaal {KEY}-2" in shown.out


# --- deciding --------------------------------------------------------------------------------


def test_what_is_accepted_is_registered_and_what_is_rejected_is_remembered(
    loaded: Mijlpaal, letter: str
) -> None:
    done = loaded(
        "letter", "read", letter, "--accept", "2", "--reject", "3", *ABOUT, "--name", "Uitkomsten"
    )

    assert done.code == Exit.OK, done.err
    assert f"✓ 2 opgenomen als mijlpaal {KEY}-2: Uitkomsten" in done.out
    assert "✕ 3 afgewezen" in done.out
    assert "Nog niet besloten: 1." in done.out
    duty = milestone_of(loaded, f"{KEY}-2")
    assert duty["owners"] == ["Kabinet"]
    assert duty["source_place"]
    assert loaded("audit", "verify").code == Exit.OK


def test_reading_again_proposes_nothing_twice_and_numbers_stay(
    loaded: Mijlpaal, letter: str
) -> None:
    loaded("letter", "read", letter, "--accept", "2", "--reject", "1", *ABOUT)

    again = loaded("letter", "read", letter)
    everything = loaded("letter", "read", letter, "--all")

    assert "Voorgesteld (1)" in again.out
    assert "  3 Het kabinet zal de Kamer »zo spoedig mogelijk«" in again.out
    assert "Al besloten: 2 (tonen met --all)" in again.out
    assert "1   afgewezen (door tester, 23 nov 2026)" in everything.out
    assert f"2   al opgenomen als mijlpaal {KEY}-2 (door tester, 23 nov 2026)" in everything.out


def test_the_same_letter_in_another_form_proposes_nothing_twice(
    loaded: Mijlpaal, letter: str, tmp_path: Path
) -> None:
    loaded("letter", "read", letter, "--accept", "1,2", "--reject", "3", *ABOUT)
    word = _written(tmp_path, "brief.docx", a_docx(LETTER.split("\n\n")))

    shown = loaded("letter", "read", word, "--json")

    assert _states(shown) == ["registered", "registered", "rejected"]
    assert cast("dict[str, object]", shown.object["letter"])["document"] == KEY


def test_accepting_again_what_is_registered_does_no_harm(
    loaded: Mijlpaal, letter: str, database_url: str
) -> None:
    loaded("letter", "read", letter, "--accept", "all", *ABOUT, "--internal-target", "2027-02-01")
    before = count_events(database_url)
    assert milestone_of(loaded, f"{KEY}-3")["internal_target"] == "2027-02-01"
    assert milestone_of(loaded, f"{KEY}-2")["internal_target"] is None  # the letter names a day

    again = loaded("letter", "read", letter, "--accept", "1-3", *ABOUT)

    assert again.code == Exit.OK, again.err
    assert count_events(database_url) == before


def test_when_one_cannot_be_registered_none_is(
    loaded: Mijlpaal, letter: str, database_url: str
) -> None:
    before = count_events(database_url)

    refused = loaded("letter", "read", letter, "--accept", "all", "--reject", "1", *ABOUT)
    unbounded = loaded("letter", "read", letter, "--accept", "2,3", *ABOUT)

    assert refused.code == Exit.USAGE
    assert unbounded.code == Exit.INVALID
    assert "uitspraak 3" in unbounded.err
    assert "--internal-target" in unbounded.err
    assert count_events(database_url) == before


def test_a_letter_that_is_not_public_makes_nothing_public(loaded: Mijlpaal, letter: str) -> None:
    kept_in = ("--confidentiality", "intern")
    loaded("letter", "read", letter, "--accept", "2", "--reject", "1", *ABOUT, *kept_in)

    report = loaded("report", "chemelot", "--format", "json", "--audience", "public").out

    assert "uitkomsten" in loaded("milestone", "show", f"{KEY}-2").out
    assert "uitkomsten" not in report


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--accept", "9"), Exit.NOT_FOUND, "nummer 9"),
        (("--accept", "0"), Exit.NOT_FOUND, "nummer 0"),
        (("--accept", "twee"), Exit.NOT_FOUND, "nummer twee"),
        (("--accept", "3-1"), Exit.NOT_FOUND, "1, 2, 3, all"),
        (("--accept", "2"), Exit.INVALID, "--about"),
        (("--accept", "2", "--about", "cluster:chemelo"), Exit.NOT_FOUND, "chemelot"),
        (("--accept", "2", "--reject", "2"), Exit.USAGE, "opnemen én afwijzen"),
        (("--accept", "1,2", "--name", "x"), Exit.USAGE, "--name"),
        (("--accept", "2", "--interactive"), Exit.USAGE, "--interactive"),
        (("--interactive",), Exit.USAGE, "geen terminal"),
        (("--document", "weg"), Exit.NOT_FOUND, "weg"),
        (("--document", FOUNDING, "--said-on", "gisteren"), Exit.INVALID, "gisteren"),
        (("--kind", "roman"), Exit.INVALID, "Kamerbrief"),
        (("--confidentiality", "geheim"), Exit.INVALID, "bedrijfsvertrouwelijk"),
        (("--owner", "niemand"), Exit.NOT_FOUND, "niemand"),
        (("--as-of", "2026-11-01"), Exit.USAGE, "kijkt niet terug"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_written(
    at_home: Mijlpaal, letter: str, arguments: tuple[str, ...], code: Exit, said: str
) -> None:

    refused = at_home("letter", "read", letter, *arguments)

    assert refused.code == code, refused.err
    assert said in refused.err
    assert len(at_home("letter", "list", "--json").rows) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("leeg.txt", b"", Exit.INVALID),
        ("plaatje.txt", b"\x89PNG\r\n\x1a\n\x00", Exit.INVALID),
        ("half.docx", a_docx(["Brief"])[:100], Exit.INVALID),
    ],
    ids=["empty", "picture", "half"],
)
def test_a_file_that_is_no_letter_is_refused_with_the_name_of_the_file(
    at_home: Mijlpaal, tmp_path: Path, name: str, content: bytes, code: Exit
) -> None:

    refused = at_home(
        "letter", "read", _written(tmp_path, name, content), "--said-on", "2026-10-12"
    )

    assert refused.code == code
    assert name in refused.err
    assert at_home("letter", "read", str(tmp_path / "weg.txt")).code == Exit.NOT_FOUND


def test_who_may_only_do_so_in_a_cluster_registers_only_there(
    office: Mijlpaal, letter: str
) -> None:
    director = speaking(office, DIRECTOR)

    elsewhere = director("letter", "read", letter, "--accept", "2", "--about", "cluster:cluster-6")
    nowhere = director("letter", "read", letter, "--reject", "1")
    here = director("letter", "read", letter, "--accept", "2", "--reject", "1", *ABOUT)

    assert elsewhere.code == nowhere.code == Exit.NO_PERMISSION
    assert here.code == Exit.OK, here.err
    assert f"door {DIRECTOR}" in office("letter", "show", KEY).out
    assert speaking(office, ADMINISTRATOR)("letter", "show", KEY).code == Exit.OK


# --- one by one --------------------------------------------------------------------------------


def test_what_was_answered_for_one_statement_says_nothing_of_the_next(
    loaded: Mijlpaal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vague, bounded = LETTER.split("\n\n")[5], LETTER.split("\n\n")[4]
    file = _written(
        tmp_path, "brief.txt", f"Den Haag, 12 oktober 2026\n\n{vague}\n\n{bounded}".encode()
    )
    _typing(monkeypatch, "j", "cluster:chemelot", "2027-02-01", "Kort", "j", "", "", "j")

    done = loaded("letter", "read", file, "--interactive")

    assert done.code == Exit.OK, done.err
    second = milestone_of(loaded, f"{KEY}-2")
    assert second["internal_target"] is None
    assert "Kort" not in str(second["title"])


def test_one_by_one_everything_is_recorded_after_the_last_yes(
    loaded: Mijlpaal, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _typing(
        monkeypatch,
        *("misschien", "n"),  # asked again; rejected
        *("j", "", "cluster:niets", "cluster:chemelot", "Uitkomsten"),
        *("j", "", "", "gisteren", "2027-02-01", ""),  # about the same; a day to work to
        "j",
    )

    done = loaded("letter", "read", letter, "--interactive")

    assert done.code == Exit.OK, done.err
    assert "Vastleggen: 2 opnemen, 1 afwijzen?" in done.err
    assert f"opgenomen als mijlpaal {KEY}-2: Uitkomsten" in done.out
    assert milestone_of(loaded, f"{KEY}-3")["internal_target"] == "2027-02-01"
    assert _states(loaded("letter", "read", letter, "--json")) == [
        "rejected",
        "registered",
        "registered",
    ]


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(("s", "s", "s"), id="nothing decided"),
        pytest.param(("n", "q", "n"), id="stopped, and no to the last question"),
        pytest.param(("n",), id="the end of what is typed"),
    ],
)
def test_without_the_last_yes_nothing_is_recorded(
    at_home: Mijlpaal,
    letter: str,
    monkeypatch: pytest.MonkeyPatch,
    answers: tuple[str, ...],
) -> None:
    _typing(monkeypatch, *answers)

    done = at_home("letter", "read", letter, "--interactive")

    assert done.code == Exit.OK, done.err
    assert _states(at_home("letter", "read", letter, "--json")) == ["new", "new", "new"]


# --- looking back ------------------------------------------------------------------------------


def test_what_became_of_a_letter_is_shown_and_as_it_was(
    loaded: Mijlpaal, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded("letter", "read", letter, "--accept", "2", "--reject", "1", *ABOUT)
    monkeypatch.setattr(clock, "now", lambda: morning_of(date(2026, 11, 30)))

    (mine, founding) = loaded("letter", "list", "--json").rows
    page = loaded("letter", "show", KEY)
    before = loaded("letter", "list", "--as-of", "2026-11-20", "--json").rows

    assert (mine["key"], mine["milestones"], mine["rejected"]) == (KEY, 1, 1)
    assert (founding["key"], founding["milestones"], founding["events"]) == (FOUNDING, 3, 7)
    assert "opgenomen als mijlpaal" in page.out
    assert "afgewezen, door tester op 23 nov 2026" in page.out
    assert [row["key"] for row in before] == [FOUNDING]
