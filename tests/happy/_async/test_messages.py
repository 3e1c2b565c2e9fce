"""Messages: stored once, proved to be, and all of them read."""

from __future__ import annotations

from typing import Any

import pytest

from fairlead import happy
from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient, InvalidArgumentError, Message
from fairlead.happy._crypto import RecordKey, Variant

SEND = "/v3/sessions/{session_id}/messages"


async def texts(client: HappyClient, session_id: str) -> list[str | None]:
    return [message.text for message in await client.get_messages(session_id)]


async def test_a_message_as_agents_read_it(client: HappyClient, quiet: str) -> None:
    stored = await client.send_message(quiet, "Grüße 🎉", meta={"model": "m"})
    [message] = await client.get_messages(quiet)
    assert message.content == {
        "role": "user",
        "content": {"type": "text", "text": "Grüße 🎉"},
        "meta": {"sentFrom": "fairlead", "permissionMode": "yolo", "model": "m"},
    }
    assert (message.id, message.seq, message.local_id) == (stored.id, stored.seq, stored.local_id)
    assert (message.role, message.text, message.readable) == ("user", "Grüße 🎉", True)


@pytest.mark.parametrize(("mode", "seen"), [("yolo", "yolo"), ("plan", "plan"), (None, "default")])
async def test_permission_modes(
    client: HappyClient, session_id: str, mode: happy.PermissionMode | None, seen: str
) -> None:
    await client.send_message(session_id, "mode", "default")
    await client.wait_for_turn_completion(session_id, 10)
    await client.send_message(session_id, "mode", mode)
    assert (await client.wait_for_turn_completion(session_id, 10)).text == seen


async def test_all_messages_are_read_not_only_the_newest_150(client: HappyClient, quiet: str) -> None:
    sent = [f"m{i}" for i in range(620)]
    stored = await client.send_messages(quiet, sent)
    assert [message.seq for message in stored] == list(range(1, 621))
    messages = await client.get_messages(quiet)
    assert [message.text for message in messages] == sent
    assert [message.seq for message in messages] == list(range(1, 621))

    async def seqs(after_seq: int | None, limit: int | None) -> list[int]:
        return [m.seq for m in await client.get_messages(quiet, after_seq=after_seq, limit=limit)]

    assert await seqs(0, None) == list(range(1, 621))
    assert await seqs(615, None) == [616, 617, 618, 619, 620]
    assert await seqs(None, 3) == [618, 619, 620]
    assert await seqs(None, 555) == list(range(66, 621))
    assert await seqs(618, 50) == [619, 620]
    assert await seqs(620, 5) == await seqs(620, None) == await seqs(10_000, None) == []
    assert await seqs(None, 0) == await seqs(None, -1) == []
    assert await seqs(-5, 2) == [619, 620]
    found: list[Message] = [message async for message in client.iter_messages(quiet, after_seq=600)]
    assert [message.seq for message in found] == list(range(601, 621))


async def test_a_message_of_two_megabytes(client: HappyClient, quiet: str) -> None:
    await client.send_message(quiet, "x" * 2_000_000)
    assert [len(text or "") for text in await texts(client, quiet)] == [2_000_000]


async def test_the_same_message_is_stored_once(client: HappyClient, quiet: str) -> None:
    first = await client.send_message(quiet, "hello", local_id="l-1")
    again = await client.send_message(quiet, "hello", local_id="l-1")
    assert (again.id, again.seq, again.local_id) == (first.id, first.seq, "l-1")
    assert await texts(client, quiet) == ["hello"]


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
async def test_sending_is_tried_again_until_it_is_confirmed(
    client: HappyClient, backend: Emulator, quiet: str, fault: Fault
) -> None:
    with backend.faults.add(fault):
        stored = await client.send_message(quiet, "hello", poll_interval=0.01)
    assert await texts(client, quiet) == ["hello"]
    assert stored.seq == 1
    assert len([request for request in backend.requests if request.method == "POST"]) == 1 + 3


