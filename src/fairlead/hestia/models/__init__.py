"""What the server answers: frozen models that keep the fields they do not know."""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead.hestia.models.answers import (
        AgentResult,
        ChatResponse,
        ErrorResponse,
        HealthResponse,
        RunResponse,
        SystemMetrics,
        SystemStatus,
        TraceResponse,
    )
    from fairlead.hestia.models.answers import (
        StoredSecret as StoredSecret,
    )
    from fairlead.hestia.stream_events import (
        EVENT_ORDER as EVENT_ORDER,
    )
    from fairlead.hestia.stream_events import (
        StreamEvent as StreamEvent,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead.hestia.models.answers": [
                "AgentResult",
                "ChatResponse",
                "ErrorResponse",
                "HealthResponse",
                "RunResponse",
                "StoredSecret",
                "SystemMetrics",
                "SystemStatus",
                "TraceResponse",
            ],
            "fairlead.hestia.stream_events": [
                "EVENT_ORDER",
                "StreamEvent",
            ],
        },
    )

__all__ = [
    "AgentResult",
    "ChatResponse",
    "ErrorResponse",
    "HealthResponse",
    "RunResponse",
    "SystemMetrics",
    "SystemStatus",
    "TraceResponse",
]
