"""The tour of Happy: an agent on a scripted machine, encrypted from end to end."""

from __future__ import annotations

import asyncio
from typing import cast

from fairlead.demo._tour import Tour
from fairlead.emulator import Emulator, Fault
from fairlead.emulator.happy import AgentTurn, Happy
from fairlead.happy import (
    DirectoryApprovalRequired,
    HappyClient,
    MachineOfflineError,
    SessionSubscription,
    SessionUpdate,
    SyncHappyClient,
    UpdateKind,
)

DIRECTORY = "/missing/project"
SEND = "/v3/sessions/*/messages"


def run(tour: Tour) -> None:
    """Take the tour."""
    with Emulator("happy", agent=worker, rpc_grace_seconds=0.1) as backend:
        tour.chapter("Happy, blocking", f"SyncHappyClient against the emulator on {backend.url}")
        blocking(tour, backend)
        tour.chapter("Happy, asynchronous", "HappyClient: one socket, which may break")
        asyncio.run(asynchronous(tour, backend))


async def worker(turn: AgentTurn) -> str:
    """The coding agent, which the emulator's machine starts."""
    await turn.use_tool("Read", {"path": f"{turn.directory}/tests"}, title="Read the tests")
    decision = await turn.ask("Bash", {"command": "make test"})
    return "All tests pass." if decision else f"I did not run the tests: {decision.reason}."


def blocking(tour: Tour, backend: Emulator) -> None:
    """One session from its start to its end."""
    with SyncHappyClient(**backend.options) as client:
        with tour.step("list machines") as step:
            (machine,) = client.list_machines()
            step.answer(f"{machine.metadata['host']}, {machine.metadata['platform']}: decrypted here only")
        with tour.step("start an agent in a new directory") as step:
            try:
                session_id = client.spawn_session(machine.id, DIRECTORY)
            except DirectoryApprovalRequired as refusal:
                step.answer(f"{refusal.directory} does not exist, and has to be approved")
                session_id = client.spawn_session(machine.id, DIRECTORY, create_dir=True)
            step.answer(f"session {session_id}")
        with tour.step("say something; the answer is lost") as step:
            with backend.faults.add(Fault(method="POST", path=SEND, drop="after", times=1)) as lost:
                sent = client.send_message(session_id, "Do the tests pass?", poll_interval=0.1)
            step.answer(f"confirmed as number {sent.seq}, {lost.hits} answer lost")
            asked = [message for message in client.get_messages(session_id) if message.role == "user"]
            step.answer(f"sent twice, stored {'once' if len(asked) == 1 else f'{len(asked)} times'}")
        with tour.step("wait for the turn") as step:
            turn = client.wait_for_turn_completion(session_id, timeout_seconds=30)
            step.answer(f"{turn.status}: {turn.text!r}")
        with tour.step("name the session, and stop it") as step:
            named = client.set_session_name(session_id, "Test run")
            client.stop_session(session_id)
            alive = "alive" if client.is_alive(session_id) else "stopped"
            step.answer(f"{named.metadata['summary']['text']!r}, version {named.metadata_version}: {alive}")


async def asynchronous(tour: Tour, backend: Emulator) -> None:
    """A live session with a broken socket, a whole task in one call, and a machine that is away."""
    happy = cast("Happy", backend.backend)
    async with HappyClient(**backend.options) as client:
        session_id = await client.spawn_session(happy.machine_id, "/work", "codex")
        async with client.subscribe(session_id, after_seq=0) as updates:
            with tour.step("be asked for permission") as step:
                await client.send_message(session_id, "And now?", permission_mode="default")
                asking = await permission_request(updates)
                (request,) = await client.list_permission_requests(session_id)
                step.answer(f"after message {asking.seq}: {request.tool} {request.arguments}")
            with tour.step("answer, while the socket breaks") as step:
                await asyncio.to_thread(backend.run, happy.drop_sockets)
                async for update in updates:
                    if update.kind is UpdateKind.RECONNECTING:
                        step.answer("the socket is gone, and comes back")
                        no = "not today"
                        await client.answer_permission(session_id, request.id, approved=False, reason=no)
                    elif update.role == "session" and update.text:
                        step.answer(f"message {update.seq}: {update.text!r}")
                        break
        with tour.step("run a whole task") as step:
            done = await client.complete_task(happy.machine_id, "/work", "Do the tests pass?")
            step.answer(f"{done.status}: {done.text!r}, and the agent is stopped")
        with tour.step("call a machine that is away") as step:
            await asyncio.to_thread(backend.run, happy.go_offline)
            try:
                await client.spawn_session(happy.machine_id, "/work")
            except MachineOfflineError as error:
                step.answer(f"MachineOfflineError: {error.message}")


async def permission_request(updates: SessionSubscription) -> SessionUpdate:
    """Wait until the agent's state says that it asks for something."""
    last = None
    async for update in updates:
        if update.kind is UpdateKind.UPDATE_SESSION and (update.body or {}).get("requests"):
            break
        last = update
    assert last is not None
    return last
