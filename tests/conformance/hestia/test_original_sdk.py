"""The original SDK, hestiaos 1.0.1 from the package index, uses the emulator unchanged.

Every method of both clients is called, both streams run, and so does its command line. What it cannot do
against any server is left out; these are its own defects, and the tests at the end show the worst of them:

- A `Client` fails on every second call, because each call has an event loop of its own and the connection
  belongs to the former one. The request that fails has reached the server. So each call here has a client of
  its own.
- The stream of a `Client` swallows every error: a blocked one simply is empty.
- Only a blocked `run` is a `GovernanceBlock`; elsewhere it is an error of httpx, and so are 404 and 422.
  `NotFound` and `InvalidInput` are never raised.
- `governance.trace` is None whatever goes wrong, and the command line then says that there is no trace.
- An answer with one more key than it knows is a `TypeError`, such as that of a chat with its decision.
- Keys of secrets are not encoded, and so can lead to other routes.
- A `Client` cannot be closed; its sockets are left to the garbage collector.
"""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hestiaos import AsyncClient, Client, GovernanceBlock, RunResponse, StreamEvent

from fairlead.emulator import Emulator, Fault
from fairlead.emulator.hestia import Context, Delta, Pause, ToolCall

pytestmark = [
    # Its clients leave sockets behind.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def _shared() -> Iterator[Emulator]:
    with Emulator("hestia", agent=agent, api_key="a key") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    yield _shared
    _shared.reset()


def agent(text: str, context: Context) -> Iterator[Any]:
    """Uses every kind of event."""
    yield "you "
    yield ToolCall("search", {"q": text})
    yield Delta("said ")
    if text == "wait":
        yield Pause(3600)
    yield text


@pytest.fixture(params=["blocking", "asynchronous"])
def call(request: pytest.FixtureRequest, emulator: Emulator) -> Call:
    """Calls a method, such as `call("chat.run", "hi")`, on a client of its own."""

    async def asynchronous(name: str, *arguments: Any, **keywords: Any) -> Any:
        async with AsyncClient(**emulator.options) as client:
            return await method(client, f"{name}_async")(*arguments, **keywords)

    def blocking(name: str, *arguments: Any, **keywords: Any) -> Any:
        return method(Client(**emulator.options), name)(*arguments, **keywords)

    if request.param == "blocking":
        return blocking
    return lambda *arguments, **keywords: asyncio.run(asynchronous(*arguments, **keywords))


def method(client: Any, name: str) -> Any:
    for part in name.split("."):
        client = getattr(client, part)
    return client


def test_run(call: Call, emulator: Emulator) -> None:
    answer = call("run", "hi", session_id="s", agent_id="a", mode_hint="fast", timeout_ms=1000)
    assert isinstance(answer, RunResponse)
    assert (answer.result, answer.output, answer.mode, answer.budget) == (
        "ALLOW",
        "you said hi",
        "normal",
        1.0,
    )
    (request,) = emulator.requests
    assert request.headers["user-agent"] == "HestiaOS-SDK/0.1.0"
    assert request.json() == {
        "input": "hi",
        "context": {"session_id": "s", "agent_id": "a", "mode_hint": "fast"},
        "options": {"timeout_ms": 1000, "stream": False},
    }
    assert call("run", "hi", stream=True).output == "you said hi"


def test_throttled_and_blocked(call: Call, emulator: Emulator) -> None:
    emulator.switch("state", "YELLOW")
    throttled = call("run", "hi")
    assert (throttled.result, throttled.mode, throttled.budget) == ("THROTTLE", "THROTTLE", 0.7)
    emulator.switch("state", "GREEN")
    with pytest.raises(GovernanceBlock) as blocked:
        call("run", "fetch https://example.com")
    assert str(blocked.value) == "[GOVERNANCE_BLOCK] Request blocked by governance"
    trace = call("governance.trace", blocked.value.trace_id)
    assert (trace["dsgk_decision"], trace["runtime_result"]) == ("BLOCK", None)


def test_chat(call: Call) -> None:
    answer = call("chat.run", "hi", session_id="s")
    assert (answer.response, answer.session_id) == ("you said hi", "s")
    assert call("governance.trace", answer.trace_id)["input"]["input"] == "hi"
    assert call("chat.run", "hi").session_id


def test_agents(call: Call) -> None:
    answer = call("agents.run", "agent-1", "analyze data", {"depth": 1})
    assert (answer.agent_id, answer.status, answer.error) == ("agent-1", "COMPLETED", None)
    assert answer.output == "you said analyze data"


def test_system(call: Call) -> None:
    status = call("system.status")
    assert (status.status, status.dsgk, status.storage, status.version) == ("OK", True, True, "1.0.1")
    assert call("system.config")["edition"] == "ce"
    metrics = call("system.metrics")
    assert (metrics.requests_total, metrics.gpu_percent) == (2, None)


def test_secrets(call: Call) -> None:
    assert call("secrets.set", "my-key", "my-value", provider="vault") is None
    assert call("secrets.get", "my-key") == "my-value"
    assert call("secrets.delete", "my-key") is None
    with pytest.raises(httpx.HTTPStatusError, match="404"):
        call("secrets.get", "my-key")


def test_governance(call: Call) -> None:
    explained = call("governance.explain", "WRITE", {"path": "/x"})
    assert (explained["decision"], explained["policy"]) == ("ALLOW", "core.write.v1")
    assert call("governance.explain", "READ")["violations"] == []
    assert call("governance.status")["drift_level"] == "STABLE"
    trace_id = call("run", "hi").trace_id
    assert call("governance.trace", trace_id)["command_id"] == trace_id
    assert call("governance.trace", "cmd_unknown") is None


def test_the_short_forms(emulator: Emulator) -> None:
    def client() -> Client:
        return Client(**emulator.options)

    assert client().chat("hi").response == client().chat.send("hi").response == "you said hi"
    assert client().agents("agent-1", "t").status == "COMPLETED"
    client().secrets.set("k", "v")
    assert client().secrets("k") == "v"


def test_no_public_method_is_left_out() -> None:
    called = {
        "chat": {"run", "send"},
        "agents": {"run"},
        "system": {"status", "config", "metrics"},
        "secrets": {"get", "set", "delete"},
        "governance": {"explain", "status", "trace"},
    }
    client = Client()
    for namespace, names in called.items():
        public = inspect.getmembers(getattr(client, namespace), inspect.ismethod)
        methods = {name.removesuffix("_async") for name, _ in public if not name.startswith("_")}
        assert methods == names
    assert {name for name in vars(Client) if not name.startswith("_")} == {"run", "run_stream", *called}


class TestStreams:
    KINDS = ("start", "token", "tool_call", "delta", "token", "final", "done")

    def check(self, events: list[StreamEvent]) -> None:
        assert tuple(event.type for event in events) == self.KINDS
        assert len({event.trace_id for event in events}) == 1
        start, token, tool_call, delta, _, final, done = (event.data for event in events)
        assert start == {"input": "a\u2028b", "mode": "normal"}
        assert token == {"token": "you ", "position": 0}
        assert tool_call["arguments"] == {"q": "a\u2028b"}
        assert delta == {"text": "said "}
        assert final == {"output": "you said a\u2028b"}
        assert done["latency_ms"] >= 0

    async def test_asynchronous(self, emulator: Emulator) -> None:
        async with AsyncClient(**emulator.options) as client:
            for _ in range(3):
                self.check([event async for event in client.run_stream("a\u2028b", session_id="s")])

    def test_blocking(self, emulator: Emulator) -> None:
        self.check(list(Client(**emulator.options).run_stream("a\u2028b", timeout=30)))

    async def test_heartbeats_are_not_seen(self, emulator: Emulator) -> None:
        async with AsyncClient(**emulator.options) as client:
            seen: list[str] = []
            async for event in client.run_stream("wait", timeout_ms=4_000_000):
                seen.append(event.type)
                if event.type == "delta":
                    await emulator.clock.advance_async(3600)
        assert tuple(seen) == self.KINDS

    async def test_time_that_is_up_is_an_event(self, emulator: Emulator) -> None:
        async with AsyncClient(**emulator.options) as client:
            seen: list[StreamEvent] = []
            async for event in client.run_stream("wait", timeout_ms=1000):
                seen.append(event)
                if event.type == "delta":
                    await emulator.clock.advance_async(1)
        assert [event.type for event in seen[-2:]] == ["error", "done"]
        assert seen[-2].data["code"] == "TIMEOUT"

    async def test_leaving_cancels(self, emulator: Emulator) -> None:
        async with AsyncClient(**emulator.options) as client:
            stream = client.run_stream("wait")
            trace_id = (await anext(stream)).trace_id
            while (await anext(stream)).type != "delta":
                pass
            await stream.aclose()
            async with asyncio.timeout(10):
                while (trace := await client.governance.trace_async(trace_id)) is None:  # noqa: ASYNC110
                    await asyncio.sleep(0.005)
        assert trace["runtime_result"]["status"] == "CANCELLED"


class TestCommandLine:
    def run(self, emulator: Emulator, *arguments: str) -> subprocess.CompletedProcess[str]:
        options = ["--base-url", emulator.url, "--api-key", "a key"]
        return subprocess.run(
            [sys.executable, "-m", "hestiaos.cli", *options, *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, "NO_COLOR": "1"},
        )

    def test_run_and_trace(self, emulator: Emulator) -> None:
        done = self.run(emulator, "--json", "run", "hi")
        answer = json.loads(done.stdout)
        assert (done.returncode, answer["output"]) == (0, "you said hi")
        trace = self.run(emulator, "trace", answer["trace_id"])
        assert f"command_id: {answer['trace_id']}\n" in trace.stdout

    def test_health(self, emulator: Emulator) -> None:
        assert self.run(emulator, "health").stdout.startswith("status: OK\nversion: 1.0.1\n")

    def test_a_blocked_run(self, emulator: Emulator) -> None:
        blocked = self.run(emulator, "run", "curl")
        assert (blocked.returncode, blocked.stdout) == (1, "")
        assert "[GOVERNANCE_BLOCK]" in blocked.stderr


class TestDefects:
    """They are the original's own: the same requests succeed with any other client."""

    def test_every_second_call_of_a_client_fails_although_the_server_got_it(self, emulator: Emulator) -> None:
        client = Client(**emulator.options)
        fates: list[bool] = []
        for _ in range(4):
            with contextlib.suppress(RuntimeError):
                fates.append(False)
                client.run("hi")
                fates[-1] = True
        assert fates == [True, False, True, False]
        end = time.monotonic() + 10
        while len(emulator.requests) < 4:
            assert time.monotonic() < end
            time.sleep(0.005)

    def test_a_blocking_stream_swallows_errors(
        self, emulator: Emulator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("threading.excepthook", lambda _: None)
        assert list(Client(**emulator.options).run_stream("curl")) == []
        assert [request.status for request in emulator.requests] == [403]

    async def test_a_blocked_stream_is_no_governance_block(self, emulator: Emulator) -> None:
        async with AsyncClient(**emulator.options) as client:
            with pytest.raises(httpx.HTTPStatusError, match="403"):
                await anext(client.run_stream("curl"))

    def test_a_failing_server_has_no_traces(self, call: Call, emulator: Emulator) -> None:
        trace_id = call("run", "hi").trace_id
        with emulator.faults.add(Fault(path="/api/governance/trace/*", status=500)):
            assert call("governance.trace", trace_id) is None
        assert call("governance.trace", trace_id) is not None

    def test_one_more_key_is_too_many(self) -> None:
        with Emulator("hestia", chat_governance=True) as emulator:
            with pytest.raises(TypeError, match="dsgk_"):
                Client(**emulator.options).chat.run("hi")
            assert [request.status for request in emulator.requests] == [200]

    def test_the_key_of_a_secret_leads_elsewhere(self, emulator: Emulator) -> None:
        with pytest.raises(KeyError, match="value"):
            Client(**emulator.options).secrets.get("../system/config")
        assert [request.path for request in emulator.requests] == ["/api/system/config"]
