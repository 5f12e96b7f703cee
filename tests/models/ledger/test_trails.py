"""Every change is an event: for each table where its changes stay known, or why they need not."""

import ast
from pathlib import Path

from sqlmodel import SQLModel

import models.tables  # noqa: F401  (fills the metadata)
from models.storage.append_only import APPEND_ONLY
from models.storage.records import DETAIL, SUBJECT
from tests.models.ledger.writes import Tables, names_of_tables, writes

REPOSITORY = Path(__file__).parents[3]
ROOMS = ("models", "intake", "notifications", "reports", "seeds", "flows", "mijlpaal")

# In the chain of the subject itself: models/ledger/writer.py.
BY_THE_LEDGER = {SUBJECT.name, *(table.name for table in DETAIL.values())}
# In the access journal: models/ledger/access_journal.py.
IN_THE_JOURNAL = {
    "account",
    "loginlink",
    "accesstoken",
    "tokencluster",
    "grantedrole",
    "representative",
    "fieldmark",
    "feed",
}
# What is a log itself, or is written once and never changed.
ITSELF = {
    "event": "what happened to subjects",
    "accessevent": "what was decided on access",
    "definition": "a life cycle as it was published; its version and day stand in it",
    "report": "an edition as it was published; who established it is in the chain of the edition",
    "confidentialread": "who read what is a company's own",
    "attempt": "each try at delivering a message",
    "sweep": "each look at the deadlines",
}
# What nobody decides on, or what says nothing once it is over.
WITHOUT = {
    "visit": "coming in is no decision on who may; kept for 90 days, and ended by another is an event",
    "handshake": "half a login, gone when it is answered or after minutes",
    "keptanswer": "a copy of an answer, beside the change that it tells of",
    "rung": "follows from the bound of its milestone, whose chain has it",
    "reminder": "follows from a rung or an event and the day of the sweep that found it",
    "message": "follows from its reminders; what came of it is in its attempts",
    "circuit": "whether a receiver answers, as measured",
    "linkkey": "made by the season; nobody decides on it",
}
# Who writes what the journal keeps; each of them tells it.
WRITERS = {
    "models/access/accounts.py",
    "models/access/grants.py",
    "models/access/login_links.py",
    "models/access/naming.py",
    "models/access/tokens.py",
    "models/access/visits.py",
    "models/reading/marking.py",
    "reports/feed/subscriptions.py",
}


def test_of_every_table_it_is_said_where_its_changes_stay_known() -> None:
    said = [*BY_THE_LEDGER, *IN_THE_JOURNAL, *ITSELF, *WITHOUT]

    assert sorted(said) == sorted(SQLModel.metadata.tables)


def test_a_log_that_people_rely_on_cannot_be_rewritten() -> None:
    assert set(APPEND_ONLY) <= ITSELF.keys()
    assert {"event", "accessevent"} <= set(APPEND_ONLY)


def test_whoever_writes_what_the_journal_keeps_tells_it() -> None:
    tables = Tables(frozenset(IN_THE_JOURNAL))
    modules = {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for room in ROOMS
        for path in (REPOSITORY / room).rglob("*.py")
    }
    known = names_of_tables(modules, tables)

    writers = {
        path.relative_to(REPOSITORY).as_posix(): _tells(tree)
        for path, tree in modules.items()
        if any(writes(tree, known, tables))
    }

    assert writers == dict.fromkeys(WRITERS, True)


def _tells(tree: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and ast.unparse(node.func) == "note_access"
        for node in ast.walk(tree)
    )
