"""Chats, agents, workflows and tasks, each method against the emulator."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from fairlead import mycel
from fairlead.mycel import AsyncClient

External = Callable[..., Awaitable[AsyncClient]]


async def test_chats(owner: AsyncClient, external: External) -> None:
    agent = await external("codex-1")
    me = await owner.me.whoami()
    direct = await owner.chats.create(["codex-1", "codex-1"])
    assert (await owner.chats.direct("codex-1")).id == direct.id
    group = await owner.chats.create([], title="Team", kind="group")
    added = await owner.chats.add_member(group.id, "codex-1")
    assert added == {"chat_id": group.id, "user_id": "codex-1", "state": "member"}
    detail = await agent.chats.get(group.id)
    assert (detail.type, detail["created_by_user_id"]) == ("group", me.id)
    assert {(member.id, member["type"]) for member in detail.members} == {
        (me.id, "human"),
        ("codex-1", "external"),
    }
    await owner.messages.send(group.id, "welcome")
    listed = {chat.id: chat for chat in await agent.chats.list()}
    assert listed.keys() == {direct.id, group.id}
    assert (listed[group.id].unread_count, listed[group.id]["last_message"]["content"]) == (1, "welcome")
    assert listed[direct.id].last_message is None
    with pytest.raises(mycel.Conflict):
        await agent.chats.join_target(direct.id)
    with pytest.raises(mycel.BadRequest):
        await owner.chats.add_member(direct.id, "codex-1")
    with pytest.raises(mycel.NotFound):
        await owner.chats.get("unknown")


async def test_agents_and_threads(owner: AsyncClient, external: External) -> None:
    created = await owner.agents.create("Helper", description="helps")
    assert (created.status, created["config"]["mcpServers"], created.config.mcp_servers) == ("draft", [], [])
    listing = await owner.agents.list()
    assert created.id in {agent.id for agent in listing.agents}
    assert listing["items"] == listing.agents
    first = await owner.threads.create(created.id)
    second = await owner.threads.create(created.id, cwd="/work", model="m")
    assert [(thread.branch_index, thread.is_main) for thread in (first, second)] == [(0, True), (1, False)]
    with pytest.raises(mycel.BadRequest, match="moon") as raised:
        await owner.threads.create(created.id, sandbox="moon")
    assert (raised.value.code, raised.value.body["provider"]) == ("sandbox_provider_unavailable", "moon")
    with pytest.raises(mycel.BadRequest) as mismatch:
        await owner.threads.create(created.id, bind_mounts=[{"source": "/a", "target": "/b"}])
    assert mismatch.value.code == "sandbox_capability_mismatch"
    with pytest.raises(mycel.Forbidden):
        await (await external("codex-1")).agents.create("No")


async def test_a_used_up_sandbox_quota(fairlead_emulator: Callable[..., mycel.Client]) -> None:
    from fairlead.emulator.mycel.settings import Sandbox

    backend = fairlead_emulator("mycel", sandboxes={"local": Sandbox(quota=1)})
    async with AsyncClient(**backend.options) as owner:
        agent = (await owner.agents.list()).agents[0]
        await owner.threads.create(agent.id)
        with pytest.raises(mycel.Conflict) as raised:
            await owner.threads.create(agent.id)
        assert raised.value.code == "sandbox_quota_exceeded"


async def test_workflows(owner: AsyncClient) -> None:
    chat = (await owner.chats.create([], title="G", kind="group")).id
    with pytest.raises(mycel.NotFound):
        await owner.chats.get_workflow(chat)
    with pytest.raises(mycel.StaleVersion) as missing:
        await owner.chats.set_workflow(chat, kind="review", expected_state_version=0)
    assert (missing.value.chat_id, missing.value.expected, missing.value.actual) == (chat, 0, None)
    first = await owner.chats.set_workflow(chat, kind="review", config={"steps": 2})
    second = await owner.chats.set_workflow(chat, kind="review", state="done", expected_state_version=0)
    assert (first.state, first.state_version, first["config"]) == ("active", 0, {"steps": 2})
    assert (second.state, second.state_version, second.config) == ("done", 1, {})
    with pytest.raises(mycel.StaleVersion) as stale:
        await owner.chats.set_workflow(chat, kind="review", expected_state_version=0)
    assert (stale.value.expected, stale.value.actual) == (0, 1)
    assert stale.value.code == "stale_chat_workflow_state_version"
    assert await owner.chats.get_workflow(chat) == second
    assert await owner.chats.delete_workflow(chat) == {"status": "deleted"}
    assert (await owner.chats.delete_workflow(chat)).status == "deleted"


async def test_workflow_events(owner: AsyncClient, external: External) -> None:
    agent = await external("codex-1")
    chat = (await owner.chats.create(["codex-1"], title="G", kind="group")).id
    event = await owner.chats.create_workflow_event(
        chat,
        kind="vote",
        resource_refs=[{"id": "r-1"}],
        requested_by_user_id="codex-1",
        decision_states={"codex-1": {"r-1": "open"}},
        rationales={"why": 1},
        final_state={},
        metadata={"a": 1},
    )
    assert (event.event_id, event.state, event["resource_refs"]) == ("1", "open", [{"id": "r-1"}])
    (item,) = (await agent.notifications.drain()).notifications
    assert (item.event_type, item.operation, item["kind"]) == ("chat.workflow.event", "created", "vote")
    settled = await owner.chats.update_workflow_event(
        chat, "1", state="settled", settled_at=2.5, metadata=None, expected_state_version=0
    )
    assert (settled.state, settled.settled_at, settled.state_version) == ("settled", 2.5, 1)
    assert (settled.metadata, settled.decision_states) == ({"a": 1}, {"codex-1": {"r-1": "open"}})
    with pytest.raises(mycel.StaleVersion) as raised:
        await owner.chats.update_workflow_event(chat, "1", state="x", expected_state_version=0)
    assert (raised.value.expected, raised.value.actual) == (0, 1)
    assert await owner.chats.get_workflow_event(chat, "1") == settled
    assert await owner.chats.list_workflow_events(chat) == [settled]
    assert (await owner.chats.delete_workflow_event(chat, "1"))["status"] == "deleted"
    with pytest.raises(mycel.NotFound):
        await owner.chats.get_workflow_event(chat, "1")


async def test_tasks(owner: AsyncClient) -> None:
    chat = (await owner.chats.create([], title="G", kind="group")).id
    plain = await owner.chats.create_task(chat, subject="plain")
    full = await owner.chats.create_task(
        chat,
        subject="full",
        description="d",
        status="in_progress",
        active_form="Doing",
        owner="me",
        blocks=["1"],
        blocked_by=["3"],
        metadata={"a": 1},
    )
    assert (plain.id, plain.description, plain.status) == ("1", "", "pending")
    assert (full.active_form, full["activeForm"], full.blocked_by, full["blockedBy"]) == (
        "Doing",
        "Doing",
        ["3"],
        ["3"],
    )
    changed = await owner.chats.update_task(chat, "2", status="completed", owner=None, blocks=[])
    assert (changed.status, changed.owner, changed.blocks, changed.metadata) == (
        "completed",
        "me",
        [],
        {"a": 1},
    )
    assert await owner.chats.get_task(chat, "2") == changed
    assert await owner.chats.list_tasks(chat) == [plain, changed]
    assert (await owner.chats.delete_task(chat, "2")).status == "deleted"
    with pytest.raises(mycel.NotFound):
        await owner.chats.get_task(chat, "2")
