"""How the server sees that a run is dead: it beats, and then it does not.

Seen with worker and flow both killed: without this its place stays taken for five minutes, and
every new run is cancelled meanwhile.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from prefect.automations import AutomationCore
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState, RunDeployment
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

BEAT_SECONDS = 30
SILENCE = timedelta(seconds=90)  # three beats
# A run that kills its worker each time must not take the machine along.
BREATH = timedelta(minutes=2)

# A worker that dies between taking a run and starting it leaves one that never beats.
TIME_TO_BEGIN = timedelta(minutes=3)

_RUN = "prefect.flow-run"
_BEAT = f"{_RUN}.heartbeat"
_TAKEN = frozenset({f"{_RUN}.Pending", f"{_RUN}.InfrastructurePending"})
_ENDS = frozenset(f"{_RUN}.{end}" for end in ("Completed", "Failed", "Crashed", "Cancelled"))
_ANY_RUN = ResourceSpecification({"prefect.resource.id": [f"{_RUN}.*"]})


def buries_the_dead() -> Iterator[AutomationCore]:
    """Yield what marks a run as crashed that fell silent, or that never began."""
    yield _crashes(
        "mijlpaal: stil is dood",
        "Een run die anderhalve minuut zwijgt, heet gecrasht; zijn plaats komt vrij.",
        EventTrigger(
            after={_BEAT},
            expect={_BEAT, *_ENDS},
            for_each={"prefect.resource.id"},
            match=_ANY_RUN,
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
    )
    yield _crashes(
        "mijlpaal: nooit begonnen",
        "Een run die een worker nam en die drie minuten later niet loopt, heet gecrasht.",
        EventTrigger(
            after=set(_TAKEN),
            expect={f"{_RUN}.Running", f"{_RUN}.Cancelling", *_ENDS},
            for_each={"prefect.resource.id"},
            match=_ANY_RUN,
            posture=Posture.Proactive,
            threshold=1,
            within=TIME_TO_BEGIN,
        ),
    )


def starts_again(name: str, deployment_id: UUID) -> AutomationCore:
    """Return what runs a deployment again after one of its runs crashed, so often at most."""
    return AutomationCore(
        name=f"mijlpaal: {name} opnieuw",
        description="Na een gecrashte run begint een nieuwe; wat klaar was, blijft klaar.",
        trigger=EventTrigger(
            expect={f"{_RUN}.Crashed"},
            match=_ANY_RUN,
            match_related=ResourceSpecification(
                {
                    "prefect.resource.role": ["deployment"],
                    "prefect.resource.id": [f"prefect.deployment.{deployment_id}"],
                }
            ),
            posture=Posture.Reactive,
            threshold=1,
            within=BREATH,
        ),
        actions=[RunDeployment(source="selected", deployment_id=deployment_id)],
    )


def keep(client: SyncPrefectClient, automation: AutomationCore) -> None:
    """Create the automation, or bring it up to date; one that an operator paused stays paused."""
    found = client.read_automations_by_name(automation.name)
    if not found:
        client.create_automation(automation)
        return
    automation.enabled = found[0].enabled
    client.update_automation(found[0].id, automation)


def _crashes(name: str, description: str, trigger: EventTrigger) -> AutomationCore:
    crashed = ChangeFlowRunState(
        state=StateType.CRASHED, name="Crashed", message="Geen teken van leven."
    )
    return AutomationCore(name=name, description=description, trigger=trigger, actions=[crashed])
