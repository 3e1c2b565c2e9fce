"""The models and the events: fields, frozenness, tolerance, and the guards."""

from __future__ import annotations

from typing import Any

import pydantic
import pytest

from fairlead import hestia
from fairlead.hestia import (
    AgentResult,
    ChatResponse,
    ErrorResponse,
    HealthResponse,
    RunResponse,
    StreamEvent,
    SystemMetrics,
    SystemStatus,
    TraceResponse,
)

SAMPLES: dict[type[Any], dict[str, Any]] = {
    RunResponse: {
        "result": "ALLOW",
        "output": None,
        "mode": "normal",
        "budget": 1.0,
        "trace_id": "cmd_1",
        "latency_ms": 2.0,
    },
    TraceResponse: {
        "trace_id": "cmd_1",
        "decision": "BLOCK",
        "reason": "no",
        "risk_score": 0.8,
        "policy": "core.external.v1",
        "violations": [{"reason": "x", "severity": "HIGH"}],
        "mode": "BLOCK",
        "budget": 0.0,
        "latency_ms": 1.0,
        "timestamp": "2026-01-02T03:04:05Z",
    },
    HealthResponse: {"status": "OK", "version": "1", "uptime_seconds": 1.0, "api_version": "v1"},
    ErrorResponse: {"code": "X", "message": "no", "trace_id": None, "details": None},
    ChatResponse: {
        "response": "hi",
        "session_id": "s",
        "processing_time": 0.1,
        "model": "m",
        "trace_id": None,
    },
    AgentResult: {"agent_id": "a", "status": "RUNNING", "output": None, "error": None, "trace_id": None},
    SystemStatus: {
        "status": "OK",
        "ollama": True,
        "vllm": False,
        "dsgk": True,
        "storage": True,
        "version": "1",
        "uptime_seconds": 1.0,
    },
    SystemMetrics: {
        "cpu_percent": 1.0,
        "memory_percent": 2.0,
        "active_sessions": 3,
        "requests_total": 4,
        "avg_latency_ms": 5.0,
        "gpu_percent": None,
        "vram_percent": None,
        "vram_used_bytes": None,
        "vram_total_bytes": None,
    },
    StreamEvent: {"type": "token", "data": {"token": "a"}, "trace_id": "cmd_1", "timestamp": "t"},
}
OPTIONAL = {
    ErrorResponse: {"trace_id", "details"},
    ChatResponse: {"trace_id"},
    AgentResult: {"output", "error", "trace_id"},
    SystemMetrics: {"gpu_percent", "vram_percent", "vram_used_bytes", "vram_total_bytes"},
    StreamEvent: {"data", "trace_id", "timestamp"},
}
models = pytest.mark.parametrize("model", SAMPLES, ids=lambda model: model.__name__)


@models
def test_the_fields_are_the_documented_ones(model: type[Any]) -> None:
    made = model(**SAMPLES[model])
    assert list(model.model_fields) == list(SAMPLES[model])
    assert {name: getattr(made, name) for name in SAMPLES[model]} == SAMPLES[model]
    assert made == model.from_dict(SAMPLES[model])


@models
def test_the_optional_fields_are_the_documented_ones(model: type[Any]) -> None:
    optional = {name for name, field in model.model_fields.items() if not field.is_required()}
    assert optional == OPTIONAL.get(model, set())


@models
def test_models_are_frozen_as_dataclasses_are(model: type[Any]) -> None:
    made = model(**SAMPLES[model])
    name = next(iter(SAMPLES[model]))
    with pytest.raises(AttributeError, match="frozen"):
        setattr(made, name, "other")
    with pytest.raises(AttributeError, match="frozen"):
        delattr(made, name)
    with pytest.raises(AttributeError, match="frozen"):
        made.novel = 1
    assert made == model(**SAMPLES[model])
    assert made.model_copy(update={name: "other"}) != made


@models
def test_unknown_fields_are_kept(model: type[Any]) -> None:
    made = model(**SAMPLES[model], novel={"a": [1]})
    assert made.novel == {"a": [1]}
    assert made.to_dict()["novel"] == {"a": [1]}


def test_a_run_has_no_reason() -> None:
    assert not hasattr(RunResponse(**SAMPLES[RunResponse]), "reason")


def test_events_with_the_same_content_are_equal_and_not_hashable() -> None:
    event = StreamEvent(**SAMPLES[StreamEvent])
    assert event == StreamEvent.from_raw(SAMPLES[StreamEvent])
    with pytest.raises(TypeError):
        hash(event)
    assert hash(AgentResult(agent_id="a", status="RUNNING")) == hash(
        AgentResult(agent_id="a", status="RUNNING")
    )


def test_a_raw_event_has_defaults() -> None:
    event = StreamEvent.from_raw({"type": "start"})
    assert (event.data, event.trace_id, event.timestamp) == ({}, "", "")
    event.data["own"] = 1
    assert StreamEvent.from_raw({"type": "start"}).data == {}
    with pytest.raises(pydantic.ValidationError):
        StreamEvent.from_raw({"data": {}})


TYPES = ["start", "token", "delta", "tool_call", "final", "error", "done"]


@pytest.mark.parametrize("kind", TYPES)
def test_each_guard_knows_its_own_type_alone(kind: str) -> None:
    guard = getattr(hestia, f"is_{kind}_event")
    assert [name for name in [*TYPES, "usage"] if guard(StreamEvent(type=name))] == [kind]
