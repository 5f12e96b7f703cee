"""Access at the terminal: links, tokens, companies and who read what."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from flows.locks import try_lock
from flows.settings import flow_settings
from flows.workplace import open_workplace
from mijlpaal.exits import Exit
from mijlpaal.served import serving_lock
from mijlpaal.web.app import make_app
from mijlpaal.web.office import Office
from mijlpaal.web.opening import first_link, open_office
from mijlpaal.web.settings import WebSettings
from models import clock
from models.clock import morning_of
from models.errors import SettingError, UnknownReferenceError
from models.reading.log import keep_reads
from models.storage.database import transaction
from models.storage.records import current
from models.storage.settings import read_settings
from models.vocabulary import SubjectKind
from tests.mijlpaal.conftest import TODAY, Mijlpaal
from tests.mijlpaal.people import ADMINISTRATOR, OFFICER, an_office, speaking

HERE = "http://127.0.0.1:8017"


@pytest.fixture
def ready(mijlpaal: Mijlpaal) -> Mijlpaal:
    """The command line after ``init``, on the database that it makes by itself."""
    assert mijlpaal("init").code == Exit.OK
    return mijlpaal


def _secret(out: str) -> str:
    found = re.search(r"/inloggen/link/(\S+)", out)
    assert found, out
    return found[1]


def _browse() -> TestClient:
    with open_workplace() as workplace:
        office = Office(workplace.engine, workplace.rulebook, clock.now)
        return TestClient(make_app(office), base_url=HERE, follow_redirects=False)


def test_a_link_from_the_terminal_lets_somebody_in(ready: Mijlpaal) -> None:
    made = ready("access", "link", "anna")

    assert made.code == Exit.OK
    assert made.out.startswith(f"{HERE}/inloggen/link/")
    assert _browse().post(f"/inloggen/link/{_secret(made.out)}").status_code == 303
    (line,) = ready("access", "list", "--json").rows
    assert (line["name"], line["sessions"], line["is_open"]) == ("anna", 1, True)


def test_a_link_says_when_nothing_says_where_the_pages_are(
    ready: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "worden nu geen pagina's geserveerd" in ready("access", "link", "anna").out
    with try_lock(serving_lock(flow_settings().home)) as held:
        assert held is not None
        held.say("http://127.0.0.1:9123")
        served = ready("access", "link", "anna").out
    assert served.startswith("http://127.0.0.1:9123/inloggen/link/")
    assert "MIJLPAAL_WEB_ADDRESS" not in served
    assert set(ready("access", "link", "anna", "--json").object) >= {"name", "link"}

    monkeypatch.setenv("MIJLPAAL_WEB_ADDRESS", "http://127.0.0.1:9000")
    known = ready("access", "link", "anna").out
    assert known.startswith("http://127.0.0.1:9000/inloggen/link/")
    assert "MIJLPAAL_WEB_ADDRESS" not in known


def test_once_there_are_mandates_only_an_administrator_lets_others_in(ready: Mijlpaal) -> None:
    an_office(ready)

    for words in (("link", OFFICER), ("revoke", OFFICER), ("name", OFFICER, "sabic")):
        assert speaking(ready, OFFICER)("access", *words).code == Exit.NO_PERMISSION
    assert speaking(ready, ADMINISTRATOR)("access", "link", OFFICER).code == Exit.OK


def test_who_has_no_role_gets_no_link(ready: Mijlpaal) -> None:
    an_office(ready)

    ended = speaking(ready, ADMINISTRATOR)("access", "link", "onbekend")

    assert ended.code == Exit.REFUSED
    assert "'onbekend' heeft hier geen rol" in ended.err


def test_who_is_revoked_is_out(ready: Mijlpaal) -> None:
    secret = _secret(ready("access", "link", "anna").out)

    ended = ready("access", "revoke", "anna")

    assert ended.code == Exit.OK
    assert _browse().post(f"/inloggen/link/{secret}").status_code == 404
    assert "ingetrokken" in ready("access", "list").out


def test_nobody_who_is_not_there_can_be_revoked(ready: Mijlpaal) -> None:
    ended = ready("access", "revoke", "anna")

    assert ended.code == Exit.NOT_FOUND
    assert "anna" in ended.err


def test_a_token_is_shown_once_and_listed_without_its_secret(ready: Mijlpaal) -> None:
    words = ("--for", "dashboard", "--cluster", "chemelot", "--until", "2026-12-31")
    made = ready("access", "token", "create", "anna", *words)
    secret = made.out.splitlines()[0]

    listed = ready("access", "token", "list")
    (line,) = ready("access", "token", "list", "--json").rows

    assert secret.startswith("mijlpaal_")
    assert secret not in listed.out
    assert line["scope"] == ["read", "chemelot"]
    assert line["last_day"] == "2026-12-31"
    assert ready("access", "token", "revoke", str(line["key"])).code == Exit.OK
    assert "vervallen" in ready("access", "token", "list").out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--for", "x", "--until", "2020-01-01"), Exit.INVALID),
        (("--for", ""), Exit.INVALID),
        (("--for", "x", "--cluster", "nergens"), Exit.NOT_FOUND),
    ],
)
def test_a_token_that_cannot_be_is_refused(
    ready: Mijlpaal, words: tuple[str, ...], code: Exit
) -> None:
    assert ready("access", "token", "create", "anna", *words).code == code
    assert ready("access", "token", "list", "--json").rows == []


def test_a_company_names_who_reads_what_is_its_own(ready: Mijlpaal) -> None:
    ready("access", "link", "anna")

    assert ready("access", "name", "anna", "sabic").code == Exit.OK
    assert ready("access", "list", "--json").rows[0]["companies"] == ["sabic"]
    assert ready("access", "unname", "anna", "sabic").code == Exit.OK
    assert ready("access", "unname", "anna", "sabic").code == Exit.ACTION_NEEDED
    assert ready("access", "list", "--json").rows[0]["companies"] == []


def test_a_field_is_marked_and_unmarked(ready: Mijlpaal) -> None:
    for mark in ("company_confidential", "public"):
        assert ready("access", "mark", "milestone:d2", "evidence", mark).code == Exit.OK
    ended = ready("access", "mark", "milestone:d2", "evidence", "geheim")

    assert ended.code == Exit.INVALID
    assert "company_confidential" in ended.err


def test_who_read_what_is_a_companys_own_is_in_the_log(ready: Mijlpaal) -> None:
    assert "Niemand" in ready("audit", "reads").out
    with open_workplace() as workplace, transaction(workplace.engine) as session:
        what = current(session, SubjectKind.MILESTONE, "d2").id
        keep_reads(session, "anna", {what: {"evidence"}}, now=morning_of(TODAY), by="GET /x")

    (line,) = ready("audit", "reads", "milestone:d2", "--by", "anna", "--json").rows

    assert (line["name"], line["what"], line["fields"]) == ("anna", "milestone:d2", ["evidence"])
    assert ready("audit", "reads", "--by", "bert", "--json").rows == []
    assert "milestone:d2" in ready("audit", "reads").out


# --- serving ---------------------------------------------------------------------------------


def test_the_first_start_has_a_link_for_the_administrator_until_somebody_came_in(
    ready: Mijlpaal,
) -> None:
    with open_workplace() as workplace:
        office = open_office(workplace, WebSettings())
        first, again = first_link(office, HERE), first_link(office, HERE)
        assert first
        assert again
        browser = TestClient(make_app(office), base_url=HERE, follow_redirects=False)
        assert browser.post(first.removeprefix(HERE)).status_code == 404  # replaced
        assert browser.post(again.removeprefix(HERE)).status_code == 303
        assert first_link(office, HERE) is None


def test_after_mandates_the_link_is_for_their_administrator(ready: Mijlpaal) -> None:
    an_office(ready)

    with open_workplace() as workplace:
        first_link(open_office(workplace, WebSettings()), HERE)

    assert [line["name"] for line in ready("access", "list", "--json").rows] == [ADMINISTRATOR]


def _opened() -> Office:
    with open_workplace() as workplace:
        return open_office(workplace, read_settings(WebSettings))


def test_a_theme_is_read_after_our_own_style(
    ready: Mijlpaal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "thema.css").write_text(":root { --accent: #000000; }")
    monkeypatch.setenv("MIJLPAAL_THEME", str(tmp_path / "thema.css"))

    browser = TestClient(make_app(_opened()), base_url=HERE)
    page = browser.get("/inloggen").text

    assert page.index("/opmaak.css") < page.index("/thema.css")
    assert browser.get("/thema.css").text == ":root { --accent: #000000; }"


def test_a_theme_that_cannot_be_read_is_said_as_such(
    ready: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_THEME", "/nergens/thema.css")

    with pytest.raises(SettingError, match="MIJLPAAL_THEME"):
        _opened()


def test_an_identity_provider_needs_to_know_us_and_where_we_are(
    ready: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_OIDC_ISSUER", "https://inloggen.example")
    with pytest.raises(SettingError, match="MIJLPAAL_OIDC_CLIENT_ID"):
        _opened()
    monkeypatch.setenv("MIJLPAAL_OIDC_CLIENT_ID", "mijlpaal")
    with pytest.raises(SettingError, match="MIJLPAAL_WEB_ADDRESS"):
        _opened()

    monkeypatch.setenv("MIJLPAAL_WEB_ADDRESS", "https://mijlpaal.example/")
    provider = _opened().provider

    assert provider is not None
    assert provider.client.redirect_uri == "https://mijlpaal.example/inloggen/antwoord"


def test_a_rule_about_a_cluster_that_is_not_there_names_its_line(
    ready: Mijlpaal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = tmp_path / "rollen.yaml"
    rules.write_text(
        "claim: groups\nroles:\n"
        "  - {value: a, role: reader, cluster: chemelot}\n"
        "  - {value: b, role: reader, cluster: nergens}\n"
    )
    for name, value in (
        ("OIDC_ISSUER", "https://inloggen.example"),
        ("OIDC_CLIENT_ID", "mijlpaal"),
        ("OIDC_ROLES", str(rules)),
        ("WEB_ADDRESS", "https://mijlpaal.example"),
    ):
        monkeypatch.setenv(f"MIJLPAAL_{name}", value)

    with pytest.raises(UnknownReferenceError, match=r"rollen\.yaml, line 4: cluster"):
        _opened()


def test_what_was_decided_on_access_is_listed_with_who_and_why_to_whom(ready: Mijlpaal) -> None:
    ready("access", "token", "create", "anna", "--for", "koppeling", "--write")
    ready("access", "revoke", "anna")

    shown = ready("access", "log", "anna")
    rows = ready("access", "log", "--kind", "token_made", "--from", "2026-01-01", "--json").rows

    assert "toegang ingetrokken" in shown.out
    assert "waarvoor: koppeling" in shown.out
    [row] = rows
    assert (row["about"], row["kind"]) == ("anna", "token_made")
    assert "may_write" in str(row["after"])
    assert ready("access", "log", "niemand").out.startswith("Geen besluiten gevonden")
    assert ready("audit", "verify").code == Exit.OK


def test_a_company_names_its_own_readers_at_the_terminal(ready: Mijlpaal) -> None:
    an_office(ready)
    keeper, company = speaking(ready, ADMINISTRATOR), speaking(ready, "frits")
    assert keeper("mandate", "give", "frits", "bedrijf").code == Exit.OK
    for name in ("frits", "gerda"):
        assert keeper("access", "name", name, "reju", "--own").code == Exit.OK

    named = company("access", "name", "hans", "reju")
    for_another = company("access", "name", "hans", "sabic")
    as_own = company("access", "name", "hans", "reju", "--own")
    colleague = company("access", "unname", "gerda", "reju")
    ended = company("access", "unname", "hans", "reju")

    assert (named.code, ended.code) == (Exit.OK, Exit.OK), named.err
    assert (for_another.code, as_own.code) == (Exit.NO_PERMISSION, Exit.NO_PERMISSION)
    assert colleague.code == Exit.ACTION_NEEDED  # who is of it, an administrator says
