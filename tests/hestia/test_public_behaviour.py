"""What the replaced SDK's own published tests hold it to, asked of ours.

Left out are its tests of private names: `Client._async`, `AsyncClient._transport`, the transport's
`_config.base_url` and `_build_headers()`, `Client._stop`, `client._sync_await`,
`client._GovernanceResource` and `client._RunResource`.
"""

from __future__ import annotations

import asyncio
import inspect
import pkgutil
import sys
import types
from collections.abc import Coroutine
from importlib import import_module
from typing import Any

import pytest

import fairlead.hestia
from fairlead import hestia
from fairlead.hestia import AsyncClient, Client

NAMESPACES = {
    "chat": ["run"],
    "agents": ["run"],
    "system": ["status", "config", "metrics"],
    "secrets": ["get", "set", "delete"],
    "governance": ["explain", "status", "trace"],
}
METHODS = [(namespace, method) for namespace, methods in NAMESPACES.items() for method in methods]
ARGUMENTS = {
    "chat.run": ("hi",),
    "agents.run": ("a", "t"),
    "secrets.get": ("k",),
    "secrets.set": ("k", "v"),
    "secrets.delete": ("k",),
    "governance.explain": ("READ",),
    "governance.trace": ("cmd_1",),
}
EXPORTS = [
    *("AsyncClient", "Client", "StreamEvent", "ChatResponse", "AgentResult", "SystemStatus"),
    *("SystemMetrics", "RunResponse", "TraceResponse", "HealthResponse", "ErrorResponse", "HestiaError"),
    *("GovernanceBlock", "InvalidInput", "NotFound", "__version__"),
]
SERVER_INTERNALS = [
    *("DSGKDecision", "CommandTrace", "ArbitrationResult", "DriftVector", "SystemMode", "CommandType"),
    "DecisionType",
]


@pytest.fixture(params=[AsyncClient, Client])
def client(request: pytest.FixtureRequest) -> AsyncClient | Client:
    return request.param()


def test_the_names_are_exported_and_asynchronous_comes_first() -> None:
    assert set(EXPORTS) <= set(hestia.__all__)
    assert hestia.__all__.index("AsyncClient") < hestia.__all__.index("Client")
    assert all(hasattr(hestia, name) for name in hestia.__all__)
    assert hestia.__version__ == fairlead.__version__


def test_the_modules_are_where_they_were() -> None:
    assert hestia.RunResponse is import_module("fairlead.hestia.models").RunResponse
    assert hestia.HestiaError is import_module("fairlead.hestia.errors").HestiaError
    assert hestia.StreamEvent is import_module("fairlead.hestia.stream_events").StreamEvent
    module = import_module("fairlead.hestia.client")
    for name in ("AsyncClient", "Client", "ChatResponse", "AgentResult", "SystemStatus", "SystemMetrics"):
        assert getattr(module, name) is getattr(hestia, name)


def test_the_constructor_takes_four_arguments_in_order() -> None:
    for kind in (AsyncClient, Client):
        parameters = list(inspect.signature(kind).parameters.values())[:4]
        assert [(each.name, each.default) for each in parameters] == [
            ("base_url", "http://localhost:8000"),
            ("api_key", None),
            ("timeout", 30.0),
            ("retries", 3),
        ]
        assert repr(kind("http://h:1", "secret", 5.0, 0)) == f"{kind.__name__}(base_url='http://h:1')"


async def test_every_async_method_returns_a_coroutine(client: AsyncClient | Client) -> None:
    made: list[Coroutine[Any, Any, Any]] = []
    for namespace, method in METHODS:
        function = getattr(getattr(client, namespace), f"{method}_async")
        made.append(function(*ARGUMENTS.get(f"{namespace}.{method}", ())))
    if isinstance(client, AsyncClient):
        made.append(client.run_async("hi"))
    for coroutine in made:
        assert asyncio.iscoroutine(coroutine)
        coroutine.close()


@pytest.mark.parametrize(("namespace", "method"), METHODS)
def test_every_method_has_both_spellings_on_both_clients(
    client: AsyncClient | Client, namespace: str, method: str
) -> None:
    part = getattr(client, namespace)
    blocking, awaited = getattr(part, method), getattr(part, f"{method}_async")
    assert inspect.iscoroutinefunction(awaited)
    assert not inspect.iscoroutinefunction(blocking)
    assert inspect.signature(blocking) == inspect.signature(awaited)


def test_the_parameters_are_the_documented_ones(client: AsyncClient | Client) -> None:
    def parameters(function: Any) -> dict[str, Any]:
        return {name: parameter.default for name, parameter in inspect.signature(function).parameters.items()}

    empty = inspect.Parameter.empty
    run = {"input": empty, "session_id": None, "agent_id": None, "mode_hint": None, "timeout_ms": 30000}
    assert parameters(client.run) == run | {"stream": False}
    assert list(parameters(client.run_stream))[:5] == list(run)
    assert parameters(client.chat.run) == {"message": empty, "session_id": None}
    assert parameters(client.chat.send) == parameters(client.chat.run)
    assert parameters(client.agents.run) == {"agent_id": empty, "task": empty, "config": None}
    assert parameters(client.secrets.set) == {"key": empty, "value": empty, "provider": "custom"}
    assert parameters(client.governance.explain) == {"command_type": empty, "command_input": None}


def test_streams_are_generators() -> None:
    asynchronous = AsyncClient().run_stream
    assert inspect.isasyncgenfunction(asynchronous)
    assert asynchronous.__code__
    assert not inspect.iscoroutinefunction(Client().run_stream)
    assert inspect.isgeneratorfunction(Client().run_stream)


def test_the_namespaces_of_the_blocking_client_are_properties() -> None:
    for name in NAMESPACES:
        assert isinstance(vars(Client)[name], property)


def test_run_is_the_same_on_both_clients() -> None:
    assert inspect.signature(Client.run) == inspect.signature(AsyncClient.run)
    assert not inspect.iscoroutinefunction(AsyncClient.run)
    assert not callable(getattr(Client(), "governance", None))
    assert not callable(Client().system)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (AsyncClient.run_async, ["RunResponse"]),
        (Client.run, ["RunResponse"]),
        (hestia.Chat.run, ["ChatResponse"]),
        (hestia.Agents.run_async, ["AgentResult"]),
        (hestia.System.config, ["dict"]),
        (hestia.Governance.trace_async, ["dict", "None"]),
        (hestia.Secrets.set, ["None"]),
    ],
)
def test_the_annotations_say_what_is_returned(function: Any, words: list[str]) -> None:
    text = str(inspect.signature(function).return_annotation)
    assert all(word in text for word in words)


def test_nothing_of_the_server_is_reachable() -> None:
    names = [module.name for module in pkgutil.iter_modules(hestia.__path__, "fairlead.hestia.")]
    assert "fairlead.hestia.client" in names
    for module in [hestia, *map(import_module, names)]:
        assert not set(SERVER_INTERNALS) & set(dir(module))
        for value in vars(module).values():
            home = value.__name__ if isinstance(value, types.ModuleType) else getattr(value, "__module__", "")
            assert not str(home).startswith("core.")
    assert not [name for name in sys.modules if name == "core" or name.startswith("core.")]
