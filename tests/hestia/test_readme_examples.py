"""Programs written for the SDK that Hestia's facade replaces. Only their import lines are changed."""

from __future__ import annotations

import ast
import inspect
import re
from typing import Any

import pytest

from fairlead.emulator import Emulator

QUICKSTART_ASYNC = """
from fairlead.hestia import AsyncClient

async with AsyncClient(base_url="http://localhost:8000") as client:
    # One request
    result = await client.run_async("create a report")
    print(result.result)
    print(result.trace_id)
    print(result.mode)

    # A stream
    async for event in client.run_stream("create a report"):
        print(f"[{event.type}] {event.data}")
"""

QUICKSTART_SYNC = """
from fairlead.hestia import Client

client = Client(base_url="http://localhost:8000")

# One request
result = client.run("create a report")
print(result.result)
print(result.trace_id)
print(result.mode)

# A stream
for event in client.run_stream("create a report"):
    print(f"[{event.type}] {event.data}")
"""

NAMESPACES = """
from fairlead.hestia import AsyncClient

client = AsyncClient(base_url="http://localhost:8000")

status = await client.system.status_async()
config = await client.system.config_async()
metrics = await client.system.metrics_async()

reply = await client.chat.run_async("Hello!", session_id="abc")

result = await client.agents.run_async("agent-1", "analyze data")

await client.secrets.set_async("my-key", "my-value")
value = await client.secrets.get_async("my-key")
await client.secrets.delete_async("my-key")

explanation = await client.governance.explain_async("WRITE", {"path": "report.txt"})
trace = await client.governance.trace_async("abc-123-def")
"""

IMPORTS = """
from fairlead.hestia import AsyncClient, Client, StreamEvent
print("SDK Import OK")
"""


async def run(program: str, server: Emulator) -> dict[str, Any]:
    """Run a program at the address of the emulator; returns what it leaves behind."""
    program = program.replace("http://localhost:8000", server.url)
    code = compile(program, "example", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    left: dict[str, Any] = {}
    running = eval(code, left)
    if inspect.isawaitable(running):
        await running
    return left


def assert_printed(lines: list[str]) -> None:
    result, trace_id, mode, *events = lines
    assert (result, trace_id[:4], mode) == ("ALLOW", "cmd_", "normal")
    assert re.findall(r"\[(\w+)\]", "\n".join(events)) == ["start", *["token"] * 4, "final", "done"]
    assert "[final] {'output': 'processed: create a report'}" in events


async def test_the_async_quickstart(hestia_emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    await run(QUICKSTART_ASYNC, hestia_emulator)
    assert_printed(capsys.readouterr().out.splitlines())


async def test_the_sync_quickstart(hestia_emulator: Emulator, capsys: pytest.CaptureFixture[str]) -> None:
    left = await run(QUICKSTART_SYNC, hestia_emulator)
    assert_printed(capsys.readouterr().out.splitlines())
    left["client"].close()


def test_the_sync_quickstart_without_a_loop(
    hestia_emulator: Emulator, capsys: pytest.CaptureFixture[str]
) -> None:
    program = QUICKSTART_SYNC.replace("http://localhost:8000", hestia_emulator.url)
    left: dict[str, Any] = {}
    exec(program, left)
    assert_printed(capsys.readouterr().out.splitlines())
    left["client"].close()


async def test_the_namespaces(hestia_emulator: Emulator) -> None:
    left = await run(NAMESPACES, hestia_emulator)
    assert left["status"].status == "OK"
    assert isinstance(left["config"], dict)
    assert left["metrics"].requests_total >= 2
    assert left["metrics"].metrics["requests_total"] == left["metrics"].requests_total
    assert (left["reply"].response, left["reply"].session_id) == ("processed: Hello!", "abc")
    assert left["reply"].result == left["reply"].response
    assert (left["result"].agent_id, left["result"].status) == ("agent-1", "COMPLETED")
    assert left["result"].result == left["result"].output == "processed: analyze data"
    assert left["value"] == "my-value"
    assert left["explanation"]["policy"] == "core.write.v1"
    assert left["trace"] is None
    await left["client"].aclose()


def test_the_import(capsys: pytest.CaptureFixture[str]) -> None:
    exec(IMPORTS, {})
    assert capsys.readouterr().out == "SDK Import OK\n"


def test_the_examples_import_nothing_else() -> None:
    for program in (QUICKSTART_ASYNC, QUICKSTART_SYNC, NAMESPACES, IMPORTS):
        assert re.findall(r"^(?:from|import) (\S+)", program, re.MULTILINE) == ["fairlead.hestia"]
