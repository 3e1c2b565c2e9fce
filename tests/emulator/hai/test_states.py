"""What each operation does to a session in each state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fairlead.emulator.hai import Ask, Call, Fail, Stall, Think

AGENT = "h/web-surfer-pro"
MESSAGE = {"type": "user_message", "message": "more"}
RESULT = {"kind": "tool_result", "tool_req": {"tool_name": "t", "args": {}, "id": "call_1"}, "result": 1}

# How a session gets into a state: its script, its region, and what is done to it then.
PATHS: dict[str, tuple[Any, str, str | None]] = {
    "queued": ([Stall()], "eu", None),
    "pending": ([Stall()], "eu", None),
    "running": ([Think("…"), Stall()], "eu", None),
    "awaiting_tool_results": ([Call("t")], "eu", None),
    "paused": ([Think("…"), Stall()], "eu", "pause"),
    "idle": ("answer", "eu", None),
    "completed": ("answer", "us", None),
    "failed": ([Fail("broken")], "eu", None),
    "timed_out": ([Fail("late", "timeout")], "eu", None),
    "interrupted": ([Stall()], "eu", "cancel"),
}

OPERATIONS: dict[str, tuple[str, str, Any]] = {
    "cancel": ("DELETE", "", None),
    "message": ("POST", "/messages", MESSAGE),
    "tool_results": ("POST", "/tool_results", RESULT),
    "pause": ("POST", "/pause", None),
    "resume": ("POST", "/resume", None),
    "force_answer": ("POST", "/force_answer", None),
    "share": ("POST", "/share", None),
}

ENDED = {
    "cancel": (409, None),
    "message": (400, None),
    "tool_results": (409, None),
    "pause": (400, None),
    "resume": (400, None),
    "force_answer": (400, None),
    "share": (200, None),
}
ALIVE = {
    "cancel": (204, "interrupted"),
    "tool_results": (202, None),
    "message": (202, None),
    "share": (200, None),
}

# Status of the answer, and the status of the session afterwards; None if it stays.
EXPECTED: dict[str, dict[str, tuple[int, str | None]]] = {
    "queued": {**ALIVE, "pause": (400, None), "resume": (202, None), "force_answer": (202, None)},
    "pending": {**ALIVE, "pause": (202, "paused"), "resume": (202, None), "force_answer": (202, None)},
    "running": {**ALIVE, "pause": (202, "paused"), "resume": (202, None), "force_answer": (202, "idle")},
    "awaiting_tool_results": {
        **ALIVE,
        "tool_results": (202, "failed"),  # the script ends there, without an answer
        "pause": (202, "paused"),
        "resume": (202, None),
        "force_answer": (202, "idle"),
    },
    "paused": {**ALIVE, "pause": (202, None), "resume": (202, "running"), "force_answer": (202, None)},
    "idle": {**ALIVE, "pause": (202, "paused"), "resume": (202, None), "force_answer": (202, None)},
    **dict.fromkeys(("completed", "failed", "timed_out", "interrupted"), ENDED),
}


@pytest.fixture(scope="module")
def _kept() -> dict[str, Any]:
    return {}


@pytest.fixture
def in_state(wire_of: Any) -> Callable[[str], tuple[Any, str]]:
    """A session in a state."""

    def make(state: str) -> tuple[Any, str]:
        script, region, act = PATHS[state]
        settings = {"max_sessions": 0} if state == "queued" else {}
        if state == "pending":
            settings["start_seconds"] = 60
        wire = wire_of(
            region=region, agent=script if isinstance(script, list) else (lambda _: script), **settings
        )
        session_id = wire.start()
        if act is not None:
            method, path, body = OPERATIONS[act]
            assert wire.call(method, f"/sessions/{session_id}{path}", body).is_success
            wire.pass_()
        assert wire.status(session_id) == state
        return wire, session_id

    return make


@pytest.mark.parametrize("state", PATHS)
def test_what_operations_do(in_state: Any, state: str) -> None:
    wire, session_id = in_state(state)
    # The one that may end the session comes last.
    for operation in ("share", "resume", "message", "tool_results", "pause", "force_answer", "cancel"):
        expected, after = EXPECTED[state][operation]
        if operation == "cancel" or after is None:
            method, path, body = OPERATIONS[operation]
            answer = wire.call(method, f"/sessions/{session_id}{path}", body)
            assert answer.status_code == expected, operation
            wire.pass_()
            assert wire.status(session_id) == (after or state), operation


@pytest.mark.parametrize(
    ("state", "operation"),
    [
        (state, operation)
        for state, operations in EXPECTED.items()
        for operation, (_, after) in operations.items()
        if after is not None and operation != "cancel"
    ],
)
def test_operations_that_move_a_session(in_state: Any, state: str, operation: str) -> None:
    wire, session_id = in_state(state)
    method, path, body = OPERATIONS[operation]
    expected, after = EXPECTED[state][operation]
    assert wire.call(method, f"/sessions/{session_id}{path}", body).status_code == expected
    wire.pass_()
    assert wire.status(session_id) == after


def test_a_pause_keeps_everything(wire: Any) -> None:
    wire.play([Call("t"), Call("u")])
    session_id = wire.start(idle_timeout_s=5)
    wire.post(f"/sessions/{session_id}/pause")
    wire.post(f"/sessions/{session_id}/tool_results", RESULT)
    wire.pass_(100)
    assert wire.status(session_id) == "paused"
    assert wire.pending(session_id) == []
    assert wire.get("/sessions/quota")["active"] == 1
    assert wire.get("/sessions", status="paused")["total"] == 1
    assert wire.get("/sessions", status="awaiting_tool_results")["total"] == 0
    wire.post(f"/sessions/{session_id}/resume")
    wire.pass_()
    assert [call["tool_name"] for call in wire.pending(session_id)] == ["u"]
    flows = [kind for kind in wire.types(session_id) if kind in ("flow_event", "AgentRunStatusChangeEvent")]
    assert flows == ["flow_event", "AgentRunStatusChangeEvent"] * 2


def test_an_idle_session_does_not_end_while_it_is_paused(wire: Any) -> None:
    session_id = wire.start(idle_timeout_s=5)
    wire.post(f"/sessions/{session_id}/pause")
    wire.pass_(100)
    assert wire.status(session_id) == "paused"
    wire.post(f"/sessions/{session_id}/resume")
    wire.pass_()
    assert wire.status(session_id) == "completed"


def test_a_message_to_a_working_agent_is_heard_at_its_next_step(wire: Any) -> None:
    heard: list[list[str]] = []

    def script(turn: Any) -> Any:
        yield Stall(10)
        heard.append(list(turn.messages))
        return turn.message

    wire.play(script)
    session_id = wire.start("one")
    wire.say(session_id, "two")
    assert wire.status(session_id) == "running"
    wire.pass_(10)
    assert heard == [["one", "two"]]
    assert wire.answer(session_id) == "two"


def test_a_question_rests_until_it_is_answered(wire: Any) -> None:
    def script(turn: Any) -> Any:
        colour = yield Ask("Which colour?")
        return f"{turn.messages[0]} in {colour}"

    wire.play(script)
    session_id = wire.start("a car", max_time_s=30)
    assert (wire.status(session_id), wire.answer(session_id)) == ("idle", None)
    wire.pass_(1_000)  # the user's time does not count
    wire.say(session_id, "red")
    assert wire.answer(session_id) == "a car in red"
    assert wire.get(f"/sessions/{session_id}/status")["outcome"] == "success"


def test_a_question_that_nobody_answers(wire: Any) -> None:
    wire.play([Ask("Anybody?")])
    session_id = wire.start(idle_timeout_s=30)
    wire.pass_(30)
    status = wire.get(f"/sessions/{session_id}/status")
    assert (status["status"], status["error_code"]) == ("failed", "no_answer")


def test_unsharing_and_rating(wire: Any, anonymous: Any) -> None:
    session_id = wire.start()
    link = wire.post(f"/sessions/{session_id}/share")["share_url"]
    assert link == f"/share/api/v1/trajectories/{session_id}"
    assert anonymous.http.get(link).json()["answer"] == "Echo: hello"
    assert anonymous.get(f"/sessions/{session_id}/events", size=2)["total"] == 12
    wire.delete(f"/sessions/{session_id}/share")
    assert anonymous.http.get(link).status_code == 404
    assert anonymous.refused("GET", f"/sessions/{session_id}/events")[0] == 404
    assert wire.post(f"/sessions/{session_id}/feedback", {"success": True}) is None
    assert wire.put(f"/sessions/{session_id}/events/11/feedback", {"success": False, "message": "?"}) is None
    path = f"/sessions/{session_id}/events/12/feedback"
    assert wire.refused("PUT", path, {"success": True})[0] == 404
