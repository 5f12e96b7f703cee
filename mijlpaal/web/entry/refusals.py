"""What the door says no with; ``entry.answers`` turns each into a page or a problem."""

from mijlpaal.web.entry.matrix import Action, Resource


class DoorError(Exception):
    """Base of what the door says no with."""


class LoginNeededError(DoorError):
    """Nobody whom we know."""


class HiddenError(DoorError):
    """There is nothing here for this reader; that is all they learn."""


class NoProgrammeError(DoorError):
    """There is no programme, or none for this reader; the start page says what to do first."""


class MayNotError(DoorError):
    """A reader who may see it, and may not do this."""

    def __init__(self, resource: Resource, action: Action) -> None:
        super().__init__(f"{resource} × {action}")
        self.resource, self.action = resource, action


class CsrfError(DoorError):
    """A form that is not of our own pages, or of another session."""
