# Made from tests/happy/_async/test_account.py by `nox -s regenerate`: edit that one.
"""What belongs to an account beside sessions and machines."""

from __future__ import annotations

import pytest

from fairlead import happy
from fairlead.emulator import Emulator, Fault
from fairlead.happy import KvMutation, SyncHappyClient


def test_who_it_is(client: SyncHappyClient) -> None:
    profile = client.account.profile()
    assert profile.id.startswith("c")
    assert (profile.username, profile.connected_services) == (None, [])
    health = client.health()
    assert (health.status, health.service) == ("ok", "happy-server")
    assert client.check_version("web", "1.0.0", "app") is None


def test_settings(client: SyncHappyClient) -> None:
    assert (client.account.settings()).settings_version == 0
    assert client.account.update_settings("c2VjcmV0", expected_version=0) == 1
    stored = client.account.settings()
    assert (stored.settings, stored.settings_version) == ("c2VjcmV0", 1)
    assert "c2VjcmV0" not in repr(stored)
    with pytest.raises(happy.VersionConflictError, match="the settings") as raised:
        client.account.update_settings("other", expected_version=0)
    assert raised.value.body["currentVersion"] == 1
    assert raised.value.status is None


def test_usage(client: SyncHappyClient, quiet: str) -> None:
    assert (client.account.usage(session_id=quiet, group_by="hour")).usage == []
    assert (client.account.usage(start_time=1, end_time=2)).group_by == "day"
    with pytest.raises(happy.SessionNotFound):
        client.account.usage(session_id="nope")
    report = {"key": "k", "sessionId": quiet, "tokens": {"total": 7}, "cost": {"total": 0.5}}
    client._shared.link.call("usage-report", report, 5)
    [period] = (client.account.usage()).usage
    assert (period.tokens, period.cost, period.report_count) == ({"total": 7}, {"total": 0.5}, 1)


def test_devices(client: SyncHappyClient) -> None:
    client.push_tokens.register("ExponentPushToken[1]")
    client.push_tokens.register("ExponentPushToken[1]")
    [device] = client.push_tokens.list()
    assert device.token == "ExponentPushToken[1]"
    assert "ExponentPushToken[1]" not in repr(device)
    client.push_tokens.delete("ExponentPushToken[1]")
    client.push_tokens.delete("ExponentPushToken[1]")
    assert client.push_tokens.list() == []


def test_artifacts(client: SyncHappyClient, stranger: SyncHappyClient) -> None:
    made = client.artifacts.create({"title": "Plan"}, {"text": "First"})
    assert made == client.artifacts.get(made.id)
    assert (made.header, made.body, made.header_version, made.body_version) == (
        {"title": "Plan"},
        {"text": "First"},
        1,
        1,
    )
    assert "Plan" not in repr(made)
    same = client.artifacts.create({}, {}, artifact_id=made.id)
    assert same == made
    changed = client.artifacts.update(made.id, body=["Second"])
    assert (changed.header, changed.body, changed.header_version, changed.body_version) == (
        {"title": "Plan"},
        ["Second"],
        1,
        2,
    )
    with pytest.raises(happy.VersionConflictError):
        client.artifacts.update(made.id, header={}, expected_header_version=7)
    with pytest.raises(happy.VersionConflictError):
        client.artifacts.update(made.id, body=None, expected_body_version=1)
    assert (client.artifacts.get(made.id)).body == ["Second"]
    [summary] = client.artifacts.list()
    assert (summary.id, summary.header, summary.readable) == (made.id, {"title": "Plan"}, True)
    [unreadable] = stranger.artifacts.list()
    assert (unreadable.header, unreadable.readable) == (None, False)
    assert not (stranger.artifacts.get(made.id)).readable
    with pytest.raises(happy.EncryptionError):
        stranger.artifacts.update(made.id, body={})
    client.artifacts.delete(made.id)
    with pytest.raises(happy.NotFoundError):
        client.artifacts.get(made.id)


def test_the_key_value_store(client: SyncHappyClient) -> None:
    assert client.kv.set("a/1", "b25l") == 0
    assert client.kv.set("a/2", "dHdv") == 0
    assert client.kv.set("b", "Yg==") == 0
    assert [entry.key for entry in client.kv.list("a/")] == ["a/1", "a/2"]
    assert [entry.key for entry in client.kv.list(limit=2)] == ["a/1", "a/2"]
    assert (client.kv.get("a/1")).value == "b25l"
    assert {entry.key for entry in client.kv.get_many(["b", "a/2", "nope"])} == {"a/2", "b"}
    with pytest.raises(happy.VersionConflictError, match="a/1") as raised:
        client.kv.set("a/1", "eA==")
    assert raised.value.status == 409
    assert raised.value.body["errors"][0]["version"] == 0
    with pytest.raises(happy.ConflictError):
        client.kv.mutate([KvMutation(key="b", value="Yg==", version=0), KvMutation(key="a/2", value=None)])
    assert (client.kv.get("b")).version == 0
    removed = client.kv.delete("b", version=0)
    with pytest.raises(happy.NotFoundError):
        client.kv.get("b")
    assert client.kv.set("b", "Yg==", version=removed) == removed + 1


