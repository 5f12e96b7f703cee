"""Projects, conditions, requests and company tracks on the terminal."""

from collections.abc import Mapping, Sequence
from datetime import date

from mijlpaal.call import Call
from mijlpaal.kinds import KindOfSubject
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT
from models.vocabulary import SubjectKind
from reports import words
from reports.spelling import compact, euros

Row = Mapping[str, object]  # a subject's columns by name, and its state in words

_VOCABULARIES: Mapping[str, Mapping[str, words.Text]] = {
    "side": words.SIDES,
    "condition_kind": words.CONDITION_KINDS,
    "industry": words.INDUSTRIES,
    "amount_modality": words.MODALITIES,
}

_LISTED = {
    SubjectKind.PROJECT: ["industry", "is_first_of_a_kind"],
    SubjectKind.CONDITION: ["side", "project_id", "due_on"],
    SubjectKind.REQUEST: ["number", "amount_eur"],
}


def show_list(rows: Sequence[Row], what: KindOfSubject, call: Call) -> None:
    """Write a table of subjects of one kind."""
    if not rows:
        screen.say(call.say("Er is er geen.", "There is none."))
    kind = words.label(words.KINDS, what.kind).say(call.language)
    columns = _listed(what)
    screen.table(
        (
            call.say("sleutel", "key"),
            kind,
            call.say("stand", "state"),
            *(call.pick(what.columns[each]) for each in columns),
        ),
        [
            (
                str(row["key"]),
                title_of(row, call),
                str(row["state"]),
                *(_shown(each, row, call) for each in columns),
            )
            for row in rows
        ],
    )


def show_one(row: Row, what: KindOfSubject, call: Call) -> None:
    """Write one subject in full; an unknown value is said, not left out."""
    screen.say(screen.Ink(title_of(row, call), "bold"))
    place = ", ".join(str(row[each]) for each in ("source", "source_place") if row[each])
    screen.pairs(
        [
            (call.say("sleutel", "key"), str(row["key"])),
            (call.say("stand", "state"), str(row["state"])),
            ("cluster", str(row["cluster"] or ABSENT) if "cluster" in row else ABSENT),
            *((call.pick(label), _shown(name, row, call)) for name, label in what.columns.items()),
            (call.say("bron", "source"), place or ABSENT),
            (call.say("letterlijk", "literally"), str(row["source_words"] or ABSENT)),
        ]
    )
    next_up = f"mijlpaal {what.command} explain {row['key']}"
    screen.say(screen.Ink(call.say(f"Verder: {next_up}", f"Next: {next_up}"), "dim"))


def title_of(row: Row, call: Call) -> str:
    """Return the title in the reader's language, Dutch where there is no English one."""
    english = row["title_en"] if call.language == "en" else None
    return str(english or row["title"])


def _listed(what: KindOfSubject) -> list[str]:
    """Return the columns for a list, where there is less room than on a page of one."""
    return _LISTED.get(what.kind, list(what.columns))


def _shown(name: str, row: Row, call: Call) -> str:
    value = row.get(name.removesuffix("_id"))
    if value is None:
        return call.say("onbekend", "unknown") if name != "amount_eur" else ABSENT
    if isinstance(value, bool):
        return call.say("ja", "yes") if value else call.say("nee", "no")
    if isinstance(value, date):
        return compact(value, call.language)
    if name == "amount_eur" and isinstance(value, int):
        modality = words.label(words.MODALITIES, str(row.get("amount_modality")))
        return f"{modality.say(call.language)} {euros(value, call.language)}"
    if name in _VOCABULARIES:
        return words.label(_VOCABULARIES[name], str(value)).say(call.language)
    return str(value)
