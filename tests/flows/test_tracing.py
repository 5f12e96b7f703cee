"""Traces: nothing of them without an endpoint, a clear word without the extra, spans with both."""

import sys

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from flows import tracing
from flows.stages import Counted, Stage, stage
from models.errors import SettingError


def test_without_an_endpoint_nothing_of_it_is_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(tracing.ENDPOINT_VARIABLE, raising=False)
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk", None)

    with stage(Stage.DEADLINES) as counts:
        counts[Counted.REMINDERS] = 1

    assert counts == {Counted.REMINDERS: 1}
    assert sys.modules["opentelemetry.sdk"] is None


def test_with_an_endpoint_and_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tracing._tracer.cache_clear()
    monkeypatch.setenv(tracing.ENDPOINT_VARIABLE, "http://127.0.0.1:4318")
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk", None)
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)

    with pytest.raises(SettingError, match=r"mijlpaal\[otel\]"), stage(Stage.DEADLINES):
        pass


def test_a_stage_is_a_span_with_what_it_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    monkeypatch.setenv(tracing.ENDPOINT_VARIABLE, "http://127.0.0.1:4318")
    monkeypatch.setattr(tracing, "_tracer", lambda: provider.get_tracer("proef"))

    with stage(Stage.DEADLINES) as counts:
        counts[Counted.REMINDERS] = 3

    (span,) = kept.get_finished_spans()
    assert span.name == "deadlines"
    assert dict(span.attributes or {}) == {"mijlpaal.reminders": 3}
