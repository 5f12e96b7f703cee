"""What the page of a flow run shows: how far it is, what it counted, and where its reports are."""

from collections.abc import Mapping
from typing import cast
from uuid import UUID

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    ArtifactFilterKey,
)
from prefect.runtime import flow_run

from flows.stages import Progress
from flows.work import Told
from models.vocabulary import Confidentiality
from notifications.deadlines import Swept
from reports.published import PAGE, Published, PublishedReport
from reports.spelling import in_words
from reports.words import CONFIDENTIALITIES

_KEY = "rapportages"
_STEP = 5.0  # per cent: every update is a request to the server


def progress_artifact(key: str, description: str) -> Progress:
    """Return what shows on the page of a flow run how far it is; nothing before it first moves.

    A run that is tried again moves what it showed before. Without a flow run there is nobody to
    show it.

    Args:
        key: of the artifact: small letters, digits and hyphens.
        description: what is going on.
    """
    if flow_run.id is None:
        return lambda *_: None
    artifact: UUID | None = None
    shown = 0.0

    def moved(done: int, total: int, _name: str) -> None:
        nonlocal artifact, shown
        percent = 100.0 * done / max(1, total)
        if artifact is None:
            artifact = _moved_by(percent, key, description)
            shown = percent
        elif percent >= shown + _STEP or done == total:
            update_progress_artifact(artifact, percent)
            shown = percent

    return moved


def _moved_by(percent: float, key: str, description: str) -> UUID:
    """Return what now shows so much: the artifact of an earlier try of this run, or a new one."""
    if flow_run.run_count > 1:
        of_run = ArtifactFilterFlowRunId(any_=[UUID(flow_run.id)])
        wanted = ArtifactFilter(flow_run_id=of_run, key=ArtifactFilterKey(any_=[key]))
        with get_client(sync_client=True) as client:
            for before in client.read_artifacts(artifact_filter=wanted):
                update_progress_artifact(before.id, percent)
                return before.id
    made = create_progress_artifact(percent, key=key, description=description)
    return cast("UUID", made)  # a coroutine only where somebody awaits it


def of_sweep(swept: Swept) -> dict[str, int]:
    """Return what a sweep counted."""
    return {
        "rungs_due": swept.rungs_due,
        "reminders": swept.reminders,
        "changes": swept.changes,
        "escalated": swept.escalated,
    }


def of_telling(told: Told) -> dict[str, int]:
    """Return what making and sending messages counted."""
    return {
        "messages": told.planned.messages,
        "sent": told.delivery.sent,
        "failed": told.delivery.failed,
        "dead": told.delivery.dead,
    }


def of_publishing(*published: Published) -> dict[str, int]:
    """Return what publishing counted, of all cuts together."""
    return {
        "reports": sum(len(each.reports) for each in published),
        "new": sum(len(each.new) for each in published),
        "unpublished": sum(len(each.failures) for each in published),
    }


def show_counts(key: str, counts: Mapping[str, int]) -> None:
    """Keep what was counted with the flow run; without one there is nobody to show it."""
    if flow_run.id is not None:
        create_table_artifact(table=[dict(counts)], key=key)


def show_published(
    published: Published,
    *,
    audience: Confidentiality = Confidentiality.INTERNAL,
    web_address: str = "",
) -> None:
    """Keep the link and the summary with the flow run; without one there is nobody to show them.

    Args:
        published: what there is to show.
        audience: of these reports.
        web_address: where readers reach the pages; without it the link is a file of this machine,
            which no browser opens from Prefect's page.
    """
    if flow_run.id is None:
        return
    file = published.indexes[0].resolve().as_uri()
    create_link_artifact(
        link=f"{web_address.rstrip('/')}{PAGE}" if web_address else file,
        link_text=f"Rapportages van {in_words(published.day)}",
        key=f"{_KEY}-link",
        description=(
            "Alle edities, de nieuwste eerst"
            if web_address
            else "De index van alle bestanden van deze dag"
        ),
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
