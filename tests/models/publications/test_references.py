import pytest

from models.publications.references import normalised


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("Kamerstuk 29826, nr. 307", "kst-29826-307"),  # as the founding letter has it
        ("Kamerstukken II 2025Z19212", "2025Z19212"),  # a Zaak, although it says Kamerstukken
        ("Kamerstukken II 2026/27, 29 826, nr. 320", "kst-29826-320"),
        ("kst-29826-320", "kst-29826-320"),
        ("Kamerstuk 36 800 XIII, nr. 5", "kst-36800-XIII-5"),
        ("Kamerstuk 36800-XIII, nr. 5", "kst-36800-XIII-5"),
        ("de brief van gisteren", None),
        ("", None),
    ],
)
def test_a_reference_has_one_form_or_none(given: str, found: str | None) -> None:
    assert normalised(given) == found
