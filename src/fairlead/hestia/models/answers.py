"""What the server answers: frozen models that keep the fields they do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from fairlead._core.models import Model

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


class Record(Model):
    """Base of the models. To write a field raises `AttributeError`, as frozen dataclasses do."""

    if not TYPE_CHECKING:

        def __setattr__(self, name: str, value: object) -> NoReturn:
            raise AttributeError(f"{type(self).__name__} is frozen: cannot assign to {name!r}")

        def __delattr__(self, name: str) -> NoReturn:
            raise AttributeError(f"{type(self).__name__} is frozen: cannot delete {name!r}")


class RunResponse(Record):
    """What came of a command. Why, is told by its trace: `client.governance.trace(trace_id)`.

    Attributes:
        result: `ALLOW` or `THROTTLE`. A blocked command raises `GovernanceBlock` instead.
        output: The text that was produced.
        mode: Mode of the system, such as `normal` or `THROTTLE`.
        budget: The part of the usual reasoning budget that the command had, from 0.0 to 1.0.
        trace_id: Identifier of the trace. Opaque.
        latency_ms: Time it took, in milliseconds.
    """

    result: str
    output: str | None
    mode: str
    budget: float
    trace_id: str
    latency_ms: float


class TraceResponse(Record):
    """The public trace of a command, as `/api/v1/trace` has it. No method returns it.

    Attributes:
        trace_id: Identifier of the trace.
        decision: `ALLOW`, `THROTTLE` or `BLOCK`.
        reason: Why.
        risk_score: From 0.0 to 1.0.
        policy: Name of the policy that applied.
        violations: Rules that the command broke, each with `reason` and `severity`.
        mode: Mode of the system.
        budget: The part of the usual reasoning budget that the command had.
        latency_ms: Time it took, in milliseconds.
        timestamp: When it was written, as ISO 8601 date and time.
    """

    trace_id: str
    decision: str
    reason: str
    risk_score: float
    policy: str
    violations: list[dict[str, object]]
    mode: str
    budget: float
    latency_ms: float
    timestamp: str


class HealthResponse(Record):
    """That the server is up, as `/api/v1/health` has it. No method returns it.

    Attributes:
        status: `OK`.
        version: Version of the server.
        uptime_seconds: Time since the start, in seconds.
        api_version: Version of the API, such as `v1`.
    """

    status: str
    version: str
    uptime_seconds: float
    api_version: str


class ErrorResponse(Record):
    """An error as the server may describe it. No method returns it; errors are raised.

    Attributes:
        code: Machine-readable kind.
        message: What is wrong.
        trace_id: Identifier of the trace, if a command was made.
        details: What else there is to say.
    """

    code: str
    message: str
    trace_id: str | None = None
    details: dict[str, object] | None = None


class ChatResponse(Record):
    """A reply.

    Attributes:
        response: The reply.
        session_id: The conversation; pass it on to continue it.
        processing_time: Time it took, in seconds.
        model: The model that replied.
        trace_id: Identifier of the trace.
    """

    response: str
    session_id: str
    processing_time: float
    model: str
    trace_id: str | None = None

    @property
    def result(self) -> str:
        """The same as `response`, by the name of the other results."""
        return self.response


class AgentResult(Record):
    """What came of an agent's task.

    Attributes:
        agent_id: Identifier of the agent.
        status: `RUNNING`, `COMPLETED`, `FAILED` or `BLOCKED`.
        output: The text that was produced.
        error: Why there is none.
        trace_id: Identifier of the trace.
    """

    agent_id: str
    status: str
    output: str | None = None
    error: str | None = None
    trace_id: str | None = None

    @property
    def result(self) -> str | None:
        """The same as `output`."""
        return self.output


class SystemStatus(Record):
    """State of the server and of its parts.

    Attributes:
        status: `OK`, `DEGRADED` or `ERROR`.
        ollama: Whether Ollama is there.
        vllm: Whether vLLM is there.
        dsgk: Whether the governance kernel works.
        storage: Whether the database answers.
        version: Version of the server.
        uptime_seconds: Time since the start, in seconds.
    """

    status: str
    ollama: bool
    vllm: bool
    dsgk: bool
    storage: bool
    version: str
    uptime_seconds: float


class SystemMetrics(Record):
    """Figures of the machine and of the requests.

    Attributes:
        cpu_percent: Load of the processors.
        memory_percent: Memory in use.
        active_sessions: Sessions that are open.
        requests_total: Requests answered since the start.
        avg_latency_ms: Mean duration of a request, in milliseconds.
        gpu_percent: Load of the graphics processor; None without one.
        vram_percent: Graphics memory in use.
        vram_used_bytes: Graphics memory in use, in bytes.
        vram_total_bytes: Graphics memory there is, in bytes.
    """

    cpu_percent: float
    memory_percent: float
    active_sessions: int
    requests_total: int
    avg_latency_ms: float
    gpu_percent: float | None = None
    vram_percent: float | None = None
    vram_used_bytes: int | None = None
    vram_total_bytes: int | None = None

    @property
    def metrics(self) -> dict[str, Any]:
        """All figures that there are, by name, those that this version does not know among them."""
        return self.to_dict()


class StoredSecret(Record):
    """The answer that holds a secret. Its value is never shown."""

    value: str

    def __repr_args__(self) -> list[tuple[str | None, Any]]:
        return []
