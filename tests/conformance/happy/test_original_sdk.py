"""The original SDK, happy-engineering-sdk 0.7.0 and 0.4.0 of the package index, uses the emulator unchanged.

Every public method of its asynchronous client is called, of the blocking one those of a task, and the flow of
the live test that ships with 0.7.0 is gone through. What it cannot do against any server is left out or shown
as it is; these are its own defects:

- A wait that begins after a turn has ended waits for the next one, and `run_task` may be late like this; the
  agent here thinks until somebody listens.
- Metadata of machines stays encrypted, and so does the state of agents in 0.4.0.
- A refused spawn says nothing of its reason, and a directory to be approved looks like a failure.
- In 0.4.0, `get_messages` cannot read the reply, and `stop_session` stops no process.
- In 0.7.0, `get_messages` and a subscription's backfill know the newest 150 messages only.
- One session with a foreign key makes listing sessions fail.
- Errors of the HTTP library come through: deleting a missing session, and a refused token.
- The blocking client fails inside a running event loop.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from importlib.metadata import version
from typing import Any, cast

import happy_sdk
import httpx
import pytest
from happy_sdk import HappyClient, SyncHappyClient

from fairlead.emulator import Emulator, Fault
from fairlead.emulator.happy import AgentTurn, Happy

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

IS_LATEST = version("happy-engineering-sdk") == "0.7.0"
latest_only = pytest.mark.skipif(not IS_LATEST, reason="new since 0.4.0")
first_only = pytest.mark.skipif(IS_LATEST, reason="repaired since 0.4.0")

THINKING = 5.0  # seconds, on a clock that stands still until somebody listens


async def agent(turn: AgentTurn) -> str:
    await turn.sleep(THINKING)
    return f"Echo: {turn.text} ({turn.permission_mode})"


def spawn(request: Any) -> str | None:
    return "no such tool" if request.directory == "/refused" else None


@pytest.fixture(scope="module")
def _shared() -> Iterator[Emulator]:
    with Emulator("happy", agent=agent, spawn=spawn, rpc_grace_seconds=0) as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    _shared.clock.freeze()
    yield _shared
    _shared.reset()


@pytest.fixture
def happy(emulator: Emulator) -> Happy:
    return cast("Happy", emulator.backend)


@pytest.fixture
async def client(emulator: Emulator) -> AsyncIterator[HappyClient]:
    client = HappyClient(**emulator.options)
    yield client
    await client.close()


async def until(condition: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(10):
        while not await condition():  # noqa: ASYNC110 - about what another thread does
            await asyncio.sleep(0.01)


async def until_dead(client: HappyClient, session_id: str) -> None:
    async def is_dead() -> bool:
        return not await client.is_alive(session_id)

    await until(is_dead)


async def listens(emulator: Emulator) -> bool:
    """Whether somebody has opened a session's socket, and says nothing over it."""
    return any(
        seen.duration is None
        and any("session-scoped" in str(frame.content) for frame in seen.frames)
        and any(frame.direction == "out" and str(frame.content).startswith("40") for frame in seen.frames)
        and not any(str(frame.content).startswith('42["message"') for frame in seen.frames)
        for seen in emulator.requests
        if seen.method == "WEBSOCKET"
    )


async def let_it_answer(emulator: Emulator) -> None:
    """Let the agent go on as soon as somebody listens."""
    await until(lambda: listens(emulator))
    await emulator.clock.advance_async(THINKING)


async def stored(emulator: Emulator, session_id: str) -> list[Any]:
    """The messages of a session, as the server knows them."""
    headers = {"Authorization": f"Bearer {emulator.options['token']}"}
    async with httpx.AsyncClient(base_url=emulator.url, headers=headers) as http:
        answer = await http.get(f"/v3/sessions/{session_id}/messages", params={"limit": 500})
        return answer.json()["messages"]


