"""What is encrypted from end to end can be read on the page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx2
import pytest

from fairlead.emulator import Emulator, SeenRequest
from fairlead.happy import SyncHappyClient
from tests.emulator.visitor import Visitor

DIRECTORY = "/home/dev/project"


@pytest.mark.parametrize("legacy", [False, True])
def test_what_is_encrypted_for_the_first_account_can_be_read(
    fairlead_emulator: Callable[..., Emulator], legacy: bool
) -> None:
    emulator = fairlead_emulator("happy", legacy=legacy)
    backend: Any = emulator.backend
    token, secret = emulator.run(backend.make_account)
    visitor = Visitor(emulator)
    with (
        visitor.http,
        SyncHappyClient(**emulator.options) as client,
        SyncHappyClient(server_url=emulator.url, token=token, secret_b64=secret) as other,
    ):
        session = client.spawn_session(backend.machine_id, "/home/dev/project")
        client.send_message(session, "What I say")
        client.wait_for_turn_completion(session)
        other.create_session("tag", {"path": "/home/other"})
        page = visitor.see()
    assert "What I say" in page
    assert "Echo: What I say" in page
    assert "/home/dev/project" in page
    assert "/home/other" not in page
    for hidden in (emulator.options["token"], emulator.options["secret_b64"], token, secret):
        assert hidden not in page


@pytest.fixture(params=[False, True], ids=["dataKey", "legacy"])
def emulator(request: pytest.FixtureRequest, fairlead_emulator: Callable[..., Emulator]) -> Emulator:
    """One whose records have keys of their own; and one where they are encrypted with the account's."""
    return fairlead_emulator("happy", legacy=request.param)


@pytest.fixture
def client(emulator: Emulator) -> Iterator[SyncHappyClient]:
    with SyncHappyClient(**emulator.options) as opened:
        yield opened


def last(emulator: Emulator, method: str, end: str) -> SeenRequest:
    return [it for it in emulator.requests if it.method == method and it.path.endswith(end)][-1]


def work(emulator: Emulator, client: SyncHappyClient) -> str:
    backend: Any = emulator.backend
    session = client.spawn_session(backend.machine_id, DIRECTORY)
    with client.subscribe(session):
        client.send_message(session, "What <I> say")
        client.wait_for_turn_completion(session)
    return session


def decrypted(page: str) -> list[str]:
    """What is marked as decrypted."""
    return re.findall(r'<div class="inside">.*?<pre>(.*?)</pre>', page, re.DOTALL)


def test_a_body_is_shown_as_sent_and_decrypted(emulator: Emulator, client: SyncHappyClient) -> None:
    work(emulator, client)
    sent = last(emulator, "POST", "/messages")
    visitor = Visitor(emulator)
    with visitor.http:
        page = visitor.see(request=sent.number)
    ciphertext = sent.json()["messages"][0]["content"]
    assert ciphertext in page
    (inside,) = decrypted(page)
    assert "&quot;text&quot;: &quot;What &lt;I&gt; say&quot;" in inside
    assert ciphertext not in inside


def test_frames_are_shown_as_sent_and_decrypted(emulator: Emulator, client: SyncHappyClient) -> None:
    work(emulator, client)
    socket = last(emulator, "WEBSOCKET", "/")
    visitor = Visitor(emulator)
    with visitor.http:
        page = visitor.see(request=socket.number)
    insides = "".join(decrypted(page))
    assert f"&quot;directory&quot;: &quot;{DIRECTORY}&quot;" in insides  # parameters of a call
    assert "&quot;type&quot;: &quot;success&quot;" in insides  # its acknowledgement, which names nothing
    assert "Echo: What &lt;I&gt; say" in insides  # an update
    assert "&quot;controlledByUser&quot;: false" in insides  # the agent's state
    for hidden in (emulator.options["token"], emulator.options["secret_b64"]):
        assert hidden not in page


def test_what_was_sent_can_be_read_in_a_test(emulator: Emulator, client: SyncHappyClient) -> None:
    artifact = client.artifacts.create({"title": "Plan"}, {"text": "All of it"})
    sent = last(emulator, "POST", "/artifacts")
    read = emulator.decrypter(sent)
    assert read is not None
    inside: Any = read(sent.json())
    assert (inside["id"], inside["header"], inside["body"]) == (
        artifact.id,
        {"title": "Plan"},
        {"text": "All of it"},
    )
    assert inside["dataEncryptionKey"] == sent.json()["dataEncryptionKey"]
    assert read("plain") == "plain"
    assert read([1, None, "A" * 80]) == [1, None, "A" * 80]


def test_other_accounts_keep_their_secrets(emulator: Emulator) -> None:
    backend: Any = emulator.backend
    token, secret = emulator.run(backend.make_account)
    with SyncHappyClient(server_url=emulator.url, token=token, secret_b64=secret) as other:
        other.create_session("tag", {"path": "/home/other"})
    visitor = Visitor(emulator)
    with visitor.http:
        page = visitor.see(request=last(emulator, "POST", "/sessions").number)
    assert "Request body" in page
    assert decrypted(page) == []
    assert "/home/other" not in page


def test_a_record_that_is_gone_can_be_read_all_the_same(
    fairlead_emulator: Callable[..., Emulator],
) -> None:
    """Its key is only in the request."""
    emulator = fairlead_emulator("happy")
    with SyncHappyClient(**emulator.options) as client:
        client.create_session("tag", {"path": "/kept"})
    sent = last(emulator, "POST", "/sessions")
    emulator.reset()
    read = emulator.decrypter(sent)
    assert read is not None
    inside: Any = read(sent.json())
    assert inside["metadata"] == {"path": "/kept"}


def test_most_backends_encrypt_nothing(tiny: Emulator) -> None:
    httpx2.get(f"{tiny.url}/api/greeting")
    assert tiny.decrypter(tiny.requests[0]) is None
