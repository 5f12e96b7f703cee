"""How the server sees that a run is dead: it beats, and then it does not.

Seen with worker and flow both killed: without this its place stays taken for five minutes, and
every new run is cancelled meanwhile.
"""

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

LIFELESS = "Geen teken van leven."

RUN = "prefect.flow-run"
BEAT = f"{RUN}.heartbeat"
_ENDS = frozenset(f"{RUN}.{end}" for end in ("Completed", "Failed", "Crashed", "Cancelled"))
_ANY_RUN = ResourceSpecification({"prefect.resource.id": [f"{RUN}.*"]})


def buries_the_dead() -> AutomationCore:
    """Return what marks a run as crashed that fell silent."""
    crashed = ChangeFlowRunState(state=StateType.CRASHED, name="Crashed", message=LIFELESS)
    return AutomationCore(
        name="mijlpaal: stil is dood",
        description="Een run die anderhalve minuut zwijgt, heet gecrasht; zijn plaats komt vrij.",
        trigger=EventTrigger(
            after={BEAT},
            expect={BEAT, *_ENDS},
            for_each={"prefect.resource.id"},
            match=_ANY_RUN,
            posture=Posture.Proactive,
            threshold=1,
            within=SILENCE,
        ),
        actions=[crashed],
    )


def starts_again(name: str, deployment_id: UUID) -> AutomationCore:
    """Return what runs a deployment again after one of its runs crashed, so often at most."""
    return AutomationCore(
        name=again(name),
        description="Na een gecrashte run begint een nieuwe; wat klaar was, blijft klaar.",
        trigger=EventTrigger(
            expect={f"{RUN}.Crashed"},
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


def again(name: str) -> str:
    """Return the name of what runs a deployment again."""
    return f"mijlpaal: {name} opnieuw"


def keep(client: SyncPrefectClient, automation: AutomationCore) -> None:
    """Create the automation, or bring it up to date; one that an operator paused stays paused."""
    found = client.read_automations_by_name(automation.name)
    if not found:
        client.create_automation(automation)
        return
    automation.enabled = found[0].enabled
    client.update_automation(found[0].id, automation)
