"""Which routes give and do what each page gives and does, and why a page has none.

Whoever adds a page adds it here as well: a test walks every page and asks for routes that are
there, or for a reason. ``docs/pages.md`` is made of it.
"""

from collections.abc import Mapping, Sequence

_ONE = "{sleutel}"
_READS, _ACTS = "GET", "POST"


def _reads(*paths: str) -> tuple[str, ...]:
    return tuple(f"{_READS} {path}" for path in paths)


def _acts(*paths: str) -> tuple[str, ...]:
    return tuple(f"{_ACTS} {path}" for path in paths)


def _list_and_one(path: str) -> tuple[str, ...]:
    return _reads(path, f"{path}/{_ONE}")


def _stepping(page: str, path: str) -> Mapping[str, Sequence[str]]:
    steps = f"{path}/{_ONE}/stappen"
    return {f"{page}/{{key}}/stap": (*_reads(steps), *_acts(steps))}


_ONE_MILESTONE = f"/mijlpalen/{_ONE}"
_OWN_TOKENS, _TOKENS = "/eigen-tokens", "/tokens"
_TEXT, _EDITION = f"/statusteksten/{_ONE}", "/rapportages/{nummer}"
ROUTES_OF: Mapping[str, Sequence[str]] = {
    "/": _reads("/overzicht"),
    "/clusters": _reads("/clusters"),
    "/clusters/{key}": _reads(
        f"/clusters/{_ONE}",
        f"/clusters/{_ONE}/stappen",
        f"/clusters/{_ONE}/beslisgroepen",
        *("/mijlpalen", "/projecten", "/randvoorwaarden", "/verzoeken", "/routekaartonderdelen"),
        *("/deelnames", "/rapportages"),
    ),
    "/mijlpalen": _reads("/mijlpalen", "/toezeggingen"),
    **dict.fromkeys(("/mijlpalen.csv", "/mijlpalen.xlsx", "/mijlpalen.ics"), _reads("/mijlpalen")),
    "/mijlpalen/bevestigen": _acts(f"{_ONE_MILESTONE}/bevestigingen"),
    "/mijlpalen/{key}": _reads(
        _ONE_MILESTONE,
        f"{_ONE_MILESTONE}/vooruitzichten",
        *("/logregels", "/afhankelijkheden", "/toewijzingen", "/herinneringen"),
    ),
    "/mijlpalen/{key}/bevestigen": _acts(f"{_ONE_MILESTONE}/bevestigingen"),
    "/mijlpalen/{key}/prognose": _acts(f"{_ONE_MILESTONE}/prognoses"),
    "/mijlpalen/{key}/behaald": _acts(f"{_ONE_MILESTONE}/behaalmeldingen"),
    "/mijlpalen/{key}/herijken": _acts(f"{_ONE_MILESTONE}/herijkingen"),
    "/mijlpalen/{key}/doorwerking": (
        *_reads(f"{_ONE_MILESTONE}/doorwerkingen"),
        *_acts(f"{_ONE_MILESTONE}/doorwerkingen"),
    ),
    "/mijlpalen/{key}/eigenaar": _acts(f"{_ONE_MILESTONE}/toewijzingen"),
    "/verzoeken": _reads("/verzoeken"),
    **dict.fromkeys(("/verzoeken.csv", "/verzoeken.xlsx"), _reads("/verzoeken")),
    "/verzoeken/{key}": _list_and_one("/verzoeken"),
    "/projecten/{key}": _reads(
        *(f"/projecten/{_ONE}", f"/projecten/{_ONE}/hindernissen", f"/projecten/{_ONE}/stappen"),
        *("/randvoorwaarden", "/mijlpalen", "/veldmerken", "/logregels"),
    ),
    "/voorwaarden/{key}": _list_and_one("/randvoorwaarden"),
    "/voorwaarden/{key}/dag": _acts(f"/randvoorwaarden/{_ONE}/dagwijzigingen"),
    "/bedrijfstrajecten": _reads("/bedrijfstrajecten"),
    "/bedrijfstrajecten/{key}": _list_and_one("/bedrijfstrajecten"),
    **_stepping("/clusters", "/clusters"),
    **_stepping("/projecten", "/projecten"),
    **_stepping("/voorwaarden", "/randvoorwaarden"),
    **_stepping("/verzoeken", "/verzoeken"),
    **_stepping("/bedrijfstrajecten", "/bedrijfstrajecten"),
    "/rapportages": (*_reads("/rapportages"), *_acts("/rapportages")),
    "/rapportages/{name}": _reads("/rapportages", _EDITION),
    "/rapportages/{name}/bestand": _reads(_EDITION),
    "/rapportages/{name}/voorleggen": _acts(f"{_EDITION}/voorleggingen"),
    "/rapportages/{name}/vaststellen": _acts(f"{_EDITION}/vaststellingen"),
    "/rapportages/{name}/teruggeven": _acts(f"{_EDITION}/teruggaven"),
    "/rapportages/statusteksten": _reads("/statusteksten"),
    "/rapportages/statusteksten/{key}": _list_and_one("/statusteksten"),
    "/rapportages/statusteksten/{key}/schrijven": _acts("/statusteksten"),
    "/rapportages/statusteksten/{key}/voorleggen": _acts(f"{_TEXT}/voorleggingen"),
    "/rapportages/statusteksten/{key}/goedkeuren": _acts(f"{_TEXT}/vaststellingen"),
    "/rapportages/statusteksten/{key}/teruggeven": _acts(f"{_TEXT}/teruggaven"),
    "/rapportages/kamerbrief": _reads("/kamerbriefcontroles"),
    "/rapportages/kamerbrief/bestand": _reads("/kamerbriefconcepten"),
    "/rapportages/kamerbrief/verzonden": _acts("/kamerbrieven"),
    "/brieven": _reads("/brieven"),
    "/brieven/{key}": _list_and_one("/brieven"),
    "/brieven/lezen": _acts("/brieflezingen"),
    "/brieven/besluiten": _acts("/briefbesluiten"),
    "/wat-als": _reads("/impact"),
    "/wat-als/scenarios": (*_reads("/scenarios"), *_acts("/scenarios")),
    "/wat-als/scenarios/{key}": _reads(f"/scenarios/{_ONE}"),
    "/wat-als/scenarios/{key}/wijzigingen": _acts(f"/scenarios/{_ONE}/wijzigingen"),
    "/wat-als/scenarios/{key}/voorstellen": _acts(f"/scenarios/{_ONE}/voorstellen"),
    "/wat-als/houders": _reads("/organisaties", f"/organisaties/{_ONE}/wachtpunten"),
    "/wat-als/houders/{key}": _reads(f"/organisaties/{_ONE}/wachtpunten"),
    "/wat-als/afhankelijkheden": (*_reads("/afhankelijkheden"), *_acts("/afhankelijkheden")),
    "/wat-als/afhankelijkheden/{key}": _acts(f"/afhankelijkheden/{_ONE}/beeindigingen"),
    "/wat-als/controle": _reads("/bevindingen"),
    "/voorstellen": _reads("/voorstellen"),
    "/voorstellen/{key}": (
        *_reads(f"/voorstellen/{_ONE}"),
        *_acts(f"/voorstellen/{_ONE}/besluiten"),
    ),
    "/beheer": _reads("/logregels", "/gebeurtenissen"),
    "/beheer/logboek.csv": _reads("/logregels"),
    "/beheer/inlezen": _acts("/imports"),
    "/beheer/inzagen": _reads("/inzagen"),
    "/beheer/berichten": _reads("/herinneringen", "/berichten"),
    "/beheer/functies": _reads("/contacten"),
    "/beheer/functies/overdragen": _acts(f"/contacten/{_ONE}/overdrachten"),
    "/beheer/functies/afwezig": (*_reads("/afwezigheden"), *_acts("/afwezigheden")),
    "/beheer/functies/afwezig/terug": _acts(f"/afwezigheden/{_ONE}/beeindigingen"),
    "/beheer/mandaten": _reads("/mandaten"),
    "/beheer/mandaten/geven": _acts("/mandaten"),
    "/beheer/mandaten/{key}": (
        *_reads(f"/mandaten/{_ONE}"),
        *_acts(f"/mandaten/{_ONE}/intrekkingen"),
    ),
    "/beheer/levenslopen": _reads("/procesdefinities"),
    "/beheer/levenslopen/{key}": _reads(f"/procesdefinities/{_ONE}/versies/{{nummer}}"),
    "/beheer/gezondheid": _reads("/gezondheid"),
    "/beheer/toegang": (*_reads("/accounts"), *_acts("/accounts")),
    "/beheer/toegang/account": (
        *_reads(f"/accounts/{_ONE}", f"/accounts/{_ONE}/sessies", "/mandaten", "/tokens"),
        *_acts(f"/accounts/{_ONE}/intrekkingen"),
    ),
    "/beheer/toegang/inzage": (*_reads("/lezers"), *_acts("/lezers")),
    "/beheer/toegang/inzage/einde": _acts("/lezers/{nummer}/beeindigingen"),
    "/beheer/toegang/logboek": _reads("/toegangsbesluiten"),
    "/beheer/toegang/logboek.csv": _reads("/toegangsbesluiten"),
    "/beheer/kalenders": _reads("/kalenderdagen"),
    "/beheer/toegang/account/sessies": _acts(
        f"/accounts/{_ONE}/sessies/{{sessie}}/beeindigingen",
        f"/accounts/{_ONE}/sessiebeeindigingen",
    ),
    "/sessies": (
        *_reads("/eigen-sessies", "/eigen-toegangsbesluiten"),
        *_acts("/eigen-sessies/{sessie}/beeindigingen", "/eigen-sessiebeeindigingen"),
    ),
    "/beheer/tokens": (*_reads(_TOKENS), *_acts(_TOKENS)),
    "/beheer/tokens/intrekken": _acts(f"{_TOKENS}/{_ONE}/intrekkingen"),
    "/tokens": _reads(_OWN_TOKENS),
    "/tokens/intrekken": _acts(f"{_OWN_TOKENS}/{_ONE}/intrekkingen"),
    "/agendas": (*_reads("/agenda-abonnementen"), *_acts("/agenda-abonnementen")),
    "/agendas/intrekken": _acts("/agenda-abonnementen/{nummer}/intrekkingen"),
}
WHY_NONE: Mapping[str, str] = {
    "/lezing": (
        "an echo while somebody types; a program tries the act itself (`?proef=true`) and reads the"
        " same window in its answer"
    ),
}


def pages_markdown() -> str:
    """Return the table of ``docs/pages.md``."""
    rows = [
        f"| `{page}` | {'<br>'.join(f'`{route}`' for route in ROUTES_OF[page])} |"
        for page in sorted(ROUTES_OF)
    ]
    why = [f"- `{page}`: {WHY_NONE[page]}" for page in sorted(WHY_NONE)]
    return "\n".join((_HEAD, *rows, _WITHOUT, *why, ""))


_HEAD = """\
# What each page has over the API

Generated by `python -m docs.generate` from `mijlpaal/web/api/of_pages.py`; a test walks every page.
The routes are below `/v1` (see [the REST API](api.md)). A form is shown what follows before it is
recorded: a program asks the same of the act with `?proef=true`.

| page | routes |
|---|---|"""
_WITHOUT = """
## Pages without a route
"""
