"""Who writes the tables of the ledger, as far as code can be read: for the test that says who may.

Found are statements of SQLAlchemy on such a table, however it is named, rows made to be added, and
SQL in strings. A name counts as a table of the ledger when it is one of the classes, or when a
module binds it to something that such a class is in.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import models.tables
from models.storage.records import DETAIL, SUBJECT

_VERBS = frozenset({"insert", "update", "delete", "insert_new"})


@dataclass(frozen=True)
class Tables:
    """Tables by their names, with their classes and what SQL in strings says to write them."""

    names: frozenset[str]

    @cached_property
    def classes(self) -> frozenset[str]:
        """The classes of these tables."""
        return frozenset(
            name
            for name, each in vars(models.tables).items()
            if getattr(getattr(each, "__table__", None), "name", None) in self.names
        )

    @cached_property
    def sql(self) -> re.Pattern[str]:
        """SQL that writes one of them."""
        return re.compile(
            rf"\b(?:insert\s+into|replace\s+into|update|delete\s+from)\s+"
            rf"\"?(?:{'|'.join(sorted(self.names))})\b\"?"
            r"(?=\s*(?:\(|set\b|where\b|select\b|values\b|as\b|;|$))",
            re.IGNORECASE,
        )


LEDGER = Tables(frozenset({SUBJECT.name, "event", *(table.name for table in DETAIL.values())}))


def names_of_tables(trees: Mapping[Path, ast.Module], tables: Tables = LEDGER) -> frozenset[str]:
    """Return the classes of these tables, and the names that modules bind to them."""
    known = {*tables.classes, *({"DETAIL"} if tables is LEDGER else ())}
    while True:
        found = {
            target.id
            for tree in trees.values()
            for node in tree.body
            if isinstance(node, ast.Assign) and _is_table(node.value, known)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        if found <= known:
            return frozenset(known)
        known |= found


def writes(tree: ast.Module, known: frozenset[str], tables: Tables = LEDGER) -> Iterator[str]:
    """Yield what in a module writes one of these tables."""
    rows = _rows_by_import(tree, tables)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _writes(node, known, rows):
            yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from tables.sql.findall(node.value)


def _rows_by_import(tree: ast.Module, tables: Tables) -> frozenset[str]:
    """Return the classes that a module has from the tables, and not from elsewhere."""
    return frozenset(
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("models.tables")
        for alias in node.names
        if alias.name in tables.classes
    )


def _writes(call: ast.Call, known: frozenset[str], rows: frozenset[str]) -> bool:
    verb = ast.unparse(call.func).rpartition(".")[2]
    if isinstance(call.func, ast.Name) and verb in rows:
        return True  # a row to be added
    if verb not in _VERBS:
        return False
    on_a_table = isinstance(call.func, ast.Attribute) and _is_table(call.func.value, known)
    return on_a_table or any(_is_table(each, known) for each in call.args)


def _is_table(node: ast.expr, known: frozenset[str] | set[str]) -> bool:
    """Whether an expression is a table: a name, an item, an attribute, or a call around one."""
    match node:
        case ast.Name(id=name):
            return name in known
        case ast.Attribute(value=value, attr=name):
            return name in known or (name == "__table__" and _is_table(value, known))
        case ast.Subscript(value=value):
            return _is_table(value, known)
        case ast.Call(func=func, args=args):
            is_around = ast.unparse(func).rpartition(".")[2] in {"table_of", "cast", "_table"}
            return is_around and any(_is_table(each, known) for each in args)
    return False
