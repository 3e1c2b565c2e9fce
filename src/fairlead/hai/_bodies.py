"""What callers pass, in its several forms, as the one form that goes over the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from fairlead.hai._json import plain
from fairlead.hai.exceptions import InvalidArgument


def mapping(value: object, name: str) -> dict[str, Any]:
    """A model or a mapping as plain data.

    Raises:
        InvalidArgument: It is something else.
    """
    data = plain(value)
    if not isinstance(data, dict):
        raise InvalidArgument(f"{name} must be a model or a dict, got {type(value).__name__}", backend="hai")
    return cast("dict[str, Any]", data)


def message_body(message: object) -> dict[str, Any]:
    """One user message: a text, a model or a dict, which need not say that it is one."""
    if isinstance(message, str):
        return {"type": "user_message", "message": message}
    return {"type": "user_message", **mapping(message, "a message")}


def messages_body(request: object) -> dict[str, Any]:
    """A user message, or a batch of them."""
    body = message_body(request)
    if "messages" in body:
        several = [message_body(each) for each in body["messages"]]
        return {**body, "type": "batch", "messages": several}
    return body


def session_body(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The request of a session.

    Raises:
        InvalidArgument: The agent, or a message, is not what it can be.
    """
    body: dict[str, Any] = {name: plain(value) for name, value in fields.items()}
    if "agent" in body and not isinstance(body["agent"], str):
        body["agent"] = mapping(fields["agent"], "agent")
    messages: object = body.get("messages")
    if isinstance(messages, list):
        body["messages"] = [message_body(each) for each in cast("list[object]", messages)]
    elif messages is not None and not isinstance(messages, str):
        body["messages"] = message_body(messages)
    return body
