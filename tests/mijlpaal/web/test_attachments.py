"""A file that is kept has a name that can do nothing but name it."""

from email.message import Message
from urllib.parse import unquote

from hypothesis import example, given
from hypothesis import strategies as st

from mijlpaal.web.attachments import kept_as


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
@example('brief".pdf')
@example("brief\r\nSet-Cookie: x=1.pdf")
@example("clusterplan – Łódź; filename=x.exe")
@example("bijlage\u202efdp.exe")
def test_whatever_a_file_is_called_the_header_names_that_and_nothing_else(name: str) -> None:
    header = kept_as(name)

    read = Message()
    read["Content-Disposition"] = header
    parameters = dict(read.get_params(header="content-disposition", unquote=True) or ())
    said = header.partition("filename*=UTF-8''")[2]

    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert set(parameters) <= {"attachment", "filename", "filename*"}
    assert (unquote(said) if said else parameters["filename"]) == name
