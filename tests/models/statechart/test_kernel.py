"""The rules of SCXML, one by one, and what people are offered."""

import pytest

from models.errors import DefinitionError, ExpressionError
from models.statechart import enabled, initial, kernel, placed, settle, step
from tests.models.statechart.charts import (
    a_chart,
    a_final,
    a_parallel,
    a_state,
    after,
    leaves,
    on,
)


def test_a_chart_starts_in_its_first_state() -> None:
    assert leaves(a_chart(a_state("a"), a_state("b"))) == "a"


def test_a_chart_starts_where_it_says() -> None:
    chart = a_chart(a_state("a"), a_state("b", a_state("c"), a_state("d")), initial="d")

    start = initial(chart)

    assert start.entered == ("b", "d")


def test_all_regions_of_a_parallel_are_entered_in_document_order() -> None:
    chart = a_chart(a_parallel("p", a_state("r", a_state("r1")), a_state("s", a_state("s1"))))

    assert initial(chart).entered == ("p", "r", "r1", "s", "s1")


def test_a_default_entry_may_name_one_state_in_each_region() -> None:
    chart = a_chart(
        a_state(
            "c",
            a_parallel(
                "p",
                a_state("r", a_state("r1"), a_state("r2")),
                a_state("s", a_state("s1"), a_state("s2")),
                a_state("t", a_state("t1")),
            ),
            initial=["r2", "s2"],
        )
    )

    assert leaves(chart) == "r2 s2 t1"


def test_states_are_left_from_the_inside_out_and_entered_from_the_outside_in() -> None:
    chart = a_chart(
        a_state("a", a_state("a1"), transitions=[on("ga", "b1")]),
        a_state("b", a_state("b0"), a_state("b1")),
    )

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert (taken.exited, taken.entered) == (("a1", "a"), ("b", "b1"))
    assert [each.events for each in taken.transitions] == [("ga",)]


def test_an_inner_transition_goes_before_an_outer_one() -> None:
    chart = a_chart(
        a_state(
            "a",
            a_state("a1", transitions=[on("ga", "a2")]),
            a_state("a2"),
            transitions=[on("ga", "b")],
        ),
        a_state("b"),
    )

    assert leaves(chart, "ga") == "a2"
    assert leaves(chart, "ga", "ga") == "b"


def test_among_ancestors_the_nearest_goes_first() -> None:
    chart = a_chart(
        a_state(
            "a",
            a_state("a1", a_state("a11"), transitions=[on("ga", "dichtbij")]),
            transitions=[on("ga", "ver")],
        ),
        a_state("dichtbij"),
        a_state("ver"),
    )

    assert leaves(chart, "ga") == "dichtbij"


def test_the_first_transition_in_the_document_goes_first() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", "b"), on("ga", "c")]), a_state("b"), a_state("c")
    )

    assert leaves(chart, "ga") == "b"


def test_a_transition_whose_condition_fails_makes_room_for_the_next() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", "b", cond="klaar"), on("ga", "c")]),
        a_state("b"),
        a_state("c"),
    )

    assert leaves(chart, "ga", facts={"klaar": True}) == "b"
    assert leaves(chart, "ga", facts={"klaar": False}) == "c"


@pytest.mark.parametrize(
    ("descriptor", "event", "matches"),
    [
        ("a", "a", True),
        ("a", "a.b", True),
        ("a.b", "a.b.c", True),
        ("a", "ab", False),
        ("a.b", "a", False),
        ("a.*", "a", True),
        ("a.*", "a.b", True),
        ("a.", "a.b", True),
        ("*", "iets.anders", True),
    ],
)
def test_a_descriptor_matches_whole_tokens_from_the_front(
    descriptor: str, event: str, matches: bool
) -> None:
    chart = a_chart(a_state("a", transitions=[on(descriptor, "b")]), a_state("b"))

    assert (step(chart, after(chart), event) is not None) is matches


def test_a_transition_may_wait_for_several_events() -> None:
    chart = a_chart(a_state("a", transitions=[{"event": ["x", "y"], "target": "b"}]), a_state("b"))

    assert leaves(chart, "x") == leaves(chart, "y") == "b"


def test_both_regions_answer_the_same_event() -> None:
    chart = a_chart(
        a_parallel(
            "p",
            a_state("r", a_state("r1", transitions=[on("ga", "r2")]), a_state("r2")),
            a_state("s", a_state("s1", transitions=[on("ga", "s2")]), a_state("s2")),
        )
    )

    assert leaves(chart, "ga") == "r2 s2"


