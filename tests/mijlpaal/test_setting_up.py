"""Setting up and looking after: init, seeds, database, doctor."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from flows.one_clock import hand_over
from flows.organisation.standing import Standing
from flows.workplace import open_workplace
from mijlpaal.exits import Exit
from models import clock
from models.storage.database import make_engine, transaction
from models.storage.settings import DatabaseSettings
from notifications.circuit import Circuit
from notifications.circuits import write_circuits
from tests.mijlpaal.conftest import Mijlpaal, count_events

CONTACT = """\
is_invented: true

contact:
  - key: eigen-contact
    title: {title}
    organisation: kabinet
    language: nl
    channel: email
    address: eigen@voorbeeld.example
    clearance: internal
"""


def _folder(path: Path, title: str) -> str:
    path.mkdir(exist_ok=True)
    (path / "contacts.yaml").write_text(CONTACT.format(title=title))
    return str(path)


def test_init_a_second_time_says_that_nothing_changed(loaded: Mijlpaal, database_url: str) -> None:
    before = count_events(database_url)

    again = loaded("init")

    assert again.code == Exit.OK
    assert again.out == "Er is niets veranderd.\n"
    assert count_events(database_url) == before


def test_a_fresh_database_can_run_a_day_that_has_passed(loaded: Mijlpaal) -> None:
    ended = loaded("run", "--direct", "--day", "2026-07-01")

    assert ended.code == Exit.OK, ended.err


def test_own_data_is_loaded_beside_that_of_the_product(loaded: Mijlpaal, tmp_path: Path) -> None:
    folder = _folder(tmp_path / "eigen", "Mijn functie")

    first = loaded("init", "--seeds", folder)
    again = loaded("init", "--seeds", folder)

    assert "Nieuwe rijen: 1" in first.out
    assert again.out == "Er is niets veranderd.\n"


def test_a_changed_seed_shows_its_difference_and_waits_for_a_yes(
    loaded: Mijlpaal, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded("init", "--seeds", _folder(tmp_path / "eigen", "Mijn functie"))
    before = count_events(database_url)
    folder = _folder(tmp_path / "eigen", "Een andere functie")
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    init = loaded("init", "--seeds", folder)
    diff = loaded("seed", "diff", folder)
    unwatched = loaded("seed", "load", folder)
    events_before_yes = count_events(database_url)
    agreed = loaded("seed", "load", folder, "--yes")

    assert init.code == Exit.OK
    assert "mijlpaal seed diff" in init.out
    assert diff.code == Exit.ACTION_NEEDED
    assert "Mijn functie" in diff.out
    assert "Een andere functie" in diff.out
    assert unwatched.code == Exit.USAGE
    assert events_before_yes == before
    assert agreed.code == Exit.OK
    assert count_events(database_url) == before + 1


def test_an_empty_database_is_brought_up_to_date(
    mijlpaal: Mijlpaal, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", database_url)

    behind_or_absent = mijlpaal("db", "status")
    first, again = mijlpaal("db", "upgrade"), mijlpaal("db", "upgrade")
    current = mijlpaal("db", "status", "--json")

    assert behind_or_absent.code in {Exit.ACTION_NEEDED, Exit.NOT_FOUND}
    assert first.code == again.code == current.code == Exit.OK
    assert "al bij" in again.out
    assert current.object["is_current"] is True


def test_a_newer_database_that_lets_this_software_work_is_used_and_said_to_be_newer(
    at_home: Mijlpaal,
) -> None:
    engine = make_engine(DatabaseSettings().url)
    with transaction(engine) as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()

    status, as_json = at_home("db", "status"), at_home("db", "status", "--json")
    checks = {check["part"]: check for check in at_home("doctor", "--json").rows}

    assert at_home("overview").code == Exit.OK
    assert status.code == Exit.ACTION_NEEDED
    assert "deze software werkt er nog op" in status.err
    assert "werkt nog vanaf" in status.out
    assert as_json.object["floor"] == "0019"
    assert (as_json.object["is_current"], as_json.object["is_usable"]) == (False, True)
    assert checks["database"]["level"] == "attention"
    assert "9999: nieuwer dan de software" in str(checks["database"]["finding"])
    assert "logboek" in checks  # and the rest is looked at as ever


def test_the_password_of_the_database_is_never_shown(
    mijlpaal: Mijlpaal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"postgresql+psycopg://iemand:geheim@/mijlpaal?host={tmp_path}"
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", url)

    for command in (("db", "status"), ("overview",), ("doctor",)):
        ended = mijlpaal(*command)
        assert "geheim" not in ended.out + ended.err


def test_the_doctor_of_a_database_that_is_down_goes_on_with_the_rest(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", "postgresql+psycopg://iemand@127.0.0.1:1/weg")

    checks = {check["part"]: check for check in mijlpaal("doctor", "--json").rows}

    assert checks["database"]["level"] == "error"
    assert "127.0.0.1, poort 1" in str(checks["database"]["finding"])
    assert "Prefect" in checks


def test_the_doctor_of_the_organisation_asks_its_prefect_server(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", "postgresql+psycopg://iemand@127.0.0.1:1/weg")
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")

    unset = {check["part"]: check for check in mijlpaal("doctor", "--json").rows}

    assert unset["Prefect"]["level"] == "error"
    assert "PREFECT_API_URL" in str(unset["Prefect"]["finding"])


def test_the_doctor_of_the_organisation_says_what_an_operator_stopped_and_how_to_start_it(
    mijlpaal: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_DATABASE_URL", "postgresql+psycopg://iemand@127.0.0.1:1/weg")
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    found = Standing(
        missing=(),
        paused=("send-messages",),
        off_the_clock=("run-day",),
        switched_off=("mijlpaal: run-day opnieuw",),
        workers=2,
    )
    monkeypatch.setattr("flows.organisation.standing.look", lambda: found)

    checks = {check["part"]: check for check in mijlpaal("doctor", "--json").rows}

    schedule, restarts = checks["rooster"], checks["herstart"]
    assert (checks["Prefect"]["level"], checks["Prefect"]["finding"]) == ("ok", "2 werkers")
    assert schedule["level"] == restarts["level"] == "attention"
    assert schedule["finding"] == "stilgezet: send-messages; rooster uit: run-day"
    assert "schedule resume run-day/run-day" in str(schedule["remedy"])
    assert restarts["remedy"] == 'prefect automation resume "mijlpaal: run-day opnieuw"'


def test_the_doctor_of_the_organisation_warns_of_messages_that_only_become_files(
    at_home: Mijlpaal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.mkdir()
    (home / "reports").write_text("geen map")
    embedded = {check["part"] for check in at_home("doctor", "--json").rows}
    monkeypatch.setenv("MIJLPAAL_MODE", "organisation")

    checks = {check["part"]: check for check in at_home("doctor", "--json").rows}
    monkeypatch.setenv("MIJLPAAL_MAIL_CHANNEL", "smtp")
    leaving = {check["part"]: check for check in at_home("doctor", "--json").rows}

    assert "kanalen" not in embedded
    assert checks["kanalen"]["level"] == "attention"
    assert "MIJLPAAL_MAIL_CHANNEL=smtp" in str(checks["kanalen"]["remedy"])
    assert "email" not in str(leaving["kanalen"]["finding"])
    assert checks["rapportages"]["level"] == "error"


def test_the_doctor_of_an_empty_folder_says_init(mijlpaal: Mijlpaal) -> None:
    ended = mijlpaal("doctor")

    assert ended.code == Exit.ACTION_NEEDED
    assert "mijlpaal init" in ended.out


def test_the_doctor_finds_a_well_installation_well(loaded: Mijlpaal) -> None:
    loaded("run", "--direct")

    checks = loaded("doctor", "--json").rows

    wrong = [check for check in checks if check["level"] != "ok" and check["part"] != "Prefect"]
    assert wrong == []


def test_the_doctor_says_that_nothing_ever_ran(loaded: Mijlpaal) -> None:
    ended = loaded("doctor")

    assert ended.code == Exit.ACTION_NEEDED
    assert "mijlpaal run" in ended.out


def test_the_doctor_says_which_receiver_is_left_alone(loaded: Mijlpaal, database_url: str) -> None:
    engine = make_engine(database_url)
    down = Circuit(failures=5, openings=1, open_until=clock.now() + timedelta(hours=1))
    with transaction(engine) as session:
        write_circuits(session, {("webhook", "haak.example:443"): down})
    engine.dispose()

    ended = loaded("doctor")

    assert "webhook haak.example:443 antwoordde 5 keer niet" in " ".join(ended.out.split())


def test_the_doctor_finds_a_silent_mail_server(
    loaded: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIJLPAAL_MAIL_CHANNEL", "smtp")
    monkeypatch.setenv("MIJLPAAL_SMTP_HOST", "127.0.0.1")
    monkeypatch.setenv("MIJLPAAL_SMTP_PORT", "1")

    ended = loaded("doctor")

    assert ended.code == Exit.ACTION_NEEDED
    assert "127.0.0.1:1 antwoordt niet" in ended.out


def test_the_doctor_says_whose_clock_it_is_and_undeploying_gives_it_back(
    at_home: Mijlpaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clock_of(mode: str) -> tuple[object, object]:
        monkeypatch.setenv("MIJLPAAL_MODE", mode)
        checks = {check["part"]: check for check in at_home("doctor", "--json").rows}
        return checks["klok"]["level"], checks["klok"]["remedy"]

    before = [clock_of(mode) for mode in ("embedded", "organisation")]
    with open_workplace() as workplace:
        hand_over(workplace.engine, clock.now())
    after = [clock_of(mode) for mode in ("embedded", "organisation")]
    refused = at_home("up")
    given_back = at_home("organisation", "undeploy", "--server-is-gone")

    assert before == [("ok", None), ("error", "mijlpaal organisation deploy")]
    assert [level for level, _ in after] == ["error", "ok"]
    assert "mijlpaal organisation undeploy" in str(after[0][1])
    assert refused.code != 0
    assert given_back.code == 0, given_back.err
    assert clock_of("embedded") == ("ok", None)
