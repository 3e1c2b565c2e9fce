"""HestiaOS: commands that are governed, at once or as a stream.

    from fairlead.hestia import Client

    with Client("http://localhost:8000") as client:
        result = client.run("create a report")
        print(result.result, result.output, result.trace_id)

`AsyncClient` is the same, to be awaited. Both clients offer both spellings: `x()` and `x_async()`.
"""

from typing import TYPE_CHECKING

from fairlead._core.lazy import lazy_exports

if TYPE_CHECKING:
    from fairlead._async.hestia.stream import (
        AsyncRunStream,
    )
    from fairlead._clients import (
        ConnectionOptions,
    )
    from fairlead._sync.hestia.stream import (
        RunStream,
    )
    from fairlead._version import (
        __version__,
    )
    from fairlead.hestia.client import (
        AsyncClient,
        Client,
    )
    from fairlead.hestia.errors import (
        BadRequest,
        ClientClosed,
        ConfigurationError,
        Conflict,
        ConnectionFailed,
        Gone,
        GovernanceBlock,
        HestiaError,
        InvalidArgument,
        InvalidInput,
        InvalidResponse,
        NotFound,
        PayloadTooLarge,
        RateLimited,
        ServerError,
        StreamInterrupted,
        StreamOrderError,
        TimedOut,
        Unauthorized,
        UnexpectedStatus,
    )
    from fairlead.hestia.models import (
        AgentResult,
        ChatResponse,
        ErrorResponse,
        HealthResponse,
        RunResponse,
        SystemMetrics,
        SystemStatus,
        TraceResponse,
    )
    from fairlead.hestia.namespaces import (
        Agents,
        Chat,
        Governance,
        Secrets,
        System,
    )
    from fairlead.hestia.stream_events import (
        EVENT_ORDER,
        StreamEvent,
        StreamEventType,
        is_delta_event,
        is_done_event,
        is_error_event,
        is_final_event,
        is_start_event,
        is_token_event,
        is_tool_call_event,
    )
else:
    __getattr__, __dir__ = lazy_exports(
        __name__,
        {
            "fairlead._async.hestia.stream": [
                "AsyncRunStream",
            ],
            "fairlead._clients": [
                "ConnectionOptions",
            ],
            "fairlead._sync.hestia.stream": [
                "RunStream",
            ],
            "fairlead._version": [
                "__version__",
            ],
            "fairlead.hestia.client": [
                "AsyncClient",
                "Client",
            ],
            "fairlead.hestia.errors": [
                "BadRequest",
                "ClientClosed",
                "ConfigurationError",
                "Conflict",
                "ConnectionFailed",
                "Gone",
                "GovernanceBlock",
                "HestiaError",
                "InvalidArgument",
                "InvalidInput",
                "InvalidResponse",
                "NotFound",
                "PayloadTooLarge",
                "RateLimited",
                "ServerError",
                "StreamInterrupted",
                "StreamOrderError",
                "TimedOut",
                "Unauthorized",
                "UnexpectedStatus",
            ],
            "fairlead.hestia.models": [
                "AgentResult",
                "ChatResponse",
                "ErrorResponse",
                "HealthResponse",
                "RunResponse",
                "SystemMetrics",
                "SystemStatus",
                "TraceResponse",
            ],
            "fairlead.hestia.namespaces": [
                "Agents",
                "Chat",
                "Governance",
                "Secrets",
                "System",
            ],
            "fairlead.hestia.stream_events": [
                "EVENT_ORDER",
                "StreamEvent",
                "StreamEventType",
                "is_delta_event",
                "is_done_event",
                "is_error_event",
                "is_final_event",
                "is_start_event",
                "is_token_event",
                "is_tool_call_event",
            ],
        },
    )

__all__ = [
    "EVENT_ORDER",
    "AgentResult",
    "Agents",
    "AsyncClient",
    "AsyncRunStream",
    "BadRequest",
    "Chat",
    "ChatResponse",
    "Client",
    "ClientClosed",
    "ConfigurationError",
    "Conflict",
    "ConnectionFailed",
    "ConnectionOptions",
    "ErrorResponse",
    "Gone",
    "Governance",
    "GovernanceBlock",
    "HealthResponse",
    "HestiaError",
    "InvalidArgument",
    "InvalidInput",
    "InvalidResponse",
    "NotFound",
    "PayloadTooLarge",
    "RateLimited",
    "RunResponse",
    "RunStream",
    "Secrets",
    "ServerError",
    "StreamEvent",
    "StreamEventType",
    "StreamInterrupted",
    "StreamOrderError",
    "System",
    "SystemMetrics",
    "SystemStatus",
    "TimedOut",
    "TraceResponse",
    "Unauthorized",
    "UnexpectedStatus",
    "__version__",
    "is_delta_event",
    "is_done_event",
    "is_error_event",
    "is_final_event",
    "is_start_event",
    "is_token_event",
    "is_tool_call_event",
]
