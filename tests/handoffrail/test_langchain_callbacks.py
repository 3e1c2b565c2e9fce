"""The LangChain callback handler, with the real langchain-core."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest

pytest.importorskip("langchain_core")

from langchain_core.agents import AgentAction, AgentFinish
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.language_models.fake import FakeListLLM
from langchain_core.language_models.fake_chat_models import FakeListChatModel, GenericFakeChatModel
from langchain_core.messages import (
    AIMessage,
    HumanMessage,
    SystemMessage,
)
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langchain_core.tools import tool

from fairlead.handoffrail.exceptions import RateLimitError
from fairlead.handoffrail.integrations.langchain import (
    HandoffRailCallbackHandler,
    LangChainAdapter,
)


@pytest.fixture
def adapter(client) -> LangChainAdapter:
    return LangChainAdapter(client=client, agent_id="sales-01", agent_name="SalesBot")


@pytest.fixture
def handler(adapter) -> HandoffRailCallbackHandler:
    return HandoffRailCallbackHandler(adapter=adapter, auto_handoff=True, target_agent_id="billing-01")


def turns(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"role": role, "content": content} for role, content in pairs]


def chain_of(*answers: str) -> Runnable[Any, str]:
    prompt = ChatPromptTemplate.from_messages([("user", "{input}")])
    return prompt | FakeListChatModel(responses=list(answers)) | StrOutputParser()


class TestCallbackHandler:
    def test_a_nested_chain_is_one_run_with_one_packet(self, handler, client):
        chain = chain_of("draft") | RunnableLambda(lambda text: {"input": text}) | chain_of("final")
        outer = chain | RunnableLambda(lambda text: {"output": text})
        assert outer.invoke({"input": "hi"}, config={"callbacks": [handler]}) == {"output": "final"}
        assert handler.conversation == turns(("user", "hi"), ("agent", "draft"), ("agent", "final"))
        assert client.calls == ["create_packet"]
        assert handler.last_packet == client.newest
        assert client.newest.metadata.target_agent.to_dict() == {"id": "billing-01", "name": "billing-01"}
        assert client.newest.context.summary == "Handoff from SalesBot"
        assert [turn.to_dict() for turn in client.newest.context.conversation_state] == handler.conversation

    @pytest.mark.parametrize("mode", ["invoke", "stream", "ainvoke", "astream"])
    async def test_every_way_to_run_gives_the_same_turns(self, handler, client, mode: str):
        chain, config = chain_of("answer"), RunnableConfig(callbacks=[handler])
        match mode:
            case "invoke":
                chain.invoke({"input": "hi"}, config)
            case "stream":
                assert "".join(chain.stream({"input": "hi"}, config)) == "answer"
            case "ainvoke":
                await chain.ainvoke({"input": "hi"}, config)
            case _:
                assert "".join([piece async for piece in chain.astream({"input": "hi"}, config)]) == "answer"
        assert handler.conversation == turns(("user", "hi"), ("agent", "answer"))
        assert client.calls == ["create_packet"]

    def test_each_run_has_its_own_turns(self, handler, client):
        chain = chain_of("one", "two")
        chain.invoke({"input": "first"}, config={"callbacks": [handler]})
        chain.invoke({"input": "second"}, config={"callbacks": [handler]})
        assert handler.conversation == turns(("user", "second"), ("agent", "two"))
        assert [
            [turn.content for turn in packet.context.conversation_state] for packet in client.packets.values()
        ] == [["first", "one"], ["second", "two"]]

    def test_runs_at_the_same_time_do_not_mix(self, handler, client):
        together = threading.Barrier(3, timeout=30)

        def answer(inputs: dict[str, str]) -> str:
            together.wait()
            return "re: " + inputs["input"]

        inputs = [{"input": str(n)} for n in range(3)]
        RunnableLambda(answer).batch(inputs, config={"callbacks": [handler], "max_concurrency": 3})
        contents = [
            [t.content for t in packet.context.conversation_state] for packet in client.packets.values()
        ]
        assert sorted(contents) == [[str(n), f"re: {n}"] for n in range(3)]

    @pytest.mark.parametrize(
        ("inputs", "expected"),
        [
            ("hi", [("user", "hi")]),
            ({"question": "hi"}, [("user", "hi")]),
            ({"input": "", "question": "hi"}, [("user", "hi")]),
            (
                {"messages": [SystemMessage("be nice"), HumanMessage("hi")]},
                [("system", "be nice"), ("user", "hi")],
            ),
            ([{"role": "user", "content": "hi"}], [("user", "hi")]),
            (HumanMessage("hi"), [("user", "hi")]),
            ({"input": 5}, []),
            ("", []),
            (7, []),
            ([1, 2], []),
        ],
    )
    def test_inputs(self, handler, inputs: Any, expected: list[tuple[str, str]]):
        RunnableLambda(lambda _: None).invoke(inputs, config={"callbacks": [handler]})
        assert handler.conversation == turns(*expected)

    @pytest.mark.parametrize(
        ("outputs", "expected"),
        [
            ("bye", [("agent", "bye")]),
            ({"output": "bye"}, [("agent", "bye")]),
            ({"output": 5, "result": "bye"}, [("agent", "bye")]),
            (AIMessage("bye"), [("agent", "bye")]),
            ({"other": "x"}, []),
            (None, []),
            (["x"], []),
        ],
    )
    def test_outputs(self, handler, client, outputs: Any, expected: list[tuple[str, str]]):
        RunnableLambda(lambda _: outputs).invoke("", config={"callbacks": [handler]})
        assert handler.conversation == turns(*expected)
        assert client.calls == ["create_packet"]

    def test_a_run_that_fails_is_not_handed_over(self, handler, client):
        def fail(_: str) -> str:
            raise RuntimeError("no")

        with pytest.raises(RuntimeError):
            (chain_of("x") | RunnableLambda(fail)).invoke({"input": "hi"}, config={"callbacks": [handler]})
        assert client.calls == []
        assert handler._runs == {}
        RunnableLambda(str).invoke("again", config={"callbacks": [handler]})
        assert handler.conversation == turns(("user", "again"), ("agent", "again"))

    def test_a_chain_inside_that_recovers_ends_nothing(self, handler, client):
        def fail(_: Any) -> Any:
            raise ValueError("no")

        chain = RunnableLambda(fail).with_fallbacks([RunnableLambda(lambda _: "saved")]) | StrOutputParser()
        chain.invoke("hi", config={"callbacks": [handler]})
        assert handler.conversation == turns(("user", "hi"), ("agent", "saved"))
        assert client.calls == ["create_packet"]

    def test_tools_and_the_chains_in_them_belong_to_the_run(self, handler, client):
        @tool
        def look_up(word: str, config: RunnableConfig) -> str:
            """Look a word up."""
            return chain_of("found " + word).invoke({"input": word}, config)

        outer = RunnableLambda(lambda inputs, config: look_up.invoke({"word": inputs["input"]}, config))
        outer.invoke({"input": "rail"}, config={"callbacks": [handler]})
        assert handler.conversation == turns(
            ("user", "rail"), ("agent", "found rail"), ("system", "Tool output: found rail")
        )
        assert client.calls == ["create_packet"]
        assert handler._runs == {}

    def test_a_tool_message_is_recorded_as_its_text(self, handler):
        @tool
        def add(a: int, b: int) -> int:
            """Add."""
            return a + b

        call = {"name": "add", "args": {"a": 1, "b": 2}, "id": "1", "type": "tool_call"}
        RunnableLambda(lambda _, config: add.invoke(call, config)).invoke(1, config={"callbacks": [handler]})
        assert handler.conversation[0] == {"role": "system", "content": "Tool output: 3"}

    def test_a_tool_that_fails_is_forgotten(self, handler, client):
        @tool
        def broken() -> str:
            """Fail."""
            raise RuntimeError("no")

        def survive(_: str, config: RunnableConfig) -> str:
            with pytest.raises(RuntimeError):
                broken.invoke({}, config)
            return "went on"

        RunnableLambda(survive).invoke("hi", config={"callbacks": [handler]})
        assert handler.conversation == turns(("user", "hi"), ("agent", "went on"))
        assert handler._runs == {}

    @pytest.mark.parametrize("works", [True, False])
    def test_chains_in_retrievers_belong_to_the_run(self, handler, client, works: bool):
        class Rephrasing(BaseRetriever):
            def _get_relevant_documents(
                self, query: str, *, run_manager: CallbackManagerForRetrieverRun
            ) -> list[Document]:
                chain_of("rephrased").invoke({"input": query}, {"callbacks": run_manager.get_child()})
                if not works:
                    raise LookupError("no index")
                return []

        def ask(question: str, config: RunnableConfig) -> str:
            try:
                return f"{len(Rephrasing().invoke(question, config))} found"
            except LookupError:
                return "none found"

        RunnableLambda(ask).invoke("where?", config={"callbacks": [handler]})
        assert handler.conversation == turns(
            ("user", "where?"), ("agent", "rephrased"), ("agent", "0 found" if works else "none found")
        )
        assert client.calls == ["create_packet"]
        assert handler._runs == {}

    def test_models_of_both_kinds_and_their_blocks(self, handler):
        FakeListLLM(responses=["plain"]).invoke("hi", config={"callbacks": [handler]})
        blocks = AIMessage([{"type": "text", "text": "a"}, {"type": "text", "text": "b"}])
        GenericFakeChatModel(messages=iter([blocks])).invoke("hi", config={"callbacks": [handler]})
        assert handler.conversation == turns(("agent", "plain"), ("agent", "a\nb"))

    def test_block_answers_are_not_recorded_twice(self, handler):
        blocks = AIMessage([{"type": "text", "text": "a"}, {"type": "text", "text": "b"}])
        chain = ChatPromptTemplate.from_messages([("user", "{input}")]) | GenericFakeChatModel(
            messages=iter([blocks])
        )
        chain.invoke({"input": "hi"}, config={"callbacks": [handler]})
        assert handler.conversation == turns(("user", "hi"), ("agent", "a\nb"))

    def test_silent_answers_are_not_turns(self, handler):
        empty = AIMessage("", tool_calls=[{"name": "f", "args": {}, "id": "1"}])
        GenericFakeChatModel(messages=iter([empty])).invoke("hi", config={"callbacks": [handler]})
        handler.on_llm_end(SimpleNamespace(generations=[]))
        assert handler.conversation == []

    def test_attached_to_an_inner_chain_only(self, handler, client):
        inner = chain_of("inner").with_config(callbacks=[handler])
        (RunnableLambda(lambda text: {"input": text}) | inner | RunnableLambda(str.upper)).invoke("hi")
        assert handler.conversation == turns(("user", "hi"), ("agent", "inner"))
        assert client.calls == ["create_packet"]

    def test_without_auto_handoff_nothing_is_created(self, adapter, client):
        for quiet in (
            HandoffRailCallbackHandler(adapter, target_agent_id="b"),
            HandoffRailCallbackHandler(adapter, auto_handoff=True),
        ):
            chain_of("x").invoke({"input": "hi"}, config={"callbacks": [quiet]})
            assert quiet.conversation == turns(("user", "hi"), ("agent", "x"))
            assert quiet.last_packet is None
        assert client.calls == []

    def test_names_and_summaries(self, adapter, client):
        handler = HandoffRailCallbackHandler(adapter, True, "b", "Billing", "{agent_name} is done")
        RunnableLambda(str).invoke("hi", config={"callbacks": [handler]})
        assert client.newest.metadata.target_agent.name == "Billing"
        assert client.newest.context.summary == "SalesBot is done"

    def test_a_failed_handover_does_not_hurt_the_run(self, handler, client, caplog: pytest.LogCaptureFixture):
        client.failure = RateLimitError("slow down")
        chain = chain_of("one", "two")
        assert chain.invoke({"input": "hi"}, config={"callbacks": [handler]}) == "one"
        assert isinstance(handler.last_error, RateLimitError)
        assert handler.last_packet is None
        assert [record.getMessage() for record in caplog.records] == [
            "Handing over to billing-01 failed: slow down"
        ]
        chain.invoke({"input": "hi"}, config={"callbacks": [handler]})
        assert handler.last_error is None
        assert handler.last_packet == client.newest

    def test_hooks_called_by_hand(self, handler, client):
        handler.on_chain_start(serialized={}, inputs={"input": "help"})
        handler.on_llm_end(MagicMock(generations=[[MagicMock(text="sure")]]))
        handler.on_tool_end("42")
        handler.on_text("nothing")
        handler.on_llm_start({}, ["nothing"])
        handler.on_llm_error(ValueError())
        handler.on_agent_action(AgentAction("t", "", ""))
        handler.on_agent_finish(AgentFinish({"output": "done"}, ""))
        handler.on_chain_end(outputs={"output": "done"})
        expected = turns(
            ("user", "help"), ("agent", "sure"), ("system", "Tool output: 42"), ("agent", "done")
        )
        assert handler.conversation == expected
        assert client.calls == ["create_packet"]
        handler.on_chain_end({"output": "and more"})
        assert handler.conversation == [*expected, *turns(("agent", "and more"))]

    def test_an_agent_finishes_inside_its_run(self, handler):
        def agent(_: str, config: RunnableConfig) -> dict[str, str]:
            manager: Any = config["callbacks"]
            handler.on_agent_finish(
                AgentFinish({"output": "done"}, ""), run_id=manager.parent_run_id, parent_run_id=None
            )
            return {"output": "done"}

        RunnableLambda(agent).invoke("hi", config={"callbacks": [handler]})
        assert handler.conversation == turns(("user", "hi"), ("agent", "done"))
