"""Following a session: what is delivered, in which order, what it survives, and how it ends."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest

from fairlead import happy
from fairlead._async.happy import subscription
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient, SessionSubscription, SessionUpdate, UpdateKind

SOCKET = "/v1/updates/"
MESSAGES = "/v3/sessions/{id}/messages"


@contextlib.asynccontextmanager
async def session_of(backend: Emulator, **options: Any) -> AsyncGenerator[tuple[HappyClient, str]]:
    """A client, and a session that nobody works in."""
    async with HappyClient(**backend.options, **{"timeout": 10, "max_retries": 0} | options) as client:
        yield client, (await client.create_session("tag", {"path": "/work"})).id


async def take(updates: SessionSubscription, number: int) -> list[int | str]:
    """What comes next: numbers of messages, and the kinds of everything else."""
    return [told(await expect(updates)) for _ in range(number)]


async def expect(updates: SessionSubscription) -> SessionUpdate:
    update = await updates.receive(10)
    assert update is not None
    return update


def told(update: SessionUpdate) -> int | str:
    return update.kind.value if update.seq is None else update.seq


async def emit(client: HappyClient, session_id: str, text: str, local_id: str) -> None:
    """Send a message as old clients do: over the socket, and unconfirmed."""
    link = vars(client)["_shared"].link
    await link.emit("message", {"sid": session_id, "message": text, "localId": local_id})
    await link.call("ping", {}, 10)  # messages of a socket are handled one after the other


async def test_messages_as_they_are_stored(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        await client.send_message(session_id, "before")
        async with client.subscribe(session_id) as updates:
            assert (updates.session_id, updates.last_seq) == (session_id, 1)
            stored = await client.send_message(session_id, "hello", local_id="l-1")
            update = await expect(updates)
            assert updates.last_seq == 2
    assert (update.kind, update.session_id, update.seq) == (UpdateKind.NEW_MESSAGE, session_id, 2)
    assert (update.role, update.text) == ("user", "hello")
    assert update.body is not None
    assert update.body["content"] == {"type": "text", "text": "hello"}
    assert (update.message_id, update.local_id, update.created_at) == (stored.id, "l-1", stored.created_at)
    assert update.raw is not None
    assert update.raw["body"]["message"]["content"]["t"] == "encrypted"
    assert "hello" not in repr(update)


async def test_the_seed_loop(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        await client.send_messages(session_id, ["one", "two"])
        seen: list[str | None] = []
        async for update in client.subscribe(session_id, after_seq=0):
            seen.append(update.text)
            if len(seen) == 2:
                break
    assert seen == ["one", "two"]


async def test_everything_after_a_number_however_much_it_is(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        await client.send_messages(session_id, map(str, range(1, 621)))
        async with client.subscribe(session_id, after_seq=7) as updates:
            await client.send_message(session_id, "621")
            assert await take(updates, 614) == list(range(8, 622))
            await client.send_message(session_id, "622")
            update = await expect(updates)
    assert (update.seq, update.text) == (622, "622")


async def test_stored_messages_look_as_if_they_had_been_told(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        async with client.subscribe(session_id) as updates:
            await client.send_message(session_id, "hello")
            live = await expect(updates)
        async with client.subscribe(session_id, after_seq=0) as updates:
            stored = await expect(updates)
    assert stored.raw is not None
    assert live.raw is not None
    assert stored.raw["body"] == live.raw["body"]
    assert stored.model_copy(update={"raw": None}) == live.model_copy(update={"raw": None})


async def test_a_broken_connection_loses_nothing(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        await client.send_message(session_id, "1")
        async with client.subscribe(session_id) as updates:
            await client.send_message(session_id, "2")
            assert await take(updates, 1) == [2]
            with happy_emulator.faults.add(Fault(path=SOCKET, status=503)):
                happy_emulator.run(happy_emulator.backend.drop_sockets)
                assert await take(updates, 1) == ["reconnecting"]
                await client.send_messages(session_id, ["3", "4"])
            assert await take(updates, 3) == [3, 4, "reconnected"]
            await client.send_message(session_id, "5")
            assert await take(updates, 1) == [5]


async def test_a_connection_that_breaks_before_the_first_message_brings_nothing_old(
    happy_emulator: Emulator,
) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        await client.send_messages(session_id, ["1", "2", "3"])
        async with client.subscribe(session_id) as updates:
            happy_emulator.run(happy_emulator.backend.drop_sockets)
            await client.send_message(session_id, "4")
            assert await take(updates, 3) in (
                ["reconnecting", 4, "reconnected"],
                [4, "reconnecting", "reconnected"],
            )


async def test_an_update_that_is_lost_on_its_way_is_noticed(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        happy_emulator.faults.add(Fault(point="update", drop="before", times=1))
        await client.send_messages(session_id, ["1", "2"])
        assert await take(updates, 2) == [1, 2]


async def test_an_event_that_is_lost_without_another_is_noticed_after_a_while(
    happy_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription, "SILENCE", 0.05)
    async with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        happy_emulator.faults.add(Fault(point="update", drop="before", times=2))
        await client.send_message(session_id, "1")
        assert await take(updates, 1) == [1]
        await client.delete_session(session_id)
        assert await take(updates, 1) == ["terminated"]


async def test_numbers_that_are_left_out_are_no_loss(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        for local_id in ("a", "a", "a", "b"):
            await emit(client, session_id, "?", local_id)
        await client.send_message(session_id, "x")
        # What this socket sent is not told to it, but is stored, and so it is found.
        assert await take(updates, 3) == [1, 4, 5]


async def test_what_cannot_be_decrypted_is_delivered_as_it_is(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        async with HappyClient(**happy_emulator.options) as other:
            await emit(other, session_id, "not encrypted", "l")
        update = await expect(updates)
        await client.send_message(session_id, "next")
        assert await take(updates, 1) == [2]
    assert (update.kind, update.seq, update.body, update.role) == (UpdateKind.NEW_MESSAGE, 1, None, None)
    assert update.raw is not None
    assert update.raw["body"]["message"]["content"] == {"t": "encrypted", "c": "not encrypted"}


async def test_changes_of_metadata_and_state(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        await client.set_session_name(session_id, "a name")
        renamed = await expect(updates)
        shared = vars(client)["_shared"]
        state = shared.session_key(session_id).encrypt_json({"controlledByUser": False})
        for version, text in enumerate((state, "not encrypted", None)):
            change = {"sid": session_id, "agentState": text, "expectedVersion": version}
            assert (await shared.link.call("update-state", change, 10))["result"] == "success"
        states = [(await expect(updates)).body for _ in range(3)]
    assert (renamed.kind, renamed.seq, renamed.body) == (UpdateKind.UPDATE_SESSION, None, {})
    assert renamed.metadata is not None
    assert (renamed.metadata["name"], renamed.metadata["path"]) == ("a name", "/work")
    assert states == [{"controlledByUser": False}, None, {}]


async def test_a_deleted_session_ends_it_at_once(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        await updates.start()
        await client.send_message(session_id, "1")
        await client.delete_session(session_id)
        assert [told(update) async for update in updates] == [1, "terminated"]
        assert await updates.receive() is None


async def test_a_session_that_is_deleted_while_nobody_hears_ends_it(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        await updates.start()
        with happy_emulator.faults.add(Fault(path=SOCKET, status=503)):
            happy_emulator.run(happy_emulator.backend.drop_sockets)
            assert await take(updates, 1) == ["reconnecting"]
            await client.delete_session(session_id)
        assert [told(update) async for update in updates] == ["terminated"]


async def test_slow_readers_are_told_and_lose_no_message(happy_emulator: Emulator) -> None:
    async with (
        session_of(happy_emulator) as (client, session_id),
        client.subscribe(session_id, buffer_size=3) as updates,
    ):
        await client.send_messages(session_id, map(str, range(1, 11)))
        await vars(client)["_shared"].link.call("ping", {}, 10)  # everything before that was heard
        heard = [await expect(updates) for _ in range(11)]
        await client.send_message(session_id, "11")
        assert await take(updates, 1) == [11]
    assert list(map(told, heard)) == [1, 2, 3, "overflow", 4, 5, 6, 7, 8, 9, 10]
    assert heard[3].dropped == 7


async def test_a_server_that_fails_when_it_is_asked_is_asked_again(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        happy_emulator.faults.add(Fault(method="GET", path=MESSAGES, status=500, times=1))
        happy_emulator.faults.add(Fault(point="update", drop="before", times=1))
        await client.send_messages(session_id, ["1", "2"])
        await client.set_session_name(session_id, "meanwhile")
        assert await take(updates, 3) == ["update-session", 1, 2]


async def test_a_server_that_restarts(tmp_path: Path) -> None:
    backend = Emulator("happy", data=tmp_path / "happy.db", daemon=False).start()
    again = Emulator("happy", data=tmp_path / "happy.db", daemon=False, port=backend.port)
    try:
        async with session_of(backend) as (client, session_id), client.subscribe(session_id) as updates:
            await client.send_message(session_id, "1")
            assert await take(updates, 1) == [1]
            backend.stop()
            assert await take(updates, 1) == ["reconnecting"]
            again.start()
            await client.send_message(session_id, "2")
            assert sorted(map(str, await take(updates, 2))) == ["2", "reconnected"]
    finally:
        backend.stop()
        again.stop()


async def test_a_session_that_is_not_there(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        await client.delete_session(session_id)
        for unknown in (session_id, "c0000000000000000000000"):
            for after_seq in (None, 0):
                with pytest.raises(happy.SessionNotFound):
                    await client.subscribe(unknown, after_seq=after_seq).start()


async def test_a_server_that_is_not_there(closed_port: int, happy_emulator: Emulator) -> None:
    options = {**happy_emulator.options, "server_url": f"http://127.0.0.1:{closed_port}"}
    async with HappyClient(**options, max_retries=0) as client:
        updates = client.subscribe("c1")
        with pytest.raises(happy.ConnectionError):
            await anext(updates)


async def test_a_token_that_is_not_accepted_any_more(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        await updates.start()
        happy_emulator.faults.add(Fault(path=SOCKET, status=401))
        happy_emulator.run(happy_emulator.backend.drop_sockets)
        assert await take(updates, 1) == ["reconnecting"]
        with pytest.raises(happy.AuthenticationError):
            await updates.receive(10)
        assert [update async for update in updates] == []


async def test_starting_and_closing_twice(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        await updates.start()
        await updates.start()
        await client.send_message(session_id, "1")
        assert await take(updates, 1) == [1]
        await updates.aclose()
        await updates.aclose()
        assert [update async for update in updates] == []
        with pytest.raises(happy.SubscriptionClosed, match="after_seq=last_seq"):
            await updates.start()
        assert updates.last_seq == 1


async def test_closing_before_it_began(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        await updates.aclose()
        with pytest.raises(happy.SubscriptionClosed):
            await updates.receive()


async def test_closing_the_client_ends_it(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        await updates.start()
        await client.close()
        with pytest.raises(happy.ClientClosedError):
            await updates.receive()


async def test_waiting_no_longer_than_a_time(happy_emulator: Emulator) -> None:
    async with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        with pytest.raises(happy.TimeoutError, match=r"within 0.02 s"):
            await updates.receive(0.02)
        await client.send_message(session_id, "1")
        assert await take(updates, 1) == [1]


@pytest.mark.parametrize("options", [{"buffer_size": 0}, {"after_seq": -1}])
async def test_arguments_that_make_no_sense(happy_emulator: Emulator, options: dict[str, int]) -> None:
    async with HappyClient(**happy_emulator.options) as client:
        with pytest.raises(happy.InvalidArgumentError, match=next(iter(options))):
            client.subscribe("c1", **options)
    assert happy_emulator.requests == []
