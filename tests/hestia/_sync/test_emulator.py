# Made from tests/hestia/_async/test_emulator.py by `nox -s regenerate`: edit that one.
"""The facade and the emulator together: a governed run from its first byte to its trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hestia import AgentError, Context, Delta, Pause, Rule, ToolCall
from fairlead.hestia import (
    Client,
    ConnectionFailed,
    GovernanceBlock,
    HestiaError,
    InvalidInput,
    NotFound,
    ServerError,
    StreamInterrupted,
    StreamOrderError,
    TimedOut,
    Unauthorized,
)

EmulatorFactory = Callable[..., Emulator]


@pytest.fixture
def client(hestia_emulator: Emulator) -> Iterator[Client]:
    with Client(**hestia_emulator.options) as client:
        yield client


def test_a_run_leaves_a_trace(client: Client) -> None:
    answer = client.run("create a report", session_id="s")
    assert (answer.result, answer.output) == ("ALLOW", "processed: create a report")
    trace = client.governance.trace(answer.trace_id)
    assert trace is not None
    assert (trace["command_id"], trace["dsgk_decision"]) == (answer.trace_id, "ALLOW")
    assert client.governance.trace("cmd_unknown") is None


def test_whatever_is_blocked_leads_to_its_trace(fairlead_emulator: EmulatorFactory) -> None:
    backend = fairlead_emulator("hestia", rules=[Rule(match="forbidden", decision="BLOCK", reason="No.")])
    with Client(**backend.options) as client:
        with pytest.raises(GovernanceBlock) as plain:
            client.run("forbidden")
        with pytest.raises(GovernanceBlock) as streamed:
            next(client.run_stream("forbidden"))
        with pytest.raises(GovernanceBlock) as said:
            client.chat.run("forbidden")
        for error in (plain.value, streamed.value, said.value):
            assert str(error) == "[GOVERNANCE_BLOCK] Request blocked by governance"
            trace = client.governance.trace(error.trace_id)
            assert trace is not None
            assert (trace["dsgk_decision"], trace["reason"]) == ("BLOCK", "No.")
        assert len({plain.value.trace_id, streamed.value.trace_id, said.value.trace_id}) == 3
        assert (client.agents.run("agent-1", "forbidden")).status == "BLOCKED"


@pytest.mark.parametrize(
    ("kind", "text", "decision"),
    [
        ("READ", "read the news", "ALLOW"),
        ("WRITE", "delete everything", "ALLOW"),
        ("EXTERNAL", "curl example.com", "BLOCK"),
        ("READ", "my password", "ALLOW_WITH_WARNINGS"),
    ],
)
def test_explaining_and_running_agree(client: Client, kind: str, text: str, decision: str) -> None:
    explained = client.governance.explain(kind, {"input": text})
    assert explained["decision"] == decision
    try:
        trace_id = (client.run(text)).trace_id
    except GovernanceBlock as error:
        trace_id = error.trace_id
    trace = client.governance.trace(trace_id)
    assert trace is not None
    assert trace["dsgk_decision"] == decision
    for key in ("reason", "risk_score", "policy", "violations"):
        assert trace[key] == explained[key]


def test_the_drift_of_a_fresh_system(client: Client) -> None:
    assert (client.governance.status())["stability_score"] == 1.0


def test_a_stream_tells_all_there_is(fairlead_emulator: EmulatorFactory) -> None:
    def agent(text: str, context: Context) -> Iterator[Any]:
        yield "a "
        yield Delta("b ")
        yield ToolCall("search", {"q": text})
        yield "\u2028ü"

    backend = fairlead_emulator("hestia", agent=agent)
    with Client(**backend.options) as client:
        events = [event for event in client.run_stream("hi")]
        assert [event.type for event in events] == [
            *("start", "token", "delta", "tool_call", "token", "final", "done")
        ]
        assert events[5].data == {"output": "a b \u2028ü"}
        assert events[3].data["arguments"] == {"q": "hi"}
        (trace_id,) = {event.trace_id for event in events}
        assert client.governance.trace(trace_id) is not None


def test_heartbeats_keep_a_silent_stream_alive(fairlead_emulator: EmulatorFactory) -> None:
    def agent(text: str, context: Context) -> Iterator[Any]:
        yield Pause(1.5)
        yield text

    backend = fairlead_emulator("hestia", agent=agent, heartbeat_seconds=0.1)
    with Client(**backend.options, timeout=1.0) as client:
        events = [event.type for event in client.run_stream("hi")]
    assert events == ["start", "token", "final", "done"]


def test_a_failing_agent_is_an_error_event(fairlead_emulator: EmulatorFactory) -> None:
    def agent(text: str, context: Context) -> Iterator[Any]:
        yield "a"
        raise AgentError("MODEL_UNAVAILABLE", "no model")

    backend = fairlead_emulator("hestia", agent=agent)
    with Client(**backend.options) as client:
        *_, error, done = [event for event in client.run_stream("hi")]
        assert (error.type, error.data["code"], done.type) == ("error", "MODEL_UNAVAILABLE", "done")
        with pytest.raises(ServerError):
            client.run("hi")


def test_secrets_keep_strange_keys_apart(client: Client) -> None:
    for key in ("plain", "a/b", "../system/config", "x?y=1", "x#f", "a%2Fb", "ü b"):
        client.secrets.set(key, f"value of {key}", provider="vault")
        assert client.secrets.get(key) == f"value of {key}"
    client.secrets.set("plain", "new")
    assert client.secrets.get("plain") == "new"
    client.secrets.delete("a/b")
    assert client.secrets.get("a%2Fb") == "value of a%2Fb"
    for refused in (client.secrets.get, client.secrets.delete):
        with pytest.raises(NotFound, match="not found"):
            refused("a/b")


def test_the_rest(client: Client) -> None:
    assert (client.system.status()).dsgk is True
    assert "edition" in client.system.config()
    assert (client.system.metrics()).requests_total > 0
    assert (client.chat.run("hi", "s")).session_id == "s"
    assert (client.agents.run("agent-1", "work", {"depth": 1})).status == "COMPLETED"
    with pytest.raises(NotFound):
        client.agents.run("nobody", "work")
    with pytest.raises(InvalidInput, match="input"):
        client.run(7)  # type: ignore[arg-type]


def test_answers_of_a_newer_server_break_nothing(fairlead_emulator: EmulatorFactory) -> None:
    backend = fairlead_emulator("hestia", chat_governance=True)
    with Client(**backend.options) as client:
        answer = client.chat.run("hi")
    assert answer.model_extra is not None
    assert answer.model_extra["dsgk_decision"] == "ALLOW"


def test_a_key_is_asked_for(fairlead_emulator: EmulatorFactory) -> None:
    backend = fairlead_emulator("hestia", api_key="right", rules=[Rule(match="never", decision="BLOCK")])
    with Client(**backend.options) as client:
        assert (client.run("hi")).result == "ALLOW"
    for key in ("wrong", None):
        with Client(backend.url, key) as client:
            with pytest.raises(Unauthorized):
                client.run("hi")
            with pytest.raises(Unauthorized):
                next(client.run_stream("hi"))


STREAM = "/api/v1/run/stream"


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(path=STREAM, cut_after_events=2), StreamInterrupted),
        (Fault(path=STREAM, cut_after_events=2, cut="end"), StreamInterrupted),
        (Fault(path=STREAM, cut_after_bytes=100), StreamInterrupted),
        (Fault(path=STREAM, cut_after_events=1, cut="stall"), TimedOut),
        (Fault(path=STREAM, stall=True), TimedOut),
        (Fault(path=STREAM, drop="before"), ConnectionFailed),
        (Fault(path=STREAM, status=502), ServerError),
        (Fault(path=STREAM, lose_events=[1]), StreamOrderError),
        (Fault(path=STREAM, duplicate_events=[1]), StreamOrderError),
    ],
)
def test_what_goes_wrong_with_a_stream_is_told(
    hestia_emulator: Emulator, fault: Fault, kind: type[HestiaError]
) -> None:
    with Client(**hestia_emulator.options, timeout=0.5) as client:
        with hestia_emulator.faults.add(fault), pytest.raises(kind):
            types_of(client)
    with Client(**hestia_emulator.options) as client:
        assert types_of(client) == ["start", "token", "token", "final", "done"]


def test_reads_get_over_what_passes_and_runs_are_sent_once(hestia_emulator: Emulator, client: Client) -> None:
    busy = Fault(path="/api/system/status", status=503, headers={"Retry-After": "0"}, times=2)
    with hestia_emulator.faults.add(busy):
        assert (client.system.status()).status == "OK"
    lost = Fault(path="/api/v1/run", drop="after")
    with hestia_emulator.faults.add(lost) as active:
        with pytest.raises(ConnectionFailed):
            client.run("hi")
        assert active.hits == 1


def types_of(client: Client) -> list[str]:
    return [event.type for event in client.run_stream("hi")]
