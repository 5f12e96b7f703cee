"""Documents out of thin air, and texts that try to be more than text."""

from datetime import date

from models.rules.status import Status
from models.statechart import Progress
from models.vocabulary import Language
from reports.documents.content import (
    Block,
    Bullets,
    Document,
    Facts,
    Heading,
    Line,
    Look,
    Paragraph,
    Picture,
    Steps,
    Stop,
    a_table,
    lines,
    named,
)

DAY = date(2026, 11, 30)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>Vlak</title>'
    '<desc>Een grijs vlak.</desc><rect width="100" height="50" fill="#777777"/>'
    '<text x="4" y="20" font-size="9" fill="#18222f" stroke="#ffffff" stroke-width="3"'
    ' paint-order="stroke">letters</text></svg>'
)
HOSTILE = (
    "<script>alert(1)</script> \"'&{{7*7}}</w:t>]]>",
    '#import "@preview/x:1.0.0": y; #eval("1") $x^2$ `code` *b* _i_ = k // c /* d */ \\ @r <l>',
    "=HYPERLINK(1)",
    "@SUM(A1)",
    "links \u202eomgekeerd\u202c rechts",
    "שלום עולם مرحبا 123",
    "Fabriek 🏭 中文 👩\u200d👧 ☃\ufe0f e\u0301",
    "stuur\x00teken\x1b \u2028 nieuwe\nregel",
    "lang" * 75,
    "",
)


def a_document(*blocks: Block, title: str = "Chemelot", day: date = DAY) -> Document:
    """Return a document of these blocks."""
    return Document(
        language=Language.NL,
        kind="Voortgangsrapportage",
        title=title,
        reference_date=day,
        running="Mijlpaal · peildatum 30 november 2026 · intern",
        facts=Facts((("Peildatum", lines("30 november 2026")),)),
        blocks=blocks,
    )


def one_of_each(text: str = "tekst") -> tuple[Block, ...]:
    """Return a block of each kind, each with this text in every place."""
    return (
        Heading(f"Kop {text}"),
        Paragraph(text, Look.NOTE),
        Heading("Onderdeel", 2),
        Bullets((lines(text), named(text, "toelichting"))),
        Facts(((text, (Line(f"▲ {text}", status=Status.ATTENTION),)),)),
        Steps((Stop(text, "afgerond", Progress.BEHIND), Stop("Nu", "huidig", Progress.CURRENT))),
        a_table(text, ("Naam", text), [(named(text), text)], (1, 2)),
        Picture(SVG, "Vlak", f"Een vlak: {text}", 100, 50),
    )
