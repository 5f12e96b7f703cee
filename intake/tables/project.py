"""A plan of Microsoft Project as XML (MSPDI): the tasks that name a milestone of ours.

Which task is which milestone stands in a text field of the plan's own with the alias ``sleutel``;
a reason may stand in one with the alias ``toelichting``. The day is the task's *Finish*. Tasks
without a key are the project's own business, and so are inactive ones.
"""

from typing import Final

from intake.letter import Source
from intake.tables.table import MOST_ROWS, Flaw, Table, unfit
from intake.xml_parts import walk
from models.errors import Words

KIND: Final = "Project-XML"
_CALLED: Final = {"wanneer": "Finish"}
_FIELD, _TASK, _OF_TASK = (
    ("Project", "ExtendedAttributes", "ExtendedAttribute"),
    ("Project", "Tasks", "Task"),
    ("Project", "Tasks", "Task", "ExtendedAttribute"),
)
_ALIASES: Final = frozenset({"sleutel", "toelichting"})
_MOST_CHARACTERS: Final = 20_000  # of one field; more is cut off, and refused by the ledger


def read_project(source: Source) -> Table:
    """Return the tasks that have a key, each on the line where it begins.

    Raises:
        DamagedLetterError: no XML, with a document type, or nested too deep.
        UnfitTableError: no plan, no field ``sleutel``, or more tasks with a key than are taken.
    """
    plan = _Plan()
    walk(source.content, plan, source, KIND, plan.at_line)
    if plan.root != "Project" or "sleutel" not in plan.fields.values():
        said = Words(
            "geen plan van Microsoft Project met een veld 'sleutel'",
            "no plan of Microsoft Project with a field 'sleutel'",
        )
        accepted = "ExtendedAttribute, Alias = sleutel"
        raise unfit([Flaw(1, "ExtendedAttributes", said, accepted)])
    if len(plan.rows) > MOST_ROWS:
        line = plan.rows[MOST_ROWS][0]
        raise unfit([Flaw(line, "", Words("te veel rijen", "too many rows"), str(MOST_ROWS))])
    return Table(tuple(plan.rows), _CALLED)


class _Plan:
    """Walks through the plan and keeps what is asked for."""

    def __init__(self) -> None:
        self.root = ""
        self.fields: dict[str, str] = {}  # alias by the id of the field
        self.rows: list[tuple[int, dict[str, str]]] = []
        self._path: list[str] = []
        self._line = 0
        self._said: list[str] = []
        self._began = 0
        self._task: dict[str, str] = {}
        self._field: dict[str, str] = {}
        self._cells: dict[str, str] = {}

    def at_line(self, line: int) -> None:
        self._line = line

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self.root = self.root or name
        self._path.append(name)
        self._said = []
        path = tuple(self._path)
        if path == _TASK:
            self._began, self._task, self._cells = self._line, {}, {}
        elif path in {_FIELD, _OF_TASK}:
            self._field = {}

    def text(self, text: str) -> None:
        self._said.append(text)

    def end(self, name: str) -> None:
        above = tuple(self._path[:-1])
        if above in {_FIELD, _OF_TASK}:
            self._field[name] = self._text()
        elif above == _TASK and len(self._path) == len(_OF_TASK):
            self._task.setdefault(name, self._text())
        self._close(tuple(self._path))
        self._path.pop()
        self._said = []

    def _close(self, path: tuple[str, ...]) -> None:
        if path == _FIELD:
            alias = self._field.get("Alias", "").lower()
            if alias in _ALIASES:
                self.fields[self._field.get("FieldID", "")] = alias
        elif path == _OF_TASK:
            alias = self.fields.get(self._field.get("FieldID", ""), "")
            if alias:
                self._cells[alias] = self._field.get("Value", "")
        elif path == _TASK and self._cells.get("sleutel") and self._task.get("Active") != "0":
            day = self._task.get("Finish", "").partition("T")[0]
            self.rows.append((self._began, {**self._cells, "wanneer": day}))

    def _text(self) -> str:
        return "".join(self._said).strip()[:_MOST_CHARACTERS]
