"""The caretaker beside the Prefect server; what it does there is in ``test_server``."""

import pytest

from flows.organisation import caretaker


class EnoughError(Exception):
    """Ends what never ends."""


def test_a_look_that_goes_wrong_is_written_down_and_the_next_one_comes(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    waited: list[float] = []
    looks: list[int] = []

    def wait(seconds: float) -> None:
        if len(waited) == 3:
            raise EnoughError
        waited.append(seconds)

    def look() -> None:
        looks.append(len(looks))
        if len(looks) < 3:
            raise ConnectionError("the server is not there yet")

    monkeypatch.setattr("flows.organisation.caretaker.time.sleep", wait)
    monkeypatch.setattr(caretaker, "_look", look)
    with pytest.raises(EnoughError):
        caretaker.keep_looking()

    assert looks == [0, 1, 2]
    assert [each.message for each in caplog.records] == ["could not look after the runs"] * 2
