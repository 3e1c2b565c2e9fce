"""What is called on machines and agents, and what their answers mean."""

from __future__ import annotations

from typing import Any

import pytest

from fairlead import happy
from fairlead.happy._crypto import KeyPair, RecordKey, Variant, encode_base64, seal
from fairlead.happy._pairing import pairing_url, public_key_of, read_grant, terminal_answer
from fairlead.happy._rpc import accepted, open_ack, refusal, spawn_request, started

KEY = RecordKey(Variant.DATA_KEY, b"k" * 32)


def test_results_are_decrypted() -> None:
    assert open_ack({"ok": True, "result": KEY.encrypt_json({"a": 1})}, KEY) == {"a": 1}
    assert open_ack({"ok": True, "result": KEY.encrypt(b"")}, KEY) is None
    assert open_ack({"ok": True, "result": None}, KEY) is None
    with pytest.raises(happy.EncryptionError):
        open_ack({"ok": True, "result": "AAAA"}, KEY)


@pytest.mark.parametrize(
    ("ack", "error", "code"),
    [
        ({"ok": False, "error": "RPC method not available"}, happy.RpcTransportError, "not_available"),
        ({"ok": False, "error": "RPC target disconnected"}, happy.RpcTransportError, "disconnected"),
        ({"ok": False, "error": "operation has timed out"}, happy.RpcTimeoutError, "timed_out"),
        ({"ok": False, "error": "Internal error"}, happy.RpcTransportError, None),
        ({"ok": False}, happy.RpcTransportError, None),
        ({"ok": True, "result": 7}, happy.RpcTransportError, None),
        ({}, happy.RpcTransportError, None),
        (None, happy.RpcTransportError, None),
        ([], happy.RpcTransportError, None),
    ],
)
def test_calls_that_did_not_get_through(ack: object, error: type[Exception], code: str | None) -> None:
    with pytest.raises(happy.RpcTransportError) as raised:
        open_ack(ack, KEY)
    assert type(raised.value) is error
    assert raised.value.code == code


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ({"error": "no"}, "no"),
        ({"type": "error", "errorMessage": "no"}, "no"),
        ({"success": False, "error": "exit 1"}, None),
        ({"error": None}, None),
        ({}, None),
        (None, None),
        ("error", None),
    ],
)
def test_errors_in_results(result: object, told: str | None) -> None:
    assert refusal(result) == told
    if told is None:
        assert accepted(result, "m") == result
    else:
        with pytest.raises(happy.RpcError, match=told):
            accepted(result, "m")


def test_what_the_daemon_is_asked() -> None:
    plain = spawn_request("/r", "claude", create_dir=False, permission_mode=None, environment_variables=None)
    assert plain == {
        "type": "spawn-in-directory",
        "directory": "/r",
        "approvedNewDirectoryCreation": False,
        "agent": "claude",
    }
    full = spawn_request("/r", "codex", create_dir=True, permission_mode="yolo", environment_variables={})
    assert full["permissionMode"] == "yolo"
    assert full["environmentVariables"] == {}


@pytest.mark.parametrize(
    ("result", "error", "told"),
    [
        ({"type": "requestToApproveDirectoryCreation"}, happy.DirectoryApprovalRequired, "asked for"),
        ({"error": "boom"}, happy.SpawnError, "^boom$"),
        ({"type": "success"}, happy.SpawnError, "makes no sense"),
        ({"type": "success", "sessionId": ""}, happy.SpawnError, "makes no sense"),
        (None, happy.SpawnError, "makes no sense"),
    ],
)
def test_agents_that_were_not_started(result: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(happy.SpawnError, match=told) as raised:
        started(result)
    assert type(raised.value) is error
    assert started({"type": "success", "sessionId": "s"}) == "s"


def test_what_devices_show() -> None:
    pair = KeyPair.generate()
    for text in (
        pairing_url("account", pair.public),
        pairing_url("terminal", pair.public),
        encode_base64(pair.public),
        f"  {encode_base64(pair.public)}\n",
    ):
        assert public_key_of(text) == pair.public
    for text in ("", "happy://terminal?", "AAAA", "not base64!", "ü" * 43):
        with pytest.raises(happy.InvalidArgumentError):
            public_key_of(text)


def test_what_devices_are_given() -> None:
    pair, secret, public = KeyPair.generate(), b"s" * 32, b"p" * 32
    for understands_v2, expected in ((False, (secret, None)), (True, (None, public))):
        answer = terminal_answer(secret, public, understands_v2=understands_v2)
        granted = read_grant(pair, seal(pair.public, answer))
        assert (granted.secret, granted.content_key) == expected
        assert "ssss" not in repr(granted)
    for odd in (b"", b"x" * 31, b"\x01" + public):
        with pytest.raises(happy.EncryptionError):
            read_grant(pair, seal(pair.public, odd))
    with pytest.raises(happy.EncryptionError):
        read_grant(KeyPair.generate(), seal(pair.public, secret))
