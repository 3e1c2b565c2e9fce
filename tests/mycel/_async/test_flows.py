"""What the README of the SDK that this facade replaces shows, call by call, with only the import changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from fairlead import mycel
from fairlead.emulator import Emulator
from fairlead.mycel import AsyncClient

External = Callable[..., Awaitable[AsyncClient]]


async def managed_agent(owner: AsyncClient) -> str:
    """Id of one of the owner's managed agents."""
    return (await owner.agents.list())["items"][0]["id"]


async def test_registration_by_one_time_code(backend: Emulator) -> None:
    async with AsyncClient(base_url=backend.options["base_url"]) as sdk:
        await sdk.auth.send_otp("fresh@example.com", "pw-1", "INVITE-1")
        temp = await sdk.auth.verify_otp("fresh@example.com", "123456")
        completed = await sdk.auth.complete_register(temp["temp_token"], "INVITE-1")
        login = await sdk.auth.login("fresh@example.com", "pw-1")
        again = await sdk.auth.complete_register(temp["temp_token"], "INVITE-1")
    assert completed["user"]["id"] == login["user"]["id"] == again["user"]["id"]
    assert completed["user"]["name"] == "fresh"
    assert (completed["agent"]["name"], completed.agent and completed.agent.type) == ("Toad", "agent")
    async with AsyncClient(base_url=backend.options["base_url"], auth_token=login["token"]) as owner:
        assert (await owner.me.whoami())["email"] == "fresh@example.com"


async def test_an_external_agent_identity(owner: AsyncClient) -> None:
    created = await owner.users.create_external(user_id="codex-local-1", display_name="Codex Local")
    async with AsyncClient(base_url=owner.base_url, auth_token=created["token"]) as external:
        assert (await external.me.whoami())["id"] == "codex-local-1"
        assert (await external.me.whoami())["type"] == "external"
        with pytest.raises(mycel.Forbidden):
            await external.users.create_external("another", "Another")
    with pytest.raises(mycel.AlreadyExists):
        await owner.auth.create_external_user("codex-local-1", "Again")


async def test_chat(owner: AsyncClient, external: External) -> None:
    sdk = await external("codex-1")
    target = (await owner.me.whoami())["id"]
    chat = await sdk.chats.ensure_direct(target)
    assert (await owner.chats.ensure_direct("codex-1"))["id"] == chat["id"]
    await owner.messages.send(chat["id"], "are you there?")
    unread = await sdk.messages.read(chat["id"])
    sent = await sdk.messages.send(chat["id"], "hello from the SDK", enforce_caught_up=True)
    history = await sdk.messages.list(chat["id"])
    assert [message["content"] for message in unread] == ["are you there?"]
    assert [message["seq"] for message in history] == [1, 2]
    assert history[-1] == sent
    assert (sent["sender_id"], sent.sender_name) == ("codex-1", "Codex-1")


async def test_unread_messages_forbid_sending(owner: AsyncClient, external: External) -> None:
    sdk = await external("codex-1")
    chat = await owner.chats.ensure_direct("codex-1")
    await owner.messages.send(chat.id, "first")
    with pytest.raises(mycel.UnreadMessages) as raised:
        await sdk.messages.send(chat.id, "too soon")
    assert raised.value.chat_id == chat.id
    assert [message.content for message in await sdk.messages.read(raised.value.chat_id)] == ["first"]
    await sdk.messages.send(chat.id, "now")
    assert [message.content for message in await owner.messages.list(chat.id)] == ["first", "now"]


async def test_drained_notifications(owner: AsyncClient, external: External) -> None:
    agent = await external("codex-1")
    chat = await owner.chats.ensure_direct("codex-1")
    await owner.messages.send(chat["id"], "work for you")
    payload = await agent.notifications.drain()
    replied: list[str] = []
    for item in payload["notifications"]:
        chat_id = item.get("chat_id")
        if chat_id:
            messages = await agent.messages.read(chat_id)
            await agent.messages.send(chat_id, "reply from this external runtime")
            replied += [message["content"] for message in messages]
    assert replied == ["work for you"]
    assert (await agent.notifications.drain())["count"] == 0


