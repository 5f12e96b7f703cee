"""The dossier on ``transitions``: one machine for all, a model is added while it moves."""

from transitions import Machine

from benchmarks.orm import Dossier

_MACHINE = Machine(
    model=None,
    states=["lopend", "gesloten", "afgedaan"],
    transitions=[
        {
            "trigger": "sluit",
            "source": "lopend",
            "dest": "gesloten",
            "conditions": "title_is_known",
        },
        {
            "trigger": "heropen",
            "source": "gesloten",
            "dest": "lopend",
            "conditions": "title_is_known",
        },
        {"trigger": "doe_af", "source": "gesloten", "dest": "afgedaan"},
    ],
    initial="lopend",
    auto_transitions=False,
)


def fire(dossier: Dossier, event: str) -> None:
    """Send ``event`` to the dossier, which the machine knows for as long as that takes."""
    _MACHINE.add_model(dossier, initial=dossier.state)
    assert dossier.trigger(event)  # type: ignore[attr-defined]  # (the machine put it there)
    _MACHINE.remove_model(dossier)
