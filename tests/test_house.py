"""The repository keeps its own promises: directions, names, requirements, papers."""

import ast
import importlib
import importlib.metadata
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest
import yaml
from pydantic_settings import BaseSettings

from flows.logs import LogSettings
from flows.settings import FlowSettings
from mijlpaal.web.settings import WebSettings
from models.storage.settings import DatabaseSettings
from notifications import channels
from notifications.settings import MessageSettings
from reports.settings import ReportSettings

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = ("models", "intake", "notifications", "reports", "seeds", "flows", "mijlpaal")
OTHER_FOLDERS = ("tests", "docs", "benchmarks")
OUR_REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
REQUIREMENTS = (*OUR_REQUIREMENTS, "benchmarks/requirements.txt")

# The issue fixes the name `flows.reports`; it is loaded as a module, never by its path, so that
# it cannot hide the package `reports`.
NAMES_THAT_ARE_FIXED = {"flows/reports.py"}

STANDARD_LIBRARY_ONLY = ("statechart", "dates", "errors.py", "vocabulary.py")


# --- directions ------------------------------------------------------------------------------


@pytest.mark.slow
def test_imports_point_down_only() -> None:
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_kernel_and_time_import_only_the_standard_library() -> None:
    allowed = sys.stdlib_module_names | {"models"}

    foreign = {
        f"{path.relative_to(REPOSITORY)} imports {name}"
        for start in STANDARD_LIBRARY_ONLY
        for path in _python_files(REPOSITORY / "models" / start)
        for name in _imported_packages(path)
        if name not in allowed
    }

    assert foreign == set()


# --- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PACKAGES)
def test_our_packages_are_imported_from_this_repository(name: str) -> None:
    package = importlib.import_module(name)

    assert package.__file__ is not None
    assert Path(package.__file__).resolve() == REPOSITORY / name / "__init__.py"


@pytest.mark.parametrize("name", [*PACKAGES, *OTHER_FOLDERS])
def test_no_dependency_ships_a_package_of_our_name(name: str) -> None:
    shippers = set(importlib.metadata.packages_distributions().get(name, []))

    assert shippers <= {"mijlpaal"}


def test_no_flow_carries_the_name_of_a_package() -> None:
    taken = (
        sys.stdlib_module_names
        | importlib.metadata.packages_distributions().keys()
        | set(PACKAGES)
        | set(OTHER_FOLDERS)
    )

    clashing = {
        str(path.relative_to(REPOSITORY))
        for path in (REPOSITORY / "flows").iterdir()
        if path.stem in taken
    }

    assert clashing <= NAMES_THAT_ARE_FIXED


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {path.parent for path in (REPOSITORY / "tests").rglob("*.py")}

    without = {folder for folder in folders if not (folder / "__init__.py").is_file()}

    assert without == set()


def test_the_glossary_has_every_word_of_the_vocabularies() -> None:
    words = {
        member.value.replace("_", " ")
        for module in map(importlib.import_module, ("models.vocabulary", "models.rules.status"))
        for vocabulary in vars(module).values()
        if isinstance(vocabulary, type) and issubclass(vocabulary, StrEnum)
        for member in vocabulary
        if vocabulary.__name__ != "Outcome"  # open, achieved, lapsed: words of the status
    }
    explained = " ".join(_glossary_words()).replace("-", " ")

    assert {word for word in words if not re.search(rf"\b{word}\b", explained)} == set()


# --- requirements ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_requirements_hold_no_address_and_no_index_option(name: str) -> None:
    lines = (REPOSITORY / name).read_text().splitlines()

    strange = [line for line in lines if not _is_pin_or_hash(line)]

    assert strange == []


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_requirement_is_pinned_and_hashed(name: str) -> None:
    text = (REPOSITORY / name).read_text()

    pins = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, flags=re.MULTILINE | re.DOTALL)

    assert pins
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_developers_run_the_same_versions_as_users() -> None:
    running, developing = (_pins(REPOSITORY / name) for name in OUR_REQUIREMENTS)

    assert running.items() <= developing.items()


def test_the_requirements_cover_what_the_project_declares() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]

    running = set(map(_name, [*project["dependencies"], *extras["build"]]))
    developing = set(map(_name, extras["dev"]))

    assert running <= _pins(REPOSITORY / "requirements.txt").keys()
    assert developing <= _pins(REPOSITORY / "requirements-dev.txt").keys()


# --- make ------------------------------------------------------------------------------------


def test_make_alone_lists_every_target_and_what_it_does() -> None:
    listed = subprocess.run(
        ["make", "--no-print-directory"], cwd=REPOSITORY, check=True, capture_output=True, text=True
    ).stdout
    described = {line.split()[0] for line in listed.splitlines() if len(line.split()) > 1}

    assert described == _targets() - {"python-check"}  # a step of others, not for people


