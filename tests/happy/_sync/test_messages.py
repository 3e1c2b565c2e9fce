# Made from tests/happy/_async/test_messages.py by `nox -s regenerate`: edit that one.
"""Messages: stored once, proved to be, and all of them read."""

from __future__ import annotations

from typing import Any

import pytest

from fairlead import happy
from fairlead.emulator import Emulator, Fault
from fairlead.happy import InvalidArgumentError, Message, SyncHappyClient
from fairlead.happy._crypto import RecordKey, Variant

SEND = "/v3/sessions/{session_id}/messages"


def texts(client: SyncHappyClient, session_id: str) -> list[str | None]:
    return [message.text for message in client.get_messages(session_id)]


def test_a_message_as_agents_read_it(client: SyncHappyClient, quiet: str) -> None:
    stored = client.send_message(quiet, "Grüße 🎉", meta={"model": "m"})
    [message] = client.get_messages(quiet)
    assert message.content == {
        "role": "user",
        "content": {"type": "text", "text": "Grüße 🎉"},
        "meta": {"sentFrom": "fairlead", "permissionMode": "yolo", "model": "m"},
    }
    assert (message.id, message.seq, message.local_id) == (stored.id, stored.seq, stored.local_id)
    assert (message.role, message.text, message.readable) == ("user", "Grüße 🎉", True)


@pytest.mark.parametrize(("mode", "seen"), [("yolo", "yolo"), ("plan", "plan"), (None, "default")])
def test_permission_modes(
    client: SyncHappyClient, session_id: str, mode: happy.PermissionMode | None, seen: str
) -> None:
    client.send_message(session_id, "mode", "default")
    client.wait_for_turn_completion(session_id, 10)
    client.send_message(session_id, "mode", mode)
    assert (client.wait_for_turn_completion(session_id, 10)).text == seen


def test_all_messages_are_read_not_only_the_newest_150(client: SyncHappyClient, quiet: str) -> None:
    sent = [f"m{i}" for i in range(620)]
    stored = client.send_messages(quiet, sent)
    assert [message.seq for message in stored] == list(range(1, 621))
    messages = client.get_messages(quiet)
    assert [message.text for message in messages] == sent
    assert [message.seq for message in messages] == list(range(1, 621))

    def seqs(after_seq: int | None, limit: int | None) -> list[int]:
        return [m.seq for m in client.get_messages(quiet, after_seq=after_seq, limit=limit)]

    assert seqs(0, None) == list(range(1, 621))
    assert seqs(615, None) == [616, 617, 618, 619, 620]
    assert seqs(None, 3) == [618, 619, 620]
    assert seqs(None, 555) == list(range(66, 621))
    assert seqs(618, 50) == [619, 620]
    assert seqs(620, 5) == seqs(620, None) == seqs(10_000, None) == []
    assert seqs(None, 0) == seqs(None, -1) == []
    assert seqs(-5, 2) == [619, 620]
    found: list[Message] = [message for message in client.iter_messages(quiet, after_seq=600)]
    assert [message.seq for message in found] == list(range(601, 621))


def test_a_message_of_two_megabytes(client: SyncHappyClient, quiet: str) -> None:
    client.send_message(quiet, "x" * 2_000_000)
    assert [len(text or "") for text in texts(client, quiet)] == [2_000_000]


def test_the_same_message_is_stored_once(client: SyncHappyClient, quiet: str) -> None:
    first = client.send_message(quiet, "hello", local_id="l-1")
    again = client.send_message(quiet, "hello", local_id="l-1")
    assert (again.id, again.seq, again.local_id) == (first.id, first.seq, "l-1")
    assert texts(client, quiet) == ["hello"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(method="POST", path=SEND, drop="after", times=2),
        Fault(method="POST", path=SEND, drop="before", times=2),
        Fault(method="POST", path=SEND, status=500, body={"error": "x"}, processed=True, times=2),
        Fault(method="POST", path=SEND, status=503, times=2),
        Fault(method="POST", path=SEND, status=429, times=2),
    ],
)
def test_sending_is_tried_again_until_it_is_confirmed(
    client: SyncHappyClient, backend: Emulator, quiet: str, fault: Fault
) -> None:
    with backend.faults.add(fault):
        stored = client.send_message(quiet, "hello", poll_interval=0.01)
    assert texts(client, quiet) == ["hello"]
    assert stored.seq == 1
    assert len([request for request in backend.requests if request.method == "POST"]) == 1 + 3


