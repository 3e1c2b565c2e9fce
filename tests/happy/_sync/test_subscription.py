# Made from tests/happy/_async/test_subscription.py by `nox -s regenerate`: edit that one.
"""Following a session: what is delivered, in which order, what it survives, and how it ends."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from fairlead import happy
from fairlead._sync.happy import subscription
from fairlead.emulator import Emulator, Fault
from fairlead.happy import SessionUpdate, SyncHappyClient, SyncSessionSubscription, UpdateKind

SOCKET = "/v1/updates/"
MESSAGES = "/v3/sessions/{id}/messages"


@contextlib.contextmanager
def session_of(backend: Emulator, **options: Any) -> Generator[tuple[SyncHappyClient, str], None]:
    """A client, and a session that nobody works in."""
    with SyncHappyClient(**backend.options, **{"timeout": 10, "max_retries": 0} | options) as client:
        yield client, (client.create_session("tag", {"path": "/work"})).id


def take(updates: SyncSessionSubscription, number: int) -> list[int | str]:
    """What comes next: numbers of messages, and the kinds of everything else."""
    return [told(expect(updates)) for _ in range(number)]


def expect(updates: SyncSessionSubscription) -> SessionUpdate:
    update = updates.receive(10)
    assert update is not None
    return update


def told(update: SessionUpdate) -> int | str:
    return update.kind.value if update.seq is None else update.seq


def emit(client: SyncHappyClient, session_id: str, text: str, local_id: str) -> None:
    """Send a message as old clients do: over the socket, and unconfirmed."""
    link = vars(client)["_shared"].link
    link.emit("message", {"sid": session_id, "message": text, "localId": local_id})
    link.call("ping", {}, 10)  # messages of a socket are handled one after the other


def test_messages_as_they_are_stored(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        client.send_message(session_id, "before")
        with client.subscribe(session_id) as updates:
            assert (updates.session_id, updates.last_seq) == (session_id, 1)
            stored = client.send_message(session_id, "hello", local_id="l-1")
            update = expect(updates)
            assert updates.last_seq == 2
    assert (update.kind, update.session_id, update.seq) == (UpdateKind.NEW_MESSAGE, session_id, 2)
    assert (update.role, update.text) == ("user", "hello")
    assert update.body is not None
    assert update.body["content"] == {"type": "text", "text": "hello"}
    assert (update.message_id, update.local_id, update.created_at) == (stored.id, "l-1", stored.created_at)
    assert update.raw is not None
    assert update.raw["body"]["message"]["content"]["t"] == "encrypted"
    assert "hello" not in repr(update)


def test_the_seed_loop(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        client.send_messages(session_id, ["one", "two"])
        seen: list[str | None] = []
        for update in client.subscribe(session_id, after_seq=0):
            seen.append(update.text)
            if len(seen) == 2:
                break
    assert seen == ["one", "two"]


def test_everything_after_a_number_however_much_it_is(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        client.send_messages(session_id, map(str, range(1, 621)))
        with client.subscribe(session_id, after_seq=7) as updates:
            client.send_message(session_id, "621")
            assert take(updates, 614) == list(range(8, 622))
            client.send_message(session_id, "622")
            update = expect(updates)
    assert (update.seq, update.text) == (622, "622")


def test_stored_messages_look_as_if_they_had_been_told(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        with client.subscribe(session_id) as updates:
            client.send_message(session_id, "hello")
            live = expect(updates)
        with client.subscribe(session_id, after_seq=0) as updates:
            stored = expect(updates)
    assert stored.raw is not None
    assert live.raw is not None
    assert stored.raw["body"] == live.raw["body"]
    assert stored.model_copy(update={"raw": None}) == live.model_copy(update={"raw": None})


def test_a_broken_connection_loses_nothing(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        client.send_message(session_id, "1")
        with client.subscribe(session_id) as updates:
            client.send_message(session_id, "2")
            assert take(updates, 1) == [2]
            with happy_emulator.faults.add(Fault(path=SOCKET, status=503)):
                happy_emulator.run(happy_emulator.backend.drop_sockets)
                assert take(updates, 1) == ["reconnecting"]
                client.send_messages(session_id, ["3", "4"])
            assert take(updates, 3) == [3, 4, "reconnected"]
            client.send_message(session_id, "5")
            assert take(updates, 1) == [5]


def test_a_connection_that_breaks_before_the_first_message_brings_nothing_old(
    happy_emulator: Emulator,
) -> None:
    with session_of(happy_emulator) as (client, session_id):
        client.send_messages(session_id, ["1", "2", "3"])
        with client.subscribe(session_id) as updates:
            happy_emulator.run(happy_emulator.backend.drop_sockets)
            client.send_message(session_id, "4")
            assert take(updates, 3) in (
                ["reconnecting", 4, "reconnected"],
                [4, "reconnecting", "reconnected"],
            )


def test_an_update_that_is_lost_on_its_way_is_noticed(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        happy_emulator.faults.add(Fault(point="update", drop="before", times=1))
        client.send_messages(session_id, ["1", "2"])
        assert take(updates, 2) == [1, 2]


def test_an_event_that_is_lost_without_another_is_noticed_after_a_while(
    happy_emulator: Emulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(subscription, "SILENCE", 0.05)
    with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        happy_emulator.faults.add(Fault(point="update", drop="before", times=2))
        client.send_message(session_id, "1")
        assert take(updates, 1) == [1]
        client.delete_session(session_id)
        assert take(updates, 1) == ["terminated"]


def test_numbers_that_are_left_out_are_no_loss(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        for local_id in ("a", "a", "a", "b"):
            emit(client, session_id, "?", local_id)
        client.send_message(session_id, "x")
        # What this socket sent is not told to it, but is stored, and so it is found.
        assert take(updates, 3) == [1, 4, 5]


def test_what_cannot_be_decrypted_is_delivered_as_it_is(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        with SyncHappyClient(**happy_emulator.options) as other:
            emit(other, session_id, "not encrypted", "l")
        update = expect(updates)
        client.send_message(session_id, "next")
        assert take(updates, 1) == [2]
    assert (update.kind, update.seq, update.body, update.role) == (UpdateKind.NEW_MESSAGE, 1, None, None)
    assert update.raw is not None
    assert update.raw["body"]["message"]["content"] == {"t": "encrypted", "c": "not encrypted"}


def test_changes_of_metadata_and_state(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        client.set_session_name(session_id, "a name")
        renamed = expect(updates)
        shared = vars(client)["_shared"]
        state = shared.session_key(session_id).encrypt_json({"controlledByUser": False})
        for version, text in enumerate((state, "not encrypted", None)):
            change = {"sid": session_id, "agentState": text, "expectedVersion": version}
            assert (shared.link.call("update-state", change, 10))["result"] == "success"
        states = [(expect(updates)).body for _ in range(3)]
    assert (renamed.kind, renamed.seq, renamed.body) == (UpdateKind.UPDATE_SESSION, None, {})
    assert renamed.metadata is not None
    assert (renamed.metadata["name"], renamed.metadata["path"]) == ("a name", "/work")
    assert states == [{"controlledByUser": False}, None, {}]


def test_a_deleted_session_ends_it_at_once(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        updates.start()
        client.send_message(session_id, "1")
        client.delete_session(session_id)
        assert [told(update) for update in updates] == [1, "terminated"]
        assert updates.receive() is None


def test_a_session_that_is_deleted_while_nobody_hears_ends_it(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        updates.start()
        with happy_emulator.faults.add(Fault(path=SOCKET, status=503)):
            happy_emulator.run(happy_emulator.backend.drop_sockets)
            assert take(updates, 1) == ["reconnecting"]
            client.delete_session(session_id)
        assert [told(update) for update in updates] == ["terminated"]


def test_slow_readers_are_told_and_lose_no_message(happy_emulator: Emulator) -> None:
    with (
        session_of(happy_emulator) as (client, session_id),
        client.subscribe(session_id, buffer_size=3) as updates,
    ):
        client.send_messages(session_id, map(str, range(1, 11)))
        vars(client)["_shared"].link.call("ping", {}, 10)  # everything before that was heard
        heard = [expect(updates) for _ in range(11)]
        client.send_message(session_id, "11")
        assert take(updates, 1) == [11]
    assert list(map(told, heard)) == [1, 2, 3, "overflow", 4, 5, 6, 7, 8, 9, 10]
    assert heard[3].dropped == 7


def test_a_server_that_fails_when_it_is_asked_is_asked_again(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        happy_emulator.faults.add(Fault(method="GET", path=MESSAGES, status=500, times=1))
        happy_emulator.faults.add(Fault(point="update", drop="before", times=1))
        client.send_messages(session_id, ["1", "2"])
        client.set_session_name(session_id, "meanwhile")
        assert take(updates, 3) == ["update-session", 1, 2]


def test_a_server_that_restarts(tmp_path: Path) -> None:
    backend = Emulator("happy", data=tmp_path / "happy.db", daemon=False).start()
    again = Emulator("happy", data=tmp_path / "happy.db", daemon=False, port=backend.port)
    try:
        with session_of(backend) as (client, session_id), client.subscribe(session_id) as updates:
            client.send_message(session_id, "1")
            assert take(updates, 1) == [1]
            backend.stop()
            assert take(updates, 1) == ["reconnecting"]
            again.start()
            client.send_message(session_id, "2")
            assert sorted(map(str, take(updates, 2))) == ["2", "reconnected"]
    finally:
        backend.stop()
        again.stop()


def test_a_session_that_is_not_there(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        client.delete_session(session_id)
        for unknown in (session_id, "c0000000000000000000000"):
            for after_seq in (None, 0):
                with pytest.raises(happy.SessionNotFound):
                    client.subscribe(unknown, after_seq=after_seq).start()


def test_a_server_that_is_not_there(closed_port: int, happy_emulator: Emulator) -> None:
    options = {**happy_emulator.options, "server_url": f"http://127.0.0.1:{closed_port}"}
    with SyncHappyClient(**options, max_retries=0) as client:
        updates = client.subscribe("c1")
        with pytest.raises(happy.ConnectionError):
            next(updates)


def test_a_token_that_is_not_accepted_any_more(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        updates.start()
        happy_emulator.faults.add(Fault(path=SOCKET, status=401))
        happy_emulator.run(happy_emulator.backend.drop_sockets)
        assert take(updates, 1) == ["reconnecting"]
        with pytest.raises(happy.AuthenticationError):
            updates.receive(10)
        assert [update for update in updates] == []


def test_starting_and_closing_twice(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        updates.start()
        updates.start()
        client.send_message(session_id, "1")
        assert take(updates, 1) == [1]
        updates.close()
        updates.close()
        assert [update for update in updates] == []
        with pytest.raises(happy.SubscriptionClosed, match="after_seq=last_seq"):
            updates.start()
        assert updates.last_seq == 1


def test_closing_before_it_began(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        updates.close()
        with pytest.raises(happy.SubscriptionClosed):
            updates.receive()


def test_closing_the_client_ends_it(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id):
        updates = client.subscribe(session_id)
        updates.start()
        client.close()
        with pytest.raises(happy.ClientClosedError):
            updates.receive()


def test_waiting_no_longer_than_a_time(happy_emulator: Emulator) -> None:
    with session_of(happy_emulator) as (client, session_id), client.subscribe(session_id) as updates:
        with pytest.raises(happy.TimeoutError, match=r"within 0.02 s"):
            updates.receive(0.02)
        client.send_message(session_id, "1")
        assert take(updates, 1) == [1]


@pytest.mark.parametrize("options", [{"buffer_size": 0}, {"after_seq": -1}])
def test_arguments_that_make_no_sense(happy_emulator: Emulator, options: dict[str, int]) -> None:
    with SyncHappyClient(**happy_emulator.options) as client:
        with pytest.raises(happy.InvalidArgumentError, match=next(iter(options))):
            client.subscribe("c1", **options)
    assert happy_emulator.requests == []
