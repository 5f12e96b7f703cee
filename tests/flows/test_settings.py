from pathlib import Path

import pytest

from flows.settings import flow_settings
from models.errors import SettingError


def test_the_defaults_need_nothing_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("MIJLPAAL_HOME", raising=False)
    monkeypatch.delenv("MIJLPAAL_PREFECT_PORT", raising=False)
    monkeypatch.chdir(tmp_path)

    settings = flow_settings()

    assert settings.prefect_home == tmp_path / "var" / "prefect"
    assert settings.prefect_port == 4217


@pytest.mark.parametrize("value", ["veel", "0", "70000"])
def test_a_port_that_cannot_be_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("MIJLPAAL_PREFECT_PORT", value)

    with pytest.raises(SettingError, match="MIJLPAAL_PREFECT_PORT"):
        flow_settings()