def test_of_two_transitions_that_leave_the_same_states_the_first_in_the_document_stays() -> None:
    chart = a_chart(
        a_parallel(
            "p",
            a_state("r", a_state("r1", transitions=[on("ga", "b")])),
            a_state("s", a_state("s1", transitions=[on("ga", "c")])),
        ),
        a_state("b"),
        a_state("c"),
    )

    assert leaves(chart, "ga") == "b"


def test_a_transition_within_a_region_preempts_a_later_one_out_of_the_parallel() -> None:
    chart = a_chart(
        a_parallel(
            "p",
            a_state("r", a_state("r1", transitions=[on("ga", "r2")]), a_state("r2")),
            a_state("s", a_state("s1", transitions=[on("ga", "b")])),
        ),
        a_state("b"),
    )

    assert leaves(chart, "ga") == "r2 s1"


def test_an_inner_source_preempts_the_outer_one_that_another_region_selected() -> None:
    chart = a_chart(
        a_parallel(
            "p",
            a_state("r", a_state("r1")),
            a_state("s", a_state("s1", transitions=[on("ga", "s2")]), a_state("s2")),
            transitions=[on("ga", "b")],
        ),
        a_state("b"),
    )

    assert leaves(chart, "ga") == "r1 s2"


def test_an_external_transition_to_its_own_child_leaves_and_enters_its_source() -> None:
    chart = a_chart(a_state("a", a_state("a1"), transitions=[on("ga", "a1")]))

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert (taken.exited, taken.entered) == (("a1", "a"), ("a", "a1"))


def test_an_internal_transition_stays_within_its_source() -> None:
    chart = a_chart(a_state("a", a_state("a1"), transitions=[on("ga", "a1", internal=True)]))

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert (taken.exited, taken.entered) == (("a1",), ("a1",))


def test_an_internal_transition_of_a_parallel_is_external_after_all() -> None:
    chart = a_chart(
        a_parallel("p", a_state("r", a_state("r1")), transitions=[on("ga", "r1", internal=True)])
    )

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert taken.exited == ("r1", "r", "p")


def test_a_transition_between_regions_leaves_the_whole_parallel() -> None:
    chart = a_chart(
        a_parallel(
            "p",
            a_state("r", a_state("r1", transitions=[on("ga", "s2")])),
            a_state("s", a_state("s1"), a_state("s2")),
        )
    )

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert taken.exited == ("s1", "s", "r1", "r", "p")
    assert chart.write(taken.standing) == "r1 s2"


def test_a_transition_without_target_is_taken_and_moves_nothing() -> None:
    chart = a_chart(a_state("a", transitions=[on("meld")]))
    standing = after(chart)

    taken = step(chart, standing, "meld")

    assert taken is not None
    assert taken.standing == standing
    assert (taken.exited, taken.entered) == ((), ())


def test_an_unknown_event_does_nothing() -> None:
    chart = a_chart(a_state("a", transitions=[on("ga", "a")]))

    assert step(chart, after(chart), "kom") is None


def test_eventless_transitions_are_followed_to_the_end() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", "b")]),
        a_state("b", transitions=[on(None, "c")]),
        a_state("c", transitions=[on(None, "d", cond="door")]),
        a_state("d"),
    )

    assert leaves(chart, "ga", facts={"door": False}) == "c"
    assert leaves(chart, "ga", facts={"door": True}) == "d"


def test_a_fact_that_becomes_true_moves_a_chart_when_it_settles() -> None:
    chart = a_chart(a_state("a", transitions=[on(None, "b", cond="klaar")]), a_state("b"))
    standing = initial(chart, {"klaar": False}).standing

    assert settle(chart, standing, {"klaar": False}) is None
    settled = settle(chart, standing, {"klaar": True})

    assert settled is not None
    assert chart.write(settled.standing) == "b"


@pytest.mark.parametrize(
    "states",
    [
        (a_state("a", transitions=[on("ga", "b")]), a_state("b", transitions=[on(None, "b")])),
        (
            a_state("a", transitions=[on("ga", "b")]),
            a_state("b", transitions=[on("x", "b")], raise_on_entry=["x", "x"]),
        ),
    ],
)
def test_a_chart_that_never_comes_to_rest_is_an_error_and_no_endless_loop(
    states: tuple[dict[str, object], ...],
) -> None:
    chart = a_chart(*states)

    with pytest.raises(DefinitionError, match="does not come to rest"):
        step(chart, after(chart), "ga")


def test_a_final_child_makes_its_parent_done() -> None:
    chart = a_chart(
        a_state(
            "a",
            a_state("a1", transitions=[on("ga", "a2")]),
            a_final("a2"),
            transitions=[on("done.state.a", "b")],
        ),
        a_state("b"),
    )

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert taken.raised == ("done.state.a",)
    assert chart.write(taken.standing) == "b"


