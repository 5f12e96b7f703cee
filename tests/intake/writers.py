"""Small writers of the kinds of file that letters come in: just enough of each to be real."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from xml.sax.saxutils import escape

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
ODT = "application/vnd.oasis.opendocument.text"


def a_zip(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def a_docx(
    paragraphs: Sequence[str] = (),
    *,
    notes: Sequence[str] = (),
    body: str = "",
    files: Mapping[str, str] | None = None,
) -> bytes:
    """Return a Word document; ``body`` is WordprocessingML of one's own behind the paragraphs."""
    texts = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    foot = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/><w:t>{escape(text)}</w:t></w:r>'
        "</w:p></w:footnote>"
        for number, text in enumerate(notes, start=1)
    )
    separator = (
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>'
    )
    return a_zip(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {WORD}><w:body>{texts}{body}</w:body></w:document>",
            "word/footnotes.xml": f"<w:footnotes {WORD}>{separator}{foot}</w:footnotes>",
            **(files or {}),
        }
    )


def an_odt(
    paragraphs: Sequence[str] = (), *, body: str = "", files: Mapping[str, str] | None = None
) -> bytes:
    """Return an OpenDocument text; ``body`` is XML of one's own behind the paragraphs."""
    texts = "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs)
    content = (
        f"<office:document-content {OFFICE}><office:body><office:text>{texts}{body}"
        "</office:text></office:body></office:document-content>"
    )
    return a_zip({"mimetype": ODT, "content.xml": content, **(files or {})})


def a_pdf(pages: Sequence[Sequence[str]], *, title: str = "", trailer: str = "") -> bytes:
    """Return a PDF with these lines on its pages, in WinAnsi."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects: list[str | bytes] = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        shown = "\n".join(f"({_escaped(line)}) Tj T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 72 760 Td\n{shown}\nET" if lines else ""
        resources = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects += [
            f"<< /Type /Page /Parent 2 0 R {resources} /Contents {5 + 2 * number} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    if title:
        objects.append(f"<< /Title ({_escaped(title)}) /CreationDate (D:20270303120000Z) >>")
        trailer += f" /Info {len(objects)} 0 R"
    return pdf_of(objects, trailer=trailer)


def pdf_of(objects: Sequence[str | bytes], *, trailer: str = "") -> bytes:
    """Return a PDF of these objects, numbered from 1; the first is its catalogue."""
    file = io.BytesIO()
    file.write(b"%PDF-1.7\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(file.tell())
        written = content if isinstance(content, bytes) else content.encode("cp1252")
        file.write(b"%d 0 obj\n%b\nendobj\n" % (number, written))
    start = file.tell()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    file.write(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {len(objects) + 1} /Root 1 0 R{trailer} >>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return file.getvalue()


def a_mail(
    text: str,
    *,
    subject: str = "Kamerbrief",
    date: str = "Wed, 03 Mar 2027 09:30:00 +0100",
    attached: Sequence[tuple[str, bytes]] = (),
    html: str = "",
) -> bytes:
    """Return a mail with attachments by name."""
    mail = EmailMessage()
    mail["From"], mail["To"] = "a@example.org", "b@example.org"
    mail["Subject"] = subject
    if date:
        mail["Date"] = date
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
