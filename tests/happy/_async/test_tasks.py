"""What happens to waits and tasks while something else happens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from fairlead import happy
from fairlead._async import _io
from fairlead._core.deadline import Deadline
from fairlead.emulator import Emulator
from fairlead.happy import HappyClient, TurnStatus


async def eventually(check: Callable[[], Awaitable[object]]) -> None:
    deadline = Deadline(10)
    while not await check():
        assert not deadline.expired
        await _io.Signal().wait(0.01)


async def listening(backend: Emulator, reads: int = 3) -> None:
    """Wait until a wait has asked for so much of what is stored."""
    before = len(backend.requests)

    async def asked() -> bool:
        return len(backend.requests) >= before + reads

    await eventually(asked)


async def test_a_session_that_is_deleted_meanwhile(
    client: HappyClient, backend: Emulator, quiet: str
) -> None:
    waits = [
        asyncio.create_task(client.wait_for_turn_completion(quiet, 30)),
        asyncio.create_task(client.wait_for_idle(quiet, 30)),
    ]
    await listening(backend)
    await client.delete_session(quiet)
    async with asyncio.timeout(10):
        for wait in waits:
            with pytest.raises(happy.SessionNotFound):
                await wait


async def test_a_session_that_is_archived_meanwhile(
    client: HappyClient, backend: Emulator, quiet: str
) -> None:
    waits = [
        asyncio.create_task(client.wait_for_turn_completion(quiet, 30)),
        asyncio.create_task(client.wait_for_idle(quiet, 30)),
    ]
    await listening(backend)
    await client.update_session_metadata(quiet, {"lifecycleState": "archived"})
    async with asyncio.timeout(10):
        for wait in waits:
            with pytest.raises(happy.SessionEndedError):
                await wait


async def test_a_turn_that_ends_while_the_socket_is_away(
    client: HappyClient, backend: Emulator, session_id: str
) -> None:
    await client.send_message(session_id, "ask Write", "default")
    await eventually(lambda: client.list_permission_requests(session_id))
    [request] = await client.list_permission_requests(session_id)
    turn = asyncio.create_task(client.wait_for_turn_completion(session_id, 30))
    idle = asyncio.create_task(client.wait_for_idle(session_id, 30))
    await listening(backend)
    await asyncio.to_thread(backend.run, backend.backend.drop_sockets)
    async with HappyClient(**backend.options) as other:
        await other.answer_permission(session_id, request.id, False)
    async with asyncio.timeout(10):
        assert (await turn).text == "Write: no"
        await idle


async def test_many_tasks_at_once_share_one_socket(
    client: HappyClient, backend: Emulator, machine_id: str
) -> None:
    tasks = [client.complete_task(machine_id, f"/{i}", f"task {i}", timeout_seconds=30) for i in range(8)]
    done = await asyncio.gather(*tasks)
    assert [task.text for task in done] == [f"Echo: task {i}" for i in range(8)]
    assert await client.list_sessions(active_only=True) == []
    assert [request.method for request in backend.requests].count("WEBSOCKET") == 1


async def test_a_task_that_is_cancelled_is_stopped(
    client: HappyClient, backend: Emulator, machine_id: str
) -> None:
    task = asyncio.create_task(client.run_task(machine_id, "/repo", "hang"))

    async def begun() -> bool:
        return any(session.seq > 1 for session in await client.list_sessions())

    await eventually(begun)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    [session] = await client.list_sessions()
    assert not session.active


async def test_closing_the_client_ends_its_waits(client: HappyClient, backend: Emulator, quiet: str) -> None:
    wait = asyncio.create_task(client.wait_for_turn_completion(quiet, 30))
    await listening(backend)
    await client.close()
    async with asyncio.timeout(10):
        with pytest.raises(happy.ClientClosedError):
            await wait


async def test_changes_of_two_at_once_are_all_kept(
    client: HappyClient, backend: Emulator, quiet: str
) -> None:
    async with HappyClient(**backend.options) as other:
        for i in range(5):
            await asyncio.gather(
                client.update_session_metadata(quiet, {f"a{i}": i}),
                other.update_session_metadata(quiet, {f"b{i}": i}),
            )
    session = await client.get_session(quiet)
    assert session.metadata_version == 10
    assert {f"{side}{i}" for side in "ab" for i in range(5)} <= session.metadata.keys()


async def test_an_aborted_turn_ends_a_wait(client: HappyClient, backend: Emulator, session_id: str) -> None:
    await client.send_message(session_id, "hang")
    wait = asyncio.create_task(client.wait_for_turn_completion(session_id, 30))
    await listening(backend)
    await client.abort_turn(session_id)
    async with asyncio.timeout(10):
        assert (await wait).status is TurnStatus.cancelled