def test_a_parallel_is_done_when_its_last_region_is() -> None:
    chart = a_chart(
        a_parallel(
            "p",
            a_state("r", a_state("r1", transitions=[on("x", "r2")]), a_final("r2")),
            a_state("s", a_state("s1", transitions=[on("y", "s2")]), a_final("s2")),
            transitions=[on("done.state.p", "b")],
        ),
        a_state("b"),
    )

    assert leaves(chart, "x") == "r2 s1"
    assert leaves(chart, "y", "x") == leaves(chart, "x", "y") == "b"


def test_nobody_can_send_what_only_the_chart_may_raise() -> None:
    leaving = {"event": ["done.state.a", "*"], "target": "b"}
    chart = a_chart(a_state("a", a_state("a1"), transitions=[leaving]), a_state("b"))

    assert step(chart, after(chart), "done.state.a") is None
    assert step(chart, after(chart), "error.execution") is None
    assert enabled(chart, after(chart)) == ()


def test_raised_events_follow_in_the_order_exit_transition_entry() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", "b", **{"raise": "tweede"})], raise_on_exit="eerste"),
        a_state("b", a_state("b1"), raise_on_entry="derde", raise_on_initial="vierde"),
    )

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert taken.raised == ("eerste", "tweede", "derde", "vierde")


def _pausable(kind: str) -> tuple[dict[str, object], ...]:
    return (
        a_state(
            "actief",
            a_state("h", kind=kind),
            a_state("a", a_state("a1", transitions=[on("ga", "a2")]), a_state("a2")),
            a_state("b"),
            transitions=[on("pauze", "p"), on("naar_b", "b")],
        ),
        a_state("p", transitions=[on("verder", "h")]),
    )


def test_deep_history_returns_to_the_innermost_state() -> None:
    assert leaves(a_chart(*_pausable("deep_history")), "ga", "pauze", "verder") == "a2"


def test_shallow_history_returns_to_the_child_and_enters_it_by_default() -> None:
    chart = a_chart(*_pausable("history"))

    assert leaves(chart, "ga", "pauze", "verder") == "a1"
    assert leaves(chart, "naar_b", "pauze", "verder") == "b"


def test_history_that_has_nothing_to_remember_takes_its_default() -> None:
    chart = a_chart(
        a_state("s", transitions=[on("ga", "h")]),
        a_state(
            "c",
            a_state("x"),
            a_state("y"),
            a_state("h", kind="history", initial="y", raise_on_initial="nieuw"),
        ),
    )

    taken = step(chart, after(chart), "ga")

    assert taken is not None
    assert (taken.entered, taken.raised) == (("c", "y"), ("nieuw",))


def test_deep_history_of_a_parallel_returns_to_each_region() -> None:
    chart = a_chart(
        a_parallel(
            "p",
            a_state("h", kind="deep_history"),
            a_state("r", a_state("r1", transitions=[on("x", "r2")]), a_state("r2")),
            a_state("s", a_state("s1", transitions=[on("y", "s2")]), a_state("s2")),
            transitions=[on("pauze", "q")],
        ),
        a_state("q", transitions=[on("verder", "h")]),
    )

    assert leaves(chart, "y", "pauze", "verder") == "r1 s2"


def test_every_event_that_a_state_waits_for_is_offered_once_in_document_order() -> None:
    chart = a_chart(
        a_state(
            "c",
            a_state(
                "a",
                transitions=[
                    on("x", "b"),
                    on("y", "b"),
                    on("x", "a"),
                    on(None, "b", cond="f"),
                ],
            ),
            a_state("b", transitions=[on("niet_nu", "a")]),
            transitions=[on("stop", "e"), on("y", "e"), on("*", "e"), on("done.state.c", "e")],
        ),
        a_state("e"),
    )

    options = enabled(chart, after(chart, facts={"f": False}), {"f": False})

    assert [option.event for option in options] == ["stop", "y", "x"]


def test_an_option_that_waits_for_facts_names_them() -> None:
    chart = a_chart(a_state("a", transitions=[on("ga", "a", cond="plan and not bezwaar")]))
    standing = after(chart, facts={})

    (option,) = enabled(chart, standing, {"plan": False, "bezwaar": True})

    assert not option.holds
    assert option.missing == ("plan", "not bezwaar")
    assert option.cond == "plan and not bezwaar"
    assert option.transitions == chart.transitions


