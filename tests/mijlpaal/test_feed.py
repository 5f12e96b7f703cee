"""Calendar feeds at the terminal."""

import re
from pathlib import Path

import pytest

from mijlpaal.exits import Exit
from tests.mijlpaal.conftest import Mijlpaal
from tests.mijlpaal.people import OFFICER, an_office

WEB = "https://mijlpaal.example/maatwerk"
CONTACT = "beleidsmedewerker-kgg"


@pytest.fixture
def loaded(mijlpaal: Mijlpaal) -> Mijlpaal:
    """The command line after ``init``; the rows themselves are tested on both databases."""
    made = mijlpaal("init")
    assert made.code == Exit.OK, made.err
    return mijlpaal


def test_an_address_is_shown_once(loaded: Mijlpaal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MIJLPAAL_WEB_ADDRESS", WEB)

    made = loaded("feed", "create", "--cluster", "chemelot", "--audience", "public")
    listed = loaded("feed", "list")

    assert made.code == Exit.OK, made.err
    address = re.search(rf"^{WEB}/agenda/([\w-]{{43}})\.ics$", made.out, re.MULTILINE)
    assert address
    assert "cluster chemelot, openbaar, nl" in listed.out
    assert address[1] not in listed.out
    assert address[1] not in loaded("feed", "list", "--json").out


def test_without_a_web_address_it_says_what_is_missing(loaded: Mijlpaal) -> None:
    made = loaded("feed", "create", "--contact", CONTACT, "--lang", "en")

    assert "Without MIJLPAAL_WEB_ADDRESS" in made.out
    assert "\n/agenda/" in made.out


def test_a_revoked_feed_stays_in_the_list_with_who_and_when(loaded: Mijlpaal) -> None:
    loaded("feed", "create", "--contact", CONTACT, "--language", "en")

    revoked, again = loaded("feed", "revoke", "1"), loaded("feed", "revoke", "1")

    assert "Agenda 1 is ingetrokken op 23 nov 2026 door tester." in revoked.out
    assert "was al ingetrokken" in again.out
    (line,) = loaded("feed", "list", "--json").rows
    assert (line["key"], line["language"], line["revoked_by"]) == (CONTACT, "en", "tester")
    assert "subject_id" not in line


@pytest.mark.parametrize("options", [(), ("--cluster", "chemelot", "--contact", CONTACT)])
def test_it_is_of_a_cluster_or_of_a_contact(mijlpaal: Mijlpaal, options: tuple[str, ...]) -> None:
    for command in ("create", "write"):
        assert mijlpaal("feed", command, *options).code == Exit.USAGE


def test_who_has_no_mandate_makes_no_feed_of_a_cluster(loaded: Mijlpaal) -> None:
    an_office(loaded)

    refused = loaded("--as", "vreemde", "feed", "create", "--cluster", "chemelot")
    allowed = loaded("--as", OFFICER, "feed", "create", "--cluster", "chemelot")

    assert (refused.code, allowed.code) == (Exit.NO_PERMISSION, Exit.OK)
    assert len(loaded("feed", "list", "--json").rows) == 1


def test_a_calendar_is_written_as_a_file(loaded: Mijlpaal, tmp_path: Path) -> None:
    out = tmp_path / "chemelot.ics"

    written = loaded("feed", "write", "--cluster", "chemelot", "--out", str(out))
    shown = loaded("feed", "write", "--cluster", "chemelot")

    assert written.code == Exit.OK, written.err
    assert out.read_bytes() == shown.out.encode()
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert out.read_bytes().count(b"BEGIN:VEVENT") == 5  # d1, and d2 and d3 with a sitting day


def test_what_is_not_there_is_not_found(loaded: Mijlpaal) -> None:
    number, cluster = (
        loaded("feed", "revoke", "7"),
        loaded("feed", "write", "--cluster", "chemelo"),
    )

    assert (number.code, cluster.code) == (Exit.NOT_FOUND, Exit.NOT_FOUND)
    assert "mijlpaal feed list" in number.err


def test_a_feed_cannot_be_of_the_past(mijlpaal: Mijlpaal) -> None:
    ended = mijlpaal("feed", "write", "--cluster", "chemelot", "--as-of", "2026-07-01")

    assert ended.code == Exit.USAGE
