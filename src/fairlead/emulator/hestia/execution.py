"""A command on its way: the agent's doings as they happen, within the time that the caller allows."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from fairlead.emulator._clock import Clock
from fairlead.emulator.hestia.agent import Agent, AgentError, Context, Delta, Pause, ToolCall, items
from fairlead.emulator.hestia.governance import Decision, Verdict

__all__ = ["Command", "Execution", "Silence", "TimeIsUp", "cancel"]

_MILLISECOND = timedelta(milliseconds=1)
_LONGEST = 86_400.0  # seconds; more than that is no limit, and soon more than the clock can count


class TimeIsUp(AgentError):
    """The command took longer than its caller allows."""


@dataclass(frozen=True, slots=True)
class Command:
    """A command, judged.

    Attributes:
        context: Its id, and what the agent is told.
        text: Its text.
        input: Its own fields, as the trace shows them.
        decision: What governance says about it.
        verdict: What happens with it.
        received: When it came in.
    """

    context: Context
    text: str
    input: Mapping[str, Any]
    decision: Decision
    verdict: Verdict
    received: datetime

    @property
    def id(self) -> str:
        """Its id, which is also that of its trace."""
        return self.context.command_id

    @property
    def blocked(self) -> bool:
        """Whether it must not run."""
        return self.verdict.result == "BLOCK"


class Silence:
    """Nothing happened for a while."""


class Execution:
    """One command that runs.

    Attributes:
        command: The command.
        output: The text so far.
        tool_calls: How many tools the agent has called.
        outcome: `CANCELLED` until it has ended by itself: `COMPLETED`, `FAILED` or `TIMED_OUT`.
        error: What went wrong.

    Args:
        command: The command.
        agent: Works on it.
        clock: Measures its time.
        timeout_ms: Time that it may take, in milliseconds; None is without limit.
        on_end: Called as soon as it has ended by itself, before anybody is told.
    """

    def __init__(
        self,
        command: Command,
        agent: Agent,
        clock: Clock,
        timeout_ms: int | None,
        on_end: Callable[[Execution], None],
    ) -> None:
        self.command = command
        self.output: str = ""
        self.tool_calls: int = 0
        self.outcome: str = "CANCELLED"
        self.error: AgentError | None = None
        self._agent = agent
        self._clock = clock
        self._timeout_ms = timeout_ms
        self._on_end = on_end
        self._ended: datetime | None = None

    @property
    def latency_ms(self) -> float:
        """Milliseconds from the moment the command came in to its end, or until now."""
        return max(0.0, ((self._ended or self._clock.now()) - self.command.received) / _MILLISECOND)

    async def finish(self) -> None:
        """Let it run to its end. Whether it came to a good one, `error` says."""
        async with aclosing(self.steps()) as steps:
            with suppress(AgentError):
                async for _ in steps:
                    pass

    async def steps(self, silence: float | None = None) -> AsyncGenerator[str | Delta | ToolCall | Silence]:
        """Everything the agent does, as it happens.

        Args:
            silence: Seconds without any of it after which a `Silence` is told. Default: never.

        Raises:
            AgentError: The agent failed, or (`TimeIsUp`) took too long.
        """
        try:
            async with (
                aclosing(self._happenings()) as happenings,
                aclosing(self._timed(happenings, silence)) as timed,
            ):
                async for item in timed:
                    if isinstance(item, ToolCall):
                        self.tool_calls += 1
                    elif not isinstance(item, Silence):
                        self.output += item if isinstance(item, str) else item.text
                    yield item
        except AgentError as error:
            self.error = error
            self._end("TIMED_OUT" if isinstance(error, TimeIsUp) else "FAILED")
            raise
        self._end("COMPLETED")

    def _end(self, outcome: str) -> None:
        self.outcome = outcome
        self._ended = self._clock.now()
        self._on_end(self)

    async def _happenings(self) -> AsyncGenerator[str | Delta | ToolCall]:
        try:
            async with aclosing(items(self._agent(self.command.text, self.command.context))) as doings:
                async for item in doings:
                    if isinstance(item, Pause):
                        await self._clock.sleep(item.seconds)
                    elif isinstance(item, str | Delta | ToolCall):
                        yield item
                    else:
                        raise TypeError(f"the agent yielded {item!r}")
        except AgentError:
            raise
        except Exception as error:  # the agent is the user's code, which may raise anything
            raise AgentError("AGENT_FAILED", f"{type(error).__name__}: {error}") from error

    async def _timed(
        self, happenings: AsyncGenerator[str | Delta | ToolCall], silence: float | None
    ) -> AsyncGenerator[str | Delta | ToolCall | Silence]:
        seconds = _LONGEST if self._timeout_ms is None else min(self._timeout_ms / 1000, _LONGEST)
        deadline = asyncio.create_task(self._clock.sleep(seconds))
        step = asyncio.create_task(_next(happenings))
        try:
            while True:
                if not await self._within(silence, step, deadline):
                    yield Silence()
                elif deadline.done():
                    raise TimeIsUp("TIMEOUT", f"The command took longer than {self._timeout_ms} ms")
                elif (item := step.result()) is None:
                    return
                else:
                    yield item
                    step = asyncio.create_task(_next(happenings))
        finally:
            await cancel(step, deadline)

    async def _within(self, seconds: float | None, *tasks: asyncio.Task[Any]) -> bool:
        """Whether one of the tasks ends within so many seconds of the clock."""
        if seconds is None:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            return True
        pause = asyncio.create_task(self._clock.sleep(seconds))
        try:
            await asyncio.wait((*tasks, pause), return_when=asyncio.FIRST_COMPLETED)
        finally:
            await cancel(pause)
        return any(task.done() for task in tasks)


async def _next(happenings: AsyncGenerator[str | Delta | ToolCall]) -> str | Delta | ToolCall | None:
    return await anext(happenings, None)


async def cancel(*tasks: asyncio.Task[Any]) -> None:
    """End tasks, and wait until they have ended."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
