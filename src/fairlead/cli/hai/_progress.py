"""What people see while an agent works."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from fairlead.cli._output import dumps, plain
from fairlead.cli.hai._options import Options

if TYPE_CHECKING:
    from rich.console import RenderableType

    from fairlead.hai import PolicyEvent, SessionEvent, SessionHandle, SessionRunResult

_ACTION_WIDTH = 60
_DATA_WIDTH = 120


class Progress:
    """The status, the steps, the time, and what the agent did last."""

    def __init__(self) -> None:
        self.status = "pending"
        self.steps = 0
        self.action = ""
        self._started = time.monotonic()

    def take(self, event: SessionEvent) -> bool:
        """Note an event, and say whether it is worth a line of its own."""
        before = self.status, self.steps, self.action
        data: Any = event.data
        match event.type:
            case "ActiveStateChangeEvent":
                self.status = str(data.state)
            case "MetricsUpdateEvent":
                self.steps = max(self.steps, data.metrics.steps)
            case "AgentEvent" if data.kind == "policy_event":
                self.steps += 1
                done = _calls(data) or data.content or data.reasoning_content or ""
                self.action = _short(done, _ACTION_WIDTH)
            case "AgentEvent" if data.kind == "message_event" and data.caller_id != "user":
                self.action = _short(" ".join(map(str, data.content)), _ACTION_WIDTH)
            case "AgentEvent" if data.kind == "error_event":
                self.action = _short(f"error: {data.error}", _ACTION_WIDTH)
            case _:
                pass
        return before != (self.status, self.steps, self.action)

    def line(self) -> str:
        """How far it is."""
        elapsed = int(time.monotonic() - self._started)
        parts = [self.status, f"step {self.steps}", f"{elapsed // 60}:{elapsed % 60:02}", plain(self.action)]
        return " · ".join(filter(None, parts))

    def __rich__(self) -> RenderableType:
        from rich.spinner import Spinner
        from rich.text import Text

        return Spinner("dots", Text(self.line(), overflow="ellipsis", no_wrap=True))


@contextmanager
def shown(progress: Progress, *, live: bool) -> Generator[Callable[[], None]]:
    """Show the progress on stderr: on a terminal as a line that changes, else as lines."""
    if live and sys.stderr.isatty():
        from rich.console import Console
        from rich.live import Live

        with Live(progress, console=Console(stderr=True), refresh_per_second=8, transient=True):
            yield lambda: None
    else:
        yield (lambda: typer.echo(progress.line(), err=True)) if live else (lambda: None)


def follow(
    options: Options, session: SessionHandle[Any], *, timeout: float, show_events: bool
) -> SessionRunResult[Any]:
    """Follow a session to its answer, and show all events on stdout, or how far it is on stderr.

    Raises:
        SessionTimeout: The time is up.
    """
    end = time.monotonic() + timeout
    progress = Progress()
    # Events on the terminal are progress enough, and one line each.
    with shown(progress, live=not show_events and not options.as_json) as changed:
        for number, event in enumerate(session.stream(timeout_seconds=timeout)):
            if show_events:
                typer.echo(dumps(event, indent=None) if options.as_json else event_line(number, event))
            if progress.take(event):
                changed()
    return session.wait_for_completion(timeout_seconds=max(1.0, end - time.monotonic()))


def event_line(index: int, event: SessionEvent) -> str:
    """An event in one line."""
    content = json.dumps(event.to_dict().get("data"), ensure_ascii=False)
    return plain(f"{index:>5}  {event.type}  {_short(content, _DATA_WIDTH)}")


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


def _short(text: str, width: int) -> str:
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"
