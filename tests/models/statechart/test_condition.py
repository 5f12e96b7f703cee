"""Guards: what they admit, what they say, and what stands in their way."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ExpressionError
from models.statechart import parse_condition


def test_the_facts_of_a_condition_are_named_once_in_the_order_of_the_text() -> None:
    condition = parse_condition("b.klaar and (a or not b.klaar)")

    assert condition.names == ("b.klaar", "a")


@pytest.mark.parametrize(("a", "b"), list(itertools.product([False, True], repeat=2)))
@pytest.mark.parametrize(
    "text",
    ["a", "not a", "a and b", "a or b", "not (a and b)", "a and not b", "not (a or not b) or b"],
)
def test_a_condition_means_what_the_same_words_mean_in_python(text: str, a: bool, b: bool) -> None:
    meaning = bool(eval(text, {}, {"a": a, "b": b}))  # noqa: S307 (our own seven texts)

    assert parse_condition(text).holds({"a": a, "b": b}) is meaning


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("ja and ja", ()),
        ("nee and ja and nee2", ("nee", "nee2")),
        ("nee or nee2", ("nee", "nee2")),
        ("nee or ja", ()),
        ("not ja", ("not ja",)),
        ("not (ja and nee)", ()),
        ("not (ja or nee)", ("not ja",)),
        ("not (ja and not nee)", ("not ja", "nee")),
        ("nee and (nee or nee2)", ("nee", "nee2")),
    ],
)
def test_the_terms_in_the_way_are_those_that_would_have_to_change(
    text: str, missing: tuple[str, ...]
) -> None:
    facts = {"ja": True, "nee": False, "nee2": False}

    assert parse_condition(text).missing(facts) == missing


_names = st.sampled_from(["a", "b", "c.d"])
_texts = st.recursive(
    _names,
    lambda inner: st.one_of(
        inner.map(lambda text: f"not ({text})"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"
        ),
    ),
    max_leaves=8,
)
_facts = st.fixed_dictionaries({name: st.booleans() for name in ("a", "b", "c.d")})


@given(_texts, _facts)
def test_nothing_is_missing_exactly_when_a_condition_holds(
    text: str, facts: dict[str, bool]
) -> None:
    condition = parse_condition(text)

    assert condition.holds(facts) is not bool(condition.missing(facts))


@given(_texts, _facts, st.sets(st.sampled_from(["a", "b", "c.d"])))
def test_what_is_decided_with_some_facts_stays_so_with_all(
    text: str, facts: dict[str, bool], unknown: set[str]
) -> None:
    condition = parse_condition(text)
    known = {name: holds for name, holds in facts.items() if name not in unknown}

    decided = condition.decided(known)

    assert condition.decided(facts) is condition.holds(facts)
    if isinstance(decided, str):
        assert decided in condition.names
        assert decided not in known
    else:
        assert decided is condition.holds(facts)


@pytest.mark.parametrize(
    ("text", "known"), [("a and b", {"a": False}), ("b or not a", {"a": False})]
)
def test_a_fact_that_can_change_nothing_is_not_asked_for(text: str, known: dict[str, bool]) -> None:
    assert isinstance(parse_condition(text).decided(known), bool)


@given(_texts, _facts)
def test_a_condition_reads_its_own_text(text: str, facts: dict[str, bool]) -> None:
    condition = parse_condition(text)

    assert parse_condition(condition.text) == condition


def test_a_fact_that_nobody_looked_up_is_an_error_and_not_false() -> None:
    condition = parse_condition("a or not b")

    with pytest.raises(ExpressionError, match="fact 'b' is not known"):
        condition.holds({"a": True})
    with pytest.raises(ExpressionError, match="fact 'b' is not known"):
        condition.missing({"a": True})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "a and",
        "a b",
        "()",
        "True",
        "1",
        "f()",
        "a.b()",
        "(a and b).c",
        "a in b",
        "a if b else c",
        "a # and b",
        "a == b",
        "a; b",
        "a\0b",
        "'a'",
        "lambda: a",
        "(a := b)",
        "(yield a)",
        "not",
        "a..b",
        "-a",
        "a, b",
        "[a]",
    ],
)
def test_anything_but_and_or_not_and_names_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_condition(text)


@pytest.mark.parametrize(
    "text",
    [
        "a and " * 400 + "a",
        "(" * 900 + "a" + ")" * 900,
        "(" * 190 + "a" + ")" * 190 + "(",
        "not " * 490 + "a",
        "a" + ".a" * 900,
        "await " * 330 + "a",
        "a if b else " * 160 + "a",
        "not (a and " * 60 + "a" + ")" * 60,
    ],
)
def test_a_condition_that_is_too_long_or_too_deep_is_refused(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse_condition(text)


def test_white_space_and_line_breaks_do_not_count() -> None:
    assert parse_condition(" a\n  and\tb ").text == "a and b"


@pytest.mark.parametrize("exhausted", [RecursionError, MemoryError])
def test_a_parser_that_runs_out_of_stack_is_no_crash(
    exhausted: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def parse(text: str, mode: str) -> None:
        raise exhausted

    monkeypatch.setattr("ast.parse", parse)

    with pytest.raises(ExpressionError, match="nested too deep"):
        parse_condition("a")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a and b", ("a", "b")),
        ("not (a or not b)", ("not a", "b")),
        ("(a or b) and a", ("a", "b")),
    ],
)
def test_the_terms_of_a_condition_are_what_it_asks_of_each_fact(
    text: str, terms: tuple[str, ...]
) -> None:
    assert parse_condition(text).terms == terms


@given(_texts, st.fixed_dictionaries({name: st.booleans() for name in ["a", "b", "c.d"]}))
def test_what_stands_in_the_way_is_always_among_the_terms(
    text: str, facts: dict[str, bool]
) -> None:
    condition = parse_condition(text)

    assert set(condition.missing(facts)) <= set(condition.terms)
