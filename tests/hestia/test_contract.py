"""The contract: complete, with a reason for every gap that was decided, and used by the facade as it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import yaml
from hestia_backend_models.events import ChatEvent, RunEvent

from codegen import manifest, spec
from codegen.project import Project
from fairlead.hestia import StreamEventType

PROJECT = Project()
DOCUMENT = spec.load(PROJECT.spec("hestia"))
EVENTS = spec.load(PROJECT.events("hestia"))
OPERATIONS = {operation.id: operation for operation in spec.operations(DOCUMENT)}

BY_THE_REPLACED_SDK = {
    "run": "POST /api/v1/run",
    "run_stream": "POST /api/v1/run/stream",
    "chat": "POST /api/chat",
    "run_agent": "POST /api/agents/run",
    "get_status": "GET /api/system/status",
    "get_config": "GET /api/system/config",
    "get_metrics": "GET /api/system/metrics",
    "get_secret": "GET /api/secrets/{key}",
    "set_secret": "POST /api/secrets",
    "delete_secret": "DELETE /api/secrets/{key}",
    "explain": "POST /api/governance/explain",
    "get_stability": "GET /api/governance/stability",
    "get_governance_trace": "GET /api/governance/trace/{command_id}",
}
SHOWN_BY_SERVER_TESTS = {
    "get_health": "GET /api/v1/health",
    "get_trace": "GET /api/v1/trace/{trace_id}",
    "chat_v1": "POST /api/v1/chat",
    "chat_stream": "POST /api/v1/chat/stream",
    "check_health": "GET /health",
    "get_prometheus_metrics": "GET /metrics",
}


def walk(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from walk(value)
    elif isinstance(node, list):
        for value in node:
            yield from walk(value)


def test_the_operations_are_those_that_are_known() -> None:
    found = {name: f"{each.method.upper()} {each.path}" for name, each in OPERATIONS.items()}
    assert found == BY_THE_REPLACED_SDK | SHOWN_BY_SERVER_TESTS


def test_every_operation_has_a_method_or_a_reason() -> None:
    methods = manifest.methods(PROJECT, "hestia")
    used = {operation for operations in methods.values() for operation in operations}
    assert used == set(BY_THE_REPLACED_SDK)
    reasons = {name: each.item.get("x-no-method") for name, each in OPERATIONS.items()}
    assert {name for name, reason in reasons.items() if reason} == set(SHOWN_BY_SERVER_TESTS)


def test_the_lock_knows_both_spellings() -> None:
    methods = manifest.methods(PROJECT, "hestia")
    for name, operation in {
        "Chat.run": "chat",
        "Agents.run": "run_agent",
        "System.status": "get_status",
        "Secrets.get": "get_secret",
        "Governance.status": "get_stability",
    }.items():
        assert methods[name] == methods[f"{name}_async"] == [operation]
    assert methods["Client.run"] == methods["AsyncClient.run"] == methods["AsyncClient.run_async"] == ["run"]
    assert methods["Client.run_stream"] == methods["AsyncClient.run_stream"] == ["run_stream"]


def test_readings_are_one_line_each_and_there_are_some_for_every_gap() -> None:
    readings = [node["x-reading"] for node in (*walk(DOCUMENT), *walk(EVENTS)) if "x-reading" in node]
    assert len(readings) >= 30
    assert all(reading and "\n" not in reading for reading in readings)
    schemas = DOCUMENT["components"]["schemas"]
    for name in ("Stability", "Violation", "CommandRecord", "ChatAnswer", "PublicTrace", "Decision"):
        assert schemas[name]["x-reading"]
    for name in ("run", "run_stream", "run_agent", "set_secret", "delete_secret", "get_governance_trace"):
        assert OPERATIONS[name].item["x-reading"]
    for name in ("DeltaData", "ToolCallData", "ErrorData"):
        assert EVENTS["$defs"][name]["x-reading"]


def test_refusals_are_declared_where_they_can_come() -> None:
    for name, operation in OPERATIONS.items():
        statuses = set(operation.item["responses"])
        if name in ("get_health", "check_health", "get_prometheus_metrics"):
            assert statuses == {"200"}
            assert operation.item["security"] == []
        else:
            assert "401" in statuses
        if name in BY_THE_REPLACED_SDK:
            assert {"403", "422"} <= statuses


def test_the_events_are_those_that_the_facade_knows() -> None:
    known = {
        spec.resolve(EVENTS, option)["properties"]["type"]["const"]
        for option in EVENTS["$defs"]["RunEvent"]["oneOf"]
    }
    assert known == set(get_args(StreamEventType))
    for kind in known:
        assert f'"{kind}"' in str(RunEvent.model_json_schema()).replace("'", '"')
    assert ChatEvent.model_validate({"type": "routing", "content": "local"}).root.type == "routing"


def test_the_lock_is_what_is_checked_in() -> None:
    lock = yaml.safe_load(PROJECT.lock.read_text("utf-8"))["hestia"]
    assert set(lock["operations"]) == set(OPERATIONS)
