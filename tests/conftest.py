"""Fixtures that every part of the tests may use.

`database_url` is an empty database and `engine` one with the schema; a test that asks for either
runs twice, as `[sqlite]` and as `[postgresql]`.

Coverage doubles the time of a test, so it is measured where it says something: of a package by its
own tests, on one of the two databases.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from models.storage.database import create_schema, make_engine
from tests.databases import Databases, PostgresDatabases, SqliteDatabases, postgresql
from tests.engines import Engines

TESTS = Path(__file__).resolve().parent
REPOSITORY = TESTS.parent
SHARED = REPOSITORY.parent / "shared"

# A slow machine is no defect: no example is timed.
settings.register_profile("mijlpaal", deadline=None)
settings.load_profile("mijlpaal")

# The packages of [tool.coverage.run] in pyproject.toml.
_MEASURED = frozenset({"intake", "models", "notifications", "reports"})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the tests out of the coverage that would only cost time there."""
    for item in items:
        about = item.path.relative_to(TESTS).parts[0]
        if about not in _MEASURED or item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """The folder of this test process's SQLite files."""
    return SqliteDatabases(tmp_path_factory.mktemp("databases"))


@pytest.fixture(scope="session")
def postgres_databases() -> Iterator[PostgresDatabases]:
    """The PostgreSQL server of this test process; it starts at the first test that asks."""
    with postgresql() as databases:
        yield databases


@pytest.fixture(
    params=[
        pytest.param("sqlite_databases", id="sqlite"),
        pytest.param("postgres_databases", id="postgresql", marks=pytest.mark.postgres),
    ]
)
def databases(request: pytest.FixtureRequest) -> Databases:
    """The backends, one after the other."""
    backend: Databases = request.getfixturevalue(request.param)
    return backend


@pytest.fixture
def database_url(databases: Databases) -> Iterator[str]:
    """The URL of an empty database of this test's own."""
    url = databases.fresh()
    yield url
    databases.discard(url)


@pytest.fixture(scope="session")
def engines() -> Engines:
    """The engines of this test process, one per backend."""
    return Engines()


@pytest.fixture
def engine(databases: Databases, engines: Engines) -> Iterator[Engine]:
    """An engine on a database of this test's own that has the schema and no rows."""
    url = databases.fresh(_build_schema)
    engine = engines.at(url)
    yield engine
    engine.dispose()
    databases.discard(url)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared material beside the checkout (letters, phrases); a test without it is skipped."""
    if not SHARED.is_dir():
        pytest.skip("the shared material (../shared) is not beside this checkout")
    return SHARED


def _build_schema(url: str) -> None:
    engine = make_engine(url)
    create_schema(engine)
    engine.dispose()
