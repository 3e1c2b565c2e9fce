# Made from tests/happy/_async/test_sessions.py by `nox -s regenerate`: edit that one.
"""Sessions: finding them, and changing what is known about them."""

from __future__ import annotations

import pytest

from fairlead import happy
from fairlead._sync.happy import sessions
from fairlead.emulator import Emulator, Fault
from fairlead.happy import SyncHappyClient
from fairlead.happy._records import SessionRecord


def test_a_session_as_it_was_made(client: SyncHappyClient) -> None:
    made = client.create_session("tag", {"path": "/repo", "summary": {"text": "Title", "updatedAt": 1}})
    found = client.get_session(made.id)
    assert found == made
    assert (found.directory, found.name, found.readable, found.active) == ("/repo", "Title", True, True)
    assert (found.machine_id, found.claude_session_id, found.agent_state_data) == (None, None, None)
    assert (client.create_session("tag", {})).id == made.id


def test_what_an_agent_says_about_itself(client: SyncHappyClient, session_id: str, machine_id: str) -> None:
    client.wait_for_idle(session_id, 10)
    session = client.get_session(session_id)
    assert (session.machine_id, session.directory) == (machine_id, "/repo")
    assert session.agent_state_data is not None
    assert session.agent_state_data["controlledByUser"] is False
    assert isinstance(session.agent_state, str)


def test_all_sessions_are_listed_not_only_the_first_150(client: SyncHappyClient) -> None:
    made = [(client.create_session(f"t{i}", {"i": i})).id for i in range(205)]
    listed = client.list_sessions()
    assert sorted(session.id for session in listed) == sorted(made)
    assert [session.id for session in client.iter_sessions()] == sorted(made, reverse=True)
    assert len(client.list_sessions(active_only=True)) == 205
    oldest = client.get_session(made[0])
    assert oldest.metadata == {"i": 0}
    since = listed[0].updated_at - 1
    changed = [session for session in client.iter_sessions(changed_since=since)]
    assert {session.id for session in changed} == {s.id for s in listed if s.updated_at > since}