def test_access_keys(client: SyncHappyClient, quiet: str, machine_id: str) -> None:
    assert client.access_keys.get(quiet, machine_id) is None
    made = client.access_keys.create(quiet, machine_id, "ZGF0YQ==")
    assert (made.data, made.data_version) == ("ZGF0YQ==", 1)
    assert client.access_keys.get(quiet, machine_id) == made
    with pytest.raises(happy.ConflictError):
        client.access_keys.create(quiet, machine_id, "eA==")
    assert client.access_keys.update(quiet, machine_id, "eA==", expected_version=1) == 2
    with pytest.raises(happy.VersionConflictError, match="the access key"):
        client.access_keys.update(quiet, machine_id, "eQ==", expected_version=1)
    with pytest.raises(happy.NotFoundError):
        client.access_keys.get("nope", machine_id)


def test_attachments(client: SyncHappyClient, backend: Emulator, quiet: str) -> None:
    content = bytes(range(256)) * 100
    ref = client.attachments.upload(quiet, "plan.md", content)
    assert client.attachments.download(quiet, ref) == content
    with pytest.raises(happy.NotFoundError):
        client.attachments.download(quiet, f"sessions/{quiet}/attachments/nope.enc")
    with pytest.raises(happy.BadRequestError):
        client.attachments.download(quiet, "sessions/other/attachments/x.enc")
    with pytest.raises(happy.BadRequestError):
        client.attachments.upload(quiet, "big", b"x" * 10_485_760)
    elsewhere = {"ref": "r", "uploadUrl": "https://storage.test/", "method": "POST", "formFields": {}}
    path = "/v1/sessions/{session_id}/attachments/request-upload"
    with (
        backend.faults.add(Fault(path=path, status=200, body=elsewhere)),
        pytest.raises(happy.ConfigurationError, match="object storage"),
    ):
        client.attachments.upload(quiet, "plan.md", content)


def test_friends_and_the_feed(client: SyncHappyClient, backend: Emulator) -> None:
    token, secret_b64 = backend.run(backend.backend.make_account)
    options = {**backend.options, "token": token, "secret_b64": secret_b64}
    with SyncHappyClient(**options, timeout=10) as friend:
        me, other = (client.account.profile()).id, (friend.account.profile()).id
        assert (client.friends.get(other)).status is happy.RelationshipStatus.none
        asked = client.friends.add(other)
        assert asked is not None
        assert asked.status is happy.RelationshipStatus.requested
        [request] = (friend.feed.list(limit=10)).items
        assert request.body == {"kind": "friend_request", "uid": me}
        accepted = friend.friends.add(me)
        assert accepted is not None
        assert [user.status for user in client.friends.list()] == [happy.RelationshipStatus.friend]
        assert (friend.feed.list(before=request.cursor)).items == []
        client.friends.remove(other)
        assert client.friends.search("nobody") == []
        with pytest.raises(happy.NotFoundError):
            client.friends.get("nope")


def test_connections(client: SyncHappyClient) -> None:
    with pytest.raises(happy.BadRequestError, match="GitHub OAuth not configured"):
        client.connections.github_url()
    assert client.connections.get_token("openai") is None
    client.connections.register_token("openai", "sk-s3cret")
    assert client.connections.get_token("openai") == "sk-s3cret"
    tokens = client.connections.list_tokens()
    assert [(token.vendor, token.token) for token in tokens] == [("openai", "sk-s3cret")]
    assert "s3cret" not in repr(tokens)
    client.connections.delete_token("openai")
    with pytest.raises(happy.ServerError):
        client.connections.delete_token("openai")
    with pytest.raises(happy.InvalidArgumentError, match="anthropic, gemini, openai"):
        client.connections.get_token("acme")


def test_voice(client: SyncHappyClient, backend: Emulator) -> None:
    with pytest.raises(happy.ServerError, match="not configured"):
        client.voice.start("agent")
    refused = {
        "allowed": False,
        "reason": "subscription_required",
        "usedSeconds": 1,
        "limitSeconds": 2,
        "agentId": "agent",
    }
    with backend.faults.add(Fault(path="/v1/voice/conversations", status=200, body=refused)):
        conversation = client.voice.start("agent")
    assert (conversation.allowed, conversation.reason) == (False, "subscription_required")
    with pytest.raises(happy.ServerError):
        client.voice.usage()
