"""Starting a session with tools and an answer schema."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from fairlead._async.hai._base import AsyncLane
from fairlead._async.hai._pursuit import by, ends_with
from fairlead._async.hai.handle import AsyncSessionHandle, usable
from fairlead._core import later
from fairlead._core.deadline import Deadline
from fairlead.hai._answers import with_extras
from fairlead.hai.exceptions import SessionTimeout, TimedOut
from fairlead.hai.runs import NewSession
from fairlead.hai.tools import Tool


async def start(
    lane: AsyncLane,
    new: NewSession,
    *,
    tools: Iterable[Tool | Callable[..., Any]] | None,
    answer_schema: type[later.BaseModel] | None,
    deadline: Deadline,
) -> AsyncSessionHandle[Any]:
    """Create a session, by the deadline, and return its handle, which knows the tools and the schema.

    Raises:
        TypeError: There is no agent.
        SessionTimeout: The deadline has passed.
    """
    if "agent" not in new:
        raise TypeError("agent is missing: name the agent that is to run, such as agent='h/web-surfer-pro'")
    mine = usable(tools or ())
    fields = with_extras(new, tools=mine, answer_schema=answer_schema)
    try:
        session = await by(lane, deadline).create_session(**fields)
    except TimedOut as error:
        if not ends_with(deadline):
            raise
        raise SessionTimeout("the session was not even started in time", backend="hai") from error
    return AsyncSessionHandle(lane, session.id, tools=mine, answer_schema=answer_schema)
