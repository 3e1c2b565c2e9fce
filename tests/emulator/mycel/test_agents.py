"""Managed agents: the panel, threads with their checks, and scripts that answer in chats."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import pytest

from fairlead.emulator.mycel import AgentTurn, Sandbox


def new_agent(wire: Any, *, thread: bool = True) -> str:
    agent_id = wire.post("/panel/agents", {"name": "Helper", "description": "helps"})["id"]
    if thread:
        wire.post("/threads", {"agent_user_id": agent_id})
    return agent_id


def said(wire: Any, chat_id: str) -> list[tuple[str, str]]:
    """What has been said once every agent has had its turn."""
    wire.emulator.clock.advance(0)
    messages = wire.get(f"/chats/{chat_id}/messages")
    return [(message["sender_name"], message["content"]) for message in messages]


def test_a_new_agent(owner: Any, stranger: Any) -> None:
    agent = owner.post("/panel/agents", {"name": "Helper", "description": "helps"})
    config = agent.pop("config")
    assert agent == {
        "id": agent["id"],
        "name": "Helper",
        "description": "helps",
        "model": None,
        "status": "draft",
        "version": "1.0.0",
        "avatar_url": None,
        "created_at": 0,
        "updated_at": 0,
    }
    assert agent["id"].startswith("m_")
    assert len(agent["id"]) == 14
    assert (config["mcpServers"], config["compact"]) == ([], {"trigger_tokens": None})
    assert owner.get("/panel/agents")["items"][-1] == agent
    assert agent["id"] not in {item["id"] for item in stranger.get("/panel/agents")["items"]}


def test_threads(owner: Any) -> None:
    agent_id = new_agent(owner, thread=False)
    made = [owner.post("/threads", {"agent_user_id": agent_id}) for _ in range(2)]
    assert made[0] == {
        "thread_id": f"{agent_id}-1",
        "sandbox": "local",
        "agent_user_id": agent_id,
        "agent_name": "Helper",
        "branch_index": 0,
        "sidebar_label": None,
        "avatar_url": None,
        "is_main": True,
    }
    second = (made[1]["thread_id"], made[1]["branch_index"], made[1]["is_main"])
    assert second == (f"{agent_id}-2", 1, False)


def test_a_thread_that_fails_late_uses_up_its_number(owner: Any) -> None:
    agent_id = new_agent(owner, thread=False)
    for body, status in [
        ({"existing_sandbox_id": "unknown"}, 403),
        ({"sandbox_template_id": "local:other"}, 400),
        ({"sandbox_template_id": "malformed"}, 400),
    ]:
        assert owner.refused("POST", "/threads", {"agent_user_id": agent_id, **body})[0] == status
    made = owner.post("/threads", {"agent_user_id": agent_id})
    assert (made["thread_id"], made["branch_index"], made["is_main"]) == (f"{agent_id}-4", 0, True)


def test_sandboxes(wire_of: Any) -> None:
    wire = wire_of(
        sandboxes={
            "local": Sandbox(quota=1),
            "docker": Sandbox(quota=2, supports_mount=True, supports_copy=False),
        }
    )
    agent_id = new_agent(wire)

    def make(**fields: Any) -> Any:
        return wire.call("POST", "/threads", {"agent_user_id": agent_id, **fields})

    answer = make(sandbox="nowhere")
    unavailable = {"error": "sandbox_provider_unavailable", "provider": "nowhere"}
    assert (answer.status_code, answer.json()) == (400, unavailable)

    answer = make()
    assert answer.status_code == 409
    assert answer.json().keys() == {"error", "message", "resource"}
    assert answer.json()["error"] == "sandbox_quota_exceeded"

    mount = {"source": "/a", "target": "/b"}
    assert make(sandbox="docker", bind_mounts=[mount]).status_code == 200
    for provider, wish in [
        ("local", mount),
        ("docker", {**mount, "mode": "copy"}),
        ("docker", {**mount, "read_only": True}),
    ]:
        answer = make(sandbox=provider, bind_mounts=[mount, wish])
        assert (answer.status_code, answer.json()["error"]) == (400, "sandbox_capability_mismatch")
        assert answer.json()["provider"] == provider
    assert answer.json() == {
        "error": "sandbox_capability_mismatch",
        "provider": "docker",
        "requested": {"mode": "mount", "read_only": True},
        "capability": {
            "supports_mount": True,
            "supports_copy": False,
            "supports_read_only": False,
            "mode_handlers": {"mount": True, "copy": False},
            "supports_managed_volume": False,
        },
    }
    assert make(sandbox="docker", sandbox_template_id="local:default").status_code == 400
    assert make(bind_mounts=None).status_code == 422
    assert make(sandbox="docker", surprise=1).status_code == 422


def test_threads_of_other_peoples_agents(owner: Any, stranger: Any) -> None:
    agent_id = new_agent(owner)
    for wire, body in [
        (stranger, {"agent_user_id": agent_id}),
        (owner, {"agent_user_id": "unknown"}),
        (owner, {"agent_user_id": owner.id}),
    ]:
        assert wire.refused("POST", "/threads", body)[0] == 403


def test_an_agent_with_a_thread_answers(owner: Any) -> None:
    agent_id = new_agent(owner)
    chat_id = owner.direct(agent_id)
    owner.send(chat_id, "hi")
    assert said(owner, chat_id) == [("owner", "hi"), ("Helper", "Echo: hi")]
    (answer,) = owner.get(f"/chats/{chat_id}/messages/unread")
    assert (answer["sender_id"], answer["message_type"]) == (agent_id, "human")


def test_an_agent_without_a_thread_is_skipped(owner: Any) -> None:
    agent_id = new_agent(owner, thread=False)
    chat_id = owner.direct(agent_id)
    owner.send(chat_id, "hi", mentioned_ids=[agent_id])
    assert said(owner, chat_id) == [("owner", "hi")]


def test_a_stranger_wakes_an_agent_unless_it_is_blocked(owner: Any, stranger: Any) -> None:
    agent_id = new_agent(owner)
    chat_id = stranger.direct(agent_id)
    stranger.send(chat_id, "one")
    assert len(said(stranger, chat_id)) == 2
    for policy in ({"blocked": True}, {"muted": True}):
        stranger.emulator.run(stranger.emulator.backend.set_contact, agent_id, stranger.id, **policy)
        before = len(said(stranger, chat_id))
        stranger.send(chat_id, "two", mentioned_ids=[agent_id])
        assert len(said(stranger, chat_id)) == before + 1


def test_a_mention_wakes_only_whom_it_names(owner: Any) -> None:
    one, two = new_agent(owner), new_agent(owner)
    chat_id = owner.group(one, two)
    owner.send(chat_id, "both")
    assert len(said(owner, chat_id)) == 3
    owner.send(chat_id, "one only", mentioned_ids=[one])
    assert len(said(owner, chat_id)) == 5


def test_a_muted_agent_is_not_woken_even_by_a_mention(owner: Any) -> None:
    agent_id = new_agent(owner)
    chat_id = owner.group(agent_id)

    def mute(muted: bool, mute_until: float | None = None) -> None:
        body = {"user_id": agent_id, "muted": muted, "mute_until": mute_until}
        owner.post(f"/chats/{chat_id}/mute", body)

    mute(True)
    owner.send(chat_id, "stored", mentioned_ids=[agent_id])
    assert said(owner, chat_id) == [("owner", "stored")]
    mute(False)
    owner.send(chat_id, "awake")
    assert said(owner, chat_id)[-1] == ("Helper", "Echo: awake")


@pytest.mark.parametrize(("strict_compat", "answers"), [(False, 1), (True, 0)])
def test_a_mute_with_an_end(wire_of: Any, strict_compat: bool, answers: int) -> None:
    wire = wire_of(strict_compat=strict_compat)
    agent_id = new_agent(wire)
    chat_id = wire.group(agent_id)
    wire.emulator.clock.freeze()
    until = wire.emulator.clock.now().timestamp() + 60
    wire.post(f"/chats/{chat_id}/mute", {"user_id": agent_id, "muted": True, "mute_until": until})
    wire.send(chat_id, "during")
    assert len(said(wire, chat_id)) == 1
    wire.emulator.clock.advance(60)
    wire.send(chat_id, "after")
    assert len(said(wire, chat_id)) == 2 + answers


def test_a_script_of_ones_own(wire_of: Any) -> None:
    turns: list[AgentTurn] = []

    async def script(turn: AgentTurn) -> list[str]:
        await asyncio.sleep(0)
        turns.append(turn)
        return ["first", "second"]

    wire = wire_of(agent=script, agent_delay_seconds=30)
    wire.emulator.clock.freeze()
    agent_id = new_agent(wire)
    chat_id = wire.direct(agent_id)
    wire.send(chat_id, "one")
    wire.send(chat_id, "two", mentioned_ids=[agent_id])
    assert len(said(wire, chat_id)) == 2
    wire.emulator.clock.advance(30)
    assert said(wire, chat_id)[2:] == [("Helper", "first"), ("Helper", "second")]
    (turn,) = turns
    assert (turn.agent_id, turn.chat_id, turn.thread_id) == (agent_id, chat_id, f"{agent_id}-1")
    heard = [(message.content, message.mentions_me, message.sender_type) for message in turn.messages]
    assert heard == [("one", False, "human"), ("two", True, "human")]


def test_agents_that_keep_silent(wire_of: Any) -> None:
    for script in (None, lambda turn: None):
        wire = wire_of(agent=script)
        agent_id = new_agent(wire)
        chat_id = wire.direct(agent_id)
        wire.send(chat_id, "hi")
        assert len(said(wire, chat_id)) == 1


def test_a_script_that_fails_is_said_and_harms_nobody(wire_of: Any, caplog: pytest.LogCaptureFixture) -> None:
    def script(turn: AgentTurn) -> str:
        raise RuntimeError(turn.messages[-1].content)

    wire = wire_of(agent=script)
    chat_id = wire.direct(new_agent(wire))
    wire.send(chat_id, "boom")
    assert len(said(wire, chat_id)) == 1
    assert "boom" in caplog.text


def test_a_reset_silences_agents_that_think(wire_of: Any) -> None:
    begun = threading.Event()

    async def script(turn: AgentTurn) -> str:
        begun.set()
        await asyncio.Event().wait()
        return "never"

    wire = wire_of(agent=script)
    wire.send(wire.direct(new_agent(wire)), "hi")
    assert begun.wait(10)
    wire.emulator.reset()
    assert wire.get("/chats") == []


def test_a_generator_says_each_thing_at_its_time(wire_of: Any) -> None:
    async def script(turn: AgentTurn) -> AsyncIterator[str]:
        yield f"You said {turn.heard}"
        await turn.sleep(60)
        yield "Done"

    wire = wire_of(agent=script)
    wire.emulator.clock.freeze()
    chat_id = wire.direct(new_agent(wire))
    wire.send(chat_id, "hi")
    assert said(wire, chat_id)[1:] == [("Helper", "You said hi")]
    wire.emulator.clock.advance(59)
    assert len(said(wire, chat_id)) == 2
    wire.emulator.clock.advance(1)
    assert said(wire, chat_id)[2:] == [("Helper", "Done")]
