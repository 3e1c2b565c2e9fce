"""The LangChain adapter, callback handler and tool, with the real langchain-core."""

from __future__ import annotations

import asyncio
import json
import threading
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

pytest.importorskip("langchain_core")

from langchain_core.chat_history import BaseChatMessageHistory
from langchain_core.language_models.fake_chat_models import FakeListChatModel
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    ChatMessage,
    FunctionMessage,
    HumanMessage,
    SystemMessage,
    ToolMessage,
    convert_to_messages,
)
from langchain_core.prompts import ChatPromptTemplate

from fairlead.handoffrail.integrations.langchain import (
    _LANGCHAIN_AVAILABLE,
    HandoffRailCallbackHandler,
    HandoffRailTool,
    LangChainAdapter,
)
from fairlead.handoffrail.models import PacketResponse


@pytest.fixture
def adapter(client) -> LangChainAdapter:
    return LangChainAdapter(client=client, agent_id="sales-01", agent_name="SalesBot")


@pytest.fixture
def handler(adapter) -> HandoffRailCallbackHandler:
    return HandoffRailCallbackHandler(adapter=adapter, auto_handoff=True, target_agent_id="billing-01")


def turns(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"role": role, "content": content} for role, content in pairs]


class TestExtract:
    @pytest.mark.parametrize(
        ("message", "role"),
        [
            (HumanMessage("x"), "user"),
            (AIMessage("x"), "agent"),
            (AIMessageChunk(content="x"), "agent"),
            (SystemMessage("x"), "system"),
            (ToolMessage("x", tool_call_id="1"), "system"),
            (FunctionMessage("x", name="f"), "system"),
            (ChatMessage("x", role="assistant"), "agent"),
            (ChatMessage("x", role="User"), "user"),
        ],
        ids=lambda value: value if isinstance(value, str) else type(value).__name__,
    )
    def test_messages(self, adapter, message: Any, role: str):
        assert adapter.extract_conversation([message]) == turns((role, "x"))
        assert adapter.extract_conversation(message) == turns((role, "x"))

    def test_an_unknown_role_can_be_sent_and_is_kept(self, adapter, client):
        extracted = adapter.extract_conversation([ChatMessage("x", role="Moderator")])
        assert extracted == [{"role": "system", "content": "x", "metadata": {"original_role": "Moderator"}}]
        adapter.create_handoff("b", summary="s", conversation_state=extracted)
        assert client.newest.context.conversation_state[0].metadata == {"original_role": "Moderator"}

    def test_blocks_become_text(self, adapter, client):
        content: list[Any] = [
            "Look:",
            {"type": "image_url", "image_url": {"url": "data:"}},
            {"type": "text", "text": "ok?"},
        ]
        extracted = adapter.extract_conversation([HumanMessage(content)])
        assert extracted == turns(("user", "Look:\n[image_url]\nok?"))
        assert adapter.create_handoff("b", summary="s", conversation_state=extracted) == client.newest

    def test_additional_kwargs_become_metadata(self, adapter):
        message = HumanMessage("x", additional_kwargs={"session": "1"})
        assert adapter.extract_conversation([message])[0]["metadata"] == {"session": "1"}

    @pytest.mark.parametrize(
        ("context", "expected"),
        [
            ("just a string", [("user", "just a string")]),
            ("", [("user", "")]),
            ([], []),
            (None, []),
            (5, []),
            ({"input": "no messages"}, []),
            ({"messages": [HumanMessage("x")]}, [("user", "x")]),
            ({"role": "user", "content": "x"}, [("user", "x")]),
            (iter([HumanMessage("x"), "y", 3]), [("user", "x"), ("user", "y"), ("system", "3")]),
            (SimpleNamespace(messages=[AIMessage("x")]), [("agent", "x")]),
            (
                [
                    {"role": "user", "content": "1"},
                    {"role": "assistant", "content": "2"},
                    {"type": "human", "content": "3"},
                    {"type": "ai", "content": None},
                    {"role": "tool"},
                ],
                [("user", "1"), ("agent", "2"), ("user", "3"), ("agent", ""), ("system", "")],
            ),
        ],
    )
    def test_contexts(self, adapter, context: Any, expected: list[tuple[str, str]]):
        assert adapter.extract_conversation(context) == turns(*expected)

    def test_timestamp_and_metadata_of_dicts(self, adapter):
        turn = {"role": "user", "content": "x", "timestamp": "2026-01-02T03:04:05Z", "metadata": {"a": 1}}
        assert adapter.extract_conversation([turn]) == [turn]

    def test_histories(self, adapter):
        class History(BaseChatMessageHistory):
            def __init__(self) -> None:
                self.messages = [HumanMessage("hi"), AIMessage("hello")]

            def clear(self) -> None:
                self.messages = []

        history = History()
        assert adapter.extract_conversation(history) == turns(("user", "hi"), ("agent", "hello"))
        prompt = ChatPromptTemplate.from_messages([("system", "be nice"), ("human", "{q}")]).invoke(
            {"q": "hi"}
        )
        assert adapter.extract_conversation(prompt) == turns(("system", "be nice"), ("user", "hi"))

    def test_stand_ins_for_messages(self, adapter):
        message = MagicMock(type="human", content="x", additional_kwargs={})
        history = MagicMock(messages=[message])
        assert adapter.extract_conversation(history) == turns(("user", "x"))


