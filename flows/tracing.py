"""Traces of the stages of a day, for whoever collects them (OpenTelemetry).

Nothing of it is imported unless an endpoint is set, and then the extra ``otel`` must be installed.
A span carries the name of the stage and what it counted; never a key, an address or a text.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from models.errors import SettingError, Words

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

ENDPOINT_VARIABLE = "OTEL_EXPORTER_OTLP_ENDPOINT"


@contextmanager
def span(name: str, counts: Mapping[Any, int]) -> Iterator[None]:
    """Let what runs inside be a span, if traces are wanted; it ends with what was counted.

    Raises:
        SettingError: traces are wanted, and the extra is not installed.
    """
    if not os.environ.get(ENDPOINT_VARIABLE):
        yield
        return
    with _tracer().start_as_current_span(name, record_exception=False) as current:
        yield
        current.set_attributes({f"mijlpaal.{what}": count for what, count in counts.items()})


@cache
def _tracer() -> "Tracer":
    """Return the tracer of this process; what it still holds is sent when the process ends."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as absent:
        raise SettingError(
            setting=ENDPOINT_VARIABLE,
            problem=Words("OpenTelemetry is niet geïnstalleerd", "OpenTelemetry is not installed"),
            accepted="pip install 'mijlpaal[otel]'",
        ) from absent
    provider = TracerProvider(resource=Resource.create({"service.name": "mijlpaal"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    tracer: Tracer = provider.get_tracer("mijlpaal")
    return tracer
