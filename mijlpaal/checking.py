"""Checking a definition that nobody has published yet: everything that is wrong with it at once."""

from dataclasses import dataclass
from pathlib import Path

from models.errors import DefinitionError, SourceError, Words
from models.lifecycles.publishing import gate_rules
from models.statechart.gate import Exploration, explore, flaws
from models.statechart.place import Origin
from seeds.lifecycles import DefinitionFile, read_definition

_NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing that is wrong: which rule, where, what, and what to do about it."""

    rule: str
    file: str
    line: int
    state: str
    where: Words
    problem: Words
    remedy: Words

    def say(self, language: str) -> str:
        """Return it in one line."""
        said = f"{self.where.say(language)}: {self.problem.say(language)}"
        remedy = self.remedy.say(language)
        return f"{said}. {remedy}" if remedy else said


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What became of one file; the counts are zero when it could not be looked at."""

    file: str
    is_publishable: bool
    states: int = 0
    standings: int = 0
    facts: int = 0
    events: int = 0
    obligations: int = 0
    complaints: tuple[Complaint, ...] = ()


def check_definition(path: Path) -> Checked:
    """Return everything that keeps the definition in a file from being published."""
    name = str(path)
    try:
        file = read_definition(path, name=name)
    except SourceError as problem:
        return _refused(name, _unreadable(problem))
    try:
        explored = explore(file.compiled())
    except DefinitionError as problem:
        return _refused(name, _uncompilable(file, problem))
    return _looked_at(file, explored)


def _looked_at(file: DefinitionFile, explored: Exploration) -> Checked:
    chart = explored.chart
    found = [
        _complaint(file, str(each.rule), each.place, each.state, each.problem, each.remedy)
        for each in flaws(chart, gate_rules(), explored)
    ]
    return Checked(
        file=file.name,
        is_publishable=not found,
        states=len(chart.states) - 1,  # the chart itself is one of them
        standings=len(explored.standings),
        facts=len(chart.facts),
        events=len(chart.events),
        obligations=sum(len(state.obligations) for state in chart.states),
        complaints=tuple(sorted(found, key=lambda each: (each.file, each.line))),
    )


def _refused(name: str, complaint: Complaint) -> Checked:
    return Checked(file=name, is_publishable=False, complaints=(complaint,))


def _unreadable(problem: SourceError) -> Complaint:
    """Return what a file's error says; its sentences begin with the place."""
    file, line = str(problem.facts["file"]), problem.facts["line"]
    where = Words(f"{file}, regel {line}", f"{file}, line {line}")
    said = Words(
        problem.say("nl").removeprefix(f"{where.nl}: ").removesuffix("."),
        problem.say("en").removeprefix(f"{where.en}: ").removesuffix("."),
    )
    number = line if isinstance(line, int) else 1
    return Complaint("unreadable", file, number, "", where, said, _NOTHING)


def _uncompilable(file: DefinitionFile, problem: DefinitionError) -> Complaint:
    place, state = problem.facts.get("place", ()), str(problem.facts.get("state", ""))
    said, remedy = problem.facts["problem"], problem.facts["remedy"]
    assert isinstance(place, tuple)  # noqa: S101  (the reader of definitions gives these facts)
    assert isinstance(said, Words)  # noqa: S101  (idem)
    assert isinstance(remedy, Words)  # noqa: S101  (idem)
    return _complaint(file, "structure", place, state, said, remedy)


def _complaint(
    file: DefinitionFile,
    rule: str,
    place: tuple[str | int, ...],
    state: str,
    problem: Words,
    remedy: Words,
) -> Complaint:
    spot = file.spot(place)
    where = Origin(file.name, file.locate).words(place, state)
    return Complaint(rule, spot.file, spot.line, state, where, problem, remedy)
