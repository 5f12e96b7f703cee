from reports.documents.letters import Letters, apart


def a_drawing(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-6 -4 100 50">{inside}</svg>'


def a_text(**others: str) -> str:
    attributes = {"x": "10", "y": "20", "font-size": "9", "fill": "#18222f", **others}
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<text {written}>a &amp; b</text>"


def test_letters_come_apart_with_their_place_from_the_corner() -> None:
    shapes, letters = apart(a_drawing(f'<rect width="9" height="9"/>{a_text()}'))

    assert shapes == a_drawing('<rect width="9" height="9"/>')
    assert letters == (Letters("a & b", 16, 24, 9, 400, "#18222f", ends=False),)


def test_what_is_set_against_its_end_and_its_weight_are_known() -> None:
    _, [letters] = apart(a_drawing(a_text(**{"text-anchor": "end", "font-weight": "600"})))

    assert letters.ends
    assert letters.weight == 600


def test_the_whole_of_a_text_that_was_cut_is_not_set() -> None:
    cut = a_text().replace(">a &amp; b", "><title>a &amp; b en meer</title>a &amp; b")

    assert apart(a_drawing(cut)) == apart(a_drawing(a_text()))


def test_letters_with_an_edge_in_a_group_or_around_a_point_stay() -> None:
    for kept in (
        a_text(stroke="#ffffff"),
        a_text(**{"text-anchor": "middle"}),
        f'<g transform="translate(3 4)">{a_text()}</g>',
    ):
        assert apart(a_drawing(kept)) == (a_drawing(kept), ())


def test_letters_behind_a_group_do_not_stay() -> None:
    shapes, letters = apart(a_drawing(f"<g><g></g></g>{a_text()}"))

    assert shapes == a_drawing("<g><g></g></g>")
    assert len(letters) == 1