def test_a_message_that_nobody_confirms(client: SyncHappyClient, backend: Emulator, quiet: str) -> None:
    lost = Fault(method="POST", path=SEND, drop="after")
    with backend.faults.add(lost), pytest.raises(happy.MessageDeliveryError, match="in 2 attempts") as raised:
        client.send_message(quiet, "hello", max_attempts=2, poll_interval=0.01)
    assert isinstance(raised.value.__cause__, happy.ConnectionError)
    assert texts(client, quiet) == ["hello"]


def test_an_attempt_has_its_own_time(client: SyncHappyClient, backend: Emulator, quiet: str) -> None:
    with backend.faults.add(Fault(method="POST", path=SEND, stall=True, times=1)):
        client.send_message(quiet, "hello", confirm_timeout=0.3, poll_interval=0.01)
    assert texts(client, quiet) == ["hello"]


def test_without_confirmation_there_is_one_attempt(
    client: SyncHappyClient, backend: Emulator, quiet: str
) -> None:
    with backend.faults.add(Fault(method="POST", path=SEND, drop="before")) as active:
        with pytest.raises(happy.ConnectionError):
            client.send_message(quiet, "hello", confirm=False)
        assert active.hits == 1
    client.send_message(quiet, "hello", confirm=False)
    assert texts(client, quiet) == ["hello"]


def test_it_has_to_be_tried_at_all(client: SyncHappyClient, quiet: str) -> None:
    with pytest.raises(happy.InvalidArgumentError, match="max_attempts"):
        client.send_message(quiet, "hello", max_attempts=0)


@pytest.mark.parametrize("text", [None, 5, b"bytes", ["text"]])
def test_what_is_no_text_is_not_sent(client: SyncHappyClient, quiet: str, text: Any) -> None:
    said = rf"must be text \(str\), not {type(text).__name__}"
    with pytest.raises(InvalidArgumentError, match=said):
        client.send_message(quiet, text)
    with pytest.raises(InvalidArgumentError, match=said):
        client.send_messages(quiet, ["fine", text])
    with pytest.raises(InvalidArgumentError, match=said):
        client.set_session_name(quiet, text)
    assert client.get_messages(quiet) == []


def test_a_session_that_is_gone(client: SyncHappyClient, quiet: str) -> None:
    client.send_message(quiet, "hello")
    client.delete_session(quiet)
    with pytest.raises(happy.SessionNotFound) as raised:
        client.send_message(quiet, "hello")
    assert raised.value.status == 404
    with pytest.raises(happy.SessionNotFound):
        client.send_messages("nope", ["hello"])
    with pytest.raises(happy.SessionNotFound):
        client.get_messages("nope", limit=1)


def test_what_cannot_be_decrypted_is_delivered_as_it_is(
    client: SyncHappyClient, stranger: SyncHappyClient, quiet: str
) -> None:
    stranger._shared.remember(quiet, RecordKey(Variant.DATA_KEY, b"k" * 32))
    stranger.send_message(quiet, "secret")
    client.send_message(quiet, "hello")
    foreign, own = client.get_messages(quiet)
    assert (foreign.readable, foreign.text, foreign.content["t"]) == (False, None, "encrypted")
    assert (own.readable, own.text) == (True, "hello")


def test_an_answer_that_leaves_messages_out(client: SyncHappyClient, backend: Emulator, quiet: str) -> None:
    odd = Fault(method="POST", path=SEND, status=200, body={"messages": []})
    with backend.faults.add(odd), pytest.raises(happy.ResponseFormatError):
        client.send_message(quiet, "hello")


def test_no_repr_shows_what_was_said(client: SyncHappyClient, quiet: str) -> None:
    client.set_session_name(quiet, "s3cret name")
    client.send_message(quiet, "s3cret text")
    [message] = client.get_messages(quiet)
    session = client.get_session(quiet)
    assert "s3cret" not in f"{message!r}{session!r}{message}{session}{client!r}"
