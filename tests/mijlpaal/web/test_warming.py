"""What the first reader would wait for is done before."""

import pytest
from jinja2 import Environment

from mijlpaal.web import pages
from mijlpaal.web.office import Office
from mijlpaal.web.warming import warm
from models.reading.condition import readable
from models.reading.sight import Sight
from models.storage.records import SUBJECT
from models.vocabulary import Confidentiality, SubjectKind


def test_no_page_has_to_be_compiled_any_more(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages._environment.cache_clear()
    warm(office)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("compiled after all")

    monkeypatch.setattr(Environment, "compile", refuse)

    names = ["screens/milestones.html", "rapport/parts.html.j2"]
    assert all(pages._environment().get_template(name).is_up_to_date for name in names)


def test_the_conditions_of_an_insider_are_put_together(office: Office) -> None:
    readable.cache_clear()
    warm(office)
    before = readable.cache_info().misses

    insider = Sight(everywhere=Confidentiality.INTERNAL)
    readable(insider, SubjectKind.CLUSTER, SUBJECT)
    readable(insider, None, SUBJECT)

    assert readable.cache_info().misses == before
