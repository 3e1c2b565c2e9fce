"""The facade and the emulator together: a governed run from its first byte to its trace."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest

from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hestia import AgentError, Context, Delta, Pause, Rule, ToolCall
from fairlead.hestia import (
    AsyncClient,
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
async def client(hestia_emulator: Emulator) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(**hestia_emulator.options) as client:
        yield client


async def test_a_run_leaves_a_trace(client: AsyncClient) -> None:
    answer = await client.run_async("create a report", session_id="s")
    assert (answer.result, answer.output) == ("ALLOW", "processed: create a report")
    trace = await client.governance.trace_async(answer.trace_id)
    assert trace is not None
    assert (trace["command_id"], trace["dsgk_decision"]) == (answer.trace_id, "ALLOW")
    assert await client.governance.trace_async("cmd_unknown") is None


async def test_whatever_is_blocked_leads_to_its_trace(fairlead_emulator: EmulatorFactory) -> None:
    backend = fairlead_emulator("hestia", rules=[Rule(match="forbidden", decision="BLOCK", reason="No.")])
    async with AsyncClient(**backend.options) as client:
        with pytest.raises(GovernanceBlock) as plain:
            await client.run_async("forbidden")
        with pytest.raises(GovernanceBlock) as streamed:
            await anext(client.run_stream("forbidden"))
        with pytest.raises(GovernanceBlock) as said:
            await client.chat.run_async("forbidden")
        for error in (plain.value, streamed.value, said.value):
            assert str(error) == "[GOVERNANCE_BLOCK] Request blocked by governance"
            trace = await client.governance.trace_async(error.trace_id)
            assert trace is not None
            assert (trace["dsgk_decision"], trace["reason"]) == ("BLOCK", "No.")
        assert len({plain.value.trace_id, streamed.value.trace_id, said.value.trace_id}) == 3
        assert (await client.agents.run_async("agent-1", "forbidden")).status == "BLOCKED"


@pytest.mark.parametrize(
    ("kind", "text", "decision"),
    [
        ("READ", "read the news", "ALLOW"),
        ("WRITE", "delete everything", "ALLOW"),
        ("EXTERNAL", "curl example.com", "BLOCK"),
        ("READ", "my password", "ALLOW_WITH_WARNINGS"),
    ],
)
async def test_explaining_and_running_agree(client: AsyncClient, kind: str, text: str, decision: str) -> None:
    explained = await client.governance.explain_async(kind, {"input": text})
    assert explained["decision"] == decision
    try:
        trace_id = (await client.run_async(text)).trace_id
    except GovernanceBlock as error:
        trace_id = error.trace_id
    trace = await client.governance.trace_async(trace_id)
    assert trace is not None
    assert trace["dsgk_decision"] == decision
    for key in ("reason", "risk_score", "policy", "violations"):
        assert trace[key] == explained[key]


async def test_the_drift_of_a_fresh_system(client: AsyncClient) -> None:
    assert (await client.governance.status_async())["stability_score"] == 1.0


async def test_a_stream_tells_all_there_is(fairlead_emulator: EmulatorFactory) -> None:
    def agent(text: str, context: Context) -> Iterator[Any]:
        yield "a "
        yield Delta("b ")
        yield ToolCall("search", {"q": text})
        yield "\u2028ü"

    backend = fairlead_emulator("hestia", agent=agent)
    async with AsyncClient(**backend.options) as client:
        events = [event async for event in client.run_stream("hi")]
        assert [event.type for event in events] == [
            *("start", "token", "delta", "tool_call", "token", "final", "done")
        ]
        assert events[5].data == {"output": "a b \u2028ü"}
        assert events[3].data["arguments"] == {"q": "hi"}
        (trace_id,) = {event.trace_id for event in events}
        assert await client.governance.trace_async(trace_id) is not None


async def test_heartbeats_keep_a_silent_stream_alive(fairlead_emulator: EmulatorFactory) -> None:
    def agent(text: str, context: Context) -> Iterator[Any]:
        yield Pause(1.5)
        yield text

    backend = fairlead_emulator("hestia", agent=agent, heartbeat_seconds=0.1)
    async with AsyncClient(**backend.options, timeout=1.0) as client:
        events = [event.type async for event in client.run_stream("hi")]
    assert events == ["start", "token", "final", "done"]


async def test_a_failing_agent_is_an_error_event(fairlead_emulator: EmulatorFactory) -> None:
    def agent(text: str, context: Context) -> Iterator[Any]:
        yield "a"
        raise AgentError("MODEL_UNAVAILABLE", "no model")

    backend = fairlead_emulator("hestia", agent=agent)
    async with AsyncClient(**backend.options) as client:
        *_, error, done = [event async for event in client.run_stream("hi")]
        assert (error.type, error.data["code"], done.type) == ("error", "MODEL_UNAVAILABLE", "done")
        with pytest.raises(ServerError):
            await client.run_async("hi")


async def test_secrets_keep_strange_keys_apart(client: AsyncClient) -> None:
    for key in ("plain", "a/b", "../system/config", "x?y=1", "x#f", "a%2Fb", "ü b"):
        await client.secrets.set_async(key, f"value of {key}", provider="vault")
        assert await client.secrets.get_async(key) == f"value of {key}"
    await client.secrets.set_async("plain", "new")
    assert await client.secrets.get_async("plain") == "new"
    await client.secrets.delete_async("a/b")
    assert await client.secrets.get_async("a%2Fb") == "value of a%2Fb"
    for refused in (client.secrets.get_async, client.secrets.delete_async):
        with pytest.raises(NotFound, match="not found"):
            await refused("a/b")


async def test_the_rest(client: AsyncClient) -> None:
    assert (await client.system.status_async()).dsgk is True
    assert "edition" in await client.system.config_async()
    assert (await client.system.metrics_async()).requests_total > 0
    assert (await client.chat.run_async("hi", "s")).session_id == "s"
    assert (await client.agents.run_async("agent-1", "work", {"depth": 1})).status == "COMPLETED"
    with pytest.raises(NotFound):
        await client.agents.run_async("nobody", "work")
    with pytest.raises(InvalidInput, match="input"):
        await client.run_async(7)  # type: ignore[arg-type]


async def test_answers_of_a_newer_server_break_nothing(fairlead_emulator: EmulatorFactory) -> None:
    backend = fairlead_emulator("hestia", chat_governance=True)
    async with AsyncClient(**backend.options) as client:
        answer = await client.chat.run_async("hi")
    assert answer.model_extra is not None
    assert answer.model_extra["dsgk_decision"] == "ALLOW"


async def test_a_key_is_asked_for(fairlead_emulator: EmulatorFactory) -> None:
    backend = fairlead_emulator("hestia", api_key="right", rules=[Rule(match="never", decision="BLOCK")])
    async with AsyncClient(**backend.options) as client:
        assert (await client.run_async("hi")).result == "ALLOW"
    for key in ("wrong", None):
        async with AsyncClient(backend.url, key) as client:
            with pytest.raises(Unauthorized):
                await client.run_async("hi")
            with pytest.raises(Unauthorized):
                await anext(client.run_stream("hi"))


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
async def test_what_goes_wrong_with_a_stream_is_told(
    hestia_emulator: Emulator, fault: Fault, kind: type[HestiaError]
) -> None:
    async with AsyncClient(**hestia_emulator.options, timeout=0.5) as client:
        with hestia_emulator.faults.add(fault), pytest.raises(kind):
            await types_of(client)
    async with AsyncClient(**hestia_emulator.options) as client:
        assert await types_of(client) == ["start", "token", "token", "final", "done"]


async def test_reads_get_over_what_passes_and_runs_are_sent_once(
    hestia_emulator: Emulator, client: AsyncClient
) -> None:
    busy = Fault(path="/api/system/status", status=503, headers={"Retry-After": "0"}, times=2)
    with hestia_emulator.faults.add(busy):
        assert (await client.system.status_async()).status == "OK"
    lost = Fault(path="/api/v1/run", drop="after")
    with hestia_emulator.faults.add(lost) as active:
        with pytest.raises(ConnectionFailed):
            await client.run_async("hi")
        assert active.hits == 1


async def types_of(client: AsyncClient) -> list[str]:
    return [event.type async for event in client.run_stream("hi")]