async def test_relationships_and_a_group(owner: AsyncClient, external: External, backend: Emulator) -> None:
    codex_a = await external("codex-a")
    async with AsyncClient(base_url=owner.base_url) as anonymous:
        guest = await anonymous.auth.create_guest_owner("Other")
    async with AsyncClient(base_url=owner.base_url, auth_token=guest["token"]) as other:
        codex_b = await external("codex-b", other)
        with pytest.raises(mycel.BadRequest):
            await codex_a.chats.create(["codex-b", await managed_agent(owner)], title="Probe")
        pending = await codex_a.relationships.request("codex-b")
        relationships = await codex_b.relationships.list()
        accepted = await codex_b.relationships.approve(pending["id"])
        assert (pending["state"], pending.is_requester) == ("pending", True)
        assert [(one["id"], one["state"]) for one in relationships] == [(pending["id"], "pending")]
        assert (accepted["state"], accepted["other_user_id"]) == ("visit", "codex-a")
        group = await codex_a.chats.create(["codex-b", await managed_agent(owner)], title="Probe")
        assert (await codex_a.chats.get(group["id"])).type == "group"
        upgraded = await codex_a.relationships.upgrade(pending.id)
        downgraded = await codex_b.relationships.downgrade(pending.id)
        assert (upgraded.state, downgraded.state) == ("hire", "visit")
        with pytest.raises(mycel.Conflict):
            await codex_a.relationships.request("codex-b")
        assert (await codex_a.relationships.revoke(pending.id))["state"] == "none"
        again = await codex_b.relationships.request("codex-a", "once more")
        assert (again.id, again.message) == (pending.id, "once more")
        with pytest.raises(mycel.Conflict):
            await codex_b.relationships.approve(again.id)
        assert (await codex_a.relationships.reject(again.id)).state == "none"
        with pytest.raises(mycel.NotFound):
            await codex_a.relationships.reject(again.id)


async def test_join_requests(owner: AsyncClient, external: External) -> None:
    visitor = await external("visitor-1")
    group = await owner.chats.create([], title="Open house", kind="group")
    target = await visitor.chats.join_target(group["id"])
    assert (target["title"], target["is_member"], target["current_request"]) == ("Open house", False, None)
    pending = await visitor.chats.request_join(group["id"], message="please add me")
    requests = await owner.chats.list_join_requests(group["id"])
    assert requests == [pending]
    approved = await owner.chats.approve_join(group["id"], pending["id"])
    assert (approved["state"], approved.decided_by_user_id) == ("approved", (await owner.me.whoami()).id)
    found = await visitor.chats.join_target(group["id"])
    assert (found.is_member, found.current_request and found.current_request.state) == (True, "approved")
    with pytest.raises(mycel.Conflict):
        await owner.chats.approve_join(group["id"], pending["id"])
    with pytest.raises(mycel.Forbidden):
        await visitor.chats.list_join_requests(group["id"])


async def test_a_rejected_join_request_is_in_the_inbox(owner: AsyncClient, external: External) -> None:
    visitor = await external("visitor-1")
    group = await owner.chats.create([], title="Closed shop", kind="group")
    pending = await visitor.chats.request_join(group.id)
    rejected = await owner.chats.reject_join(group.id, pending.id)
    assert rejected.state == "rejected"
    (item,) = (await visitor.notifications.drain()).notifications
    assert (item.event_type, item.chat_join_request_id) == ("chat.join.rejected", pending.id)


async def test_a_muted_member_is_not_woken(owner: AsyncClient) -> None:
    agent = await managed_agent(owner)
    await owner.threads.create(agent)
    group = await owner.chats.create([agent], title="Quiet", kind="group")
    muted = await owner.chats.mute_member(group["id"], agent)
    await owner.messages.read(group["id"])
    await owner.messages.send(group["id"], "stored, and wakes nobody", mentions=[agent])
    assert muted == {"status": "ok", "muted": True}
    assert [message.content for message in await owner.messages.list(group["id"])] == [
        "stored, and wakes nobody"
    ]
    assert (await owner.chats.unmute_member(group["id"], agent))["muted"] is False


async def test_managed_agent_delivery(owner: AsyncClient) -> None:
    agent = await managed_agent(owner)
    thread = await owner.threads.create(agent, sandbox="local")
    assert (thread["agent_user_id"], thread["is_main"], thread.branch_index) == (agent, True, 0)
    chat = await owner.chats.ensure_direct(agent)
    await owner.messages.read(chat["id"])
    await owner.messages.send(chat["id"], "please respond", mentions=[agent])
    for _ in range(100):
        answers = await owner.messages.read(chat["id"])
        if answers:
            break
        await owner.notifications.wait(0.05)
    assert [(message.sender_id, message.content) for message in answers] == [(agent, "Echo: please respond")]