async def test_a_message_that_nobody_confirms(client: HappyClient, backend: Emulator, quiet: str) -> None:
    lost = Fault(method="POST", path=SEND, drop="after")
    with backend.faults.add(lost), pytest.raises(happy.MessageDeliveryError, match="in 2 attempts") as raised:
        await client.send_message(quiet, "hello", max_attempts=2, poll_interval=0.01)
    assert isinstance(raised.value.__cause__, happy.ConnectionError)
    assert await texts(client, quiet) == ["hello"]


async def test_an_attempt_has_its_own_time(client: HappyClient, backend: Emulator, quiet: str) -> None:
    with backend.faults.add(Fault(method="POST", path=SEND, stall=True, times=1)):
        await client.send_message(quiet, "hello", confirm_timeout=0.3, poll_interval=0.01)
    assert await texts(client, quiet) == ["hello"]


async def test_without_confirmation_there_is_one_attempt(
    client: HappyClient, backend: Emulator, quiet: str
) -> None:
    with backend.faults.add(Fault(method="POST", path=SEND, drop="before")) as active:
        with pytest.raises(happy.ConnectionError):
            await client.send_message(quiet, "hello", confirm=False)
        assert active.hits == 1
    await client.send_message(quiet, "hello", confirm=False)
    assert await texts(client, quiet) == ["hello"]


async def test_it_has_to_be_tried_at_all(client: HappyClient, quiet: str) -> None:
    with pytest.raises(happy.InvalidArgumentError, match="max_attempts"):
        await client.send_message(quiet, "hello", max_attempts=0)


@pytest.mark.parametrize("text", [None, 5, b"bytes", ["text"]])
async def test_what_is_no_text_is_not_sent(client: HappyClient, quiet: str, text: Any) -> None:
    said = rf"must be text \(str\), not {type(text).__name__}"
    with pytest.raises(InvalidArgumentError, match=said):
        await client.send_message(quiet, text)
    with pytest.raises(InvalidArgumentError, match=said):
        await client.send_messages(quiet, ["fine", text])
    with pytest.raises(InvalidArgumentError, match=said):
        await client.set_session_name(quiet, text)
    assert await client.get_messages(quiet) == []


async def test_a_session_that_is_gone(client: HappyClient, quiet: str) -> None:
    await client.send_message(quiet, "hello")
    await client.delete_session(quiet)
    with pytest.raises(happy.SessionNotFound) as raised:
        await client.send_message(quiet, "hello")
    assert raised.value.status == 404
    with pytest.raises(happy.SessionNotFound):
        await client.send_messages("nope", ["hello"])
    with pytest.raises(happy.SessionNotFound):
        await client.get_messages("nope", limit=1)


async def test_what_cannot_be_decrypted_is_delivered_as_it_is(
    client: HappyClient, stranger: HappyClient, quiet: str
) -> None:
    stranger._shared.remember(quiet, RecordKey(Variant.DATA_KEY, b"k" * 32))
    await stranger.send_message(quiet, "secret")
    await client.send_message(quiet, "hello")
    foreign, own = await client.get_messages(quiet)
    assert (foreign.readable, foreign.text, foreign.content["t"]) == (False, None, "encrypted")
    assert (own.readable, own.text) == (True, "hello")


async def test_an_answer_that_leaves_messages_out(client: HappyClient, backend: Emulator, quiet: str) -> None:
    odd = Fault(method="POST", path=SEND, status=200, body={"messages": []})
    with backend.faults.add(odd), pytest.raises(happy.ResponseFormatError):
        await client.send_message(quiet, "hello")


async def test_no_repr_shows_what_was_said(client: HappyClient, quiet: str) -> None:
    await client.set_session_name(quiet, "s3cret name")
    await client.send_message(quiet, "s3cret text")
    [message] = await client.get_messages(quiet)
    session = await client.get_session(quiet)
    assert "s3cret" not in f"{message!r}{session!r}{message}{session}{client!r}"
