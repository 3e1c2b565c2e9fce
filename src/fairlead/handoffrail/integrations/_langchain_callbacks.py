"""The callback handler that writes down what a LangChain run says, and hands it over."""

# ruff: noqa: ARG002 - LangChain fixes the parameters and calls some of them by name

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from langchain_core.agents import AgentAction, AgentFinish
from langchain_core.callbacks import BaseCallbackHandler
from langchain_core.outputs import ChatGeneration, LLMResult

from fairlead.handoffrail.exceptions import HandoffRailError
from fairlead.handoffrail.integrations._conversation import is_message, text_of
from fairlead.handoffrail.integrations.langchain import LangChainAdapter
from fairlead.handoffrail.models import PacketResponse

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class _Run:
    """An outermost chain and what was said in it, at whatever depth."""

    id: UUID | None
    turns: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


class HandoffRailCallbackHandler(BaseCallbackHandler):
    """Records the conversation of a run and, if wanted, hands it over when the run ends.

    A run is an outermost chain: its input and its final output are recorded once, and between them what its
    models and tools say. Chains inside it add no turns of their own and create no packets. A run that fails
    is not handed over. One handler may serve several runs, also at the same time; each has its own turns.

    Args:
        adapter: Who hands over.
        auto_handoff: Create a packet when a run ends. Needs `target_agent_id`.
        target_agent_id: The agent to hand over to.
        target_agent_name: Its name; by default its id.
        summary_template: Summary of the packets; `{agent_name}` is the adapter's agent.

    Attributes:
        conversation: Turns of the run that started last.
        last_packet: The packet created last, or None.
        last_error: Why the last handover failed, or None. Such failures are logged, not raised.

    Examples:
        >>> handler = HandoffRailCallbackHandler(adapter, auto_handoff=True, target_agent_id="billing-01")
        >>> chain.invoke({"input": "I want to upgrade"}, config={"callbacks": [handler]})
    """

    def __init__(
        self,
        adapter: LangChainAdapter,
        auto_handoff: bool = False,
        target_agent_id: str | None = None,
        target_agent_name: str | None = None,
        summary_template: str = "Handoff from {agent_name}",
    ) -> None:
        self.adapter = adapter
        self.auto_handoff = auto_handoff
        self.target_agent_id = target_agent_id
        self.target_agent_name = target_agent_name
        self.summary_template = summary_template
        self.conversation: list[dict[str, Any]] = []
        self.last_packet: PacketResponse | None = None
        self.last_error: HandoffRailError | None = None
        # Every chain, tool or retriever that is running, and the run it belongs to.
        self._runs: dict[UUID | None, _Run] = {}

    def on_chain_start(
        self,
        serialized: dict[str, Any] | None,
        inputs: Any,
        *,
        run_id: UUID | None = None,
        parent_run_id: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        """Start a run, unless the chain is part of one."""
        if self._join(run_id, parent_run_id):
            return
        run = _Run(run_id, self._input_turns(inputs))
        self._runs[run_id] = run
        self.conversation = run.turns

    def on_chain_end(self, outputs: Any, *, run_id: UUID | None = None, **kwargs: Any) -> None:
        """End a run, if the chain is the outermost: record its answer and hand it over."""
        run = self._runs.pop(run_id, None)
        if run is None and run_id is None:  # called by hand, without a start
            run = _Run(None, self.conversation)
        if run is None or run.id != run_id:
            return
        # A streaming chain knows its input only when it ends.
        late_input = self._input_turns(kwargs.get("inputs"))
        if late_input and run.turns[: len(late_input)] != late_input:
            run.turns[:0] = late_input
        _add_answer(run.turns, _output_text(outputs))
        if self.auto_handoff and self.target_agent_id:
            self._hand_over(self.target_agent_id, run.turns)

    def on_chain_error(self, error: BaseException, *, run_id: UUID | None = None, **kwargs: Any) -> None:
        """Forget a chain that failed."""
        self._runs.pop(run_id, None)

    def on_llm_end(
        self,
        response: LLMResult,
        *,
        run_id: UUID | None = None,
        parent_run_id: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        """Record what a model said."""
        generation = next(iter(next(iter(response.generations), ())), None)
        if isinstance(generation, ChatGeneration):
            text = text_of(cast("object", generation.message.content))
        else:
            text = generation.text if generation else ""
        if text:
            self._turns(parent_run_id).append({"role": "agent", "content": text})

    def on_tool_start(
        self,
        serialized: dict[str, Any] | None,
        input_str: str,
        *,
        run_id: UUID | None = None,
        parent_run_id: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        """Note that a tool runs; chains it starts belong to the same run."""
        self._join(run_id, parent_run_id)

    def on_tool_end(
        self, output: Any, *, run_id: UUID | None = None, parent_run_id: UUID | None = None, **kwargs: Any
    ) -> None:
        """Record what a tool returned."""
        self._runs.pop(run_id, None)
        text = text_of(getattr(output, "content", output))
        self._turns(parent_run_id).append({"role": "system", "content": f"Tool output: {text}"})

    def on_tool_error(self, error: BaseException, *, run_id: UUID | None = None, **kwargs: Any) -> None:
        """Forget a tool that failed."""
        self._runs.pop(run_id, None)

    def on_retriever_start(
        self,
        serialized: dict[str, Any] | None,
        query: str,
        *,
        run_id: UUID | None = None,
        parent_run_id: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        """Note that a retriever runs; chains it starts belong to the same run."""
        self._join(run_id, parent_run_id)

    def on_retriever_end(
        self, documents: Sequence[Any], *, run_id: UUID | None = None, **kwargs: Any
    ) -> None:
        """Forget a retriever that is done."""
        self._runs.pop(run_id, None)

    def on_retriever_error(self, error: BaseException, *, run_id: UUID | None = None, **kwargs: Any) -> None:
        """Forget a retriever that failed."""
        self._runs.pop(run_id, None)

    def on_agent_finish(
        self,
        finish: AgentFinish,
        *,
        run_id: UUID | None = None,
        parent_run_id: UUID | None = None,
        **kwargs: Any,
    ) -> None:
        """Record an agent's answer."""
        _add_answer(self._turns(run_id, parent_run_id), text_of(finish.return_values.get("output")))

    def on_llm_start(self, serialized: dict[str, Any] | None, prompts: list[str], **kwargs: Any) -> None:
        """Record nothing."""

    def on_llm_error(self, error: BaseException, **kwargs: Any) -> None:
        """Record nothing."""

    def on_agent_action(self, action: AgentAction, **kwargs: Any) -> None:
        """Record nothing."""

    def on_text(self, text: str, **kwargs: Any) -> None:
        """Record nothing."""

    def _join(self, run_id: UUID | None, parent_run_id: UUID | None) -> bool:
        """Whether the parent is part of a run; if so, its new child is too."""
        run = None if parent_run_id is None else self._runs.get(parent_run_id)
        if run is None:
            return False
        self._runs[run_id] = run
        return True

    def _turns(self, *run_ids: UUID | None) -> list[dict[str, Any]]:
        """The turns of the first of these that is part of a run; without one, the latest conversation."""
        for run_id in run_ids:
            if run_id is not None and run_id in self._runs:
                return self._runs[run_id].turns
        return self.conversation

    def _input_turns(self, inputs: Any) -> list[dict[str, Any]]:
        if isinstance(inputs, Mapping):
            fields = cast("Mapping[str, Any]", inputs)
            for name in ("input", "question"):
                if isinstance(fields.get(name), str) and fields[name]:
                    return [{"role": "user", "content": fields[name]}]
            inputs = fields.get("messages")
        if isinstance(inputs, str):
            return self.adapter.extract_conversation(inputs) if inputs else []
        messages = cast("list[Any]", inputs) if isinstance(inputs, list) else [inputs]
        # Chains take anything as input; only what was said belongs into a conversation.
        return self.adapter.extract_conversation(messages) if all(map(is_message, messages)) else []

    def _hand_over(self, target_agent_id: str, turns: list[dict[str, Any]]) -> None:
        try:
            self.last_packet = self.adapter.create_handoff(
                target_agent_id,
                self.target_agent_name,
                self.summary_template.format(agent_name=self.adapter.agent_name),
                conversation_state=turns,
            )
            self.last_error = None
        except HandoffRailError as error:
            # The run itself succeeded; its caller must get the result.
            self.last_error = error
            _logger.warning("Handing over to %s failed: %s", target_agent_id, error)


def _output_text(outputs: Any) -> str:
    if isinstance(outputs, Mapping):
        fields = cast("Mapping[str, Any]", outputs)
        answers = (fields.get("output"), fields.get("result"))
        return next((answer for answer in answers if isinstance(answer, str)), "")
    if isinstance(outputs, str):
        return outputs
    return text_of(outputs.content) if is_message(outputs) else ""


def _add_answer(turns: list[dict[str, Any]], text: str) -> None:
    """Add an agent's final answer, unless it is what the agent's last turn already says."""
    last = next((turn["content"] for turn in reversed(turns) if turn["role"] == "agent"), None)
    if text and text != last:
        turns.append({"role": "agent", "content": text})
