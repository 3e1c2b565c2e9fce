"""What people see while an agent works."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fairlead._core.deadline import Deadline
from fairlead.cli._output import dumps, plain, short
from fairlead.cli._waiting import Waiting
from fairlead.cli.hai._connection import Hai

if TYPE_CHECKING:
    from fairlead.hai import PolicyEvent, SessionEvent, SessionHandle, SessionRunResult

_DATA_WIDTH = 120


class Progress:
    """The status, the steps, and what the agent did last.

    Args:
        status: How the session stands at the beginning.
    """

    def __init__(self, status: str = "pending") -> None:
        self.status = status
        self.steps = 0
        self.action = ""

    def take(self, event: SessionEvent) -> str | None:
        """Note an event, and say how far it is if that is news."""
        before = self.status, self.steps, self.action
        data: Any = event.data
        match event.type:
            case "ActiveStateChangeEvent":
                self.status = str(data.state)
            case "MetricsUpdateEvent":
                self.steps = max(self.steps, data.metrics.steps)
            case "AgentEvent" if data.kind == "policy_event":
                self.steps += 1
                self.action = _calls(data) or data.content or data.reasoning_content or ""
            case "AgentEvent" if data.kind == "message_event" and data.caller_id != "user":
                self.action = " ".join(map(str, data.content))
            case "AgentEvent" if data.kind == "error_event":
                self.action = f"error: {data.error}"
            case _:
                pass
        if before == (self.status, self.steps, self.action):
            return None
        return " · ".join(filter(None, (self.status, f"step {self.steps}", self.action)))


def follow(
    hai: Hai, session: SessionHandle[Any], *, timeout: float, show_events: bool, status: str = "pending"
) -> SessionRunResult[Any]:
    """Follow a session to its answer, and show all events on stdout, or how far it is on stderr.

    Args:
        hai: What was said on the command line.
        session: The session.
        timeout: Seconds for the whole.
        show_events: Whether each event is shown.
        status: How the session stands.

    Raises:
        SessionTimeout: The time is up.
    """
    deadline = Deadline(timeout)
    progress = Progress(status)
    # Events are progress enough, and one line each.
    with Waiting(quiet=show_events or hai.as_json) as waiting:
        waiting.note(status)
        for number, event in enumerate(session.stream(timeout_seconds=timeout)):
            if show_events:
                hai.out.line(event, event_line(number, event))
            waiting.note(progress.take(event))
    # There is nothing to wait for any more, but one more question may take a moment.
    return session.wait_for_completion(timeout_seconds=max(1.0, deadline.remaining or 0.0))


def event_line(index: int, event: SessionEvent) -> str:
    """An event in one line."""
    content = json.dumps(event.to_dict().get("data"), ensure_ascii=False)
    return plain(f"{index:>5}  {event.type}  {short(content, _DATA_WIDTH)}")


def answer_text(result: SessionRunResult[Any]) -> str:
    """How a session stands, for people."""
    lines = [f"Session: {result.id}", f"Status: {result.status}"]
    lines += [f"Outcome: {result.outcome}"] if result.outcome else []
    lines += (
        [f"Error: {result.error}{f' ({result.error_code})' if result.error_code else ''}"]
        if result.error
        else []
    )
    if result.answer is not None:
        lines += ["", result.answer if isinstance(result.answer, str) else dumps(result.answer)]
    return "\n".join(lines)


def _calls(step: PolicyEvent) -> str:
    return ", ".join(
        f"{call.tool_name}({', '.join(f'{name}={value!r}' for name, value in call.args.items())})"
        for call in step.tool_reqs or ()
    )
