"""The events of a streamed run, and guards that tell a type checker which one it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, Protocol, Self, TypedDict, TypeGuard, TypeVar

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from fairlead.hestia.models.answers import Record

__all__ = [
    "EVENT_ORDER",
    "DeltaEvent",
    "DoneEvent",
    "ErrorEvent",
    "FinalEvent",
    "StartEvent",
    "StreamEvent",
    "StreamEventType",
    "TokenEvent",
    "ToolCallEvent",
    "is_delta_event",
    "is_done_event",
    "is_error_event",
    "is_final_event",
    "is_start_event",
    "is_token_event",
    "is_tool_call_event",
]

StreamEventType = Literal["start", "token", "delta", "tool_call", "final", "error", "done"]
"""The types that this version knows. Others are delivered, too."""

EVENT_ORDER: Final[Mapping[str, tuple[str, ...]]] = {
    "": ("start",),
    "start": ("token", "delta", "tool_call", "final", "error"),
    "token": ("token", "delta", "tool_call", "final", "error"),
    "delta": ("token", "delta", "tool_call", "final", "error"),
    "tool_call": ("token", "delta", "tool_call", "final", "error"),
    "final": ("done",),
    "error": ("done",),
    "done": (),
}
"""What may follow each type in a stream, and, under the empty text, what a stream begins with. Frozen."""


@dataclass(frozen=True, slots=True)
class _OrNull:
    """In an annotation: null is read as an empty `kind`. A validator would be called for all else, too."""

    kind: type[dict[str, Any]] | type[str]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        null = core_schema.no_info_after_validator_function(self._empty, core_schema.none_schema())
        problem = "string_type" if self.kind is str else "dict_type"  # of anything else, as if null were none
        return core_schema.union_schema(
            [handler(source), null], mode="left_to_right", custom_error_type=problem
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        written = handler(schema)
        # Null is never given; and null for data loses them, which no schema should promise to take.
        return written if handler.mode == "validation" and self.kind is str else written["anyOf"][0]

    def _empty(self, _null: object) -> object:
        return self.kind()


class StreamEvent(Record):
    """One event of a streamed run.

    Attributes:
        type: One of `StreamEventType`, or a type that is newer than this version.
        data: The payload; its fields depend on the type.
        trace_id: Identifier of the trace, the same in every event of a stream; `""` if it was left out.
        timestamp: When it was sent, as ISO 8601 date and time; `""` if it was left out.
    """

    type: str
    data: Annotated[dict[str, Any], _OrNull(dict)] = Field(default_factory=dict[str, Any])
    trace_id: Annotated[str, _OrNull(str)] = ""
    timestamp: Annotated[str, _OrNull(str)] = ""

    @classmethod
    def from_raw(cls, raw: Mapping[str, Any]) -> Self:
        """Read an event from decoded JSON.

        Raises:
            pydantic.ValidationError: The type is missing, or a field has the wrong shape. It is a
                `ValueError`.
        """
        return cls.model_validate(raw)


_Type = TypeVar("_Type", bound=str, covariant=True)
_Data = TypeVar("_Data", covariant=True)


class _StartData(TypedDict):
    input: str
    mode: str


class _TokenData(TypedDict):
    token: str
    position: int


class _DeltaData(TypedDict):
    text: str


class _ToolCallData(TypedDict):
    name: str
    arguments: dict[str, Any]
    id: str


class _FinalData(TypedDict):
    output: str | None


class _ErrorData(TypedDict):
    code: str
    message: str


class _DoneData(TypedDict):
    latency_ms: float


class _Event(Protocol[_Type, _Data]):
    """What a guard makes of an event, to a type checker."""

    @property
    def type(self) -> _Type:
        """The type."""
        ...

    @property
    def data(self) -> _Data:
        """The payload."""
        ...

    @property
    def trace_id(self) -> str:
        """Identifier of the trace."""
        ...

    @property
    def timestamp(self) -> str:
        """When it was sent."""
        ...


class StartEvent(_Event[Literal["start"], _StartData], Protocol):
    """The command passed the governance: `input`, `mode`."""


class TokenEvent(_Event[Literal["token"], _TokenData], Protocol):
    """A token of the output: `token`, `position` from 0."""


class DeltaEvent(_Event[Literal["delta"], _DeltaData], Protocol):
    """A piece of the output that is not counted: `text`."""


class ToolCallEvent(_Event[Literal["tool_call"], _ToolCallData], Protocol):
    """A tool is called: `name`, `arguments`, `id`."""


class FinalEvent(_Event[Literal["final"], _FinalData], Protocol):
    """The run came to its end: `output`."""


class ErrorEvent(_Event[Literal["error"], _ErrorData], Protocol):
    """The run failed: `code`, `message`."""


class DoneEvent(_Event[Literal["done"], _DoneData], Protocol):
    """Nothing follows: `latency_ms`."""


def is_start_event(event: StreamEvent) -> TypeGuard[StartEvent]:
    """Whether this is a `start`. Like all guards, it looks at the type alone."""
    return event.type == "start"


def is_token_event(event: StreamEvent) -> TypeGuard[TokenEvent]:
    """Whether this is a `token`."""
    return event.type == "token"


def is_delta_event(event: StreamEvent) -> TypeGuard[DeltaEvent]:
    """Whether this is a `delta`."""
    return event.type == "delta"


def is_tool_call_event(event: StreamEvent) -> TypeGuard[ToolCallEvent]:
    """Whether this is a `tool_call`."""
    return event.type == "tool_call"


def is_final_event(event: StreamEvent) -> TypeGuard[FinalEvent]:
    """Whether this is a `final`."""
    return event.type == "final"


def is_error_event(event: StreamEvent) -> TypeGuard[ErrorEvent]:
    """Whether this is an `error`."""
    return event.type == "error"


def is_done_event(event: StreamEvent) -> TypeGuard[DoneEvent]:
    """Whether this is a `done`."""
    return event.type == "done"
