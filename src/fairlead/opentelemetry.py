"""Spans of OpenTelemetry: one for each call, with an event for each attempt.

    from fairlead.opentelemetry import instrument

    instrument()

It needs `pip install 'fairlead[otel]'`, and an SDK of OpenTelemetry that the application sets up as it likes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from fairlead._core.observe import CallRecord, CallStart, Observer, follow
from fairlead._version import __version__
from fairlead.errors import MissingExtra

if TYPE_CHECKING:
    from opentelemetry.trace import Span, TracerProvider

__all__ = ["instrument"]

T = TypeVar("T")

_NANOSECONDS = 1_000_000_000


def instrument(
    tracer_provider: TracerProvider | None = None, *, propagate: bool = False
) -> Callable[[], None]:
    """Make a span of every call that begins from now on, as a child of the span that is current then.

    A span is called `<backend> <operation>`. It lasts as long as the call, with all attempts, and is the
    current one meanwhile; that of a stream or a WebSocket lasts until it is open, or refused. Its attributes
    follow the semantic conventions of OpenTelemetry for HTTP: `http.request.method`, `url.full`,
    `server.address`, `server.port`, `http.response.status_code` and `error.type`; beside them are
    `fairlead.backend`, `fairlead.operation`, `fairlead.attempts` and `fairlead.request_id`, as far as they
    apply. Each attempt is an event of it. Headers, bodies, parameters of the query and secrets are in none.

    Args:
        tracer_provider: Where spans go; by default, the global one.
        propagate: Whether the backend is told of the span: the global propagator of OpenTelemetry adds its
            headers, by default `traceparent`, `tracestate` and `baggage`, to every attempt. They go to the
            backend only, and not where it redirects to. A request to which the application gives one of these
            headers itself gets none.

    Returns:
        A function that ends it, for all calls that have not begun by then.

    Raises:
        MissingExtra: The API of OpenTelemetry is not installed.

    Examples:
        >>> stop = instrument(propagate=True)
        >>> stop()
    """
    try:
        from opentelemetry import context, trace
        from opentelemetry import propagate as propagation
    except ImportError as error:
        raise MissingExtra("spans need opentelemetry: pip install 'fairlead[otel]'") from error
    tracer = trace.get_tracer("fairlead", __version__, tracer_provider)

    def begin(start: CallStart, headers: dict[str, str]) -> Observer:
        span = tracer.start_span(
            f"{start.backend} {start.operation or start.method}",
            kind=trace.SpanKind.CLIENT,
            start_time=_nanoseconds(start.started),
            attributes=_known_at_first(start),
        )
        inside = trace.set_span_in_context(span)
        if propagate:
            propagation.inject(headers, inside)
        token = context.attach(inside)

        def end(call: CallRecord) -> None:
            context.detach(token)
            _finish(span, call)

        return end

    return follow(begin)


def _known_at_first(start: CallStart) -> dict[str, str | int]:
    """What samplers can look at."""
    server = urlsplit(start.url)
    return _without_none(
        {
            "fairlead.backend": start.backend,
            "fairlead.operation": start.operation,
            # What opens a WebSocket is a GET.
            "http.request.method": "GET" if start.method == "WEBSOCKET" else start.method,
            "url.full": start.url,
            "server.address": server.hostname,
            "server.port": server.port or {"http": 80, "https": 443}.get(server.scheme),
        }
    )


def _finish(span: Span, call: CallRecord) -> None:
    from opentelemetry.trace import StatusCode

    for attempt in call.attempts:
        happened: Mapping[str, str | float | None] = {
            "number": attempt.number,
            "outcome": attempt.outcome,
            "http.response.status_code": attempt.status,
            "fairlead.request_id": attempt.request_id,
            "retry_in_seconds": attempt.retry_in,
        }
        span.add_event("attempt", _without_none(happened), _nanoseconds(attempt.started + attempt.seconds))
    found: Mapping[str, str | int | None] = {
        "fairlead.attempts": len(call.attempts),
        "http.response.status_code": call.status,
        "fairlead.request_id": call.request_id,
        "error.type": call.error,
    }
    span.set_attributes(_without_none(found))
    if call.error is not None:
        span.set_status(StatusCode.ERROR)
    span.end(_nanoseconds(call.started + call.seconds))


def _nanoseconds(seconds: float) -> int:
    return round(seconds * _NANOSECONDS)


def _without_none(found: Mapping[str, T | None]) -> dict[str, T]:
    return {name: value for name, value in found.items() if value is not None}
