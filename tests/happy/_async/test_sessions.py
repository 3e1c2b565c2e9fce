"""Sessions: finding them, and changing what is known about them."""

from __future__ import annotations

import pytest

from fairlead import happy
from fairlead._async.happy import sessions
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient
from fairlead.happy._records import SessionRecord


async def test_a_session_as_it_was_made(client: HappyClient) -> None:
    made = await client.create_session("tag", {"path": "/repo", "summary": {"text": "Title", "updatedAt": 1}})
    found = await client.get_session(made.id)
    assert found == made
    assert (found.directory, found.name, found.readable, found.active) == ("/repo", "Title", True, True)
    assert (found.machine_id, found.claude_session_id, found.agent_state_data) == (None, None, None)
    assert (await client.create_session("tag", {})).id == made.id


async def test_what_an_agent_says_about_itself(client: HappyClient, session_id: str, machine_id: str) -> None:
    await client.wait_for_idle(session_id, 10)
    session = await client.get_session(session_id)
    assert (session.machine_id, session.directory) == (machine_id, "/repo")
    assert session.agent_state_data is not None
    assert session.agent_state_data["controlledByUser"] is False
    assert isinstance(session.agent_state, str)


async def test_all_sessions_are_listed_not_only_the_first_150(client: HappyClient) -> None:
    made = [(await client.create_session(f"t{i}", {"i": i})).id for i in range(205)]
    listed = await client.list_sessions()
    assert sorted(session.id for session in listed) == sorted(made)
    assert [session.id async for session in client.iter_sessions()] == sorted(made, reverse=True)
    assert len(await client.list_sessions(active_only=True)) == 205
    oldest = await client.get_session(made[0])
    assert oldest.metadata == {"i": 0}
    since = listed[0].updated_at - 1
    changed = [session async for session in client.iter_sessions(changed_since=since)]
    assert {session.id for session in changed} == {s.id for s in listed if s.updated_at > since}


