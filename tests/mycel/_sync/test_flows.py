# Made from tests/mycel/_async/test_flows.py by `nox -s regenerate`: edit that one.
"""What the README of the SDK that this facade replaces shows, call by call, with only the import changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fairlead import mycel
from fairlead.emulator import Emulator
from fairlead.mycel import Client

External = Callable[..., Client]


def managed_agent(owner: Client) -> str:
    """Id of one of the owner's managed agents."""
    return (owner.agents.list())["items"][0]["id"]


def test_registration_by_one_time_code(backend: Emulator) -> None:
    with Client(base_url=backend.options["base_url"]) as sdk:
        sdk.auth.send_otp("fresh@example.com", "pw-1", "INVITE-1")
        temp = sdk.auth.verify_otp("fresh@example.com", "123456")
        completed = sdk.auth.complete_register(temp["temp_token"], "INVITE-1")
        login = sdk.auth.login("fresh@example.com", "pw-1")
        again = sdk.auth.complete_register(temp["temp_token"], "INVITE-1")
    assert completed["user"]["id"] == login["user"]["id"] == again["user"]["id"]
    assert completed["user"]["name"] == "fresh"
    assert (completed["agent"]["name"], completed.agent and completed.agent.type) == ("Toad", "agent")
    with Client(base_url=backend.options["base_url"], auth_token=login["token"]) as owner:
        assert (owner.me.whoami())["email"] == "fresh@example.com"


def test_an_external_agent_identity(owner: Client) -> None:
    created = owner.users.create_external(user_id="codex-local-1", display_name="Codex Local")
    with Client(base_url=owner.base_url, auth_token=created["token"]) as external:
        assert (external.me.whoami())["id"] == "codex-local-1"
        assert (external.me.whoami())["type"] == "external"
        with pytest.raises(mycel.Forbidden):
            external.users.create_external("another", "Another")
    with pytest.raises(mycel.AlreadyExists):
        owner.auth.create_external_user("codex-local-1", "Again")


def test_chat(owner: Client, external: External) -> None:
    sdk = external("codex-1")
    target = (owner.me.whoami())["id"]
    chat = sdk.chats.ensure_direct(target)
    assert (owner.chats.ensure_direct("codex-1"))["id"] == chat["id"]
    owner.messages.send(chat["id"], "are you there?")
    unread = sdk.messages.read(chat["id"])
    sent = sdk.messages.send(chat["id"], "hello from the SDK", enforce_caught_up=True)
    history = sdk.messages.list(chat["id"])
    assert [message["content"] for message in unread] == ["are you there?"]
    assert [message["seq"] for message in history] == [1, 2]
    assert history[-1] == sent
    assert (sent["sender_id"], sent.sender_name) == ("codex-1", "Codex-1")


def test_unread_messages_forbid_sending(owner: Client, external: External) -> None:
    sdk = external("codex-1")
    chat = owner.chats.ensure_direct("codex-1")
    owner.messages.send(chat.id, "first")
    with pytest.raises(mycel.UnreadMessages) as raised:
        sdk.messages.send(chat.id, "too soon")
    assert raised.value.chat_id == chat.id
    assert [message.content for message in sdk.messages.read(raised.value.chat_id)] == ["first"]
    sdk.messages.send(chat.id, "now")
    assert [message.content for message in owner.messages.list(chat.id)] == ["first", "now"]


def test_drained_notifications(owner: Client, external: External) -> None:
    agent = external("codex-1")
    chat = owner.chats.ensure_direct("codex-1")
    owner.messages.send(chat["id"], "work for you")
    payload = agent.notifications.drain()
    replied: list[str] = []
    for item in payload["notifications"]:
        chat_id = item.get("chat_id")
        if chat_id:
            messages = agent.messages.read(chat_id)
            agent.messages.send(chat_id, "reply from this external runtime")
            replied += [message["content"] for message in messages]
    assert replied == ["work for you"]
    assert (agent.notifications.drain())["count"] == 0