def test_credentials(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    for name, value in emulator.env.items():
        monkeypatch.setenv(name, value)
    assert HappyClient.from_env()
    options = emulator.options
    file = tmp_path / "agent.key"
    file.write_text(json.dumps({"token": options["token"], "secret": options["secret_b64"]}))
    assert HappyClient(credentials_path=str(file))
    with pytest.raises(happy_sdk.AuthenticationError):
        HappyClient(credentials_path=str(tmp_path / "nothing.key"))


async def test_machines(client: HappyClient, happy: Happy) -> None:
    (machine,) = await client.list_machines(active_only=True)
    assert (machine.id, machine.active) == (happy.machine_id, True)
    assert (await client.get_machine(machine.id)).id == machine.id
    with pytest.raises(happy_sdk.HappyError, match="not found"):
        await client.get_machine("unknown")
    assert isinstance(machine.metadata, str), "still encrypted"


async def test_the_flow_of_the_live_test(
    emulator: Emulator, happy: Happy, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in emulator.env.items():
        monkeypatch.setenv(name, value)
    client = HappyClient.from_env()
    machine = (await client.list_machines(active_only=True))[0]
    session_id = await client.spawn_session(machine_id=machine.id, directory="/tmp", agent="claude")
    assert session_id in [session.id for session in await client.list_sessions(active_only=True)]
    assert (await client.get_session(session_id)).id == session_id
    assert await client.is_alive(session_id)
    await client.send_message(session_id, "Reply with exactly: HELLO")
    waiting = asyncio.create_task(client.wait_for_turn_completion(session_id, timeout_seconds=20))
    await let_it_answer(emulator)
    await waiting
    if IS_LATEST:
        messages = await client.get_messages(session_id)
        said = [message for message in messages if message.content.get("role") == "session"]
        assert [message.content["content"]["ev"]["t"] for message in said] == [
            "turn-start",
            "text",
            "turn-end",
        ]
        assert said[1].content["content"]["ev"]["text"] == "Echo: Reply with exactly: HELLO (yolo)"
    await client.stop_session(session_id)
    await until_dead(client, session_id)
    await client.delete_session(session_id)
    assert not await client.is_alive(session_id)
    assert session_id not in [session.id for session in await client.list_sessions()]
    await client.close()


async def test_spawning(client: HappyClient, happy: Happy) -> None:
    machine = happy.machine_id
    named = await client.spawn_session(machine, "/work", "codex", name="Docs")
    session = await client.get_session(named)
    assert (session.metadata["name"], session.metadata["flavor"], session.metadata_version) == (
        "Docs",
        "codex",
        1,
    )
    assert session.metadata["summary"]["text"] == "Docs"
    assert await client.spawn_session(machine, "/missing/new", create_dir=True)
    with pytest.raises(happy_sdk.MachineOfflineError):
        await client.spawn_session("unknown", "/work")
    for directory in ("/refused", "/missing/other"):
        with pytest.raises(happy_sdk.SpawnError, match="unknown"):
            await client.spawn_session(machine, directory)


@latest_only
async def test_spawning_with_options(client: HappyClient, happy: Happy) -> None:
    session_id = await client.spawn_session(
        happy.machine_id, "/work", permission_mode="plan", environment_variables={"A": "${HOME}"}
    )
    session = await client.get_session(session_id)
    assert (session.machine_id, session.directory) == (happy.machine_id, "/work")
    assert session.agent_state_data == {"controlledByUser": False}
    with pytest.raises(ValueError, match="permission"):
        await client.spawn_session(happy.machine_id, "/work", permission_mode=cast("Any", "anything"))


async def test_an_offline_machine(client: HappyClient, emulator: Emulator, happy: Happy) -> None:
    emulator.run(happy.go_offline)
    expected = happy_sdk.RpcTransportError if IS_LATEST else happy_sdk.SpawnError
    with pytest.raises(expected, match="RPC method not available"):
        await client.spawn_session(happy.machine_id, "/work")


async def test_metadata(client: HappyClient, emulator: Emulator, happy: Happy) -> None:
    session_id = await client.spawn_session(happy.machine_id, "/work")
    changed = await client.update_session_metadata(session_id, {"mine": [1]})
    assert (changed.metadata["mine"], changed.metadata["path"], changed.metadata_version) == ([1], "/work", 1)
    named = await client.set_session_name(session_id, "Docs")
    assert (named.metadata["mine"], named.metadata_version) == ([1], 2)
    assert (await client.get_session(session_id)).metadata == named.metadata
    both = await asyncio.gather(
        client.update_session_metadata(session_id, {"a": 1}),
        client.update_session_metadata(session_id, {"b": 2}),
    )
    assert sorted(session.metadata_version for session in both) == [3, 4]
    final = (await client.get_session(session_id)).metadata
    assert (final["a"], final["b"]) == (1, 2)
    with pytest.raises(happy_sdk.SessionNotFound):
        await client.update_session_metadata("unknown", {})


async def test_sending(client: HappyClient, emulator: Emulator, happy: Happy) -> None:
    session_id = await client.spawn_session(happy.machine_id, "/work")
    await client.send_message(session_id, "one")
    await client.send_message(session_id, "two", "default", confirm=False)

    async def is_stored() -> bool:
        # The agent has begun its turn, which is the third.
        return len(await stored(emulator, session_id)) == 3

    await until(is_stored)
    with emulator.faults.add(Fault(point="message", drop="before", times=1)) as lost:
        await client.send_message(session_id, "three", confirm_timeout=0.1, poll_interval=0.02)
    assert lost.hits == 1
    with (
        emulator.faults.add(Fault(point="message", drop="before")) as lost,
        pytest.raises(happy_sdk.MessageDeliveryError),
    ):
        await client.send_message(
            session_id, "four", confirm_timeout=0.05, poll_interval=0.02, max_attempts=2
        )
    assert lost.hits == 2
    with pytest.raises(happy_sdk.SessionNotFound):
        await client.send_message("unknown", "hello")


async def test_waiting(client: HappyClient, emulator: Emulator, happy: Happy) -> None:
    session_id = await client.spawn_session(happy.machine_id, "/work")
    await client.send_message(session_id, "hello")
    waiting = asyncio.create_task(client.wait_for_idle(session_id, timeout_seconds=20))
    await let_it_answer(emulator)
    await waiting
    for wait in (client.wait_for_turn_completion, client.wait_for_idle):
        with pytest.raises(happy_sdk.TimeoutError):
            await wait(session_id, timeout_seconds=0.1)


async def test_a_task(client: HappyClient, emulator: Emulator, happy: Happy) -> None:
    task = asyncio.create_task(client.run_task(happy.machine_id, "/work", "do it", timeout_seconds=20))
    await let_it_answer(emulator)
    session_id = await task
    await until_dead(client, session_id)
    contents = [message["seq"] for message in await stored(emulator, session_id)]
    assert contents == [1, 2, 3, 4]


@first_only
async def test_what_did_not_work_in_the_beginning(client: HappyClient, happy: Happy) -> None:
    session_id = await client.spawn_session(happy.machine_id, "/work")
    await client.send_message(session_id, "hello")
    with pytest.raises(AttributeError):
        await client.get_messages(session_id)


@latest_only
async def test_messages(client: HappyClient, emulator: Emulator, happy: Happy) -> None:
    session_id = await client.spawn_session(happy.machine_id, "/work")
    await client.send_message(session_id, "hello")
    await emulator.clock.advance_async(THINKING)
    messages = await client.get_messages(session_id)
    assert [message.seq for message in messages] == [1, 2, 3, 4]
    assert messages[0].content["content"]["text"] == "hello"
    assert [message.seq for message in await client.get_messages(session_id, after_seq=2)] == [3, 4]
    assert [message.seq for message in await client.get_messages(session_id, limit=1)] == [4]


@latest_only
async def test_a_stopped_session_is_not_stopped_again(client: HappyClient, happy: Happy) -> None:
    session_id = await client.spawn_session(happy.machine_id, "/work")
    await client.stop_session(session_id)
    with pytest.raises(happy_sdk.StopSessionError):
        await client.stop_session(session_id)


@latest_only
async def test_a_subscription(client: HappyClient, emulator: Emulator, happy: Happy) -> None:
    session_id = await client.spawn_session(happy.machine_id, "/work")
    await client.send_message(session_id, "one")
    async with client.subscribe(session_id, after_seq=0) as subscription:
        subscription._BACKOFF_INITIAL_S = 0.01
        async with asyncio.timeout(20):
            first = await anext(subscription)
            assert (first.seq, first.body["content"]["text"]) == (1, "one")
            await emulator.clock.advance_async(THINKING)
            heard = [await anext(subscription) for _ in range(2)]
            assert [update.seq for update in heard] == [2, 3]
            emulator.run(happy.drop_sockets)
            rest = [await anext(subscription) for _ in range(3)]
    kinds = [update.kind.value for update in rest]
    assert sorted(kinds) == ["new-message", "reconnected", "reconnecting"]
    assert {update.seq for update in rest} == {4, None}


async def test_refusals(emulator: Emulator, client: HappyClient) -> None:
    with pytest.raises(httpx.HTTPStatusError):
        await client.delete_session("unknown")
    with pytest.raises(happy_sdk.SessionNotFound):
        await client.get_session("unknown")
    assert not await client.is_alive("unknown")
    stranger = HappyClient(**{**emulator.options, "token": "nonsense"})
    with pytest.raises(httpx.HTTPStatusError, match="401"):
        await stranger.list_sessions()


def test_the_blocking_client(emulator: Emulator, happy: Happy) -> None:
    client = SyncHappyClient(**emulator.options)
    (machine,) = client.list_machines()
    session_id = client.spawn_session(machine.id, "/work", name="Docs")
    client.send_message(session_id, "hello")
    assert client.get_session(session_id).metadata["name"] == "Docs"
    assert client.is_alive(session_id)
    client.update_session_metadata(session_id, {"a": 1})
    client.set_session_name(session_id, "Other")
    assert [session.metadata["name"] for session in client.list_sessions()] == ["Other"]
    client.stop_session(session_id)
    client.delete_session(session_id)
    assert client.list_sessions() == []
    client.close()