async def test_the_active_ones_are_complete_even_if_there_are_more_than_the_server_tells_of_at_once(
    client: HappyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_ACTIVE", 2)
    made = [(await client.create_session(f"t{i}", {})).id for i in range(4)]
    await client.archive_session(made[1])
    listed = await client.list_sessions(active_only=True)
    assert {session.id for session in listed} == {made[0], made[2], made[3]}


async def test_the_list_begins_with_what_changed_last(client: HappyClient, backend: Emulator) -> None:
    first = await client.create_session("a", {})
    second = await client.create_session("b", {})
    backend.clock.advance(1)
    await client.set_session_name(first.id, "first")
    assert [session.id for session in await client.list_sessions()] == [first.id, second.id]


async def test_what_is_not_there(client: HappyClient, quiet: str) -> None:
    assert await client.is_alive("nope") is False
    for session_id in ("nope", "", "c", quiet[:-1], f"{quiet}0", "a b/c"):
        with pytest.raises(happy.SessionNotFound):
            await client.get_session(session_id)
    with pytest.raises(happy.SessionNotFound):
        await client.delete_session("nope")
    with pytest.raises(happy.SessionNotFound):
        await client.archive_session("nope")
    with pytest.raises(happy.SessionNotFound):
        await client.update_session_metadata("nope", {})


async def test_archiving_and_deleting(client: HappyClient, quiet: str) -> None:
    assert await client.is_alive(quiet)
    await client.archive_session(quiet)
    assert not await client.is_alive(quiet)
    assert await client.list_sessions(active_only=True) == []
    await client.delete_session(quiet)
    assert await client.list_sessions() == []
    with pytest.raises(happy.SessionNotFound):
        await client.get_messages(quiet)


async def test_a_name_is_shown_by_apps_and_read_back(client: HappyClient, quiet: str) -> None:
    session = await client.set_session_name(quiet, "Nightly build")
    assert session.metadata["summary"]["text"] == session.metadata["name"] == session.name == "Nightly build"
    assert session.metadata["path"] == "/repo"
    assert session.metadata_version == 1
    assert (await client.get_session(quiet)).metadata == session.metadata


async def test_changes_of_others_in_between_are_kept(
    client: HappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = await client._records.record(quiet)

    async def record(_session_id: str) -> SessionRecord:
        return stale

    for i in range(3):
        await client.update_session_metadata(quiet, {f"other{i}": i})
    monkeypatch.setattr(client._records, "record", record)
    session = await client.update_session_metadata(quiet, {"mine": True})
    assert session.metadata == {
        "path": "/repo",
        "host": "box",
        "other0": 0,
        "other1": 1,
        "other2": 2,
        "mine": True,
    }
    assert session.metadata_version == 4


async def test_it_gives_up_when_others_are_faster_again_and_again(
    client: HappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = await client._records.record(quiet)
    acks = 0

    async def call(event: str, payload: object, timeout: float) -> dict[str, object]:
        nonlocal acks
        acks += 1
        assert (event, timeout) == ("update-metadata", 30)
        return {"result": "version-mismatch", "version": acks, "metadata": record.metadata}

    monkeypatch.setattr(client._shared.link, "call", call)
    with pytest.raises(happy.MetadataConflictError, match="4 times") as raised:
        await client.update_session_metadata(quiet, {"a": 1})
    assert acks == 4
    assert raised.value.status is None


@pytest.mark.parametrize("ack", [None, {}, {"result": "error"}, {"result": "success"}, "no"])
async def test_an_answer_that_is_none(
    client: HappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch, ack: object
) -> None:
    async def call(_event: str, _payload: object, _timeout: float) -> object:
        return ack

    monkeypatch.setattr(client._shared.link, "call", call)
    with pytest.raises(happy.MetadataUpdateError):
        await client.update_session_metadata(quiet, {"a": 1})


async def test_an_acknowledgement_that_was_lost_is_made_up_for(
    client: HappyClient, backend: Emulator, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_ACK", 0.5)
    with backend.faults.add(Fault(point="ack", path="update-metadata", drop="before", times=1)):
        session = await client.update_session_metadata(quiet, {"a": 1})
    assert session == await client.get_session(quiet)
    assert (session.metadata["a"], session.metadata_version) == (1, 1)


async def test_a_change_that_nobody_answers_to_is_an_error_in_time(
    client: HappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def call(_event: str, _payload: object, _timeout: float) -> object:
        raise happy.TimeoutError("no answer")

    monkeypatch.setattr(client._shared.link, "call", call)
    with pytest.raises(happy.TimeoutError):
        await client.update_session_metadata(quiet, {"a": 1})
    await client.delete_session(quiet)
    with pytest.raises(happy.SessionNotFound):
        await client.update_session_metadata(quiet, {"a": 1})


async def test_what_cannot_be_read_is_listed_and_never_overwritten(
    client: HappyClient, stranger: HappyClient, quiet: str
) -> None:
    foreign = await stranger.create_session("foreign", {"path": "/theirs"})
    by_id = {session.id: session for session in await client.list_sessions()}
    assert by_id[quiet].readable
    unreadable = by_id[foreign.id]
    assert (unreadable.readable, unreadable.metadata, unreadable.directory) == (False, {}, None)
    for use in (
        lambda: client.get_messages(foreign.id),
        lambda: client.send_message(foreign.id, "hello"),
        lambda: client.set_session_name(foreign.id, "mine"),
        lambda: client.stop_session(foreign.id),
    ):
        with pytest.raises(happy.EncryptionError):
            await use()
    assert (await stranger.get_session(foreign.id)).metadata == {"path": "/theirs"}
    assert (await client.get_session(foreign.id)).metadata_version == 0


async def test_metadata_that_is_no_object_is_left_alone(client: HappyClient, quiet: str) -> None:
    key = await client._records.key_of(quiet)
    request = {"sid": quiet, "metadata": key.encrypt_json([1]), "expectedVersion": 0}
    await client._shared.link.call("update-metadata", request, 5)
    assert not (await client.get_session(quiet)).readable
    with pytest.raises(happy.EncryptionError, match="not an object"):
        await client.set_session_name(quiet, "x")


async def test_empty_metadata_can_be_filled(client: HappyClient, quiet: str) -> None:
    await client._shared.link.call("update-metadata", {"sid": quiet, "metadata": "", "expectedVersion": 0}, 5)
    session = await client.get_session(quiet)
    assert (session.readable, session.metadata) == (True, {})
    assert (await client.set_session_name(quiet, "x")).name == "x"


async def test_notifications(client: HappyClient, quiet: str) -> None:
    told = await client.notify(quiet, "Done", "All tests pass", data={"sessionId": quiet})
    assert told.result == "no_tokens"
    with pytest.raises(happy.SessionNotFound):
        await client.notify("nope", "Done", "x")
    with pytest.raises(happy.BadRequestError, match="title"):
        await client.notify(quiet, "", "x")
