from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.documents import odt
from reports.documents.content import Bullets, Facts, lines, named
from tests.reports.documents.reading import parts_of, tree_of
from tests.reports.documents.samples import HOSTILE, a_document, one_of_each

NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "manifest": "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}


def name(prefix: str, local: str) -> str:
    return f"{{{NAMES[prefix]}}}{local}"


BREAKS = name("style", "may-break-between-rows")


def content(file: bytes) -> ET.Element:
    return tree_of(file, "content.xml")


def test_the_type_comes_first_and_uncompressed_so_that_programs_know_the_file() -> None:
    file = odt.render(a_document())

    assert file[30:38] == b"mimetype"
    assert file[38 : 38 + len(odt.MIME_TYPE)].decode() == odt.MIME_TYPE


def test_the_manifest_names_every_file_and_nothing_else() -> None:
    file = odt.render(a_document(*one_of_each()))

    named = {
        entry.get(name("manifest", "full-path"))
        for entry in tree_of(file, "META-INF/manifest.xml").iter(name("manifest", "file-entry"))
    }
    assert named == ({"/"} | parts_of(file).keys()) - {"mimetype", "META-INF/manifest.xml"}


def test_every_style_that_is_used_is_there() -> None:
    file = odt.render(a_document(*one_of_each()))

    trees = content(file), tree_of(file, "styles.xml")
    there = {each.get(name("style", "name")) for tree in trees for each in tree.iter()}
    used = {
        value
        for tree in trees
        for each in tree.iter()
        for key, value in each.attrib.items()
        if key.rpartition("}")[2] in {"style-name", "parent-style-name", "next-style-name"}
        or key == name("style", "page-layout-name")
    }
    assert used <= there


def test_a_table_has_a_caption_and_a_row_of_heads_that_repeats() -> None:
    root = content(odt.render(a_document(*one_of_each("tekst"))))

    tables = root.iter(name("table", "table"))
    [table] = [each for each in tables if each.find("table:title", NAMES) is not None]
    heads = table.find("table:table-header-rows", NAMES)
    assert table.findtext("table:title", namespaces=NAMES) == "tekst"
    assert heads is not None
    assert ["".join(each.itertext()) for each in heads.iter(name("table", "table-cell"))] == [
        "Naam",
        "tekst",
    ]
    rows = table.iter(name("table", "table-row"))
    columns = len(table.findall("table:table-column", NAMES))
    assert {len(row.findall("table:table-cell", NAMES)) for row in rows} == {columns}


def test_facts_stay_on_one_page_unless_they_are_many() -> None:
    few, many = (Facts((("Reden", lines("x" * length)),) * 3) for length in (100, 1000))

    root = content(odt.render(a_document(few, many)))

    styles = {
        each.get(name("style", "name")): each.find("style:table-properties", NAMES)
        for each in root.iter(name("style", "style"))
    }
    tables = [each.get(name("table", "style-name")) for each in root.iter(name("table", "table"))]
    found = [styles[each] for each in tables[1:]]
    breaks = [None if each is None else each.get(BREAKS) for each in found]
    assert breaks == ["false", None]


def test_a_point_of_a_list_stays_with_what_is_said_of_it() -> None:
    [item] = content(odt.render(a_document(Bullets((named("Naam", "toelichting"),))))).iter(
        name("text", "list-item")
    )

    styles = tree_of(odt.render(a_document()), "styles.xml").iter(name("style", "style"))
    keeping = {
        each.get(name("style", "name"))
        for each in styles
        for kept in each.iter(name("style", "paragraph-properties"))
        if kept.get(name("fo", "keep-with-next")) == "always"
    }
    assert [each.get(name("text", "style-name")) in keeping for each in item] == [True, False]


def test_a_drawing_has_a_name_and_words_that_replace_it() -> None:
    root = content(odt.render(a_document(*one_of_each())))

    [frame] = root.iter(name("draw", "frame"))
    assert frame.findtext("svg:title", namespaces=NAMES) == "Vlak"
    assert frame.findtext("svg:desc", namespaces=NAMES) == "Een vlak: tekst"


def test_letters_of_a_drawing_lie_on_top_also_where_their_edge_is_drawn_last() -> None:
    file = odt.render(a_document(*one_of_each()))

    drawn = tree_of(file, "Pictures/1.svg")
    letters = [each for each in drawn if each.text == "letters"]
    assert [each.get("stroke") for each in letters] == ["#ffffff", None]


def test_headings_are_headings_and_the_language_is_set() -> None:
    file = odt.render(a_document(*one_of_each()))

    heads = content(file).iter(name("text", "h"))
    assert [each.get(name("text", "outline-level")) for each in heads] == ["1", "2"]
    styles = tree_of(file, "styles.xml").iter(name("style", "text-properties"))
    assert {each.get(name("fo", "language")) for each in styles} == {"nl", None}
    assert tree_of(file, "meta.xml").findtext(".//dc:language", namespaces=NAMES) == "nl-NL"


def test_every_page_says_its_reference_date_and_classification() -> None:
    styles = tree_of(odt.render(a_document()), "styles.xml")

    [header] = styles.iter(name("style", "header"))
    assert "".join(header.itertext()) == "Mijlpaal · peildatum 30 november 2026 · intern"


def test_the_same_document_gives_the_same_bytes() -> None:
    assert odt.render(a_document(*one_of_each())) == odt.render(a_document(*one_of_each()))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_stays_text(text: str) -> None:
    plain = content(odt.render(a_document(*one_of_each())))
    root = content(odt.render(a_document(*one_of_each(text), title=text)))

    assert [each.tag for each in root.iter()] == [each.tag for each in plain.iter()]


@given(st.text(max_size=60))
@settings(max_examples=50)
def test_whatever_is_written_the_file_is_well_formed(text: str) -> None:
    file = odt.render(a_document(*one_of_each(text), title=text))

    for part in ("content.xml", "styles.xml", "meta.xml"):
        assert len(tree_of(file, part)) > 0
