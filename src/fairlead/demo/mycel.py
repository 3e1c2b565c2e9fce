"""The tour of Mycel: an owner, an external agent and a managed one, first blocking, then asynchronously."""

from __future__ import annotations

import asyncio
from typing import Any

from fairlead.demo._tour import Tour
from fairlead.emulator import Emulator, Fault
from fairlead.mycel import AsyncClient, Client, StaleVersion, UnreadMessages


def run(tour: Tour) -> None:
    """Take the tour."""
    with Emulator("mycel") as backend:
        tour.chapter("Mycel, blocking", f"Client against the emulator on {backend.url}")
        token = blocking(tour, backend)
        tour.chapter("Mycel, asynchronous", "AsyncClient: the same methods, awaited")
        asyncio.run(asynchronous(tour, backend.options, token))


def blocking(tour: Tour, backend: Emulator) -> str:
    """Identities, a chat with its guard, a managed agent, and a group that somebody joins.

    Returns:
        The external agent's token.
    """
    with Client(base_url=backend.url) as anyone:
        with tour.step("ask what the backend can do") as step:
            info = anyone.backend_info()
            able = ", ".join(name for name, is_there in info.capabilities.items() if is_there)
            step.answer(f"{info.title} {info.version}: {able}")
        with tour.step("register with a one-time code") as step:
            anyone.auth.send_otp("fresh@example.com", "pw-1", "INVITE-1")
            temp = anyone.auth.verify_otp("fresh@example.com", "123456")
            session = anyone.auth.complete_register(temp["temp_token"], "INVITE-1")
            step.answer(
                f"owner {session.user.name}, with the agent {session.agent.name if session.agent else ''}"
            )
    with Client(base_url=backend.url, auth_token=session.token) as owner:
        with tour.step("create an external agent") as step:
            created = owner.users.create_external(user_id="codex-local-1", display_name="Codex Local")
            step.answer(f"{created.user.id}; its token says who it is in every call")
        with Client(base_url=backend.url, auth_token=created.token) as codex:
            chatting(tour, owner, codex)
            with (
                tour.step("lose an answer") as step,
                backend.faults.add(Fault(drop="after", times=1)) as lost,
            ):
                chats = owner.chats.list()
                step.answer(f"{len(chats)} chat: read again, as that does no harm ({lost.hits} reply lost)")
            managed(tour, backend, owner)
            joining(tour, owner, codex)
    return created.token


def chatting(tour: Tour, owner: Client, codex: Client) -> None:
    """Two talk, and neither speaks before it has listened."""
    with tour.step("send a message") as step:
        chat = owner.chats.ensure_direct("codex-local-1")
        sent = owner.messages.send(chat["id"], "Please review the branch.")
        step.answer(f"number {sent.seq}: {sent.content!r}")
    with tour.step("drain the agent's inbox") as step:
        for item in codex.notifications.drain()["notifications"]:
            step.answer(f"{item.event_type}: {item.unread_count} unread by {item.sender_name}")
    with tour.step("answer without having read") as step:
        try:
            codex.messages.send(chat.id, "Done!")
        except UnreadMessages as conflict:
            step.answer(f"{conflict.status}: refused, nothing was stored")
            step.answer(
                f"it reads first: {[message.content for message in codex.messages.read(conflict.chat_id)]}"
            )
        codex.messages.send(chat.id, "Reviewed.")
        step.answer(f"the owner reads {[message.content for message in owner.messages.read(chat.id)]}")


def managed(tour: Tour, backend: Emulator, owner: Client) -> None:
    """A managed agent with a thread answers in the chat."""
    with tour.step("wake a managed agent") as step:
        agent = owner.agents.create("Helper")
        thread = owner.threads.create(agent.id, sandbox="local")
        chat = owner.chats.ensure_direct(agent.id)
        owner.messages.send(chat.id, "please respond", mentions=[agent.id])
        backend.clock.advance(0)  # until the agent has had its turn
        (answer,) = owner.messages.read(chat.id)
        step.answer(f"thread {thread.thread_id}, {answer.sender_name} says {answer.content!r}")
    with tour.step("mute it") as step:
        owner.chats.mute_member(chat.id, agent.id)
        owner.messages.send(chat.id, "this is stored, and wakes nobody", mentions=[agent.id])
        backend.clock.advance(0)
        step.answer(f"{len(owner.messages.read(chat.id))} answers, although it was mentioned")


def joining(tour: Tour, owner: Client, codex: Client) -> None:
    """A group, a request to join, and its workflow."""
    with tour.step("ask to join a group, and approve") as step:
        group = owner.chats.create([], title="Release", kind="group")
        pending = codex.chats.request_join(group.id, message="please add me")
        approved = owner.chats.approve_join(group.id, pending.id)
        owner.messages.read(group.id)
        members = ", ".join(member.name for member in owner.chats.get(group.id).members)
        step.answer(f"{pending.state} → {approved.state}; members: {members}")
    with tour.step("move the workflow; be late once") as step:
        first = owner.chats.set_workflow(group.id, kind="release", state="draft")
        codex.chats.set_workflow(group.id, kind="release", state="review", expected_state_version=0)
        try:
            owner.chats.set_workflow(group.id, kind="release", state="done", expected_state_version=0)
        except StaleVersion as stale:
            step.answer(
                f"version {first.state_version} → {stale.actual}; expecting {stale.expected} is refused"
            )


async def asynchronous(tour: Tour, options: dict[str, Any], token: str) -> None:
    """A relationship between strangers, and the live inbox."""
    async with (
        AsyncClient(**options) as owner,
        AsyncClient(base_url=options["base_url"], auth_token=token) as codex,
        codex.notifications.stream(reconnect=True) as frames,
    ):
        with tour.step("request a relationship") as step:
            pending = await owner.relationships.request("codex-local-1", "Let us work together.")
            frame = await anext(frames)
            step.answer(f"{pending.state}; the live inbox says {frame.metadata.event_type}")
        with tour.step("approve, then build a group") as step:
            visit = await codex.relationships.approve(pending.id)
            group = await owner.chats.create(["codex-local-1"], title="Probe", kind="group")
            step.answer(f"{visit.state} is enough for the group {group.title!r}")
        with tour.step("follow the inbox (WebSocket)") as step:
            await owner.messages.send(group.id, "Shall we begin?")
            while (frame := await anext(frames)).metadata.get("chat_id") != group.id:
                step.answer(f"{frame.seq}  {frame.metadata.event_type}")
            step.answer(f"{frame.seq}  {frame.metadata.event_type}  {frame.metadata.unread_count} unread")
        with tour.step("upgrade and revoke it") as step:
            hire = await owner.relationships.upgrade(pending.id)
            none = await codex.relationships.revoke(pending.id)
            step.answer(f"{visit.state} → {hire.state} → {none.state}")
