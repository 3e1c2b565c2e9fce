# Made from src/fairlead/_async/hai/runs.py by `nox -s regenerate`: edit that one.
"""Runs of agents as functions: the methods of clients and handles, under other names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, Unpack, overload

from fairlead._core import later
from fairlead._sync.hai.client import Client
from fairlead.hai import models
from fairlead.hai._follow import Until
from fairlead.hai.runs import RunOptions, SessionRunResult, Waiting
from fairlead.hai.tools import Tool

M = TypeVar("M", bound="later.BaseModel")


@overload
def run_session(
    client: Client,
    *,
    answer_schema: type[M],
    tools: Iterable[Tool | Callable[..., Any]] | None = None,
    cancel_on_exit: bool = True,
    **options: Unpack[RunOptions],
) -> SessionRunResult[M | Any]: ...
@overload
def run_session(
    client: Client,
    *,
    answer_schema: None = None,
    tools: Iterable[Tool | Callable[..., Any]] | None = None,
    cancel_on_exit: bool = True,
    **options: Unpack[RunOptions],
) -> SessionRunResult[Any]: ...
def run_session(
    client: Client,
    *,
    answer_schema: type[later.BaseModel] | None = None,
    tools: Iterable[Tool | Callable[..., Any]] | None = None,
    cancel_on_exit: bool = True,
    **options: Unpack[RunOptions],
) -> SessionRunResult[Any]:
    """Start a session and wait for its answer: the same as `client.run_session`.

    Raises:
        SessionTimeout: The time is up. It is a builtin `TimeoutError`.
        AnswerValidationError: The answer does not fit `answer_schema`.
        ApiError: The service refused a request.

    Examples:
        >>> result = run_session(client, agent="h/web-surfer-pro", messages="What is new?")
    """
    return client.run_session(
        answer_schema=answer_schema,  # pyright: ignore[reportArgumentType] (overloads are not combined)
        tools=tools,
        cancel_on_exit=cancel_on_exit,
        **options,
    )


def wait_for_session(
    client: Client,
    id: str,
    *,
    from_index: int = 0,
    limit: int | None = None,
    answer_schema: type[later.BaseModel] | None = None,
    tools: Iterable[Tool | Callable[..., Any]] | None = None,
    **waiting: Unpack[Waiting],
) -> SessionRunResult[Any]:
    """Wait for the answer of a session: the same as `wait_for_completion` of a new handle.

    For more than one turn, keep a handle: it knows what was read and answered.

    Args:
        client: The client.
        id: The session.
        from_index: Index of the first event to read.
        limit: Events that are read at a time; None for all there are.
        answer_schema: Pydantic model for the answer.
        tools: Functions that the agent may call.
        waiting: How long to wait, and how; see `Waiting`.

    Raises:
        SessionTimeout: The time is up. It is a builtin `TimeoutError`.
        AnswerValidationError: The answer does not fit `answer_schema`.
        ApiError: The service refused a request, such as for an unknown session.

    Examples:
        >>> result = wait_for_session(client, session_id, timeout_seconds=60)
    """
    return client.session(id).wait_for_completion(
        from_index=from_index,
        limit=limit,
        answer_schema=answer_schema,  # pyright: ignore[reportArgumentType] (overloads are not combined)
        tools=tools,
        **waiting,
    )


def stream_session(
    client: Client,
    id: str,
    *,
    from_index: int = 0,
    wait_for_seconds: int = 20,
    limit: int | None = None,
    until: Until = "settled",
    timeout_seconds: float | None = None,
    tools: Iterable[Tool | Callable[..., Any]] | None = None,
) -> Iterator[models.SessionEvent]:
    """Yield the events of a session as they happen: the same as `stream` of a new handle.

    Args:
        client: The client.
        id: The session.
        from_index: Index of the first event.
        wait_for_seconds: Seconds that each poll asks the service to wait for something new, 0 to 25.
        limit: Events that are read at a time; None for all there are.
        until: `"settled"` or `"terminal"`.
        timeout_seconds: Seconds for the whole; None for no limit.
        tools: Functions that the agent may call.

    Raises:
        SessionTimeout: The time is up. It is a builtin `TimeoutError`.
        ApiError: The service refused a request, such as for an unknown session.

    Examples:
        >>> for event in stream_session(client, session_id):
        ...     print(event.type)
    """
    return client.session(id).stream(
        from_index=from_index,
        wait_for_seconds=wait_for_seconds,
        limit=limit,
        until=until,
        timeout_seconds=timeout_seconds,
        tools=tools,
    )
