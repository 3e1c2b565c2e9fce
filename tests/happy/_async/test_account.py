"""What belongs to an account beside sessions and machines."""

from __future__ import annotations

import pytest

from fairlead import happy
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient, KvMutation


async def test_who_it_is(client: HappyClient) -> None:
    profile = await client.account.profile()
    assert profile.id.startswith("c")
    assert (profile.username, profile.connected_services) == (None, [])
    health = await client.health()
    assert (health.status, health.service) == ("ok", "happy-server")
    assert await client.check_version("web", "1.0.0", "app") is None


async def test_settings(client: HappyClient) -> None:
    assert (await client.account.settings()).settings_version == 0
    assert await client.account.update_settings("c2VjcmV0", expected_version=0) == 1
    stored = await client.account.settings()
    assert (stored.settings, stored.settings_version) == ("c2VjcmV0", 1)
    assert "c2VjcmV0" not in repr(stored)
    with pytest.raises(happy.VersionConflictError, match="the settings") as raised:
        await client.account.update_settings("other", expected_version=0)
    assert raised.value.body["currentVersion"] == 1
    assert raised.value.status is None


async def test_usage(client: HappyClient, quiet: str) -> None:
    assert (await client.account.usage(session_id=quiet, group_by="hour")).usage == []
    assert (await client.account.usage(start_time=1, end_time=2)).group_by == "day"
    with pytest.raises(happy.SessionNotFound):
        await client.account.usage(session_id="nope")
    report = {"key": "k", "sessionId": quiet, "tokens": {"total": 7}, "cost": {"total": 0.5}}
    await client._shared.link.call("usage-report", report, 5)
    [period] = (await client.account.usage()).usage
    assert (period.tokens, period.cost, period.report_count) == ({"total": 7}, {"total": 0.5}, 1)


async def test_devices(client: HappyClient) -> None:
    await client.push_tokens.register("ExponentPushToken[1]")
    await client.push_tokens.register("ExponentPushToken[1]")
    [device] = await client.push_tokens.list()
    assert device.token == "ExponentPushToken[1]"
    assert "ExponentPushToken[1]" not in repr(device)
    await client.push_tokens.delete("ExponentPushToken[1]")
    await client.push_tokens.delete("ExponentPushToken[1]")
    assert await client.push_tokens.list() == []


async def test_artifacts(client: HappyClient, stranger: HappyClient) -> None:
    made = await client.artifacts.create({"title": "Plan"}, {"text": "First"})
    assert made == await client.artifacts.get(made.id)
    assert (made.header, made.body, made.header_version, made.body_version) == (
        {"title": "Plan"},
        {"text": "First"},
        1,
        1,
    )
    assert "Plan" not in repr(made)
    same = await client.artifacts.create({}, {}, artifact_id=made.id)
    assert same == made
    changed = await client.artifacts.update(made.id, body=["Second"])
    assert (changed.header, changed.body, changed.header_version, changed.body_version) == (
        {"title": "Plan"},
        ["Second"],
        1,
        2,
    )
    with pytest.raises(happy.VersionConflictError):
        await client.artifacts.update(made.id, header={}, expected_header_version=7)
    with pytest.raises(happy.VersionConflictError):
        await client.artifacts.update(made.id, body=None, expected_body_version=1)
    assert (await client.artifacts.get(made.id)).body == ["Second"]
    [summary] = await client.artifacts.list()
    assert (summary.id, summary.header, summary.readable) == (made.id, {"title": "Plan"}, True)
    [unreadable] = await stranger.artifacts.list()
    assert (unreadable.header, unreadable.readable) == (None, False)
    assert not (await stranger.artifacts.get(made.id)).readable
    with pytest.raises(happy.EncryptionError):
        await stranger.artifacts.update(made.id, body={})
    await client.artifacts.delete(made.id)
    with pytest.raises(happy.NotFoundError):
        await client.artifacts.get(made.id)


async def test_the_key_value_store(client: HappyClient) -> None:
    assert await client.kv.set("a/1", "b25l") == 0
    assert await client.kv.set("a/2", "dHdv") == 0
    assert await client.kv.set("b", "Yg==") == 0
    assert [entry.key for entry in await client.kv.list("a/")] == ["a/1", "a/2"]
    assert [entry.key for entry in await client.kv.list(limit=2)] == ["a/1", "a/2"]
    assert (await client.kv.get("a/1")).value == "b25l"
    assert {entry.key for entry in await client.kv.get_many(["b", "a/2", "nope"])} == {"a/2", "b"}
    with pytest.raises(happy.VersionConflictError, match="a/1") as raised:
        await client.kv.set("a/1", "eA==")
    assert raised.value.status == 409
    assert raised.value.body["errors"][0]["version"] == 0
    with pytest.raises(happy.ConflictError):
        await client.kv.mutate(
            [KvMutation(key="b", value="Yg==", version=0), KvMutation(key="a/2", value=None)]
        )
    assert (await client.kv.get("b")).version == 0
    removed = await client.kv.delete("b", version=0)
    with pytest.raises(happy.NotFoundError):
        await client.kv.get("b")
    assert await client.kv.set("b", "Yg==", version=removed) == removed + 1


