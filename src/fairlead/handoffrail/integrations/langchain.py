"""LangChain: conversations, a callback handler and a tool.

`LangChainAdapter` works without LangChain. `HandoffRailCallbackHandler` and `HandoffRailTool` extend classes
of LangChain and need it: `pip install 'fairlead[langchain]'`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from fairlead.handoffrail.integrations._conversation import is_message, text_of, turn_from_message
from fairlead.handoffrail.integrations._optional import is_installed, missing_extra, unavailable_class
from fairlead.handoffrail.integrations.base import BaseAdapter
from fairlead.handoffrail.models import ConversationRole, PacketResponse

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

    from fairlead.handoffrail.integrations._langchain_callbacks import HandoffRailCallbackHandler
    from fairlead.handoffrail.integrations._langchain_tool import HandoffRailTool

__all__ = ["HandoffRailCallbackHandler", "HandoffRailTool", "LangChainAdapter"]

_LANGCHAIN_AVAILABLE = is_installed("langchain_core")


class LangChainAdapter(BaseAdapter):
    """Hands over and takes over conversations of LangChain.

    Examples:
        >>> adapter = LangChainAdapter(client, agent_id="sales-01", agent_name="SalesBot")
        >>> adapter.create_handoff(
        ...     "billing-01",
        ...     summary="Customer wants to upgrade",
        ...     conversation_state=adapter.extract_conversation(chat_history),
        ... )
    """

    def _default_framework(self) -> str:
        return "langchain"

    def extract_conversation(self, context: Any) -> list[dict[str, Any]]:
        """Return the turns of a LangChain conversation.

        Content made of blocks becomes text. Roles become `user`, `agent` or `system`; a role that is none of
        LangChain's becomes `system` and is kept in the metadata as `original_role`.

        Args:
            context: A list of messages or of message dicts, a chat history or other object with `messages`, a
                state dict with `messages`, one message, or one string, which is what the user said. Anything
                else that can be iterated gives one turn per item, strings from the user and the text of other
                objects from the system; anything else gives no turns.
        """
        if isinstance(context, str):
            return [_turn_of(context)]
        if is_message(context):
            return [turn_from_message(context)]
        messages: object = getattr(context, "messages", context)
        if isinstance(context, Mapping):
            messages = cast("Mapping[str, object]", context).get("messages")
        if not isinstance(messages, Iterable):
            return []
        return [_turn_of(message) for message in cast("Iterable[object]", messages)]

    def resume_conversation(self, packet: PacketResponse) -> list[dict[str, str]]:
        """Return the packet as turns: its summary, its conversation and, if any, its pending actions.

        The roles are HandoffRail's; see `resume_messages()` for messages that a chat model takes.
        """
        turns = [{"role": "system", "content": f"Handoff context: {packet.context.summary}"}]
        turns += [
            {"role": turn.role.value, "content": turn.content} for turn in packet.context.conversation_state
        ]
        if packet.actions.pending:
            lines = [
                f"- {action.description} (assignee: {action.assignee})" for action in packet.actions.pending
            ]
            turns.append({"role": "system", "content": "\n".join(["Pending actions:", *lines])})
        return turns

    def resume_messages(self, packet: PacketResponse) -> list[BaseMessage]:
        """Return the same as `resume_conversation()`, as messages for a chat model.

        Raises:
            MissingExtra: LangChain is not installed.
        """
        if not _LANGCHAIN_AVAILABLE:
            raise missing_extra("LangChain", "resume_messages()", "langchain")
        from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

        kinds = {
            ConversationRole.user: HumanMessage,
            ConversationRole.human: HumanMessage,
            ConversationRole.agent: AIMessage,
        }
        return [
            kinds.get(ConversationRole(turn["role"]), SystemMessage)(content=turn["content"])
            for turn in self.resume_conversation(packet)
        ]


def _turn_of(item: object) -> dict[str, Any]:
    if isinstance(item, str):
        return {"role": "user", "content": item}
    return turn_from_message(item) if is_message(item) else {"role": "system", "content": text_of(item)}


def __getattr__(name: str) -> Any:
    if name not in {"HandoffRailCallbackHandler", "HandoffRailTool"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if not _LANGCHAIN_AVAILABLE:
        return unavailable_class("LangChain", name, "langchain")
    if name == "HandoffRailTool":
        from fairlead.handoffrail.integrations._langchain_tool import HandoffRailTool

        return HandoffRailTool
    from fairlead.handoffrail.integrations._langchain_callbacks import HandoffRailCallbackHandler

    return HandoffRailCallbackHandler
