"""The streams over loopback: order, silence, time limits, failures, dropped connections and faults."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
from hestia_backend_models import events as contract

from fairlead.emulator import Fault
from fairlead.emulator.hestia import AgentError, Context, Delta, Pause, ToolCall

STREAM = "/api/v1/run/stream"
CHAT = "/api/v1/chat/stream"


def types(events: list[Any]) -> list[str]:
    return [event["type"] for event in events]


def patient(text: str, context: Context) -> Iterator[Any]:
    """An agent that says something, and then nothing for an hour."""
    yield "one"
    yield Pause(3600)
    yield " two"


class TestRuns:
    def test_what_is_on_the_wire(self, wire: Any) -> None:
        answer = wire.http.post(STREAM, json={"input": "a\u2028b\x85 😀"})
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.text.isascii()
        *blocks, rest = answer.text.split("\n\n")
        assert rest == ""
        assert all(block.startswith("data: {") and "\n" not in block for block in blocks)
        events = [json.loads(block.removeprefix("data: ")) for block in blocks]
        for event in events:
            contract.RunEvent.model_validate(event)
        assert events[0]["data"] == {"input": "a\u2028b\x85 😀", "mode": "normal"}

    def test_order_and_payloads(self, wire_of: Any) -> None:
        call = ToolCall("search", {"q": [1]}, "call_1")
        wire = wire_of(agent=lambda text, context: ["Hel", call, Delta("lo"), " you", ToolCall("none")])
        events = wire.stream("text", stream=True)
        assert types(events) == [
            "start",
            "token",
            "tool_call",
            "delta",
            "token",
            "tool_call",
            "final",
            "done",
        ]
        start, first, told, delta, second, unnamed, final, done = (event["data"] for event in events)
        assert start == {"input": "text", "mode": "normal"}
        assert first == {"token": "Hel", "position": 0}
        assert told == {"name": "search", "arguments": {"q": [1]}, "id": "call_1"}
        assert delta == {"text": "lo"}
        assert second == {"token": " you", "position": 1}
        assert unnamed["arguments"] == {}
        assert unnamed["id"].startswith("call_")
        assert final == {"output": "Hello you"}
        assert done["latency_ms"] >= 0

    def test_one_trace_for_the_whole_stream(self, wire: Any) -> None:
        events = wire.stream("text")
        (trace_id,) = {event["trace_id"] for event in events}
        result = {"status": "COMPLETED", "output": "processed: text", "error": None}
        assert wire.trace(trace_id)["runtime_result"] == result
        assert wire.metric("core01_cancellations_total") == 0

    def test_a_blocked_one_does_not_begin(self, wire: Any) -> None:
        answer = wire.http.post(STREAM, json={"input": "curl"})
        assert answer.status_code == 403
        assert answer.json()["code"] == "GOVERNANCE_BLOCK"
        assert wire.public_trace(answer.json()["trace_id"])["decision"] == "BLOCK"
        assert wire.post(STREAM, {"input": 5}, 422)["detail"]

    def test_a_failure_on_the_way_is_an_event(self, wire_of: Any) -> None:
        def agent(text: str, context: Context) -> Iterator[str]:
            yield "half"
            raise AgentError("MODEL_GONE", "The model is gone")

        wire = wire_of(agent=agent)
        events = wire.stream("text")
        assert types(events) == ["start", "token", "error", "done"]
        assert events[2]["data"] == {"code": "MODEL_GONE", "message": "The model is gone"}
        assert wire.trace(events[0]["trace_id"])["runtime_result"]["status"] == "FAILED"
        assert wire.metric("core01_cancellations_total") == 0

    def test_silence_is_filled_with_comments(self, wire_of: Any) -> None:
        wire = wire_of(agent=patient, heartbeat_seconds=20)
        clock = wire.emulator.clock
        clock.freeze()
        with wire.opened("text", timeout_ms=4_000_000) as lines:
            seen = [next(lines) for _ in range(4)]
            assert [bool(line) for line in seen] == [True, False, True, False]
            for _ in range(3):
                clock.advance(20)
                assert (next(lines), next(lines)) == (": heartbeat", "")
            clock.advance(3540)
            rest = [line for line in lines if line and line != ": heartbeat"]
        events = [json.loads(line.removeprefix("data: ")) for line in rest]
        assert types(events) == ["token", "final", "done"]
        assert events[-1]["data"]["latency_ms"] == 3_600_000

    def test_taking_too_long_is_an_event(self, wire_of: Any) -> None:
        wire = wire_of(agent=patient)
        with wire.opened("text", timeout_ms=5000) as lines:
            assert '"token"' in [next(lines) for _ in range(3)][2]
            wire.emulator.clock.advance(5)
            rest = [json.loads(line.removeprefix("data: ")) for line in lines if line]
        assert types(rest) == ["error", "done"]
        assert rest[0]["data"]["code"] == "TIMEOUT"
        assert wire.trace(rest[0]["trace_id"])["runtime_result"]["status"] == "TIMED_OUT"

    @pytest.mark.parametrize("path", [STREAM, CHAT])
    def test_a_dropped_one_is_recorded_and_counted(self, wire_of: Any, eventually: Any, path: str) -> None:
        left: list[str] = []

        def agent(text: str, context: Context) -> Iterator[Any]:
            try:
                yield from patient(text, context)
            finally:
                left.append(context.command_id)

        wire = wire_of(agent=agent)
        with wire.opened("text", path) as lines:
            next(line for line in lines if "token" in line)
            assert not left
        eventually(lambda: wire.metric("core01_cancellations_total") == 1)
        (command_id,) = left
        result = wire.trace(command_id)["runtime_result"]
        assert result == {"status": "CANCELLED", "output": "one", "error": None}
        # The next one works.
        with wire.opened("text", path) as lines:
            assert next(lines)

    def test_many_at_once(self, wire_of: Any, eventually: Any) -> None:
        wire = wire_of(agent=patient)
        opened = [wire.opened(f"text {number}", timeout_ms=4_000_000) for number in range(8)]
        streams = [one.__enter__() for one in opened]
        for lines in streams:
            assert '"start"' in next(lines)
        opened.pop().__exit__(None, None, None)
        eventually(lambda: wire.metric("core01_cancellations_total") == 1)
        wire.emulator.clock.advance(3600)
        for one, lines in zip(opened, streams, strict=False):
            assert any('"done"' in line for line in lines)
            one.__exit__(None, None, None)
        assert wire.get("/api/governance/stability")["sample_size"] == 8

    def test_a_reset_cuts_them(self, wire_of: Any) -> None:
        wire = wire_of(agent=patient)
        with wire.opened("text") as lines:
            next(lines)
            wire.emulator.reset()
            with pytest.raises(httpx2.RemoteProtocolError):
                list(lines)
        assert wire.get("/api/governance/stability")["sample_size"] == 0


class TestFaults:
    def test_an_answer_in_place_of_the_stream(self, wire: Any) -> None:
        wire.emulator.faults.add(
            Fault(path=STREAM, status=503, body="<h1>busy</h1>", content_type="text/html", times=1)
        )
        answer = wire.http.post(STREAM, json={"input": "x"})
        assert (answer.status_code, answer.text) == (503, "<h1>busy</h1>")
        assert types(wire.stream("x"))[-1] == "done"

    def test_cut_in_the_middle(self, wire: Any, eventually: Any) -> None:
        wire.emulator.faults.add(Fault(path=STREAM, cut_after_events=2))
        with wire.opened("x") as lines:
            got: list[str] = []
            with pytest.raises(httpx2.RemoteProtocolError):
                got.extend(lines)
        assert len([line for line in got if line]) <= 2

    def test_cut_as_if_it_were_complete(self, wire: Any) -> None:
        wire.emulator.faults.add(Fault(path=STREAM, cut_after_events=2, cut="end"))
        assert types(wire.stream("x")) == ["start", "token"]

    def test_cut_within_an_event(self, wire: Any) -> None:
        wire.emulator.faults.add(Fault(path=STREAM, cut_after_bytes=100, cut="end"))
        assert len(wire.http.post(STREAM, json={"input": "x"}).content) == 100

    def test_lost_and_duplicate_events(self, wire: Any) -> None:
        wire.emulator.faults.add(Fault(path=STREAM, lose_events=(1,), duplicate_events=(2,)))
        assert types(wire.stream("x")) == ["token", "token", "token", "final", "done"]

    def test_a_stream_that_stops_without_a_word(self, wire: Any) -> None:
        wire.emulator.faults.add(Fault(path=STREAM, cut_after_events=1, cut="stall"))
        with (
            pytest.raises(httpx2.ReadTimeout),
            wire.http.stream("POST", STREAM, json={"input": "x"}, timeout=0.2) as answer,
        ):
            list(answer.iter_bytes())

    def test_a_run_that_happened_without_an_answer(self, wire: Any) -> None:
        wire.emulator.faults.add(Fault(path="/api/v1/run", drop="after", times=1))
        with pytest.raises(httpx2.TransportError):
            wire.run("x")
        assert wire.get("/api/governance/stability")["sample_size"] == 1


class TestChats:
    def payloads(self, wire: Any, message: str = "hi") -> list[str]:
        answer = wire.http.post(CHAT, json={"message": message, "use_tools": True})
        assert answer.headers["content-type"].startswith("text/event-stream")
        return [line.removeprefix("data: ") for line in answer.text.splitlines() if line]

    def test_the_other_dialect(self, wire_of: Any) -> None:
        wire = wire_of(agent=lambda text, context: ["a", Delta("b"), ToolCall("search", {"q": 1})])
        *events, end = self.payloads(wire)
        assert end == "[DONE]"
        events = [json.loads(event) for event in events]
        for event in events:
            contract.ChatEvent.model_validate(event)
        assert [event.get("content") for event in events] == ["emulator", "a", "b", "search", None]
        assert types(events) == ["routing", "token", "token", "tool_call", "trace"]
        assert events[-1]["dsgk_decision"] == "ALLOW"
        assert wire.trace(events[-1]["command_id"])["input"]["input"] == "hi"

    def test_a_blocked_one_does_not_begin(self, wire: Any) -> None:
        wire.switch(state="RED")
        assert wire.post(CHAT, {"message": "hi"}, 403)["code"] == "GOVERNANCE_BLOCK"

    def test_a_failure_breaks_it_off(self, wire_of: Any) -> None:
        def agent(text: str, context: Context) -> Iterator[str]:
            yield "half"
            raise ValueError("no idea")

        wire = wire_of(agent=agent)
        with pytest.raises(httpx2.RemoteProtocolError):
            self.payloads(wire)
        assert wire.get("/api/governance/stability")["execution_drift"] == 1.0

    def test_silence_is_filled_with_comments(self, wire_of: Any) -> None:
        wire = wire_of(agent=patient, heartbeat_seconds=20)
        wire.emulator.clock.freeze()
        with wire.opened("text", CHAT) as lines:
            assert [next(lines) for _ in range(4)][1::2] == ["", ""]
            wire.emulator.clock.advance(20)
            assert next(lines) == ": heartbeat"
            wire.emulator.clock.advance(3580)
            assert [line for line in lines if line][-1] == "data: [DONE]"
