"""Who writes the tables of the ledger, as far as code can be read: for the test that says who may.

Found are statements of SQLAlchemy on such a table, however it is named, rows made to be added, and
SQL in strings. A name counts as a table of the ledger when it is one of the classes, or when a
module binds it to something that such a class is in.
"""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import models.tables
from models.storage.records import DETAIL, SUBJECT

TABLES = {SUBJECT.name, "event", *(table.name for table in DETAIL.values())}
CLASSES = frozenset(
    name
    for name, each in vars(models.tables).items()
    if getattr(getattr(each, "__table__", None), "name", None) in TABLES
)
_VERBS = frozenset({"insert", "update", "delete", "insert_new"})
_SQL = re.compile(
    rf"\b(?:insert\s+into|replace\s+into|update|delete\s+from)\s+\"?(?:{'|'.join(TABLES)})\b\"?"
    r"(?=\s*(?:\(|set\b|where\b|select\b|values\b|as\b|;|$))",
    re.IGNORECASE,
)


def names_of_tables(trees: Mapping[Path, ast.Module]) -> frozenset[str]:
    """Return the classes of the ledger, and the names that modules bind to their tables."""
    known = {*CLASSES, "DETAIL"}
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


def writes(tree: ast.Module, known: frozenset[str]) -> Iterator[str]:
    """Yield what in a module writes a table of the ledger."""
    rows = _rows_by_import(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _writes(node, known, rows):
            yield ast.unparse(node)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from _SQL.findall(node.value)


def _rows_by_import(tree: ast.Module) -> frozenset[str]:
    """Return the classes of the ledger that a module has from the tables, and not from elsewhere."""
    return frozenset(
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("models.tables")
        for alias in node.names
        if alias.name in CLASSES
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
