"""Runs, the state of the system, and the trace that every command leaves."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hestia_backend_models import api

from fairlead.emulator.hestia import AgentError, Context, Delta, Pause, Rule, ToolCall
from fairlead.emulator.hestia.leaks import FORBIDDEN

BLOCK = {
    "code": "GOVERNANCE_BLOCK",
    "message": "Request blocked by governance",
    "detail": "Request blocked by governance",
}


def test_a_run(wire: Any) -> None:
    answer = wire.run("create a report")
    assert list(answer) == ["result", "output", "mode", "budget", "trace_id", "latency_ms"]
    assert answer["result"] == "ALLOW"
    assert answer["output"] == "processed: create a report"
    assert (answer["mode"], answer["budget"]) == ("normal", 1.0)
    assert answer["trace_id"].startswith("cmd_")
    assert answer["latency_ms"] >= 0


@pytest.mark.parametrize("text", ["", " ", "a\n\n b ", "ünï \u2028 😀", "tab\tand  spaces "])
def test_the_echo_is_exact(wire: Any, text: str) -> None:
    assert wire.run(text)["output"] == f"processed: {text}"
    events = wire.stream(text)
    assert "".join(e["data"]["token"] for e in events if e["type"] == "token") == f"processed: {text}"


def test_a_blocked_run(wire: Any) -> None:
    body = wire.run("fetch https://example.com", 403)
    trace_id = body.pop("trace_id")
    assert body == BLOCK
    trace = wire.trace(trace_id)
    assert trace["dsgk_decision"] == "BLOCK"
    assert trace["runtime_result"] is None
    assert [violation["severity"] for violation in trace["violations"]] == ["FATAL"]
    public = wire.public_trace(trace_id)
    assert (public["decision"], public["budget"], public["reason"]) == ("BLOCK", 0.0, trace["reason"])
    assert public["violations"] == [{"reason": trace["reason"], "severity": "CRITICAL"}]


def test_warnings_are_reported_as_allowed(wire: Any) -> None:
    answer = wire.run("tell me the password")
    assert answer["result"] == "ALLOW"
    assert wire.trace(answer["trace_id"])["dsgk_decision"] == "ALLOW_WITH_WARNINGS"
    public = wire.public_trace(answer["trace_id"])
    assert public["decision"] == "ALLOW"
    assert [violation["severity"] for violation in public["violations"]] == ["LOW"]


def test_the_trace_of_a_run(wire: Any) -> None:
    context = {"session_id": "s", "agent_id": "a", "mode_hint": "fast"}
    answer = wire.post("/api/v1/run", {"input": "read", "context": context, "command": "unknown key"})
    trace = wire.trace(answer["trace_id"])
    api.CommandRecord.model_validate(trace)
    assert trace["command_id"] == answer["trace_id"]
    assert trace["input"] == {"input": "read", **context}
    assert trace["agent_id"] == "a"
    assert trace["epoch_id"].startswith("ep_")
    assert trace["budget"] == {
        "max_tool_calls": 2,
        "max_reasoning_depth": 3,
        "max_context_tokens": 4000,
        "max_runtime_ms": 3000,
    }
    assert trace["runtime_result"] == {"status": "COMPLETED", "output": "processed: read", "error": None}
    assert trace["timestamp"].startswith(f"{wire.emulator.clock.now():%Y-%m-%dT}")
    public = wire.public_trace(answer["trace_id"])
    assert public["trace_id"] == answer["trace_id"]
    assert (public["decision"], public["mode"], public["policy"]) == ("ALLOW", "normal", "core.read.v1")
    assert public["timestamp"] == trace["timestamp"]


def test_every_command_leaves_one_trace_and_explaining_none(wire: Any) -> None:
    def traces() -> int:
        return wire.get("/api/governance/stability")["sample_size"]

    for _ in range(3):
        wire.post("/api/governance/explain", {"command_type": "WRITE", "command_input": {"path": "/x"}})
    assert traces() == 0
    ids = {wire.run("one")["trace_id"], wire.run("curl", 403)["trace_id"], wire.stream("two")[0]["trace_id"]}
    ids.add(wire.post("/api/chat", {"message": "three"})["trace_id"])
    ids.add(wire.post("/api/agents/run", {"agent_id": "agent-1", "task": "four"})["trace_id"])
    assert len(ids) == traces() == 5
    wire.run(5, 422)
    assert traces() == 5


@pytest.mark.parametrize("path", ["/api/governance/trace/cmd_0", "/api/v1/trace/x"])
def test_an_unknown_trace(wire: Any, path: str) -> None:
    assert wire.get(path, 404)["detail"].endswith("not found")


@pytest.mark.parametrize(
    ("declared", "command_input", "decision", "policy", "risk"),
    [
        ("read", {}, "ALLOW", "core.read.v1", 0.05),
        (" Write ", {"path": "/x"}, "ALLOW", "core.write.v1", 0.15),
        ("HTTP_CALL", {}, "BLOCK", "core.external.v1", 0.8),
        ("never heard of", {"input": "curl"}, "ALLOW", "core.read.v1", 0.05),
    ],
)
def test_explaining(
    wire: Any, declared: str, command_input: Any, decision: str, policy: str, risk: float
) -> None:
    body = {"command_type": declared, "command_input": command_input}
    answer = wire.post("/api/governance/explain", body)
    assert (answer["decision"], answer["policy"], answer["risk_score"]) == (decision, policy, risk)
    assert answer.keys() == {"decision", "reason", "risk_score", "policy", "violations"}
    assert wire.post("/api/governance/explain", body) == answer


@pytest.mark.parametrize("text", ["read", "create", "curl", "my password"])
def test_explaining_and_running_agree(wire: Any, text: str) -> None:
    answer = wire.http.post("/api/v1/run", json={"input": text}).json()
    trace = wire.trace(answer["trace_id"])
    kind = trace["policy"].split(".")[1].upper()
    explained = wire.post("/api/governance/explain", {"command_type": kind, "command_input": trace["input"]})
    shared = ("reason", "risk_score", "policy", "violations")
    assert explained == {"decision": trace["dsgk_decision"], **{key: trace[key] for key in shared}}


@pytest.mark.parametrize(
    ("state", "drift", "result", "mode", "budget"),
    [
        ("GREEN", 10, "ALLOW", "normal", 0.8),
        ("GREEN", 100, "ALLOW", "normal", 0.5),
        ("YELLOW", 0, "THROTTLE", "THROTTLE", 0.7),
        ("YELLOW", 10, "THROTTLE", "THROTTLE", 0.5),
    ],
)
def test_the_state_of_the_system(
    wire: Any, state: str, drift: int, result: str, mode: str, budget: float
) -> None:
    wire.switch(state=state, drift=drift)
    answer = wire.run("read")
    assert (answer["result"], answer["mode"], answer["budget"]) == (result, mode, budget)
    assert answer["output"] == "processed: read"


@pytest.mark.parametrize(
    ("state", "drift", "reason"),
    [("RED", 0, "INFRASTRUCTURE_FAILURE"), ("GREEN", 500, "SYSTEM_STABILITY")],
)
def test_a_system_in_which_nothing_runs(wire: Any, state: str, drift: int, reason: str) -> None:
    wire.switch(state=state, drift=drift)
    body = wire.run("read", 403)
    assert wire.public_trace(body["trace_id"])["reason"] == reason
    assert wire.trace(body["trace_id"])["dsgk_decision"] == "ALLOW"
    wire.switch(state="GREEN", drift=0)
    assert wire.run("read")["result"] == "ALLOW"


def test_stability(wire: Any) -> None:
    fresh = wire.get("/api/governance/stability")
    assert (fresh["stability_score"], fresh["sample_size"], fresh["drift_level"]) == (1.0, 0, "STABLE")
    assert fresh["is_significant"] is False
    for number in range(50):
        wire.run("curl" if number % 2 else "read", 403 if number % 2 else 200)
    wire.switch(drift=100)
    later = wire.get("/api/governance/stability")
    assert (later["policy_drift"], later["execution_drift"], later["is_significant"]) == (0.5, 0.0, True)
    assert (later["drift_level"], later["stability_score"]) == ("CRITICAL", 0.8)


def test_what_is_not_valid(wire: Any) -> None:
    assert wire.post("/api/v1/run", {}, 422)["detail"][0]["loc"] == ["body", "input"]
    assert wire.run(5, 422)["detail"][0]["type"] == "string_type"
    assert wire.run("x", 422, timeout_ms="soon")["detail"][0]["loc"] == ["body", "options", "timeout_ms"]
    answer = wire.http.post("/api/v1/run", content=b'{"input": NaN}', headers={"Content-Type": "text/json"})
    assert answer.status_code == 422
    assert wire.http.get("/api/v1/run").status_code == 405


def test_nothing_leaks_through_the_versioned_routes(wire: Any) -> None:
    words = " ".join(FORBIDDEN)
    answers = [
        wire.http.post("/api/v1/run", json={"input": words}),
        wire.http.post("/api/v1/run", json={"input": [words]}),
        wire.http.post("/api/v1/run/stream", json={"input": words}),
        wire.http.post("/api/v1/chat", json={"message": words}),
        wire.http.post("/api/v1/chat/stream", json={"message": words}),
        wire.http.get(f"/api/v1/trace/{words}"),
        wire.http.get(f"/api/v1/{words}"),
    ]
    for answer in answers:
        assert not any(word in answer.text for word in FORBIDDEN), answer.text
    assert "[internal]" in answers[0].json()["output"]


def test_configured_rules(wire_of: Any) -> None:
    rules = [
        {"match": "launch", "decision": "BLOCK", "reason": "Two keys are needed", "risk_score": 1.0},
        Rule(match="intranet", command_type="EXTERNAL", decision="ALLOW"),
    ]
    wire = wire_of(rules=rules)
    blocked = wire.public_trace(wire.run("Launch it", 403)["trace_id"])
    assert (blocked["reason"], blocked["risk_score"]) == ("Two keys are needed", 1.0)
    assert wire.run("ask the intranet")["result"] == "ALLOW"
    assert wire.run("curl")["result"] == "ALLOW"  # the default rules are replaced


class TestAgents:
    def outcome(self, wire: Any, **options: Any) -> Any:
        answer = wire.run("text", **options)
        return answer["output"], wire.trace(answer["trace_id"])["budget_usage"]["tool_calls"]

    def test_a_function_that_answers(self, wire_of: Any) -> None:
        assert self.outcome(wire_of(agent=lambda text, context: text.upper())) == ("TEXT", 0)

    def test_a_generator(self, wire_of: Any) -> None:
        def agent(text: str, context: Context) -> Iterator[Any]:
            yield "a"
            yield ToolCall("search", {"q": text})
            yield Delta("b")
            yield " c"

        assert self.outcome(wire_of(agent=agent)) == ("ab c", 1)

    def test_a_coroutine(self, wire_of: Any) -> None:
        async def agent(text: str, context: Context) -> str:
            await asyncio.sleep(0)
            return text[::-1]

        assert self.outcome(wire_of(agent=agent)) == ("txet", 0)

    def test_an_asynchronous_generator(self, wire_of: Any) -> None:
        async def agent(text: str, context: Context) -> AsyncIterator[Any]:
            for character in text:
                await asyncio.sleep(0)
                yield character

        assert self.outcome(wire_of(agent=agent)) == ("text", 0)

    def test_what_it_is_told(self, wire_of: Any) -> None:
        told: list[Context] = []

        def agent(text: str, context: Context) -> str:
            told.append(context)
            return ""

        wire = wire_of(agent=agent, state="YELLOW")
        context = {"session_id": "s", "agent_id": "a", "mode_hint": "deep"}
        answer = wire.post("/api/v1/run", {"input": "text", "context": context})
        wire.post("/api/chat", {"message": "hi", "session_id": "c"})
        wire.post("/api/agents/run", {"agent_id": "agent-1", "task": "t", "config": {"depth": 2}})
        run, chat, task = told
        assert run == Context(answer["trace_id"], "RUN", **context, budget=0.7)
        assert (chat.command_type, chat.session_id) == ("CHAT", "c")
        assert (task.command_type, task.agent_id, task.config) == ("AGENT_RUN", "agent-1", {"depth": 2})

    @pytest.mark.parametrize(
        ("error", "code", "message"),
        [
            (ValueError("no idea"), "AGENT_FAILED", "ValueError: no idea"),
            (AgentError("MODEL_GONE", "The model is gone"), "MODEL_GONE", "The model is gone"),
        ],
    )
    def test_one_that_fails(self, wire_of: Any, error: Exception, code: str, message: str) -> None:
        def agent(text: str, context: Context) -> Iterator[str]:
            yield "half"
            raise error

        wire = wire_of(agent=agent)
        body = wire.run("text", 500)
        assert (body["code"], body["message"], body["detail"]) == (code, message, message)
        assert wire.trace(body["trace_id"])["runtime_result"] == {
            "status": "FAILED",
            "output": "half",
            "error": {"code": code, "message": message},
        }
        assert wire.get("/api/governance/stability")["execution_drift"] == 1.0

    @pytest.mark.parametrize("reply", [5, [1], None])
    def test_one_that_does_nonsense(self, wire_of: Any, reply: Any) -> None:
        assert wire_of(agent=lambda text, context: reply).run("text", 500)["code"] == "AGENT_FAILED"

    def test_one_that_takes_too_long(self, wire_of: Any, eventually: Any) -> None:
        done: list[str] = []

        def agent(text: str, context: Context) -> Iterator[Any]:
            try:
                yield "half"
                done.append("pause")
                yield Pause(60)
                done.append("never")
            finally:
                done.append("closed")

        wire = wire_of(agent=agent)
        answers: list[Any] = []
        caller = threading.Thread(target=lambda: answers.append(wire.run("text", 504, timeout_ms=5000)))
        caller.start()
        eventually(lambda: done == ["pause"])
        wire.emulator.clock.advance(4.9)
        assert not answers
        wire.emulator.clock.advance(0.2)
        caller.join(10)
        assert done == ["pause", "closed"]
        (body,) = answers
        assert (body["code"], body["detail"]) == ("TIMEOUT", "The command took longer than 5000 ms")
        result = wire.trace(body["trace_id"])["runtime_result"]
        assert (result["status"], result["output"]) == ("TIMED_OUT", "half")

    @pytest.mark.parametrize("timeout_ms", [0, -5])
    def test_no_time_at_all(self, wire_of: Any, timeout_ms: int) -> None:
        wire = wire_of(agent=lambda text, context: [Pause(1), "late"])
        assert wire.run("text", 504, timeout_ms=timeout_ms)["code"] == "TIMEOUT"

    def test_more_time_than_there_is(self, wire: Any) -> None:
        assert wire.run("text", timeout_ms=10**18)["output"] == "processed: text"

    def test_a_pause_within_the_time(self, wire_of: Any) -> None:
        wire = wire_of(agent=lambda text, context: ["a", Pause(0.01), "b"])
        answer = wire.run("text")
        assert answer["output"] == "ab"
        assert answer["latency_ms"] >= 10


def test_state_in_a_file_survives_a_restart(wire_of: Any, tmp_path: Path) -> None:
    data = tmp_path / "state.sqlite"
    before = wire_of(data=data)
    trace_id = before.run("remember")["trace_id"]
    before.http.post("/api/secrets", json={"credential_ref": "k", "secret": "v"})
    trace = before.trace(trace_id)
    before.emulator.stop()

    after = wire_of(data=data)
    assert after.trace(trace_id) == trace
    assert after.get("/api/secrets/k") == {"value": "v"}
    assert after.get("/api/governance/stability")["sample_size"] == 1
    after.emulator.reset()
    assert after.get("/api/secrets/k", 404)


def test_a_reset_forgets_everything(wire: Any) -> None:
    trace_id = wire.run("x")["trace_id"]
    wire.post("/api/chat", {"message": "x", "session_id": "s"})
    epoch = wire.trace(trace_id)["epoch_id"]
    wire.switch(state="YELLOW", drift=200)
    wire.emulator.reset()
    wire.get(f"/api/v1/trace/{trace_id}", 404)
    assert wire.get("/api/system/status")["status"] == "OK"
    metrics = wire.get("/api/system/metrics")
    assert (metrics["active_sessions"], metrics["requests_total"]) == (0, 2)
    assert wire.get("/api/governance/stability")["drift_level"] == "STABLE"
    assert wire.trace(wire.run("y")["trace_id"])["epoch_id"] != epoch
