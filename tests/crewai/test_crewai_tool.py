"""The tool for CrewAI agents, with the real CrewAI.

CrewAI caps the versions of many packages, so these tests run in an environment of their own.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Any
from unittest.mock import create_autospec
from uuid import UUID

import pytest

pytest.importorskip("crewai")

from crewai import Agent, Crew, Task
from crewai.llms.base_llm import BaseLLM
from crewai.tasks.task_output import TaskOutput
from pydantic import PrivateAttr

from fairlead.handoffrail.exceptions import NotFoundError
from fairlead.handoffrail.integrations import CrewAIAdapter, HandoffClient, HandoffRailCrewAITool
from fairlead.handoffrail.integrations.crewai import _CREWAI_AVAILABLE
from fairlead.handoffrail.models import PacketResponse

ID = str(UUID(int=7))
PACKET = PacketResponse.from_dict(
    {
        "id": ID,
        "metadata": {
            "source_agent": {"id": "a", "name": "A"},
            "target_agent": {"id": "b", "name": "B"},
            "created_at": "2026-01-02T03:04:05Z",
        },
        "context": {
            "summary": "old",
            "conversation_state": [{"role": "user", "content": "hi"}],
            "custom": {"kept": 1},
        },
        "created_at": "2026-01-02T03:04:05",
        "updated_at": "2026-01-02T03:04:05",
    }
)


@pytest.fixture
def client() -> Any:
    client = create_autospec(HandoffClient, instance=True)
    for method in (client.create_packet, client.claim_packet, client.update_packet, client.complete_packet):
        method.return_value = PACKET
    client.get_packet.return_value = PACKET
    return client


@pytest.fixture
def handoffs(client) -> HandoffRailCrewAITool:
    return HandoffRailCrewAITool(client=client)


def test_construction(client):
    assert _CREWAI_AVAILABLE
    default = HandoffRailCrewAITool(client)
    assert default.name == "handoffrail"
    assert "create" in default.description
    other = HandoffRailCrewAITool(client, name="pass_on", description="Passes work on.", max_usage_count=3)
    assert other.name == "pass_on"
    assert "Passes work on." in other.description
    assert other.max_usage_count == 3
    assert repr(client) not in repr(default)


@pytest.mark.parametrize(
    ("action", "arguments", "result"),
    [
        ("create", {"target_agent_id": "b", "summary": "s"}, {"status": "created", "packet_id": ID}),
        ("claim", {"packet_id": ID, "agent_id": "b"}, {"status": "claimed", "packet_id": ID}),
        ("update", {"packet_id": ID, "status": "in_progress"}, {"status": "updated", "packet_id": ID}),
        ("complete", {"packet_id": ID}, {"status": "completed", "packet_id": ID}),
        ("get", {"packet_id": ID}, {"packet_id": ID, "status": "created"}),
    ],
)
async def test_every_action_reaches_the_client(handoffs, client, action, arguments, result):
    method = getattr(client, f"{action}_packet")
    assert json.loads(handoffs._run(action, **arguments)) == result
    assert json.loads(handoffs.run(action=action, **arguments)) == result
    assert json.loads(await handoffs.arun(action=action, **arguments)) == result
    assert json.loads(handoffs.to_structured_tool().invoke({"action": action, **arguments})) == result
    assert method.call_count == 4


def test_errors_are_results(handoffs, client):
    client.get_packet.side_effect = NotFoundError("Packet not found")
    assert json.loads(handoffs._run(action="get", packet_id="x")) == {
        "error": "Packet not found",
        "error_type": "NotFoundError",
    }
    assert "Unknown action" in json.loads(handoffs.run(action="fly"))["error"]
    assert "target_agent_id is required" in json.loads(handoffs._run(action="create"))["error"]


def test_updating_the_summary_keeps_the_context(handoffs, client):
    handoffs.run(action="update", packet_id=ID, summary="new")
    (_, update), _ = client.update_packet.call_args
    assert update.context == PACKET.context.model_copy(update={"summary": "new"})


async def test_async_use_does_not_block_the_loop(handoffs, client):
    loop, called, release = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slow(*_: Any) -> PacketResponse:
        loop.call_soon_threadsafe(called.set)
        assert release.wait(30)
        return PACKET

    client.get_packet.side_effect = slow
    running = asyncio.create_task(handoffs.arun(action="get", packet_id=ID))
    await called.wait()
    release.set()
    assert json.loads(await running)["packet_id"] == ID


# CrewAI's agents read fields that CrewAI deprecates, and hide which code does.
crewai_deprecations = pytest.mark.filterwarnings("ignore::DeprecationWarning")


class ScriptedLLM(BaseLLM):
    """Looks at a packet, claims it, looks again, then answers."""

    _steps: Iterator[str] = PrivateAttr(default_factory=lambda: iter(("get", "claim", "get")))

    def call(self, *_: Any, **__: Any) -> str:
        if step := next(self._steps, None):
            arguments = json.dumps({"action": step, "packet_id": ID})
            return f"Thought: go on\nAction: handoffrail\nAction Input: {arguments}"
        return "Thought: done\nFinal Answer: it is created"

    def supports_function_calling(self) -> bool:
        return False


@crewai_deprecations
def test_an_agent_uses_the_tool_and_gets_fresh_results(handoffs, client):
    agent = Agent(role="r", goal="g", backstory="b", llm=ScriptedLLM(model="scripted"), tools=[handoffs])
    task = Task(description="Look at the packet", expected_output="Its status", agent=agent)
    output = Crew(agents=[agent], tasks=[task], cache=True).kickoff()
    assert output.raw == "it is created"
    assert client.get_packet.call_count == 2
    assert client.claim_packet.call_count == 1


@crewai_deprecations
def test_tasks_and_their_outputs_are_conversations(client):
    adapter = CrewAIAdapter(client, "a", "A")
    agent = Agent(role="r", goal="g", backstory="b", llm=ScriptedLLM(model="scripted"))
    task = Task(description="Pay", expected_output="A receipt", agent=agent)
    asked = [
        {"role": "system", "content": "Task: Pay"},
        {"role": "system", "content": "Expected output: A receipt"},
    ]
    assert adapter.extract_conversation(task) == asked
    done = TaskOutput(description="Pay", expected_output="A receipt", raw="Paid", agent="r")
    assert adapter.extract_conversation(done) == [*asked, {"role": "agent", "content": "Paid"}]