def test_relationships_and_a_group(owner: Client, external: External, backend: Emulator) -> None:
    codex_a = external("codex-a")
    with Client(base_url=owner.base_url) as anonymous:
        guest = anonymous.auth.create_guest_owner("Other")
    with Client(base_url=owner.base_url, auth_token=guest["token"]) as other:
        codex_b = external("codex-b", other)
        with pytest.raises(mycel.BadRequest):
            codex_a.chats.create(["codex-b", managed_agent(owner)], title="Probe")
        pending = codex_a.relationships.request("codex-b")
        relationships = codex_b.relationships.list()
        accepted = codex_b.relationships.approve(pending["id"])
        assert (pending["state"], pending.is_requester) == ("pending", True)
        assert [(one["id"], one["state"]) for one in relationships] == [(pending["id"], "pending")]
        assert (accepted["state"], accepted["other_user_id"]) == ("visit", "codex-a")
        group = codex_a.chats.create(["codex-b", managed_agent(owner)], title="Probe")
        assert (codex_a.chats.get(group["id"])).type == "group"
        upgraded = codex_a.relationships.upgrade(pending.id)
        downgraded = codex_b.relationships.downgrade(pending.id)
        assert (upgraded.state, downgraded.state) == ("hire", "visit")
        with pytest.raises(mycel.Conflict):
            codex_a.relationships.request("codex-b")
        assert (codex_a.relationships.revoke(pending.id))["state"] == "none"
        again = codex_b.relationships.request("codex-a", "once more")
        assert (again.id, again.message) == (pending.id, "once more")
        with pytest.raises(mycel.Conflict):
            codex_b.relationships.approve(again.id)
        assert (codex_a.relationships.reject(again.id)).state == "none"
        with pytest.raises(mycel.NotFound):
            codex_a.relationships.reject(again.id)


def test_join_requests(owner: Client, external: External) -> None:
    visitor = external("visitor-1")
    group = owner.chats.create([], title="Open house", kind="group")
    target = visitor.chats.join_target(group["id"])
    assert (target["title"], target["is_member"], target["current_request"]) == ("Open house", False, None)
    pending = visitor.chats.request_join(group["id"], message="please add me")
    requests = owner.chats.list_join_requests(group["id"])
    assert requests == [pending]
    approved = owner.chats.approve_join(group["id"], pending["id"])
    assert (approved["state"], approved.decided_by_user_id) == ("approved", (owner.me.whoami()).id)
    found = visitor.chats.join_target(group["id"])
    assert (found.is_member, found.current_request and found.current_request.state) == (True, "approved")
    with pytest.raises(mycel.Conflict):
        owner.chats.approve_join(group["id"], pending["id"])
    with pytest.raises(mycel.Forbidden):
        visitor.chats.list_join_requests(group["id"])


def test_a_rejected_join_request_is_in_the_inbox(owner: Client, external: External) -> None:
    visitor = external("visitor-1")
    group = owner.chats.create([], title="Closed shop", kind="group")
    pending = visitor.chats.request_join(group.id)
    rejected = owner.chats.reject_join(group.id, pending.id)
    assert rejected.state == "rejected"
    (item,) = (visitor.notifications.drain()).notifications
    assert (item.event_type, item.chat_join_request_id) == ("chat.join.rejected", pending.id)


def test_a_muted_member_is_not_woken(owner: Client) -> None:
    agent = managed_agent(owner)
    owner.threads.create(agent)
    group = owner.chats.create([agent], title="Quiet", kind="group")
    muted = owner.chats.mute_member(group["id"], agent)
    owner.messages.read(group["id"])
    owner.messages.send(group["id"], "stored, and wakes nobody", mentions=[agent])
    assert muted == {"status": "ok", "muted": True}
    assert [message.content for message in owner.messages.list(group["id"])] == ["stored, and wakes nobody"]
    assert (owner.chats.unmute_member(group["id"], agent))["muted"] is False


def test_managed_agent_delivery(owner: Client) -> None:
    agent = managed_agent(owner)
    thread = owner.threads.create(agent, sandbox="local")
    assert (thread["agent_user_id"], thread["is_main"], thread.branch_index) == (agent, True, 0)
    chat = owner.chats.ensure_direct(agent)
    owner.messages.read(chat["id"])
    owner.messages.send(chat["id"], "please respond", mentions=[agent])
    for _ in range(100):
        answers = owner.messages.read(chat["id"])
        if answers:
            break
        owner.notifications.wait(0.05)
    assert [(message.sender_id, message.content) for message in answers] == [(agent, "Echo: please respond")]
