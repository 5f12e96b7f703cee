"""What a flow run shows of the reports that it published: a link, and a summary to read there."""

from prefect.artifacts import create_link_artifact, create_markdown_artifact
from prefect.runtime import flow_run

from models.vocabulary import Confidentiality
from reports.published import Published, PublishedReport
from reports.spelling import in_words
from reports.words import CONFIDENTIALITIES

_KEY = "rapportages"


def show_published(
    published: Published, *, audience: Confidentiality = Confidentiality.INTERNAL
) -> None:
    """Keep the link and the summary with the flow run; without one there is nobody to show them."""
    if flow_run.id is None:
        return
    create_link_artifact(
        link=published.indexes[0].resolve().as_uri(),
        link_text=f"Rapportages van {in_words(published.day)}",
        key=f"{_KEY}-link",
        description="De index van alle bestanden van deze dag",
    )
    create_markdown_artifact(
        markdown=summary_of(published, audience=audience),
        key=f"{_KEY}-samenvatting",
        description=published.say(),
    )


def summary_of(
    published: Published, *, audience: Confidentiality = Confidentiality.INTERNAL
) -> str:
    """Return in Markdown what was published, what stayed as it was, and what failed and why."""
    mark = CONFIDENTIALITIES[audience].nl
    lines = [
        f"# Rapportages, peildatum {in_words(published.day)} ({mark})",
        "",
        f"{published.say()}.",
        "",
        "| Rapportage | Editie | Nieuw |",
        "|---|---|---|",
        *map(_row, published.reports),
    ]
    if published.failures:
        lines += ["", "## Niet gelukt", ""]
        lines += [f"- {_plain(each.key)}: {_plain(each.why.nl)}" for each in published.failures]
    return "\n".join(lines) + "\n"


def _row(report: PublishedReport) -> str:
    new = "ja" if report.is_new else "nee"
    return f"| {_plain(report.title.nl)} | {report.edition} | {new} |"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is, in one line."""
    one_line = " ".join(text.split())
    return "".join(f"\\{each}" if each in "\\`*_{}[]<>#|!" else each for each in one_line)
