"""Parts run by this very process, as a worker would run them."""

from collections.abc import Sequence

from flows.entry_points import load
from flows.organisation.sharing import Facts, Sharing
from flows.schedule import ScheduledFlow


class Here:
    """Runs every part so many times, and remembers which."""

    def __init__(self, times: int = 1) -> None:
        self.ran: list[str] = []
        self._times = times

    def sharing(self, parts: int = 3, at_least: int = 1) -> Sharing:
        return Sharing(self.run, parts, at_least)

    def run(self, part: ScheduledFlow, facts: Sequence[Facts]) -> None:
        from prefect import Flow

        flow = load(part.entry_point)
        assert isinstance(flow, Flow)
        for each in facts:
            for _ in range(self._times):
                self.ran.append(part.name)
                flow.fn(**flow.validate_parameters(dict(each)))
