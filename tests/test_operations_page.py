"""The installation guide for an organisation: its units, settings and proxy are what it says.

The programs of an administrator (systemd, nginx, openssl) judge them where they are installed.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from mijlpaal.web.entry.open_to_all import OPEN_TO_ALL
from mijlpaal.web.pages import SCRIPT_PATH, STYLE_PATH, THEME_PATH
from mijlpaal.web.posted import LARGEST_BODY

REPOSITORY = Path(__file__).resolve().parent.parent
GUIDE = REPOSITORY / "docs" / "operations.md"
FOLDER = REPOSITORY / "docs" / "operations"
UNITS = sorted(path.name for path in FOLDER.glob("*.service"))
OURS = [name for name in UNITS if name.startswith("mijlpaal-")]
SCRIPTS = ["backup.sh", "drill.sh", "restore.sh", "mijlpaal"]
HIGHEST_EXPOSURE = 20  # of 100, as systemd counts


# --- what the files name -----------------------------------------------------------------------


def test_the_guide_names_every_file_of_its_folder() -> None:
    guide = GUIDE.read_text()
    named = set(re.findall(r"\(operations/([^)]+)\)", guide))

    assert {name for name in named if not (FOLDER / name).is_file()} == set()
    files = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*") if path.is_file()}
    assert {name for name in files if not name.endswith(".timer")} == named
    assert "cp -r docs/operations/*.service docs/operations/*.timer docs/operations/*.d" in guide


def test_each_of_the_ten_failures_is_tried_by_what_the_guide_names() -> None:
    rows = re.findall(r"^\| (\d+)\. .+\| ([^|]+) \|$", GUIDE.read_text(), re.MULTILINE)
    there = {path.name for path in (REPOSITORY / "tests").rglob("test_*.py")}
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))

    assert [int(number) for number, _ in rows] == list(range(1, 11))
    for number, tried in rows:
        named = re.findall(r"`([^`]+)`", tried)
        assert named, number
        for each in named:
            assert each in there or each.removeprefix("make ") in targets, each


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_starts_what_a_release_has(name: str) -> None:
    unit = (FOLDER / name).read_text()
    scripts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]["scripts"]
    installed = {"python", "prefect", *scripts}

    for path in re.findall(r"/opt/mijlpaal/(\S+)", unit):
        is_ours = (REPOSITORY / path).is_file() and os.access(REPOSITORY / path, os.X_OK)
        assert is_ours or (path.startswith("venv/bin/") and path[9:] in installed), path
    for module in re.findall(r"python -m (\S+)", unit):
        assert (REPOSITORY / f"{module.replace('.', '/')}.py").is_file()
    for told in re.findall(r"^OnFailure=([^@]+@)", unit, re.MULTILINE):
        assert f"{told}.service" in UNITS


def test_who_tells_of_a_failure_is_not_barred_from_doing_so() -> None:
    tellers = set(UNITS) - set(OURS)

    assert tellers == {"mislukt-mijlpaal@.service"}
    assert (FOLDER / "mijlpaal-.service.d" / "account.conf").is_file()  # of the others


def test_what_a_unit_reads_is_what_the_guide_has_written() -> None:
    files = {
        path
        for each in (*FOLDER.glob("*.service"), *FOLDER.glob("*.example"), FOLDER / "mijlpaal")
        for path in re.findall(r"/etc/mijlpaal/[\w-]+", each.read_text())
    }

    examples = {"/etc/mijlpaal/environment", "/etc/mijlpaal/prefect"}
    assert files == examples | {"/etc/mijlpaal/pgpass", "/etc/mijlpaal/pgpass-prefect"}
    assert all(path in GUIDE.read_text() for path in examples)


@pytest.mark.parametrize("name", ["environment.example", "prefect.example"])
def test_an_example_sets_what_exists(name: str) -> None:
    table = (REPOSITORY / "docs" / "settings.md").read_text()
    units = "".join((FOLDER / unit).read_text() for unit in UNITS)

    ours = [each for each in _set_in(name) if each.startswith("MIJLPAAL_")]

    assert [each for each in ours if f"| `{each}` |" not in table] == []
    assert "${LISTEN}" in units
    assert "LISTEN" in _set_in(name)


@pytest.mark.slow
def test_prefect_knows_what_the_examples_set_of_it() -> None:
    names = {*_set_in("environment.example"), *_set_in("prefect.example")}
    theirs = sorted(each for each in names if each.startswith("PREFECT_"))
    ask = (
        "import sys, prefect.settings as s; print(*(n for n in sys.argv[1:] if not hasattr(s, n)))"
    )

    asked = subprocess.run(
        [sys.executable, "-c", ask, *theirs, "PREFECT_SERVER_NONSENSE"],
        check=True,
        capture_output=True,
        text=True,
    )

    assert asked.stdout.split() == ["PREFECT_SERVER_NONSENSE"]


def _set_in(name: str) -> list[str]:
    return re.findall(r"^([A-Z_]+)=", (FOLDER / name).read_text(), re.MULTILINE)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_one_that_the_shell_reads(name: str) -> None:
    read = subprocess.run(["/bin/sh", "-n", FOLDER / name], check=False, capture_output=True)

    assert (read.returncode, read.stderr) == (0, b"")
    assert os.access(FOLDER / name, os.X_OK)


def _restored(tmp_path: Path, upgrade: int, verify: int) -> int:
    """Restore with programs that only answer; return how that ends."""
    ours, theirs = tmp_path / "mijlpaal", tmp_path / "pg_restore"
    ours.write_text(f"#!/bin/sh\ncase $1 in db) exit {upgrade} ;; audit) exit {verify} ;; esac\n")
    theirs.write_text("#!/bin/sh\nexit 0\n")
    for program in (ours, theirs):
        program.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    known = {"PATH": path, "MIJLPAAL": str(ours), "MIJLPAAL_DATABASE_URL": "postgresql+psycopg://x"}
    return subprocess.run(
        ["/bin/sh", FOLDER / "restore.sh", "x"], check=False, env=known
    ).returncode


@pytest.mark.parametrize(
    ("upgrade", "verify", "is_restored"),
    [(0, 0, True), (7, 0, True), (7, 7, False), (1, 0, False), (0, 1, False)],
)
def test_a_release_that_was_gone_back_to_restores_what_it_may_work_on(
    tmp_path: Path, upgrade: int, verify: int, is_restored: bool
) -> None:
    assert (_restored(tmp_path, upgrade, verify) == 0) is is_restored


# --- systemd -----------------------------------------------------------------------------------


@pytest.fixture
def unit_path(tmp_path: Path) -> Path:
    """Lay the units where systemd looks, with a program that is there on every machine."""
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        pytest.skip("systemd-analyze is not installed")
    shutil.copytree(FOLDER / "mijlpaal-.service.d", tmp_path / "mijlpaal-.service.d")
    for path in (*FOLDER.glob("*.service"), *FOLDER.glob("*.timer")):
        unit = re.sub(
            r"^ExecStart=/opt/mijlpaal/\S+",
            "ExecStart=/bin/true",
            path.read_text(),
            flags=re.MULTILINE,
        )
        (tmp_path / path.name.replace("@.", "@8017.")).write_text(unit)
    return tmp_path


def _analyze(folder: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", *words],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:"},
    )


def test_systemd_finds_nothing_wrong_with_the_units(unit_path: Path) -> None:
    units = sorted(unit_path.glob("*.[st]*[er]"))

    verified = _analyze(unit_path, "verify", *(unit for unit in units if unit.is_file()))

    said = [
        line
        for line in verified.stderr.splitlines()
        if str(unit_path) in line or "mijlpaal" in line
    ]
    assert said == []


@pytest.mark.parametrize("name", OURS)
def test_a_unit_may_do_little_but_its_work(unit_path: Path, name: str) -> None:
    unit = unit_path / name.replace("@.", "@8017.")

    judged = _analyze(
        unit_path, "security", "--offline=true", f"--threshold={HIGHEST_EXPOSURE}", unit
    )

    assert judged.returncode == 0, judged.stdout[-200:] + judged.stderr


# --- nginx -------------------------------------------------------------------------------------


def test_no_log_keeps_a_link_that_opens_something() -> None:
    conf = (FOLDER / "nginx.conf").read_text()
    quiet = re.findall(r"location ~ (\S+) \{\n\s+access_log off;\n\s+error_log  /dev/null;", conf)
    keys = [path for path in OPEN_TO_ALL if "{" in path]

    assert len(quiet) == 1
    assert keys
    assert [path for path in keys if not re.match(quiet[0], path)] == []
    assert "$http_referer" not in conf


def test_only_what_holds_no_secret_is_compressed() -> None:
    conf = (FOLDER / "nginx.conf").read_text()
    compressed = re.findall(r"location ~ (\S+) \{\n\s+gzip on;", conf)

    assert conf.count("gzip on;") == len(compressed) == 1
    assert all(re.match(compressed[0], path) for path in (STYLE_PATH, SCRIPT_PATH, THEME_PATH))
    assert not any(re.match(compressed[0], path) for path in ("/", "/v1/mijlpalen", "/brieven"))


def test_the_proxy_takes_bodies_as_large_as_the_pages_do() -> None:
    conf = (FOLDER / "nginx.conf").read_text()

    assert f"client_max_body_size  {LARGEST_BODY};" in conf


@pytest.fixture
def nginx_conf(tmp_path: Path) -> Path:
    """Write a configuration with the one of the guide in it, on sockets in a folder."""
    if shutil.which("nginx") is None or shutil.which("openssl") is None:
        pytest.skip("nginx or openssl is not installed")
    ours = (FOLDER / "nginx.conf").read_text()
    for name in ("mijlpaal", "prefect"):
        _certificate(tmp_path / f"{name}.pem", tmp_path / f"{name}.key")
    ours = ours.replace("/etc/ssl/", f"{tmp_path}/").replace("/var/log/nginx/", f"{tmp_path}/")
    ours = re.sub(r"^\s+listen \[::\].*\n", "", ours, flags=re.MULTILINE)
    ours = re.sub(r"listen (\d+)", rf"listen unix:{tmp_path}/\1.sock", ours)
    conf = tmp_path / "nginx.conf"
    places = "".join(
        f"{kind}_temp_path {tmp_path}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    conf.write_text(
        f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\naccess_log off;\ngzip on;\n{places}{ours}}}\n"
    )
    return conf


def _certificate(certificate: Path, key: Path) -> None:
    ask = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1"
    subprocess.run(
        [*ask.split(), "-subj", "/CN=voorbeeld.example", "-out", certificate, "-keyout", key],
        check=True,
        capture_output=True,
    )


def test_nginx_takes_the_configuration(nginx_conf: Path) -> None:
    taken = subprocess.run(
        ["nginx", "-t", "-e", nginx_conf.with_name("error.log"), "-c", nginx_conf],
        check=False,
        capture_output=True,
        text=True,
    )

    assert taken.returncode == 0, taken.stderr
    assert "[warn] " not in taken.stderr.replace('[warn] the "user" directive', "")
