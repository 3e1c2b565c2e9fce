"""Every method of the SDK that this facade replaces, with its parameters and defaults, in both flavours."""

from __future__ import annotations

import inspect
from typing import Any

import pytest

from fairlead.mycel import AsyncClient, Client

# Positional parameters, then keyword-only ones with their defaults; `...` means that there is none.
KEEP = "KEEP"
METHODS: dict[str, tuple[tuple[Any, ...], dict[str, Any]]] = {
    "auth.login": (("identifier", "password"), {}),
    "auth.send_otp": (("email", "password", "invite_code"), {}),
    "auth.verify_otp": (("email", "token"), {}),
    "auth.complete_register": (("temp_token", "invite_code"), {}),
    "auth.create_external_user": (("user_id", "display_name"), {}),
    "auth.create_guest_owner": ((("display_name", None),), {}),
    "users.create_external": (("user_id", "display_name"), {}),
    "me.whoami": ((), {}),
    "agents.list": ((), {}),
    "agents.create": (("name",), {"description": ""}),
    "threads.create": (
        ("managed_agent_id",),
        {
            "sandbox": "local",
            "sandbox_template_id": None,
            "existing_sandbox_id": None,
            "cwd": None,
            "model": None,
            "agent": None,
            "bind_mounts": None,
        },
    ),
    "chats.list": ((), {}),
    "chats.get": (("chat_id",), {}),
    "chats.create": (("user_ids",), {"title": None, "kind": "auto"}),
    "chats.direct": (("target_id",), {}),
    "chats.ensure_direct": (("target_id",), {}),
    "chats.join_target": (("chat_id",), {}),
    "chats.add_member": (("chat_id", "user_id"), {}),
    "chats.list_join_requests": (("chat_id",), {}),
    "chats.request_join": (("chat_id",), {"message": None}),
    "chats.approve_join": (("chat_id", "request_id"), {}),
    "chats.reject_join": (("chat_id", "request_id"), {}),
    "chats.mute_member": (("chat_id", "user_id"), {"mute_until": None}),
    "chats.unmute_member": (("chat_id", "user_id"), {}),
    "chats.get_workflow": (("chat_id",), {}),
    "chats.delete_workflow": (("chat_id",), {}),
    "chats.set_workflow": (
        ("chat_id",),
        {"kind": ..., "state": "active", "config": None, "expected_state_version": None},
    ),
    "chats.list_workflow_events": (("chat_id",), {}),
    "chats.create_workflow_event": (
        ("chat_id",),
        {
            "kind": ...,
            "resource_refs": None,
            "requested_by_user_id": None,
            "decision_states": None,
            "rationales": None,
            "final_state": None,
            "metadata": None,
        },
    ),
    "chats.get_workflow_event": (("chat_id", "event_id"), {}),
    "chats.delete_workflow_event": (("chat_id", "event_id"), {}),
    "chats.update_workflow_event": (
        ("chat_id", "event_id"),
        {
            "state": KEEP,
            "decision_states": KEEP,
            "rationales": KEEP,
            "final_state": KEEP,
            "metadata": KEEP,
            "settled_at": KEEP,
            "expected_state_version": None,
        },
    ),
    "chats.list_tasks": (("chat_id",), {}),
    "chats.create_task": (
        ("chat_id",),
        {
            "subject": ...,
            "description": "",
            "status": "pending",
            "active_form": None,
            "owner": None,
            "blocks": None,
            "blocked_by": None,
            "metadata": None,
        },
    ),
    "chats.get_task": (("chat_id", "task_id"), {}),
    "chats.delete_task": (("chat_id", "task_id"), {}),
    "chats.update_task": (
        ("chat_id", "task_id"),
        {
            "status": KEEP,
            "subject": KEEP,
            "description": KEEP,
            "active_form": KEEP,
            "owner": KEEP,
            "blocks": KEEP,
            "blocked_by": KEEP,
            "metadata": KEEP,
        },
    ),
    "messages.list": (("chat_id",), {"limit": 50, "before": None}),
    "messages.list_all": (("chat_id",), {"max_messages": None, "page_size": 200, "before": None}),
    "messages.unread": (("chat_id",), {}),
    "messages.read": (("chat_id",), {}),
    "messages.mark_read": (("chat_id", ("up_to_seq", None)), {}),  # 0.1.45 has the first one only
    "messages.send": (
        ("chat_id", "content"),
        {
            "reply_to": None,
            "mentions": None,
            "delivery_scope": "broadcast",
            "addressed_to_user_ids": None,
            "enforce_caught_up": True,
        },
    ),
    "relationships.list": ((), {}),
    "relationships.request": (("target_user_id", ("message", None)), {}),
    "relationships.approve": (("relationship_id",), {}),
    "relationships.reject": (("relationship_id",), {}),
    "relationships.upgrade": (("relationship_id",), {}),
    "relationships.revoke": (("relationship_id",), {}),
    "relationships.downgrade": (("relationship_id",), {}),
    "notifications.drain": ((), {}),
    "notifications.wait": ((("timeout_seconds", 25.0),), {}),  # new
    "notifications.stream": (
        (),
        {
            "since_seq": None,
            "timeout": None,
            "should_stop": None,
            "connect_timeout": None,
            "reconnect": False,  # new
        },
    ),
}


@pytest.fixture(params=[Client, AsyncClient])
def client(request: pytest.FixtureRequest) -> Any:
    return request.param(base_url="http://127.0.0.1:1", auth_token="t")


def described(function: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    positional: list[Any] = []
    keywords: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        default = parameter.default
        if type(default).__name__ == "Keep":
            default = KEEP
        if parameter.kind is parameter.KEYWORD_ONLY:
            keywords[parameter.name] = ... if default is parameter.empty else default
        else:
            positional.append(parameter.name if default is parameter.empty else (parameter.name, default))
    return tuple(positional), keywords


@pytest.mark.parametrize("method", METHODS)
def test_signature(client: Any, method: str) -> None:
    namespace, name = method.split(".")
    assert described(getattr(getattr(client, namespace), name)) == METHODS[method]


def test_there_are_no_others(client: Any) -> None:
    names = {
        f"{namespace}.{name}"
        for namespace in {method.split(".")[0] for method in METHODS}
        for name, _ in inspect.getmembers(type(getattr(client, namespace)), inspect.isfunction)
        if not name.startswith("_")
    }
    assert names == METHODS.keys()


def test_the_constructor_takes_keywords_only(client: Any) -> None:
    positional, keywords = described(type(client))
    assert positional in {(), ("options",)}
    assert keywords == {
        "auth_token": None,
        "base_url": None,
        "timeout": 15.0,
        "max_retries": 3,
        "retry_delay": 0.5,
    }
