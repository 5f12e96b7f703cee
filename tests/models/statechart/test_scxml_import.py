"""SCXML into the data of a definition: what is read, what is refused, and never a raw exception."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.errors import InvalidInputError, MijlpaalError, UnreadableSourceError
from models.statechart import chart_from_data, initial
from models.statechart.scxml_export import scxml_of
from models.statechart.scxml_import import data_from_scxml
from tests.models.statechart.charts import Data, a_definition, a_final, a_parallel, a_state, on
from tests.models.statechart.definitions_at_random import definitions

SCXML = 'xmlns="http://www.w3.org/2005/07/scxml" version="1.0"'
OURS = 'xmlns:m="urn:mijlpaal:levensloop:1"'


def a_document(content: str, attributes: str = "") -> str:
    """Return an SCXML document with ``content``, which begins on line 2."""
    return f"<scxml {SCXML} {attributes}>\n{content}\n</scxml>"


def read(content: str, attributes: str = 'name="proef"') -> Data:
    return data_from_scxml(a_document(content, attributes), where="proef.scxml")


def test_states_of_every_kind_are_read() -> None:
    data = read(
        """
        <state id="a"/>
        <state id="b" initial="d">
          <history id="h"><transition target="d"/></history>
          <history id="hh" type="deep"/>
          <state id="c"/><state id="d"/>
        </state>
        <parallel id="p"><state id="r"/><state id="s"/></parallel>
        <final id="z"/>
        """
    )

    assert data == a_definition(
        a_state("a"),
        a_state(
            "b",
            a_state("h", kind="history"),
            a_state("hh", kind="deep_history"),
            a_state("c"),
            a_state("d"),
            initial="d",
        ),
        a_parallel("p", a_state("r"), a_state("s")),
        a_final("z"),
    )


def test_transitions_are_read_with_all_their_events_and_targets() -> None:
    data = read(
        """
        <state id="a">
          <transition event="x y.*  *" target="r s" cond="klaar and not laat"/>
          <transition target="a" type="internal"/>
          <transition event="blijf" type="external"/>
        </state>
        <parallel id="p"><state id="r"/><state id="s"/></parallel>
        """
    )

    assert data["states"] == [
        a_state(
            "a",
            transitions=[
                on(["x", "y.*", "*"], ["r", "s"], cond="klaar and not laat"),
                on(None, "a", internal=True),
                on("blijf"),
            ],
        ),
        a_parallel("p", a_state("r"), a_state("s")),
    ]


def test_raised_events_are_read_in_document_order_and_logs_are_ignored() -> None:
    data = read(
        """
        <state id="a">
          <onentry><raise event="een"/><log label="x" expr="y"/></onentry>
          <onentry><raise event="twee"/></onentry>
          <onexit><raise event="drie"/></onexit>
          <transition event="ga" target="b"><raise event="vier"/><log expr="z"/></transition>
        </state>
        <state id="b">
          <initial><transition target="d"><raise event="vijf"/></transition></initial>
          <state id="c"/><state id="d"/>
          <history id="h"><transition target="c"><raise event="zes"/></transition></history>
        </state>
        """
    )

    assert data["states"] == [
        a_state(
            "a",
            raise_on_entry=["een", "twee"],
            raise_on_exit="drie",
            transitions=[on("ga", "b", **{"raise": "vier"})],
        ),
        a_state(
            "b",
            a_state("c"),
            a_state("d"),
            a_state("h", kind="history", initial="c", raise_on_initial="zes"),
            initial="d",
            raise_on_initial="vijf",
        ),
    ]


def test_what_is_ours_is_read_from_our_namespace() -> None:
    data = read(
        """
        <state id="a" m:label="Aan de gang" m:label_en="Busy" m:stage="true">
          <m:obligation id="plan" owner="party" modality="requirement" label="Het plan"
            achieved_by="lever_op trek_in"/>
          <transition event="ga" target="a" m:label="Ga" m:authority="baas" m:requires="reason bound"/>
        </state>
        """,
        f'{OURS} name="proef" m:version="3" m:label="Proef"',
    )

    obligation: Data = {"id": "plan", "owner": "party", "modality": "requirement"}
    obligation |= {"label": "Het plan", "achieved_by": ["lever_op", "trek_in"]}
    arc = on("ga", "a", label="Ga", authority="baas", requires=["reason", "bound"])
    labels: Data = {"label": "Aan de gang", "label_en": "Busy", "stage": True}
    state = a_state("a", **labels, obligations=[obligation], transitions=[arc])
    assert data == a_definition(state, version=3, label="Proef")


def test_a_document_without_name_and_states_without_id_get_one() -> None:
    data = read('<state id="state-1"/><state/><state><final/></state>', "")

    assert (data["id"], data["version"]) == ("statechart", 1)
    assert data["states"] == [
        a_state("state-1"),
        a_state("state-2"),
        a_state("state-3", a_final("state-4")),
    ]


def test_names_that_a_definition_cannot_carry_are_escaped_and_stay_readable() -> None:
    data = read(
        """
        <state id="1"><transition event="a:b done.state.2 done.state.2.* .*" target="2"/></state>
        <state id="2"><final id="x:y"/></state>
        """,
        'name="mijn proef" initial="2"',
    )

    assert (data["id"], data["label"]) == ("mijn_x0020_proef", "mijn proef")
    chart = chart_from_data(data, where="proef.scxml")
    assert [(state.id, state.label.nl) for state in chart.states[1:]] == [
        ("_x0031_", "1"),
        ("_x0032_", "2"),
        ("x_x003A_y", "x:y"),
    ]
    assert chart.transitions[0].events == (
        "a_x003A_b",
        "done.state._x0032_",
        "done.state._x0032_",
        "*",
    )
    assert initial(chart).raised == ("done.state._x0032_",)


def test_a_draft_without_namespace_and_an_instruction_are_read() -> None:
    text = '<?xml version="1.0"?><?mark x?><!-- y --><scxml><state id="a"/></scxml>'

    assert data_from_scxml(text, where="x") == a_definition(a_state("a"), id="statechart")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_bytes_in_utf_8_are_read_with_and_without_a_mark(encoding: str) -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>' + a_document('<state id="één"/>')

    assert data_from_scxml(text.encode(encoding), where="x")["states"] == [a_state("één")]


def test_ascii_is_utf_8_whatever_it_calls_itself() -> None:
    text = '<?xml version="1.0" encoding="ISO-8859-1"?>' + a_document('<state id="a"/>')

    assert data_from_scxml(text.encode(), where="x")["states"] == [a_state("a")]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('<state id="a">\n<script/></state>', 3, "<script> in <state>.*<onentry>"),
        ("<datamodel/>", 2, "<datamodel> in <scxml>.*Accepted: <state>, <parallel>, <final>"),
        ("<state><onentry><assign/></onentry></state>", 2, "<assign> in <onentry>.*<raise>, <log>"),
        (
            "<state><onentry><raise event='a'><log/></raise></onentry></state>",
            2,
            "<log> in <raise>",
        ),
        ("<state>\n\n<invoke/></state>", 4, "<invoke>"),
        ("<state><onexit><send event='x'/></onexit></state>", 2, "<send>"),
        ("<final><donedata/></final>", 2, "<donedata>"),
        ("<parallel><final/></parallel>", 2, "<final> in <parallel>"),
        ("<history/>", 2, "<history> in <scxml>"),
        ("<state><obligation id='x'/></state>", 2, "<obligation> in <state>"),
        ("<state xmlns='urn:x'/>", 2, "<state> in <scxml>"),
        ("<x:state xmlns:x='urn:mijlpaal:levensloop:1'/>", 2, "<state> in <scxml>"),
        ("<state src='x'/>", 2, "src in <state>.*Accepted: id, initial, label"),
        ("<state xmlns:x='urn:x' x:id='a'/>", 2, "id in <state>"),
        ("<state xmlns:x='urn:mijlpaal:levensloop:1' x:colour='a'/>", 2, "colour in <state>"),
        (
            "<state xmlns:x='urn:mijlpaal:levensloop:1' x:stage='yes'/>",
            2,
            "stage='yes'.*true, false",
        ),
        ("<state><transition type='both'/></state>", 2, "type='both'.*internal, external"),
        ("<state><history type='full'/></state>", 2, "type='full'.*shallow, deep"),
        ("<state><transition event=' ' target='a'/></state>", 2, "event=' '.*one or more events"),
        ("<state><transition target=''/></state>", 2, "target=''.*one or more states"),
        (
            "<state>\n<transition event='x' cond='a &gt; 1'/></state>",
            3,
            "cond='a > 1'.*and, or, not",
        ),
        ("<state><transition event='x' cond='In(\"a\")'/></state>", 2, "cond="),
        ("<state initial='a'><initial><transition target='a'/></initial></state>", 2, "not both"),
        ("<state><initial/></state>", 2, "<initial>.*one <transition"),
        (
            "<state><initial><transition event='x' target='a'/></initial></state>",
            2,
            "event in <transition>",
        ),
        ("<state><initial><transition/></initial></state>", 2, "one <transition"),
        ("<state><history><transition/><transition/></history></state>", 2, "one <transition"),
        ("<state><onentry><raise/></onentry></state>", 2, "<raise>.*event="),
        ("<state><onentry><raise event='a b'/></onentry></state>", 2, "event='a b'.*one event"),
        ("<state>\nhallo wereld</state>", 3, "stray text 'hallo wereld'"),
        ("<state>", 3, "not well-formed XML .mismatched tag"),
        ("<state x:y='1'/>", 2, "unbound prefix"),
        ("<state>&lol;</state>", 2, "undefined entity"),
        ("\n<state>" * 50, 42, "nested deeper than 40"),
        ("<state>\x00</state>", 2, "not well-formed"),
    ],
)
def test_what_is_not_read_is_refused_with_its_line_and_what_is(
    content: str, line: int, said: str
) -> None:
    with pytest.raises(UnreadableSourceError, match=said) as refused:
        read(content)

    assert (refused.value.facts["file"], refused.value.facts["line"]) == ("proef.scxml", line)
    assert "Verwacht: " in refused.value.say("nl")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no element found"),
        ("<scxml", "unclosed token"),
        ("<html/>", "<html>.*Accepted: <scxml xmlns="),
        ("<scxml xmlns='urn:x'/>", "<scxml>"),
        ("<scxml version='2.0'/>", "version='2.0'.*Accepted: 1.0"),
        (b"\xff\xfe<\x00", "not UTF-8"),
        ("<scxml name='\ud800'/>", "not UTF-8"),
        (
            "<?xml version='1.0' encoding='latin-1'?><scxml name='é'/>".encode(),
            "encoded in latin-1",
        ),
        ("<!DOCTYPE scxml><scxml/>", "a DOCTYPE"),
        ("<!DOCTYPE scxml SYSTEM 'file:///etc/passwd'><scxml/>", "a DOCTYPE"),
        (f"<scxml>{' ' * 1_000_000}</scxml>", "larger than 1 MB"),
        (f"<scxml>{'é' * 500_000}</scxml>", "larger than 1 MB"),
    ],
)
def test_what_is_no_scxml_at_all_is_refused(text: str | bytes, said: str) -> None:
    with pytest.raises(UnreadableSourceError, match=said):
        data_from_scxml(text, where="proef.scxml")


def test_a_bomb_of_entities_is_refused_before_it_unfolds() -> None:
    tenfold = [(n, f"&l{n - 1};" * 10) for n in range(1, 60)]
    entities = "".join(f'<!ENTITY l{n} "{inside}">' for n, inside in tenfold)
    bomb = f'<!DOCTYPE s [<!ENTITY l0 "lol">{entities}]>{a_document("&l59;")}'

    with pytest.raises(UnreadableSourceError, match="line 1: unreadable: a DOCTYPE"):
        data_from_scxml(bomb, where="bom.scxml")


def test_a_line_of_bytes_that_are_no_utf_8_is_counted() -> None:
    with pytest.raises(UnreadableSourceError, match="line 3: unreadable: not UTF-8"):
        data_from_scxml(b"<scxml>\n\n\xe9</scxml>", where="x")


_PIECES = st.sampled_from(
    [
        *(
            "<scxml>",
            "</scxml>",
            f"<scxml {SCXML} {OURS}>",
            "<state id='a'>",
            "</state>",
            "<state/>",
        ),
        *("<parallel>", "</parallel>", "<final/>", "<history id='h'>", "</history>", "<initial>"),
        *("</initial>", "<transition target='a'/>", "<transition event='x'>", "</transition>"),
        *("<onentry>", "</onentry>", "<raise event='a'/>", "<log/>", "<m:obligation id='o'/>"),
        *("<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE x>", "&amp;", "&x;", "&#0;", "<?x y?>"),
        *("<state id='1' initial='b c'>", "<transition m:requires='x' cond='a b'/>", "\n", "é"),
    ]
)


@settings(max_examples=120, deadline=None, derandomize=True)
@given(st.lists(_PIECES, max_size=12).map("".join) | st.text(max_size=60) | st.binary(max_size=60))
@example("<scxml><state id=''/><state id='.'/></scxml>")
def test_whatever_comes_in_is_read_or_refused_by_an_error_of_ours(text: str | bytes) -> None:
    assert_read_or_refused(text)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(definitions(obligations=True), st.data())
def test_a_damaged_document_is_read_or_refused_by_an_error_of_ours(
    data: Data, drawn: st.DataObject
) -> None:
    document = scxml_of(data).encode()
    at = drawn.draw(st.integers(0, len(document)))
    until = drawn.draw(st.integers(at, min(at + 30, len(document))))

    assert_read_or_refused(document[:at] + drawn.draw(st.binary(max_size=4)) + document[until:])


def assert_read_or_refused(text: str | bytes) -> None:
    try:
        data = data_from_scxml(text, where="toeval.scxml")
        chart_from_data(data, where="toeval.scxml")
    except MijlpaalError as refused:
        # No refusal is fine too.
        assert isinstance(refused, InvalidInputError) and len(str(refused)) < 600  # noqa: PT017, PT018
