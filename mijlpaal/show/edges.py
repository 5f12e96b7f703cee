"""Edges on the terminal and in JSON: what hangs on what, how sure, since when, and who says so."""

from collections.abc import Iterable, Sequence

from mijlpaal.call import Call
from mijlpaal.show import screen
from mijlpaal.show.wording import ABSENT, short_day
from models.consequences.kinds import words_of
from models.consequences.situation import Edge, Node, Situation
from models.errors import Words
from models.vocabulary import Certainty

CERTAINTIES = {
    Certainty.ESTABLISHED: Words("vastgesteld", "established"),
    Certainty.EXPECTED: Words("verwacht", "expected"),
    Certainty.ASSUMED: Words("aangenomen", "assumed"),
}


def title_of(node: Node, call: Call) -> str:
    """Return what a subject is called in the reader's language."""
    return call.say(node.title, node.title_en or node.title)


def sentence(situation: Situation, edge: Edge, call: Call) -> str:
    """Return an edge as a sentence of two names."""
    dependent, on = situation.nodes[edge.dependent], situation.nodes[edge.on]
    lag = f" ({edge.lag})" if edge.lag else ""
    return f"{dependent.name} {words_of(edge.kind).say(call.language)}{lag} {on.name}"


def chain_in_words(situation: Situation, chain: Sequence[Edge], call: Call) -> str:
    """Return the way that leads somewhere, from where it began; of a long one its ends."""
    if not chain:
        return ""
    said = [situation.nodes[chain[0].on].name]
    for edge in chain:
        lag = f" {edge.lag}" if edge.lag else ""
        how = words_of(edge.kind).say(call.language)
        said.append(f"{situation.nodes[edge.dependent].name} ({how}{lag})")
    if len(said) > _MOST:
        left_out = len(said) - _MOST
        said[1 : 1 + left_out] = [call.say(f"… nog {left_out} …", f"… {left_out} more …")]
    return " → ".join(said)


_MOST = 6


def show_edges(situation: Situation, edges: Sequence[Edge], call: Call) -> None:
    """Write edges as a table, and how many have an end that nobody knows."""
    if not edges:
        screen.say(call.say("Er is er geen.", "There is none."))
    screen.table(
        (
            call.say("rij", "row"),
            call.say("wat", "what"),
            call.say("hoe", "how"),
            call.say("waarvan", "on"),
            call.say("zekerheid", "certainty"),
            call.say("periode", "period"),
            call.say("bron", "source"),
        ),
        [_row(situation, edge, call) for edge in edges],
    )
    count = len(situation.open_ended)
    if count:
        nl = f"{count} met een onbekend uiteinde: {', '.join(situation.open_ended)}"
        en = f"{count} with an unknown end: {', '.join(situation.open_ended)}"
        screen.say(screen.Ink(call.say(nl, en), "yellow"))


def _row(situation: Situation, edge: Edge, call: Call) -> list[str]:
    certainty = CERTAINTIES[Certainty(edge.certainty)].say(call.language) if edge.certainty else ""
    details = [edge.role, edge.lag, edge.gate, str(edge.needed_by or ""), edge.alternative]
    said = ", ".join(each for each in details if each)
    how = words_of(edge.kind).say(call.language)
    return [
        edge.row,
        situation.nodes[edge.dependent].name,
        f"{how} ({said})" if said else how,
        situation.nodes[edge.on].name,
        certainty or ABSENT,
        _period(edge, call),
        edge.source or ABSENT,
    ]


def _period(edge: Edge, call: Call) -> str:
    if edge.valid_from is None and edge.valid_until is None:
        return ABSENT
    return f"{short_day(edge.valid_from, call)} … {short_day(edge.valid_until, call)}"


def edge_as_json(situation: Situation, edge: Edge) -> dict[str, object]:
    """Return an edge with stable keys; its ends as ``kind:key``."""
    return {
        "row": edge.row,
        "kind": str(edge.kind),
        "dependent": situation.nodes[edge.dependent].name,
        "on": situation.nodes[edge.on].name,
        "lag": edge.lag,
        "gate": edge.gate,
        "needed_by": edge.needed_by,
        "role": edge.role,
        "alternative": edge.alternative,
        "is_mutual": edge.is_mutual,
        "is_implied": edge.is_implied,
        "certainty": edge.certainty,
        "valid_from": edge.valid_from,
        "valid_until": edge.valid_until,
        "source": edge.source,
    }


def names_of(nodes: Iterable[Node]) -> list[str]:
    """Return the names of subjects, as ``kind:key``."""
    return [node.name for node in nodes]
