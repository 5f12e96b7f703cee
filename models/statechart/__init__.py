"""Life cycles as checked data: statecharts with the structure and semantics of SCXML.

Everything here is pure and imports nothing but the standard library and ``models.errors``::

    definition   plain data → described life cycle      (reads, checks types and keys)
    compiler     described life cycle → Chart           (numbers, resolves, checks structure)
    place        where in a definition something stands, for errors
    chart        Chart and Standing; text and words for a standing
    kernel       initial, placed, step, settle, enabled (remembered results)
    macrostep    the interpreter; entry and selection are its two halves
    condition    guards: and, or, not over named facts
    normal_form  one spelling for all definitions that say the same; what is hashed

Notations, to be imported by those who need them::

    scxml_import   SCXML → plain data   (xml_tree reads safely, scxml_grammar says what is read)
    scxml_export   plain data → SCXML   (scxml_names: our namespace, and names that fit)
    mermaid        Chart → stateDiagram-v2
"""

from models.statechart.chart import Chart, Progress, Standing
from models.statechart.condition import Condition, parse_condition
from models.statechart.definition import chart_from_data, content_hash
from models.statechart.elements import (
    Kind,
    Label,
    Obligation,
    State,
    Transition,
    authority_of,
)
from models.statechart.kernel import (
    Option,
    deciding_facts,
    enabled,
    initial,
    placed,
    settle,
    step,
)
from models.statechart.macrostep import Step
from models.statechart.place import Locate, Place
from models.statechart.selection import Facts

__all__ = [
    "Chart",
    "Condition",
    "Facts",
    "Kind",
    "Label",
    "Locate",
    "Obligation",
    "Option",
    "Place",
    "Progress",
    "Standing",
    "State",
    "Step",
    "Transition",
    "authority_of",
    "chart_from_data",
    "content_hash",
    "deciding_facts",
    "enabled",
    "initial",
    "parse_condition",
    "placed",
    "settle",
    "step",
]
