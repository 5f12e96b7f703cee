"""The dossier on ``python-statemachine``: a machine around the model, which keeps the state."""

from statemachine import State, StateMachine

from benchmarks.orm import Dossier


class DossierMachine(StateMachine):  # type: ignore[misc]  # (it comes without types here)
    """Running and closed, there and back, until it is settled."""

    lopend = State(initial=True)
    gesloten = State()
    afgedaan = State(final=True)

    sluit = lopend.to(gesloten, cond="title_is_known")
    heropen = gesloten.to(lopend, cond="title_is_known")
    doe_af = gesloten.to(afgedaan)


def fire(dossier: Dossier, event: str) -> None:
    """Send ``event`` to the dossier's machine."""
    DossierMachine(dossier).send(event)
