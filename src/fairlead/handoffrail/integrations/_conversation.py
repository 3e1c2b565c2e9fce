"""Frameworks' messages as conversation turns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

# What frameworks and model providers call the three who speak.
_ROLES = {
    "user": "user",
    "human": "user",
    "agent": "agent",
    "ai": "agent",
    "assistant": "agent",
    "system": "system",
    "developer": "system",
    "tool": "system",
    "function": "system",
    "task": "system",
}


def is_message(value: object) -> bool:
    """Whether `value` is a message: a dict with a role or type, or an object with a type and content."""
    if isinstance(value, Mapping):
        return "role" in value or "type" in value
    return isinstance(getattr(value, "type", None), str) and hasattr(value, "content")


def turn_from_message(message: Any) -> dict[str, Any]:
    """Return one message as a turn with `role`, `content` and, if it has them, `timestamp` and `metadata`."""
    if isinstance(message, Mapping):
        fields = cast("Mapping[str, Any]", message)
        turn = _turn(fields.get("role") or fields.get("type"), fields.get("content"), fields.get("metadata"))
        if fields.get("timestamp") is not None:
            turn["timestamp"] = fields["timestamp"]
        return turn
    # A chat message with a role of its own choice says so in `role`.
    speaker = message.role if message.type == "chat" else message.type
    return _turn(speaker, message.content, getattr(message, "additional_kwargs", None))


def _turn(speaker: object, content: object, metadata: Mapping[str, Any] | None) -> dict[str, Any]:
    # Streamed pieces are called AIMessageChunk and the like.
    word = str(speaker or "").lower().removesuffix("messagechunk")
    role = _ROLES.get(word)
    kept = dict(metadata or {})
    if role is None:
        role = "system"
        if word:
            kept.setdefault("original_role", str(speaker))
    turn: dict[str, Any] = {"role": role, "content": text_of(content)}
    if kept:
        turn["metadata"] = kept
    return turn


def text_of(content: object) -> str:
    """Return message content as text: blocks one below the other, those without text as `[type]`."""
    if content is None:
        return ""
    if isinstance(content, str):
        return content
    if isinstance(content, list | tuple):
        texts = map(_block_text, cast("list[object]", content))
        return "\n".join(text for text in texts if text)
    return _block_text(content)


def _block_text(block: object) -> str:
    if not isinstance(block, Mapping):
        return str(block)
    fields = cast("Mapping[str, Any]", block)
    text = fields.get("text")
    return text if isinstance(text, str) else f"[{fields.get('type', 'data')}]"