def test_the_active_ones_are_complete_even_if_there_are_more_than_the_server_tells_of_at_once(
    client: SyncHappyClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_ACTIVE", 2)
    made = [(client.create_session(f"t{i}", {})).id for i in range(4)]
    client.archive_session(made[1])
    listed = client.list_sessions(active_only=True)
    assert {session.id for session in listed} == {made[0], made[2], made[3]}


def test_the_list_begins_with_what_changed_last(client: SyncHappyClient, backend: Emulator) -> None:
    first = client.create_session("a", {})
    second = client.create_session("b", {})
    backend.clock.advance(1)
    client.set_session_name(first.id, "first")
    assert [session.id for session in client.list_sessions()] == [first.id, second.id]


def test_what_is_not_there(client: SyncHappyClient, quiet: str) -> None:
    assert client.is_alive("nope") is False
    for session_id in ("nope", "", "c", quiet[:-1], f"{quiet}0", "a b/c"):
        with pytest.raises(happy.SessionNotFound):
            client.get_session(session_id)
    with pytest.raises(happy.SessionNotFound):
        client.delete_session("nope")
    with pytest.raises(happy.SessionNotFound):
        client.archive_session("nope")
    with pytest.raises(happy.SessionNotFound):
        client.update_session_metadata("nope", {})


def test_archiving_and_deleting(client: SyncHappyClient, quiet: str) -> None:
    assert client.is_alive(quiet)
    client.archive_session(quiet)
    assert not client.is_alive(quiet)
    assert client.list_sessions(active_only=True) == []
    client.delete_session(quiet)
    assert client.list_sessions() == []
    with pytest.raises(happy.SessionNotFound):
        client.get_messages(quiet)


def test_a_name_is_shown_by_apps_and_read_back(client: SyncHappyClient, quiet: str) -> None:
    session = client.set_session_name(quiet, "Nightly build")
    assert session.metadata["summary"]["text"] == session.metadata["name"] == session.name == "Nightly build"
    assert session.metadata["path"] == "/repo"
    assert session.metadata_version == 1
    assert (client.get_session(quiet)).metadata == session.metadata


def test_changes_of_others_in_between_are_kept(
    client: SyncHappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = client._records.record(quiet)

    def record(_session_id: str) -> SessionRecord:
        return stale

    for i in range(3):
        client.update_session_metadata(quiet, {f"other{i}": i})
    monkeypatch.setattr(client._records, "record", record)
    session = client.update_session_metadata(quiet, {"mine": True})
    assert session.metadata == {
        "path": "/repo",
        "host": "box",
        "other0": 0,
        "other1": 1,
        "other2": 2,
        "mine": True,
    }
    assert session.metadata_version == 4


def test_it_gives_up_when_others_are_faster_again_and_again(
    client: SyncHappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = client._records.record(quiet)
    acks = 0

    def call(event: str, payload: object, timeout: float) -> dict[str, object]:
        nonlocal acks
        acks += 1
        assert (event, timeout) == ("update-metadata", 30)
        return {"result": "version-mismatch", "version": acks, "metadata": record.metadata}

    monkeypatch.setattr(client._shared.link, "call", call)
    with pytest.raises(happy.MetadataConflictError, match="4 times") as raised:
        client.update_session_metadata(quiet, {"a": 1})
    assert acks == 4
    assert raised.value.status is None


@pytest.mark.parametrize("ack", [None, {}, {"result": "error"}, {"result": "success"}, "no"])
def test_an_answer_that_is_none(
    client: SyncHappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch, ack: object
) -> None:
    def call(_event: str, _payload: object, _timeout: float) -> object:
        return ack

    monkeypatch.setattr(client._shared.link, "call", call)
    with pytest.raises(happy.MetadataUpdateError):
        client.update_session_metadata(quiet, {"a": 1})


def test_an_acknowledgement_that_was_lost_is_made_up_for(
    client: SyncHappyClient, backend: Emulator, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_ACK", 0.5)
    with backend.faults.add(Fault(point="ack", path="update-metadata", drop="before", times=1)):
        session = client.update_session_metadata(quiet, {"a": 1})
    assert session == client.get_session(quiet)
    assert (session.metadata["a"], session.metadata_version) == (1, 1)


def test_a_change_that_nobody_answers_to_is_an_error_in_time(
    client: SyncHappyClient, quiet: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def call(_event: str, _payload: object, _timeout: float) -> object:
        raise happy.TimeoutError("no answer")

    monkeypatch.setattr(client._shared.link, "call", call)
    with pytest.raises(happy.TimeoutError):
        client.update_session_metadata(quiet, {"a": 1})
    client.delete_session(quiet)
    with pytest.raises(happy.SessionNotFound):
        client.update_session_metadata(quiet, {"a": 1})


def test_what_cannot_be_read_is_listed_and_never_overwritten(
    client: SyncHappyClient, stranger: SyncHappyClient, quiet: str
) -> None:
    foreign = stranger.create_session("foreign", {"path": "/theirs"})
    by_id = {session.id: session for session in client.list_sessions()}
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
            use()
    assert (stranger.get_session(foreign.id)).metadata == {"path": "/theirs"}
    assert (client.get_session(foreign.id)).metadata_version == 0


def test_metadata_that_is_no_object_is_left_alone(client: SyncHappyClient, quiet: str) -> None:
    key = client._records.key_of(quiet)
    request = {"sid": quiet, "metadata": key.encrypt_json([1]), "expectedVersion": 0}
    client._shared.link.call("update-metadata", request, 5)
    assert not (client.get_session(quiet)).readable
    with pytest.raises(happy.EncryptionError, match="not an object"):
        client.set_session_name(quiet, "x")


def test_empty_metadata_can_be_filled(client: SyncHappyClient, quiet: str) -> None:
    client._shared.link.call("update-metadata", {"sid": quiet, "metadata": "", "expectedVersion": 0}, 5)
    session = client.get_session(quiet)
    assert (session.readable, session.metadata) == (True, {})
    assert (client.set_session_name(quiet, "x")).name == "x"


def test_notifications(client: SyncHappyClient, quiet: str) -> None:
    told = client.notify(quiet, "Done", "All tests pass", data={"sessionId": quiet})
    assert told.result == "no_tokens"
    with pytest.raises(happy.SessionNotFound):
        client.notify("nope", "Done", "x")
    with pytest.raises(happy.BadRequestError, match="title"):
        client.notify(quiet, "", "x")