def test_continuous_integration_runs_what_make_check_runs() -> None:
    check = (REPOSITORY / "Makefile").read_text().partition("\ncheck:")[2].partition("\n\n")[0]
    script = (REPOSITORY / ".ci" / "run").read_text()

    assert "static" in check
    assert "test COVERAGE=1" in check
    assert "make static" in script
    assert "make test" in script


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", ".pre-commit-config.yaml"])
def test_documents_name_only_targets_that_exist(document: str) -> None:
    text = (REPOSITORY / document).read_text()

    named = set(re.findall(r"(?:`|^|entry: )make ([a-z][a-z-]*)", text, flags=re.MULTILINE))

    assert named <= _targets()


# --- papers ----------------------------------------------------------------------------------


def test_the_licence_is_the_whole_eupl() -> None:
    licence = (REPOSITORY / "LICENSE").read_text()

    assert licence.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    articles = [int(number) for number in re.findall(r"^(\d+)\.[A-Z]", licence, re.MULTILINE)]
    assert articles == list(range(1, 16))
    assert licence.endswith("require the production of a new EUPL version.\n")


def test_publiccode_tells_what_the_project_tells() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]

    publiccode = yaml.safe_load((REPOSITORY / "publiccode.yml").read_text())

    assert publiccode["publiccodeYmlVersion"] == "0.4"
    assert publiccode["legal"]["license"] == project["license"]
    assert publiccode["softwareVersion"] == project["version"]
    for text in publiccode["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000


def test_every_decision_is_numbered_and_has_its_four_parts() -> None:
    decisions = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))

    numbers = [int(path.name.partition("-")[0]) for path in decisions]
    assert numbers == list(range(1, len(decisions) + 1))
    for path in decisions:
        headings = re.findall(r"^## (.+)$", path.read_text(), flags=re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences", "Rejected"], path.name


def test_every_setting_is_in_the_docs_and_every_one_there_exists() -> None:
    rows = (REPOSITORY / "docs" / "settings.md").read_text().splitlines()
    documented = set(re.findall(r"MIJLPAAL_[A-Z_]+", "\n".join(r for r in rows if r[:3] == "| `")))

    kinds: list[type[BaseSettings]] = [DatabaseSettings, MessageSettings, ReportSettings]
    kinds += [FlowSettings, LogSettings, WebSettings, *_settings_of_channels()]
    owned = {f"MIJLPAAL_{name.upper()}" for kind in kinds for name in kind.model_fields}

    assert documented == owned | {"MIJLPAAL_LANG", "MIJLPAAL_ACTOR", "MIJLPAAL_DEBUG"}


def _settings_of_channels() -> Iterator[type[BaseSettings]]:
    for found in pkgutil.iter_modules(channels.__path__):
        module = importlib.import_module(f"{channels.__name__}.{found.name}")
        for kind in vars(module).values():
            is_settings = isinstance(kind, type) and issubclass(kind, BaseSettings)
            if is_settings and kind.__module__ == module.__name__:
                yield kind


def test_the_commands_that_the_readme_shows_exist() -> None:
    readme = (REPOSITORY / "README.md").read_text()
    commands = (REPOSITORY / "docs" / "commands.md").read_text()
    shown = set(re.findall(r"^mijlpaal ((?:[a-z]+ ?){1,2})", readme, flags=re.MULTILINE))
    targets = set(re.findall(r"^make ([a-z]+)", readme, flags=re.MULTILINE))
    known = set(
        re.findall(r"^([a-z-]+):.*## ", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)
    )

    assert targets <= known
    assert shown
    for command in shown:
        words = command.split()
        assert f"## mijlpaal {' '.join(words)}" in commands or f"## mijlpaal {words[0]}" in commands


# --- reading the repository ------------------------------------------------------------------


def _python_files(start: Path) -> list[Path]:
    return [start] if start.is_file() else sorted(start.rglob("*.py"))


def _imported_packages(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module))
    return {name.partition(".")[0] for name in names}


def _is_pin_or_hash(line: str) -> bool:
    pin = r"[a-z0-9][a-z0-9.-]*(\[[a-z0-9, -]+\])?==[\w.!+]+( ; [\w.<>=!'() ]+)?( \\)?"
    return re.fullmatch(rf"{pin}|    --hash=sha256:[0-9a-f]{{64}}( \\)?", line) is not None


def _pins(requirements: Path) -> dict[str, str]:
    pins = re.findall(
        r"^([a-z0-9.-]+)(?:\[.+\])?==(\S+)", requirements.read_text(), flags=re.MULTILINE
    )
    return dict(pins)


def _name(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found is not None
    return found.group().lower().replace("_", "-")


def _targets() -> set[str]:
    makefile = (REPOSITORY / "Makefile").read_text().replace("\\\n", " ")
    declared = re.search(r"^\.PHONY:(.*)$", makefile, flags=re.MULTILINE)
    assert declared is not None
    return set(declared.group(1).split())


def _glossary_words() -> list[str]:
    rows = (REPOSITORY / "docs" / "glossary.md").read_text().splitlines()
    return [row.split("|")[1].strip() for row in rows if row.startswith("| ")]