async def test_access_keys(client: HappyClient, quiet: str, machine_id: str) -> None:
    assert await client.access_keys.get(quiet, machine_id) is None
    made = await client.access_keys.create(quiet, machine_id, "ZGF0YQ==")
    assert (made.data, made.data_version) == ("ZGF0YQ==", 1)
    assert await client.access_keys.get(quiet, machine_id) == made
    with pytest.raises(happy.ConflictError):
        await client.access_keys.create(quiet, machine_id, "eA==")
    assert await client.access_keys.update(quiet, machine_id, "eA==", expected_version=1) == 2
    with pytest.raises(happy.VersionConflictError, match="the access key"):
        await client.access_keys.update(quiet, machine_id, "eQ==", expected_version=1)
    with pytest.raises(happy.NotFoundError):
        await client.access_keys.get("nope", machine_id)


async def test_attachments(client: HappyClient, backend: Emulator, quiet: str) -> None:
    content = bytes(range(256)) * 100
    ref = await client.attachments.upload(quiet, "plan.md", content)
    assert await client.attachments.download(quiet, ref) == content
    with pytest.raises(happy.NotFoundError):
        await client.attachments.download(quiet, f"sessions/{quiet}/attachments/nope.enc")
    with pytest.raises(happy.BadRequestError):
        await client.attachments.download(quiet, "sessions/other/attachments/x.enc")
    with pytest.raises(happy.BadRequestError):
        await client.attachments.upload(quiet, "big", b"x" * 10_485_760)
    elsewhere = {"ref": "r", "uploadUrl": "https://storage.test/", "method": "POST", "formFields": {}}
    path = "/v1/sessions/{session_id}/attachments/request-upload"
    with (
        backend.faults.add(Fault(path=path, status=200, body=elsewhere)),
        pytest.raises(happy.ConfigurationError, match="object storage"),
    ):
        await client.attachments.upload(quiet, "plan.md", content)


async def test_friends_and_the_feed(client: HappyClient, backend: Emulator) -> None:
    token, secret_b64 = backend.run(backend.backend.make_account)
    options = {**backend.options, "token": token, "secret_b64": secret_b64}
    async with HappyClient(**options, timeout=10) as friend:
        me, other = (await client.account.profile()).id, (await friend.account.profile()).id
        assert (await client.friends.get(other)).status is happy.RelationshipStatus.none
        asked = await client.friends.add(other)
        assert asked is not None
        assert asked.status is happy.RelationshipStatus.requested
        [request] = (await friend.feed.list(limit=10)).items
        assert request.body == {"kind": "friend_request", "uid": me}
        accepted = await friend.friends.add(me)
        assert accepted is not None
        assert [user.status for user in await client.friends.list()] == [happy.RelationshipStatus.friend]
        assert (await friend.feed.list(before=request.cursor)).items == []
        await client.friends.remove(other)
        assert await client.friends.search("nobody") == []
        with pytest.raises(happy.NotFoundError):
            await client.friends.get("nope")


async def test_connections(client: HappyClient) -> None:
    with pytest.raises(happy.BadRequestError, match="GitHub OAuth not configured"):
        await client.connections.github_url()
    assert await client.connections.get_token("openai") is None
    await client.connections.register_token("openai", "sk-s3cret")
    assert await client.connections.get_token("openai") == "sk-s3cret"
    tokens = await client.connections.list_tokens()
    assert [(token.vendor, token.token) for token in tokens] == [("openai", "sk-s3cret")]
    assert "s3cret" not in repr(tokens)
    await client.connections.delete_token("openai")
    with pytest.raises(happy.ServerError):
        await client.connections.delete_token("openai")
    with pytest.raises(happy.InvalidArgumentError, match="anthropic, gemini, openai"):
        await client.connections.get_token("acme")


async def test_voice(client: HappyClient, backend: Emulator) -> None:
    with pytest.raises(happy.ServerError, match="not configured"):
        await client.voice.start("agent")
    refused = {
        "allowed": False,
        "reason": "subscription_required",
        "usedSeconds": 1,
        "limitSeconds": 2,
        "agentId": "agent",
    }
    with backend.faults.add(Fault(path="/v1/voice/conversations", status=200, body=refused)):
        conversation = await client.voice.start("agent")
    assert (conversation.allowed, conversation.reason) == (False, "subscription_required")
    with pytest.raises(happy.ServerError):
        await client.voice.usage()
