"""Every method of the SDK that this facade replaces, with its parameters and defaults, in both flavours."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from fairlead import happy
from fairlead.happy import HappyClient, SyncHappyClient

# Positional parameters with their defaults (`...` means none), then keyword-only ones: those of 0.7.0, and
# then those that are new here.
Signature = tuple[dict[str, Any], dict[str, Any], dict[str, Any]]
SESSION: Mapping[str, Any] = {"session_id": ...}
METHODS: dict[str, Signature] = {
    "list_machines": ({"active_only": False}, {}, {}),
    "get_machine": ({"machine_id": ...}, {}, {}),
    "spawn_session": (
        {"machine_id": ..., "directory": ..., "agent": "claude", "create_dir": False, "name": None},
        {"permission_mode": None, "environment_variables": None},
        {},
    ),
    "stop_session": ({**SESSION}, {}, {}),
    "delete_session": ({**SESSION}, {}, {}),
    "update_session_metadata": ({**SESSION, "changes": ...}, {}, {}),
    "set_session_name": ({**SESSION, "name": ...}, {}, {}),
    "send_message": (
        {**SESSION, "text": ..., "permission_mode": "yolo"},
        {"confirm": True, "confirm_timeout": 10.0, "poll_interval": 1.5, "max_attempts": 3},
        {"local_id": None, "meta": None},
    ),
    "wait_for_turn_completion": ({**SESSION, "timeout_seconds": 300}, {}, {}),
    "wait_for_idle": ({**SESSION, "timeout_seconds": 300}, {}, {}),
    "list_sessions": ({"active_only": False}, {}, {}),
    "get_session": ({**SESSION}, {}, {}),
    "is_alive": ({**SESSION}, {}, {}),
    "get_messages": ({**SESSION}, {"after_seq": None, "limit": None}, {}),
    "subscribe": ({**SESSION}, {"after_seq": None, "buffer_size": 1000}, {}),
    "run_task": (
        {"machine_id": ..., "directory": ..., "prompt": ..., "agent": "claude", "timeout_seconds": 600},
        {},
        {},
    ),
    "close": ({}, {}, {}),
    "from_env": (
        {"server_url": None},
        {},
        {"timeout": 30.0, "max_retries": 3, "retry_delay": 0.5, "renew_token": False},
    ),
}


def described(function: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    positional: dict[str, Any] = {}
    keywords: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        default = ... if parameter.default is parameter.empty else parameter.default
        if parameter.kind is parameter.KEYWORD_ONLY:
            keywords[parameter.name] = default
        elif parameter.kind is not parameter.VAR_KEYWORD and parameter.name != "self":
            positional[parameter.name] = default
    return positional, keywords


@pytest.mark.parametrize("client", [HappyClient, SyncHappyClient])
@pytest.mark.parametrize("method", METHODS)
def test_signature(client: type[Any], method: str) -> None:
    positional, keywords, new = METHODS[method]
    found = described(getattr(client, method))
    assert found == (positional, {**keywords, **new})
    assert list(found[0]) == list(positional)


@pytest.mark.parametrize("client", [HappyClient, SyncHappyClient])
def test_constructor(client: type[Any]) -> None:
    positional, keywords = described(client)
    assert list(positional.items()) == [
        ("server_url", None),
        ("credentials_path", None),
        ("token", None),
        ("secret_b64", None),
    ]
    assert keywords == {"timeout": 30.0, "max_retries": 3, "retry_delay": 0.5, "renew_token": False}


def test_both_flavours_have_the_same_methods() -> None:
    asynchronous, blocking = (
        {name: described(value) for name, value in inspect.getmembers(client, inspect.isfunction)}
        for client in (HappyClient, SyncHappyClient)
    )
    lifecycle = {"__aenter__", "__aexit__", "__enter__", "__exit__", "aclose"}
    assert {name for name in asynchronous if name not in lifecycle} == {
        name for name in blocking if name not in lifecycle
    }
    for name in asynchronous.keys() & blocking.keys():
        # By their text, because the defaults of options that stay as they are differ between the flavours.
        assert repr(asynchronous[name]) == repr(blocking[name])
    assert inspect.iscoroutinefunction(HappyClient.run_task)
    assert not inspect.iscoroutinefunction(SyncHappyClient.run_task)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (happy.Machine, ["id", "active", "metadata"]),
        (
            happy.Session,
            [
                *("id", "active", "created_at", "metadata", "agent_state", "metadata_version"),
                *("claude_session_id", "machine_id", "directory", "agent_state_data"),
            ],
        ),
        (happy.Message, ["id", "seq", "content", "created_at"]),
        (
            happy.SessionUpdate,
            [
                *("kind", "session_id", "seq", "body", "role", "message_id", "local_id", "created_at"),
                *("dropped", "raw"),
            ],
        ),
    ],
)
def test_models_begin_with_the_same_fields(model: type[Any], fields: list[str]) -> None:
    assert list(model.model_fields)[: len(fields)] == fields


def test_words() -> None:
    assert {"claude", "codex", "gemini", "openclaw"} <= set(get_args(happy.Agent))
    assert {"yolo", "default"} <= set(get_args(happy.PermissionMode))
    assert set(get_args(happy.SpawnPermissionMode)) == {
        *("default", "acceptEdits", "bypassPermissions", "plan", "read-only", "safe-yolo", "yolo"),
    }
    assert {kind.name for kind in happy.UpdateKind} == {
        *("NEW_MESSAGE", "UPDATE_SESSION", "RECONNECTING", "RECONNECTED", "OVERFLOW", "TERMINATED"),
    }


@pytest.mark.parametrize(
    "name",
    [
        *("AuthenticationError", "ConnectionError", "EncryptionError", "MachineOfflineError"),
        *("MessageDeliveryError", "MetadataConflictError", "MetadataUpdateError", "RpcTransportError"),
        *("SessionNotFound", "SpawnError", "StopSessionError", "SubscriptionClosed", "SubscriptionError"),
        "TimeoutError",
    ],
)
def test_exceptions(name: str) -> None:
    assert issubclass(getattr(happy, name), happy.HappyError)
    assert not issubclass(happy.RpcTransportError, happy.SpawnError)