class TestResume:
    @pytest.fixture
    def packet(self, adapter) -> PacketResponse:
        return adapter.create_handoff(
            "b",
            summary="upgrade",
            conversation_state=turns(("user", "1"), ("agent", "2"), ("system", "3"), ("human", "4")),
            pending_actions=[
                {"id": "a1", "description": "Pay", "assignee": "b"},
                {"id": "a2", "description": "Ship", "assignee": "c"},
            ],
        )

    def test_turns(self, adapter, packet):
        assert adapter.resume_conversation(packet) == turns(
            ("system", "Handoff context: upgrade"),
            ("user", "1"),
            ("agent", "2"),
            ("system", "3"),
            ("human", "4"),
            ("system", "Pending actions:\n- Pay (assignee: b)\n- Ship (assignee: c)"),
        )

    def test_nothing_pending(self, adapter):
        packet = adapter.create_handoff("b", summary="s")
        assert adapter.resume_conversation(packet) == turns(("system", "Handoff context: s"))

    def test_messages_for_a_model(self, adapter, packet):
        messages = adapter.resume_messages(packet)
        assert [type(message) for message in messages] == [
            SystemMessage,
            HumanMessage,
            AIMessage,
            SystemMessage,
            HumanMessage,
            SystemMessage,
        ]
        assert convert_to_messages(messages) == messages
        assert FakeListChatModel(responses=["ok"]).invoke(messages).content == "ok"


class TestTool:
    def test_is_a_langchain_tool(self, client):
        handoffs = HandoffRailTool(client=client)
        assert _LANGCHAIN_AVAILABLE
        assert handoffs.name == "handoffrail"
        assert handoffs.args["action"]["enum"] == ["create", "claim", "update", "complete", "get"]
        assert HandoffRailTool(client=client, name="pass_on").name == "pass_on"
        assert "InMemoryClient" not in repr(handoffs)

    def test_run_and_invoke(self, client):
        handoffs = HandoffRailTool(client=client)
        created = json.loads(
            handoffs._run("create", target_agent_id="b", summary="s", agent_id="a", agent_name="A")
        )
        assert created == {"status": "created", "packet_id": str(client.newest.id)}
        assert json.loads(handoffs.invoke({"action": "get", "packet_id": created["packet_id"]})) == {
            "packet_id": created["packet_id"],
            "status": "created",
        }
        assert "Unknown action" in json.loads(handoffs.invoke({"action": "fly"}))["error"]
        call = {
            "type": "tool_call",
            "id": "1",
            "name": "handoffrail",
            "args": {"action": "get", "packet_id": "x"},
        }
        message = handoffs.invoke(call)
        assert isinstance(message, ToolMessage)
        assert json.loads(str(message.content))["error_type"] == "NotFoundError"

    @pytest.mark.parametrize("way", ["ainvoke", "_arun"])
    async def test_async_use_does_not_block_the_loop(self, client, way: str):
        loop, called, release = asyncio.get_running_loop(), asyncio.Event(), threading.Event()
        original = client.create_packet

        def slow(packet: Any) -> PacketResponse:
            loop.call_soon_threadsafe(called.set)
            assert release.wait(30)
            return original(packet)

        client.create_packet = slow
        handoffs = HandoffRailTool(client=client)
        arguments = {"action": "create", "target_agent_id": "b", "summary": "s"}
        call = handoffs.ainvoke(arguments) if way == "ainvoke" else handoffs._arun(**arguments)
        running = asyncio.create_task(call)
        await called.wait()
        release.set()  # reached only because the loop goes on while the client works
        assert json.loads(await running)["status"] == "created"
