"""The two event streams: that of runs, and that of chats, which speaks another dialect."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractContextManager, aclosing
from typing import Any
from uuid import uuid4

from hestia_backend_models import events
from pydantic import BaseModel
from starlette.background import BackgroundTask
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from fairlead.emulator._clock import Clock
from fairlead.emulator._protocol import EXTENSION as CONNECTION
from fairlead.emulator.hestia.agent import AgentError, Delta, ToolCall
from fairlead.emulator.hestia.execution import Execution, Silence, cancel
from fairlead.emulator.hestia.leaks import scrub

__all__ = ["EventStream", "chat_events", "run_events"]

_HEARTBEAT = ": heartbeat\n\n"
_BACKEND = "emulator"

Frames = AsyncGenerator[str]


class EventStream(Response):
    """Server-sent events of one execution, which ends with the stream however that ends.

    Args:
        executing: Opens the execution.
        frames: Makes the text of the stream. An `AgentError` from it breaks the connection off.
    """

    media_type = "text/event-stream"

    def __init__(
        self, executing: AbstractContextManager[Execution], frames: Callable[[Execution], Frames]
    ) -> None:
        self.status_code: int = 200
        self.background: BackgroundTask | None = None
        self.init_headers({"Cache-Control": "no-cache", "X-Accel-Buffering": "no"})
        self._executing = executing
        self._frames = frames

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream until its end, or until the client leaves."""
        with self._executing as execution:
            sending = asyncio.create_task(self._send(execution, send))
            leaving = asyncio.create_task(_until_gone(receive))
            try:
                await asyncio.wait((sending, leaving), return_when=asyncio.FIRST_COMPLETED)
            finally:
                await cancel(sending, leaving)
        if not sending.cancelled() and (error := sending.exception()) is not None:
            if not isinstance(error, AgentError) or CONNECTION not in scope.get("extensions", {}):
                raise error
            scope["extensions"][CONNECTION].close()

    async def _send(self, execution: Execution, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        async with aclosing(self._frames(execution)) as frames:
            async for frame in frames:
                await send({"type": "http.response.body", "body": frame.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def run_events(execution: Execution, clock: Clock, heartbeat: float) -> Frames:
    """The stream of a run: `start`, what the agent does, `final` or `error`, `done`.

    Args:
        execution: The run.
        clock: Stamps the events.
        heartbeat: Seconds of silence after which a comment is sent.
    """
    command = execution.command

    def frame(kind: type[BaseModel], name: str, /, **data: Any) -> str:
        now = clock.now().isoformat()
        event = kind.model_validate({"type": name, "data": data, "trace_id": command.id, "timestamp": now})
        return _frame(event)

    yield frame(events.StartEvent, "start", input=command.text, mode=command.verdict.public_mode)
    position = 0
    try:
        async with aclosing(execution.steps(heartbeat)) as steps:
            async for step in steps:
                match step:
                    case str():
                        yield frame(events.TokenEvent, "token", token=step, position=position)
                        position += 1
                    case Delta(text):
                        yield frame(events.DeltaEvent, "delta", text=text)
                    case ToolCall(name, arguments, call_id):
                        call = {"name": name, "arguments": dict(arguments), "id": call_id or _call_id()}
                        yield frame(events.ToolCallEvent, "tool_call", **call)
                    case Silence():
                        yield _HEARTBEAT
    except AgentError as error:
        yield frame(events.ErrorEvent, "error", code=error.code, message=error.message)
    else:
        yield frame(events.FinalEvent, "final", output=execution.output)
    yield frame(events.DoneEvent, "done", latency_ms=execution.latency_ms)


async def chat_events(execution: Execution, heartbeat: float) -> Frames:
    """The stream of a chat: `routing`, what the agent does, `trace`, and the text `[DONE]`.

    It has no word for a failure, and so ends without the last two.

    Args:
        execution: The chat.
        heartbeat: Seconds of silence after which a comment is sent.

    Raises:
        AgentError: The agent failed.
    """
    yield _frame(events.ChatRoutingEvent(type="routing", content=_BACKEND))
    async with aclosing(execution.steps(heartbeat)) as steps:
        async for step in steps:
            match step:
                case str() | Delta():
                    text = step if isinstance(step, str) else step.text
                    yield _frame(events.ChatTokenEvent(type="token", content=text))
                case ToolCall(name):
                    yield _frame(events.ChatToolCallEvent(type="tool_call", content=name))
                case Silence():
                    yield _HEARTBEAT
    decision = events.DsgkDecision(execution.command.decision.decision)
    yield _frame(events.ChatTraceEvent(type="trace", command_id=execution.command.id, dsgk_decision=decision))
    yield "data: [DONE]\n\n"


def _frame(event: BaseModel) -> str:
    # ASCII only: some clients take U+2028 and its like for the end of a line.
    return f"data: {json.dumps(scrub(event.model_dump()), default=str)}\n\n"


def _call_id() -> str:
    return f"call_{uuid4().hex}"


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
