"""Starting, waiting and streaming take what they took in the SDK that this facade replaces."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from typing import Any

import pytest

from fairlead import hai

CREATE = {
    *("agent", "idempotency_key", "messages", "overrides", "max_steps", "max_time_s", "idle_timeout_s"),
    *(
        "group_id",
        "parent_session_id",
        "timezone",
        "delete_after_min",
        "delete_screenshot_after_min",
        "queue",
    ),
}
WAIT = {
    "wait_for_seconds": 20,
    "limit": None,
    "include_events": True,
    "timeout_seconds": None,
    "poll_backoff_seconds": 0.0,
    "max_polls": None,
    "answer_schema": None,
    "tools": None,
}
STREAM = {"wait_for_seconds": 20, "limit": None, "until": "settled", "timeout_seconds": None, "tools": None}
RUN = {"wait_for_seconds", "include_events", "timeout_seconds", "poll_backoff_seconds", "max_polls"}
FLAVOURS = [
    pytest.param(hai.Client, hai.SessionHandle, "", id="blocking"),
    pytest.param(hai.AsyncClient, hai.AsyncSessionHandle, "async_", id="asynchronous"),
]


def taken(function: Callable[..., Any]) -> dict[str, Any]:
    """Names that can be given, with their defaults; those of a TypedDict have none."""
    found: dict[str, Any] = {}
    hints = typing.get_type_hints(function)
    for name, parameter in inspect.signature(function).parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            found |= dict.fromkeys(typing.get_type_hints(typing.get_args(hints[name])[0]), None)
        elif name not in {"self", "client", "id"}:
            found[name] = parameter.default
    return found


@pytest.mark.parametrize(("client", "handle", "prefix"), FLAVOURS)
def test_starting_and_waiting(client: Any, handle: Any, prefix: str) -> None:
    assert CREATE | {"answer_schema", "tools"} == {*taken(client.start_session)}
    assert CREATE | RUN | {"answer_schema", "tools", "cancel_on_exit"} == {*taken(client.run_session)}
    assert taken(getattr(hai, f"{prefix}run_session")) == taken(client.run_session)
    # Where a handle goes on is its own affair; a function begins at the beginning.
    assert taken(handle.wait_for_completion) == {**WAIT, "from_index": None, "cancel_on_exit": False}
    assert {*taken(getattr(hai, f"{prefix}wait_for_session"))} == {*WAIT, "from_index"}
    assert taken(getattr(hai, f"{prefix}wait_for_session"))["from_index"] == 0
    assert taken(handle.stream) == {**STREAM, "from_index": None}
    assert taken(getattr(hai, f"{prefix}stream_session")) == {**STREAM, "from_index": 0}


@pytest.mark.parametrize(("client", "handle", "prefix"), FLAVOURS)
def test_the_handle(client: Any, handle: Any, prefix: str) -> None:
    for name in ("get", "status", "pause", "resume", "force_answer", "cancel"):
        assert taken(getattr(handle, name)) == {}
    changes = {"from_index": 0, "limit": None, "include_events": None, "wait_for_seconds": None}
    assert taken(handle.changes) == changes
    assert [*inspect.signature(handle.send_message).parameters] == ["self", "message"]
    assert [*inspect.signature(client.session).parameters] == ["self", "id"]


def test_the_result() -> None:
    fields = [*inspect.signature(hai.SessionRunResult).parameters]
    assert fields[:6] == ["id", "status", "events", "next_from_index", "final_changes", "answer"]
    assert {*fields[6:]} == {"outcome", "error", "error_code"}
    result = hai.SessionRunResult[Any](id="1", status="idle", events=[], next_from_index=0)
    with pytest.raises(AttributeError):
        result.status = "failed"  # type: ignore[misc]
    ended = {"completed", "failed", "timed_out", "interrupted"}
    assert {*hai.TERMINAL_SESSION_STATUSES} == ended
    assert {*hai.SETTLED_SESSION_STATUSES} == ended | {"idle"}
    for status, is_terminal, is_settled in (
        ("failed", True, True),
        ("idle", False, True),
        ("odd", False, False),
    ):
        assert hai.is_terminal_session_status(status) is is_terminal
        assert hai.is_settled_session_status(status) is is_settled


def test_a_session_needs_an_agent() -> None:
    with hai.Client(api_key="hk-x") as client, pytest.raises(TypeError, match="agent is missing"):
        client.run_session(messages="hello")  # type: ignore[call-overload]
    with hai.Client(api_key="hk-x") as client, pytest.raises(TypeError, match="mesages"):
        client.start_session(agent="h/web-surfer-pro", mesages="hello")  # type: ignore[call-overload]
