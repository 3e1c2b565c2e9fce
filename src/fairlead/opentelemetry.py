"""Spans of OpenTelemetry: one for each call, with an event for each attempt.

    from fairlead.opentelemetry import instrument

    instrument()

It needs `pip install 'fairlead[otel]'`, and an SDK of OpenTelemetry that the application sets up as it likes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fairlead._core.observe import CallRecord, observe
from fairlead._version import __version__
from fairlead.errors import MissingExtra

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer, TracerProvider

__all__ = ["instrument"]

_NANOSECONDS = 1_000_000_000


def instrument(tracer_provider: TracerProvider | None = None) -> Callable[[], None]:
    """Make a span of every call, as a child of the span in which the application made it.

    A span is called `<backend> <operation>` and has the attributes `fairlead.backend`, `fairlead.operation`,
    `fairlead.attempts`, `http.request.method`, `url.path`, `http.response.status_code`,
    `fairlead.request_id` and `error.type`, as far as they apply. Each attempt is an event of it. Headers,
    bodies and secrets are in none. The backend is not told of the span.

    Args:
        tracer_provider: Where spans go; by default, the global one.

    Returns:
        A function that ends it.

    Raises:
        MissingExtra: The API of OpenTelemetry is not installed.
    """
    try:
        from opentelemetry import trace
    except ImportError as error:
        raise MissingExtra("spans need opentelemetry: pip install 'fairlead[otel]'") from error
    tracer = trace.get_tracer("fairlead", __version__, tracer_provider)
    return observe(lambda call: _span(tracer, call))


def _span(tracer: Tracer, call: CallRecord) -> None:
    from opentelemetry.trace import SpanKind, StatusCode

    started = round(call.started * _NANOSECONDS)
    found = {
        "fairlead.backend": call.backend,
        "fairlead.operation": call.operation,
        "fairlead.attempts": len(call.attempts),
        "http.request.method": call.method,
        "url.path": call.path,
        "http.response.status_code": call.status,
        "fairlead.request_id": call.request_id,
        "error.type": call.error,
    }
    span = tracer.start_span(
        f"{call.backend} {call.operation or call.method}",
        kind=SpanKind.CLIENT,
        start_time=started,
        attributes={name: value for name, value in found.items() if value is not None},
    )
    now = started
    for attempt in call.attempts:
        now += round(attempt.seconds * _NANOSECONDS)
        happened = {
            "number": attempt.number,
            "outcome": attempt.outcome,
            "http.response.status_code": attempt.status,
            "retry_in_seconds": attempt.retry_in,
        }
        span.add_event("attempt", {name: value for name, value in happened.items() if value is not None}, now)
        now += round((attempt.retry_in or 0.0) * _NANOSECONDS)
    if call.error is not None:
        span.set_status(StatusCode.ERROR, call.error)
    span.end(started + round(call.seconds * _NANOSECONDS))