def test_an_option_is_possible_when_one_of_its_transitions_is() -> None:
    chart = a_chart(
        a_state(
            "c",
            a_state("a", transitions=[on("ga", "b", cond="f")]),
            a_state("b"),
            transitions=[on("ga", "c", cond="g")],
        )
    )
    standing = after(chart)

    (neither,) = enabled(chart, standing, {"f": False, "g": False})
    (outer,) = enabled(chart, standing, {"f": False, "g": True})

    assert (neither.missing, neither.cond) == (("f", "g"), "(f) or (g)")
    assert (outer.holds, outer.cond, outer.missing) == (True, "g", ())


def test_a_fact_that_decides_must_be_known_and_others_need_not() -> None:
    chart = a_chart(a_state("a", transitions=[on("x", "b", cond="f"), on("y", "b")]), a_state("b"))

    assert step(chart, after(chart), "y", {}) is not None
    with pytest.raises(ExpressionError, match="fact 'f' is not known"):
        step(chart, after(chart), "x", {})


def test_the_same_facts_in_another_mapping_give_the_very_same_step() -> None:
    chart = a_chart(a_state("a", transitions=[on("x", "b", cond="f")]), a_state("b"))
    standing = after(chart)

    one = step(chart, standing, "x", {"f": True})
    other = step(chart, standing, "x", {"f": True, "niet_gebruikt": False})

    assert one is other
    assert step(chart, standing, "x", {"f": False}) is None


def test_what_an_event_did_before_is_not_what_it_does_under_other_facts() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("x", "b", cond="f and g"), on("x", "c", cond="f")]),
        a_state("b"),
        a_state("c"),
    )
    standing = after(chart)

    for _ in range(2):  # computed, then remembered
        both = step(chart, standing, "x", {"f": True, "g": True})
        one = step(chart, standing, "x", {"g": False, "f": True})

        assert (both and both.entered, one and one.entered) == (("b",), ("c",))
        assert step(chart, standing, "x", {"f": False, "g": True}) is None


def test_an_answer_under_known_facts_does_not_hide_that_a_fact_is_absent_later() -> None:
    chart = a_chart(a_state("a", transitions=[on("x", "b", cond="f")]), a_state("b"))
    step(chart, after(chart), "x", {"f": True})

    with pytest.raises(ExpressionError, match="fact 'f' is not known"):
        step(chart, after(chart), "x", {})


@pytest.mark.parametrize("room", ["CACHED_STEPS", "CACHED_EVENTS", "CACHED_CHARTS"])
def test_what_is_remembered_makes_room_and_every_answer_stays_the_same(
    room: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kernel, room, 1)
    chart = a_chart(
        a_state("a", transitions=[on("x", "b")]), a_state("b", transitions=[on("x", "a")])
    )
    standings = [after(chart)]

    for _ in range(4):
        assert step(chart, standings[-1], "y") is None
        taken = step(chart, standings[-1], "x")
        assert taken is not None
        standings.append(taken.standing)

    assert [chart.write(each) for each in standings] == ["a", "b", "a", "b", "a"]


def test_a_fact_that_only_an_ensuing_transition_asks_for_decides_too() -> None:
    chart = a_chart(
        a_state("a", transitions=[on("ga", "b")]),
        a_state("b", a_final("b1"), transitions=[on("done.state.b", "c", cond="f")]),
        a_state("c"),
    )

    assert leaves(chart, "ga", facts={"f": True}) == "c"
    assert leaves(chart, "ga", facts={"f": False}) == "b1"


def test_a_subject_can_be_placed_in_the_middle_of_its_life() -> None:
    chart = a_chart(
        a_state("a"),
        a_parallel("p", a_state("r", a_state("r1"), a_state("r2")), a_state("s", a_state("s1"))),
    )

    assert chart.write(placed(chart, ["r2"])) == "r2 s1"
    assert chart.write(placed(chart, ["p", "r", "r2"])) == "r2 s1"
    assert chart.write(placed(chart, ["p"])) == "r1 s1"


def test_a_subject_placed_where_everything_is_done_moves_on() -> None:
    chart = a_chart(
        a_state("c", a_state("x"), a_final("y"), transitions=[on("done.state.c", "b")]),
        a_state("b"),
    )

    assert chart.write(placed(chart, ["y"])) == "b"


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["a", "b"], "needs one child active and has a and b"),
        (["zz"], "there is no state 'zz'"),
        ([], "needs one child active and has none"),
        (["h"], "'h' is a history state"),
    ],
)
def test_a_subject_cannot_be_placed_in_two_places_at_once(ids: list[str], said: str) -> None:
    chart = a_chart(a_state("a"), a_state("b", a_state("b1"), a_state("h", kind="history")))

    with pytest.raises(DefinitionError, match=said):
        placed(chart, ids)
