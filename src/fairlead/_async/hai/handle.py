"""A session that is being followed: read it, steer it, wait for its answer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Generic, TypeVar, overload

from fairlead._async import _io
from fairlead._async.hai._base import AsyncLane, AsyncOwner
from fairlead._async.hai._pursuit import AsyncPursuit, by
from fairlead._async.hai.sessions import AsyncSessions
from fairlead._core import later
from fairlead._core.deadline import Deadline
from fairlead.hai import models
from fairlead.hai._bodies import messages_body
from fairlead.hai._calls import Calls
from fairlead.hai._conclude import conclude
from fairlead.hai._follow import Follow, Until, check_waiting
from fairlead.hai._statuses import is_settled_session_status
from fairlead.hai._turn import Turn
from fairlead.hai.exceptions import (
    ConflictError,
    HaiError,
    InvalidArgument,
    SessionTimeout,
)
from fairlead.hai.runs import SessionRunResult
from fairlead.hai.tools import Tool, as_tools

T = TypeVar("T")
M = TypeVar("M", bound="later.BaseModel")

CANCELLING: Final = 2.0
"""Seconds that cancelling a session may take, after the time for it is up."""


class AsyncSessionHandle(Generic[T]):
    """One session. Made by `start_session`, or by `session(id)` for one that is there already.

    The handle remembers what it was told and what was read, so that it can be waited for again and again:
    every event is handed out once, every call of a tool is run and answered once, and after `send_message`
    a wait ends with the answer to that, and not with the one before. Use one handle per session for that.

    Args:
        client: The client that the session belongs to.
        id: The session's id.
        tools: What runs the agent's calls of tools.
        answer_schema: Pydantic model that the answer has to fit.

    Attributes:
        id: The session's id.

    Examples:
        >>> session = await client.start_session(
        ...     agent="h/web-surfer-pro", messages="Find the top story", idle_timeout_s=600
        ... )
        >>> first = await session.wait_for_completion()
        >>> await session.send_message("Now summarize its comments")
        >>> second = await session.wait_for_completion()
    """

    def __init__(
        self,
        client: AsyncOwner | AsyncLane,
        id: str,
        *,
        tools: Sequence[Tool] = (),
        answer_schema: type[later.BaseModel] | None = None,
    ) -> None:
        self.id = id
        self._lane = client if isinstance(client, AsyncLane) else client._lane  # pyright: ignore[reportPrivateUsage]
        self._sessions = AsyncSessions(self._lane)
        self._tools = tools
        self._answer_schema = answer_schema
        self._turn = Turn()
        self._calls = Calls()
        self._cursor = 0
        self._resting: str | None = None  # its status, if the session was seen at rest and not told anything
        self._end: int | None = None  # of the log at that time; None if it was not read

    def __repr__(self) -> str:
        return f"{type(self).__name__}(id={self.id!r})"

    async def get(self) -> models.Session:
        """Get the whole session."""
        return await self._sessions.get_session(self.id)

    async def status(self) -> models.SessionStatus:
        """Get how the session stands: status, steps, usage."""
        return await self._sessions.get_session_status(self.id)

    async def changes(
        self,
        *,
        from_index: int = 0,
        limit: int | None = None,
        include_events: bool | None = None,
        wait_for_seconds: int | None = None,
    ) -> models.SessionChanges | None:
        """Get what happened since an index of the log; see `sessions.get_session_changes`.

        Returns:
            None if no event came in time.
        """
        return await self._sessions.get_session_changes(
            self.id,
            from_index=from_index,
            limit=limit,
            include_events=include_events,
            wait_for_seconds=wait_for_seconds,
        )

    async def send_message(
        self, message: str | models.UserMessageEvent | models.UserMessageBatch | Mapping[str, Any]
    ) -> None:
        """Tell the agent something. It hears it at its next step; an idle session wakes up.

        If the session was not seen at rest by a wait just before, its state is asked for first, so that the
        next wait can tell the answer to this message from earlier ones.

        Args:
            message: A text, a message, or a batch of messages.

        Raises:
            ApiError: The session has ended, or a quota is used up.
        """
        body = messages_body(message)
        last = body["messages"][-1] if body["type"] == "batch" else body
        end = self._end if self._resting else None
        status = self._resting or await self._look()
        await self._sessions.send_session_messages(self.id, request=body)
        self._turn.tell(last["message"], caller=last.get("caller_id"), cursor=end, status=status)
        self._resting = None

    async def pause(self) -> None:
        """Ask the session to pause. It keeps its state and its slot."""
        await self._sessions.pause_session(self.id)

    async def resume(self) -> None:
        """Let the session go on."""
        await self._sessions.resume_session(self.id)

    async def force_answer(self) -> None:
        """Ask the agent to stop exploring, and to answer with what it has."""
        await self._sessions.force_session_answer(self.id)

    async def cancel(self) -> None:
        """End the session for good; it becomes `interrupted`. One that has ended stays as it is."""
        try:
            await self._sessions.cancel_session(self.id)
        except ConflictError:
            return

    @overload
    async def wait_for_completion(
        self,
        *,
        answer_schema: type[M],
        from_index: int | None = None,
        wait_for_seconds: int = 20,
        limit: int | None = None,
        include_events: bool = True,
        timeout_seconds: float | None = None,
        poll_backoff_seconds: float = 0.0,
        max_polls: int | None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        cancel_on_exit: bool = False,
    ) -> SessionRunResult[M | Any]: ...
    @overload
    async def wait_for_completion(
        self,
        *,
        answer_schema: None = None,
        from_index: int | None = None,
        wait_for_seconds: int = 20,
        limit: int | None = None,
        include_events: bool = True,
        timeout_seconds: float | None = None,
        poll_backoff_seconds: float = 0.0,
        max_polls: int | None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        cancel_on_exit: bool = False,
    ) -> SessionRunResult[T]: ...
    async def wait_for_completion(
        self,
        *,
        answer_schema: type[later.BaseModel] | None = None,
        from_index: int | None = None,
        wait_for_seconds: int = 20,
        limit: int | None = None,
        include_events: bool = True,
        timeout_seconds: float | None = None,
        poll_backoff_seconds: float = 0.0,
        max_polls: int | None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
        cancel_on_exit: bool = False,
    ) -> SessionRunResult[Any]:
        """Wait until the agent has answered and rests, or the session has ended, and run tools meanwhile.

        It returns when the session is `completed`, `failed`, `timed_out`, `interrupted` or, after some work
        on what it was last told, `idle`; also when it waits for results of tools and there are none here.
        A poll that is lost, or cut off, is sent again as often as the client's `max_retries` says.

        Tools of one step run at the same time, plain functions in threads. A tool that is still running when
        the time is up goes on, and the next wait sends its result. An exception of a tool is reported to the
        agent; only what is no `Exception`, such as `KeyboardInterrupt`, ends the wait.

        Args:
            answer_schema: Pydantic model for the answer; what the session was started with by default.
            from_index: Index of the first event to read; where the last wait ended by default.
            wait_for_seconds: Seconds that each poll asks the service to wait for something new, 0 to 25.
            limit: Events that are read at a time; None for all there are.
            include_events: Whether to read the events. Tools need them.
            timeout_seconds: Seconds for the whole, kept to within a tenth of a second; None for no limit.
            poll_backoff_seconds: Seconds between polls, beyond that; without events, 0 means
                `wait_for_seconds`.
            max_polls: Polls at most; None for no limit.
            tools: Functions that the agent may call; those that the session was started with by default.
            cancel_on_exit: Whether the session is cancelled if there is no result: the time is up, the wait
                is cancelled or interrupted (Ctrl-C), or the service refuses to go on. Cancelling takes one
                more request of at most 2 seconds.

        Raises:
            SessionTimeout: The time is up, or the polls are. It is a builtin `TimeoutError`, and has the
                events that were read.
            AnswerValidationError: The answer does not fit `answer_schema`.
            ApiError: The service refused a request.
            TransportError: The service could not be reached, again and again.
            InvalidArgument: An argument cannot be right.

        Examples:
            >>> try:
            ...     result = await session.wait_for_completion(timeout_seconds=300)
            ... except SessionTimeout as late:
            ...     print(late.session_status, len(late.events))
            ...     await session.force_answer()
            ...     result = await session.wait_for_completion(timeout_seconds=60)
        """
        deadline = Deadline(timeout_seconds)
        mine = self._tools if tools is None else usable(tools)
        check_waiting(
            from_index=from_index,
            wait_for_seconds=wait_for_seconds,
            limit=limit,
            include_events=include_events,
            timeout_seconds=timeout_seconds,
            poll_backoff_seconds=poll_backoff_seconds,
            max_polls=max_polls,
            has_tools=bool(mine),
        )
        follow = Follow(
            self._turn,
            self._calls,
            cursor=self._cursor if from_index is None else from_index,
            wait=wait_for_seconds,
            limit=limit,
            has_tools=bool(mine),
            with_events=include_events,
            backoff=poll_backoff_seconds,
        )
        pursuit = AsyncPursuit(
            self._lane, self.id, follow, self._calls, tools=mine, deadline=deadline, max_polls=max_polls
        )
        self._resting = None
        events: list[models.SessionEvent] = []
        try:
            async for page in pursuit.pages():
                events += page
        except SessionTimeout as late:
            late.handle, late.events = self, events
            self._cursor = follow.cursor
            late.cancelled = cancel_on_exit and await self._give_up(late)
            raise
        except BaseException as error:
            if cancel_on_exit:
                await self._give_up(error)
            raise
        self._cursor = follow.cursor
        self._rest(follow)
        return conclude(self.id, self._turn, follow, events, answer_schema or self._answer_schema)

    def stream(
        self,
        *,
        from_index: int | None = None,
        wait_for_seconds: int = 20,
        limit: int | None = None,
        until: Until = "settled",
        timeout_seconds: float | None = None,
        tools: Iterable[Tool | Callable[..., Any]] | None = None,
    ) -> AsyncIterator[models.SessionEvent]:
        """Yield events as they happen, in the order of the log, each once, and run tools meanwhile.

        It ends where `wait_for_completion` returns, which may follow to get the answer; but it does not end
        at calls of tools that are not here: somebody else may answer them. What was yielded counts as read,
        so that another `stream` or wait goes on after that. It holds no connection between two events.

        Args:
            from_index: Index of the first event; where the last wait or stream ended by default.
            wait_for_seconds: Seconds that each poll asks the service to wait for something new, 0 to 25.
            limit: Events that are read at a time; None for all there are.
            until: `"settled"` to end when the agent rests or the session has ended, `"terminal"` to end only
                when it has ended.
            timeout_seconds: Seconds for the whole; None for no limit.
            tools: Functions that the agent may call; those that the session was started with by default.

        Raises:
            SessionTimeout: The time is up. It is a builtin `TimeoutError`.
            ApiError: The service refused a request.
            TransportError: The service could not be reached, again and again.
            InvalidArgument: An argument cannot be right.

        Examples:
            >>> async for event in session.stream():
            ...     print(event.timestamp, event.type)
        """
        deadline = Deadline(timeout_seconds)
        mine = self._tools if tools is None else usable(tools)
        check_waiting(
            from_index=from_index,
            wait_for_seconds=wait_for_seconds,
            limit=limit,
            until=until,
            timeout_seconds=timeout_seconds,
        )
        follow = Follow(
            self._turn,
            self._calls,
            cursor=self._cursor if from_index is None else from_index,
            wait=wait_for_seconds,
            limit=limit,
            until=until,
            has_tools=bool(mine),
            leaves_calls=False,
        )
        pursuit = AsyncPursuit(self._lane, self.id, follow, self._calls, tools=mine, deadline=deadline)
        return self._stream(pursuit, follow)

    async def _stream(self, pursuit: AsyncPursuit, follow: Follow) -> AsyncIterator[models.SessionEvent]:
        self._resting = None
        try:
            async for page in pursuit.pages():
                for index, event in enumerate(page, follow.cursor - len(page)):
                    self._cursor = index + 1
                    yield event
        except SessionTimeout as late:
            late.handle = self
            raise
        self._rest(follow)

    def _rest(self, follow: Follow) -> None:
        """Note that the session was seen at rest, and where its log ends."""
        if follow.status is not None and is_settled_session_status(follow.status):
            self._resting = follow.status
            self._end = follow.cursor if follow.reads_log else None

    async def _look(self) -> str:
        """Ask how the session stands, so that the next turn can be told from this one."""
        changes = await self._sessions.get_session_changes(self.id, from_index=0, include_events=False)
        if changes is not None:
            steps = changes.metrics.steps if changes.metrics else None
            self._turn.look(changes.status, steps=steps, answer=changes.answer)
            return changes.status
        standing = await self.status()
        self._turn.look(standing.status, steps=standing.steps)
        return standing.status

    async def _give_up(self, error: BaseException) -> bool:
        """Cancel the session because of an error, and say whether it is over."""
        try:
            await by(self._lane, Deadline(CANCELLING)).cancel_session(self.id)
        except ConflictError:
            return True
        except HaiError as failure:
            error.add_note(f"session {self.id} could not be cancelled: {failure}")
            return False
        error.add_note(f"session {self.id} was cancelled")
        return True


def usable(tools: Iterable[Tool | Callable[..., Any]]) -> list[Tool]:
    """The tools, if this flavour can run them.

    Raises:
        InvalidArgument: One needs an event loop, and there is none.
    """
    made = as_tools(tools)
    for tool in made:
        if tool.is_async and not _io.RUNS_COROUTINES:
            raise InvalidArgument(
                f"the tool {tool.name} is a coroutine function: use the asynchronous client,"
                " or a plain function",
                backend="hai",
            )
    return made
