"""What happens in a session: events, and the records of an agent's steps."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from fairlead._core.models import MappingModel, UtcDatetime
from fairlead.hai.models._base import HaiModel, Variant
from fairlead.hai.models.agents import ToolRequest
from fairlead.hai.models.enums import (
    ActiveState,
    AgentRunStatus,
    AnswerOutcome,
    AttachmentOrigin,
    CompletionReason,
    ContentSource,
    EnvironmentKind,
    TransferDirection,
)


class ModelCost(HaiModel):
    """Usage of one model; costs are in US dollars."""

    name: str
    input_tokens: int
    cached_tokens: int = 0
    output_tokens: int
    reasoning_tokens: int
    input_cost: float | None = None
    output_cost: float | None = None
    reasoning_cost: float | None = None
    total_cost: float | None = None


class Metrics(HaiModel):
    """Usage so far; costs are in US dollars, and None if a model has no price."""

    steps: int = 0
    cost_per_model: list[ModelCost] = Field(default_factory=list[ModelCost])
    input_cost: float | None = None
    output_cost: float | None = None
    reasoning_cost: float | None = None
    total_cost: float | None = None


class ImageContent(HaiModel):
    """A picture: in base64, or at a URL."""

    source: str = Field(repr=False)
    type: ContentSource
    media_type: str | None = None


# Records of an agent's steps.


class PolicyEvent(Variant):
    """What the model decided.

    Attributes:
        kind: Always `policy_event`.
        reasoning_content: What it thought.
        content: What it said.
        tool_reqs: What it wants done.
        validation_errors: What is wrong with that.
    """

    _tag: ClassVar[str] = "kind"

    kind: Literal["policy_event"] = "policy_event"
    reasoning_content: str | None = None
    content: str | None = None
    tool_reqs: list[ToolRequest] = Field(default_factory=list[ToolRequest])
    validation_errors: list[str] = Field(default_factory=list[str])


class ToolResultEvent(Variant):
    """What a tool returned.

    Attributes:
        kind: Always `tool_result`.
        tool_req: The call.
        result: Any JSON.
        truncated: Whether it was shortened.
        output_artifact_path: Where the whole of it is.
    """

    _tag: ClassVar[str] = "kind"

    kind: Literal["tool_result"] = "tool_result"
    tool_req: ToolRequest
    result: Any = None
    truncated: bool = False
    output_artifact_path: str | None = None


class ErrorEvent(Variant):
    """Something went wrong, and the run goes on.

    Attributes:
        kind: Always `error_event`.
        error: What went wrong.
        origin: Where; `client` if a tool of the client failed.
        tool_req: The call that failed.
    """

    _tag: ClassVar[str] = "kind"

    kind: Literal["error_event"] = "error_event"
    error: str
    origin: str
    tool_req: ToolRequest | None = None


class ToolResultBatch(Variant):
    """Several results of tools at once."""

    type: Literal["batch"] = "batch"
    results: list[Annotated[ToolResultEvent | ErrorEvent, Field(discriminator="kind")]]


class AnswerEvent(Variant):
    """A final answer, text or decoded JSON, and how well it does the task."""

    _tag: ClassVar[str] = "kind"

    kind: Literal["answer_event"] = "answer_event"
    answer: str | dict[str, Any]
    outcome: AnswerOutcome | None = None


class MessageEvent(Variant):
    """A message to or from the agent."""

    _tag: ClassVar[str] = "kind"

    kind: Literal["message_event"] = "message_event"
    caller_id: str
    content: list[str | ImageContent] = Field(default_factory=list[str | ImageContent])


class ObservationEvent(Variant):
    """What the agent saw; `type` names the environment."""

    _tag: ClassVar[str] = "kind"

    kind: Literal["observation_event"] = "observation_event"
    type: str | None = None
    text: str | None = None
    image: ImageContent | None = None
    metadata: dict[str, Any] = Field(default_factory=dict[str, Any])


class FlowEvent(Variant):
    """The run was steered: `pause`, `resume`, `force_answer`, ..."""

    _tag: ClassVar[str] = "kind"

    kind: Literal["flow_event"] = "flow_event"
    flow: str
    origin: str


AgentEventData = Annotated[
    PolicyEvent | ToolResultEvent | AnswerEvent | ErrorEvent | MessageEvent | ObservationEvent | FlowEvent,
    Field(discriminator="kind"),
]
"""One step of an agent; `kind` tells which."""


# Events of the log.


class RequestStartData(MappingModel):
    """What the service says about it; nothing is promised. Reads like a dict, too."""


class RequestStartEvent(HaiModel):
    """The service accepted the start."""

    type: Literal["RequestStartEvent"]
    timestamp: UtcDatetime
    data: RequestStartData


class RequestStartDispatchedData(HaiModel):
    """How the start was handed on."""

    status: str


class RequestStartDispatchedEvent(HaiModel):
    """The start was handed to a runner."""

    type: Literal["RequestStartDispatchedEvent"]
    timestamp: UtcDatetime
    data: RequestStartDispatchedData


class AgentStartedData(MappingModel):
    """What the service says about it; nothing is promised. Reads like a dict, too."""


class AgentStartedEvent(HaiModel):
    """The agent runs."""

    type: Literal["AgentStartedEvent"]
    timestamp: UtcDatetime
    data: AgentStartedData


class AgentRunStatusChangeData(HaiModel):
    """Whether the run goes on."""

    status: AgentRunStatus


class AgentRunStatusChangeEvent(HaiModel):
    """The run was paused, or goes on again."""

    type: Literal["AgentRunStatusChangeEvent"]
    timestamp: UtcDatetime
    data: AgentRunStatusChangeData


class ActiveStateChangeData(HaiModel):
    """What the session is doing; `pending_tool_calls` are all calls that it waits for."""

    state: ActiveState
    pending_tool_calls: list[ToolRequest] | None = None


class ActiveStateChangeEvent(HaiModel):
    """The session runs, idles, or waits for results of tools."""

    type: Literal["ActiveStateChangeEvent"]
    timestamp: UtcDatetime
    data: ActiveStateChangeData


class AgentEvent(HaiModel):
    """A step of an agent; `data.kind` tells what kind."""

    type: Literal["AgentEvent"]
    timestamp: UtcDatetime
    data: AgentEventData


class LiveViewUrlData(HaiModel):
    """Where to watch."""

    live_view_url: str


class LiveViewUrlEvent(HaiModel):
    """The session can be watched live."""

    type: Literal["LiveViewUrlEvent"]
    timestamp: UtcDatetime
    data: LiveViewUrlData


class RunnerSessionData(HaiModel):
    """An environment that runs."""

    runner_session_id: str
    kind: EnvironmentKind | None = None


class RunnerSessionEvent(HaiModel):
    """An environment can be addressed."""

    type: Literal["RunnerSessionEvent"]
    timestamp: UtcDatetime
    data: RunnerSessionData


class FileTransferData(HaiModel):
    """A file, and which way it went."""

    direction: TransferDirection
    path: str
    size_bytes: int | None = None


class FileTransferEvent(HaiModel):
    """A file came into the environment, or out of it."""

    type: Literal["FileTransferEvent"]
    timestamp: UtcDatetime
    data: FileTransferData


class AttachmentData(HaiModel):
    """A file, who attached it, and where it can be downloaded."""

    origin: AttachmentOrigin
    name: str
    path: str
    media_type: str
    size_bytes: int
    url: str


class AttachmentEvent(HaiModel):
    """A file was passed between user and agent."""

    type: Literal["AttachmentEvent"]
    timestamp: UtcDatetime
    data: AttachmentData


class MetricsUpdateData(HaiModel):
    """Usage so far."""

    metrics: Metrics


class MetricsUpdateEvent(HaiModel):
    """Usage so far."""

    type: Literal["MetricsUpdateEvent"]
    timestamp: UtcDatetime
    data: MetricsUpdateData


class AgentCompletionData(HaiModel):
    """Why the run ended."""

    reason: CompletionReason


class AgentCompletionEvent(HaiModel):
    """The run ended."""

    type: Literal["AgentCompletionEvent"]
    timestamp: UtcDatetime
    data: AgentCompletionData


class AgentErrorData(HaiModel):
    """What went wrong."""

    error: str
    trace: str = ""
    info: dict[str, Any] | None = None


class AgentErrorEvent(HaiModel):
    """The run failed."""

    type: Literal["AgentErrorEvent"]
    timestamp: UtcDatetime
    data: AgentErrorData


class TrajectoryEvent(HaiModel):
    """An event that this version does not know, by its type or by its data."""

    type: str
    timestamp: UtcDatetime
    data: Any


KnownEvent = Annotated[
    AgentEvent
    | ActiveStateChangeEvent
    | MetricsUpdateEvent
    | AgentStartedEvent
    | AgentCompletionEvent
    | AgentErrorEvent
    | AgentRunStatusChangeEvent
    | LiveViewUrlEvent
    | RequestStartEvent
    | RequestStartDispatchedEvent
    | FileTransferEvent
    | AttachmentEvent
    | RunnerSessionEvent,
    Field(discriminator="type"),
]
"""An event that this version knows; `type` tells which."""

SessionEvent = Annotated[KnownEvent | TrajectoryEvent, Field(union_mode="left_to_right")]
"""An event of a session; what is not known is a `TrajectoryEvent`."""
