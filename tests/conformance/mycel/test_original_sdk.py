"""The original SDK, mycel-sdk 0.1.83 and 0.1.45 from the package index, uses the emulator unchanged.

Every method of its facade is called, and its stream is read. What it cannot do against any server is left out
or shown as it is; these are its own defects:

- `messages.mark_read` of 0.1.83 fails before it sends anything, because it does not know its own body model.
- `chats.update_task(metadata=None)` leaves the field out instead of sending null.
- A refused handshake of the stream raises the WebSocket library's exception instead of its own.
- A structured `detail` of an error, such as the versions of a stale write, arrives as JSON text.
- Each call opens a connection pool and never closes it; hence the warnings that are ignored here.
- 0.1.45 knows neither guests nor `backend_info`, nor versions of workflows.
"""

from __future__ import annotations

import gc
import json
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import version
from typing import Any, cast

import pytest
from mycel_sdk import ApiError, Client
from mycel_sdk.errors import ConnectionClosed, ReplayOverflow

from fairlead.emulator import Emulator, Fault
from fairlead.emulator.mycel import Mycel

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

IS_LATEST = version("mycel-sdk") == "0.1.83"
latest_only = pytest.mark.skipif(not IS_LATEST, reason="new in 0.1.83")


@pytest.fixture(scope="module")
def _shared() -> Iterator[Emulator]:
    with Emulator("mycel") as emulator:
        yield emulator


@pytest.fixture
def emulator(_shared: Emulator) -> Iterator[Emulator]:
    yield _shared
    _shared.reset()


@pytest.fixture(autouse=True)
def _collect_pools() -> Iterator[None]:
    """Collects what the SDK has left open while its warnings are still ignored."""
    yield
    gc.collect()


@pytest.fixture
def connect(emulator: Emulator) -> Callable[[str | None], Client]:
    """A client with a token, or without one."""
    return lambda token: Client(base_url=emulator.url, auth_token=token)


@pytest.fixture
def owner(emulator: Emulator) -> Client:
    return Client(**emulator.options)


@pytest.fixture
def external(owner: Client, connect: Callable[[str | None], Client]) -> Callable[[str], Client]:
    """Creates an external agent identity, and connects as it."""

    def create(user_id: str) -> Client:
        created = owner.users.create_external(user_id=user_id, display_name=user_id.title())
        return connect(created["token"])

    return create


def stranger(emulator: Emulator, connect: Callable[[str | None], Client]) -> Client:
    """Another owner."""
    _, token = emulator.run(cast("Mycel", emulator.backend).make_owner, "stranger")
    return connect(token)


def refusal(call: Callable[..., Any], *arguments: Any, **keywords: Any) -> ApiError:
    with pytest.raises(ApiError) as refused:
        call(*arguments, **keywords)
    return refused.value


def test_an_owner_registers_and_logs_in(connect: Any) -> None:
    sdk = connect(None)
    assert sdk.auth.send_otp("fresh@example.com", "pw-1", "INVITE-1") == {"ok": True}
    temp = sdk.auth.verify_otp("fresh@example.com", "123456")
    completed = sdk.auth.complete_register(temp["temp_token"], "INVITE-1")
    again = sdk.auth.complete_register(temp["temp_token"], "INVITE-1")
    login = sdk.auth.login("fresh@example.com", "pw-1")
    assert completed == again
    assert completed["token"] == temp["temp_token"]
    assert completed["user"]["name"] == "fresh"
    assert completed["agent"]["name"] == "Toad"
    assert login["user"] == completed["user"]
    assert connect(login["token"]).me.whoami()["id"] == completed["user"]["id"]
    assert refusal(sdk.auth.login, "fresh@example.com", "pw-2").status_code == 401
    assert refusal(sdk.auth.send_otp, "other@example.com", "pw", "INVITE-1").status_code == 400
    assert refusal(connect("nonsense").me.whoami).status_code == 401
    with pytest.raises(RuntimeError):
        sdk.me.whoami()


def test_an_external_agent_is_who_its_token_says(owner: Client, connect: Any) -> None:
    created = owner.users.create_external(user_id="codex-local-1", display_name="Codex Local")
    me = connect(created["token"]).me.whoami()
    assert (me["id"], me["name"], me["type"]) == ("codex-local-1", "Codex Local", "external")
    assert refusal(owner.auth.create_external_user, "codex-local-1", "Again").status_code == 409
    assert refusal(connect(created["token"]).users.create_external, "x", "X").status_code == 403


@latest_only
def test_a_guest_and_what_the_backend_is(connect: Any, emulator: Emulator) -> None:
    sdk = connect(None)
    guest = connect(sdk.auth.create_guest_owner()["token"])
    assert guest.me.whoami()["is_guest"] is True
    assert guest.users.create_external("by-guest", "By Guest")["user"]["type"] == "external"
    assert refusal(guest.agents.create, "No").status_code == 403
    info = sdk.backend_info()
    assert (info["base_url"], info["title"], info["version"]) == (emulator.url, "Mycel Web Backend", "0.1.0")
    assert all(info["capabilities"].values())


@latest_only
def test_the_communication_profile(connect: Any) -> None:
    with Emulator("mycel", profile="communication") as backend:
        sdk = Client(**backend.options)
        assert all(sdk.backend_info()["capabilities"].values())
        assert refusal(sdk.agents.list).status_code == 404
        assert refusal(sdk.threads.create, "m_x").status_code == 404
        assert refusal(sdk.auth.login, "owner@example.com", "password").status_code == 404
        assert sdk.chats.list() == []


def test_chatting(external: Any) -> None:
    codex, peer = external("codex"), external("peer")
    chat = codex.chats.ensure_direct("peer")
    assert codex.chats.direct("peer")["id"] == chat["id"]
    assert codex.messages.read(chat["id"]) == []
    sent = codex.messages.send(chat["id"], "hello from the SDK", enforce_caught_up=True)
    assert [message["id"] for message in codex.messages.list(chat["id"])] == [sent["id"]]
    assert refusal(peer.messages.send, chat["id"], "hasty").status_code == 409
    assert [message["content"] for message in peer.messages.unread(chat["id"])] == ["hello from the SDK"]
    assert len(peer.messages.read(chat["id"])) == 1
    peer.messages.send(chat["id"], "hello back", mentions=["codex"], reply_to=sent["id"])
    (summary,) = codex.chats.list()
    assert (summary["unread_count"], summary["last_message"]["content"]) == (1, "hello back")
    assert {member["id"] for member in codex.chats.get(chat["id"])["members"]} == {"codex", "peer"}
    for number in range(5):
        peer.messages.send(chat["id"], f"{number}")
    everything = codex.messages.list_all(chat["id"], page_size=2)
    assert [message["seq"] for message in everything] == [1, 2, 3, 4, 5, 6, 7]
    assert refusal(codex.messages.list, "unknown").status_code == 403
    assert refusal(codex.messages.send, chat["id"], "  ").status_code == 400


def test_marking_as_read(external: Any) -> None:
    codex, peer = external("codex"), external("peer")
    chat_id = codex.chats.direct("peer")["id"]
    codex.messages.send(chat_id, "one")
    if IS_LATEST:
        with pytest.raises(AttributeError):
            peer.messages.mark_read(chat_id, 1)
    else:
        assert peer.messages.mark_read(chat_id) == {"status": "ok"}
        assert peer.messages.unread(chat_id) == []


def test_addressing(external: Any) -> None:
    codex, peer, third = external("codex"), external("peer"), external("third")
    chat_id = codex.chats.create(["peer", "third"], title="Three")["id"]
    sent = codex.messages.send(chat_id, "for one", delivery_scope="addressed", addressed_to_user_ids=["peer"])
    assert sent["addressed_to_user_ids"] == ["peer"]
    assert len(peer.messages.unread(chat_id)) == 1
    assert third.messages.unread(chat_id) == []
    assert len(third.messages.list(chat_id)) == 1
    assert refusal(codex.messages.send, chat_id, "x", addressed_to_user_ids=["peer"]).status_code == 400


def test_notifications(external: Any) -> None:
    codex, peer = external("codex"), external("peer")
    assert codex.notifications.drain() == {"count": 0, "notifications": []}
    chat_id = peer.chats.direct("codex")["id"]
    peer.messages.send(chat_id, "anybody there?")
    payload = codex.notifications.drain()
    for item in payload["notifications"]:
        assert len(codex.messages.read(item["chat_id"])) == 1
        codex.messages.send(item["chat_id"], "reply from this external runtime")
    assert payload["count"] == 1
    assert codex.notifications.drain()["count"] == 0


def test_the_stream(external: Any, emulator: Emulator) -> None:
    codex, peer = external("codex"), external("peer")
    chat_id = peer.chats.direct("codex")["id"]
    peer.messages.send(chat_id, "first")
    codex.notifications.drain()
    codex.notifications.drain()
    stream = codex.notifications.stream(since_seq=0, timeout=10)
    assert [next(stream)["seq"], next(stream)["seq"]] == [1, 2]
    peer.messages.send(chat_id, "second")
    frame = next(stream)
    assert (frame["seq"], frame["metadata"]["unread_count"]) == (3, 2)
    stream.close()

    emulator.faults.add(Fault(method="WEBSOCKET", cut_after_events=1))
    with pytest.raises(ConnectionClosed):
        list(codex.notifications.stream(since_seq=2, timeout=10))


def test_the_stream_after_too_long(external: Any) -> None:
    codex, peer = external("codex"), external("peer")
    peer.messages.send(peer.chats.direct("codex")["id"], "first")
    for _ in range(258):
        codex.notifications.drain()
    with pytest.raises(ReplayOverflow) as overflow:
        next(codex.notifications.stream(since_seq=1, timeout=10))
    assert (overflow.value.frame["since_seq"], overflow.value.frame["oldest_seq"]) == (1, 3)


def test_the_stream_stops_when_asked(external: Any) -> None:
    codex = external("codex")
    stop = threading.Event()
    asked: list[bool] = []

    def should_stop() -> bool:
        asked.append(stop.is_set())
        stop.set()
        return asked[-1]

    assert list(codex.notifications.stream(should_stop=should_stop)) == []
    assert asked == [False, True]


def test_relationships(external: Any, emulator: Emulator, connect: Any) -> None:
    codex, outsider = external("codex"), stranger(emulator, connect)
    outsider.users.create_external("codex-b", "B")
    their_id = outsider.me.whoami()["id"]
    assert refusal(codex.chats.create, [their_id, "codex-b"]).status_code == 400
    pending = codex.relationships.request(their_id, "hello")
    assert (pending["state"], pending["is_requester"], pending["message"]) == ("pending", True, "hello")
    assert refusal(codex.relationships.approve, pending["id"]).status_code == 409
    (seen,) = outsider.relationships.list()
    assert (seen["id"], seen["is_requester"], seen["other_user_id"]) == (pending["id"], False, "codex")
    assert outsider.relationships.approve(pending["id"])["state"] == "visit"
    (item,) = codex.notifications.drain()["notifications"]
    assert (item["event_type"], item["state"]) == ("relationship.approved", "visit")
    assert codex.chats.create([their_id, "codex-b"], title="Probe")["title"] == "Probe"
    assert codex.relationships.upgrade(pending["id"])["state"] == "hire"
    assert codex.relationships.downgrade(pending["id"])["state"] == "visit"
    assert codex.relationships.revoke(pending["id"])["state"] == "none"
    assert refusal(codex.relationships.revoke, pending["id"]).status_code == 404
    asked = outsider.relationships.request("codex")
    assert codex.relationships.reject(asked["id"])["state"] == "none"


def test_join_requests(owner: Client, external: Any) -> None:
    visitor, other = external("visitor"), external("other")
    chat_id = owner.chats.create([], title="Team", kind="group")["id"]
    assert visitor.chats.join_target(chat_id)["is_member"] is False
    pending = visitor.chats.request_join(chat_id, message="please add me")
    rejected = other.chats.request_join(chat_id)
    requests = owner.chats.list_join_requests(chat_id)
    assert [request["id"] for request in requests] == [pending["id"], rejected["id"]]
    assert refusal(owner.messages.send, chat_id, "hasty").status_code == 409
    approved = owner.chats.approve_join(chat_id, pending["id"])
    assert (approved["state"], approved["requester_name"]) == ("approved", "Visitor")
    assert owner.chats.reject_join(chat_id, rejected["id"])["state"] == "rejected"
    assert refusal(owner.chats.approve_join, chat_id, pending["id"]).status_code == 409
    assert len(visitor.messages.read(chat_id)) == 3  # all but the visitor's own
    assert "chat.join.rejected" in {
        item["event_type"] for item in other.notifications.drain()["notifications"]
    }
    assert owner.chats.add_member(chat_id, "other")["state"] == "member"


def test_mute(owner: Client, external: Any) -> None:
    external("quiet")
    chat_id = owner.chats.create(["quiet"], kind="group", title="Team")["id"]
    assert owner.chats.mute_member(chat_id, "quiet") == {"status": "ok", "muted": True}
    owner.messages.read(chat_id)
    owner.messages.send(chat_id, "this will be stored", mentions=["quiet"])
    assert owner.chats.unmute_member(chat_id, "quiet") == {"status": "ok", "muted": False}
    assert owner.chats.mute_member(chat_id, "quiet", mute_until=1.0)["muted"] is True


def test_managed_delivery(owner: Client, emulator: Emulator) -> None:
    agent = owner.agents.create("Helper", description="helps")
    assert agent["id"] in {item["id"] for item in owner.agents.list()["items"]}
    thread = owner.threads.create(agent["id"], sandbox="local")
    assert (thread["is_main"], thread["thread_id"]) == (True, f"{agent['id']}-1")
    mount = [{"source": "/a", "target": "/b"}]
    refused = refusal(owner.threads.create, agent["id"], bind_mounts=mount)
    assert (refused.status_code, json.loads(refused.content)["error"]) == (400, "sandbox_capability_mismatch")
    chat = owner.chats.ensure_direct(agent["id"])
    owner.messages.read(chat["id"])
    owner.messages.send(chat["id"], "please respond", mentions=[agent["id"]])
    emulator.clock.advance(0)
    (answer,) = owner.messages.read(chat["id"])
    assert (answer["sender_id"], answer["content"]) == (agent["id"], "Echo: please respond")


def test_workflows_and_tasks(owner: Client, external: Any) -> None:
    external("peer")
    chat_id = owner.chats.create(["peer"], kind="group", title="Team")["id"]
    assert refusal(owner.chats.get_workflow, chat_id).status_code == 404
    workflow = owner.chats.set_workflow(chat_id, kind="review", config={"a": [1]})
    assert (workflow["state"], workflow["state_version"]) == ("active", 0)
    if IS_LATEST:
        stale = refusal(owner.chats.set_workflow, chat_id, kind="x", expected_state_version=7)
        detail = json.loads(stale.detail)
        assert (stale.status_code, detail["actual_state_version"]) == (409, 0)
    assert owner.chats.get_workflow(chat_id)["config"] == {"a": [1]}
    event = owner.chats.create_workflow_event(chat_id, kind="vote", metadata={"k": 1})
    changed = owner.chats.update_workflow_event(
        chat_id, event["event_id"], state="settled", settled_at=2.5, final_state=None
    )
    assert (changed["state_version"], changed["settled_at"], changed["final_state"]) == (1, 2.5, {})
    assert owner.chats.list_workflow_events(chat_id) == [changed]
    assert owner.chats.get_workflow_event(chat_id, event["event_id"]) == changed
    assert owner.chats.delete_workflow_event(chat_id, event["event_id"]) == {"status": "deleted"}
    assert owner.chats.delete_workflow(chat_id) == {"status": "deleted"}

    task = owner.chats.create_task(chat_id, subject="Write", blocked_by=["9"])
    assert (task["id"], task["blockedBy"], task["status"]) == ("1", ["9"], "pending")
    changed = owner.chats.update_task(chat_id, "1", status="completed", owner=None, active_form="Writing")
    assert (changed["activeForm"], changed["owner"]) == ("Writing", None)
    assert owner.chats.list_tasks(chat_id) == [owner.chats.get_task(chat_id, "1")]
    assert owner.chats.delete_task(chat_id, "1") == {"status": "deleted"}
    assert refusal(owner.chats.get_task, chat_id, "1").status_code == 404


def test_a_message_that_was_stored_but_not_delivered(owner: Client, emulator: Emulator) -> None:
    chat_id = owner.chats.create([], kind="group", title="Alone")["id"]
    with emulator.faults.add(Fault(point="delivery", drop="after")):
        failed = refusal(owner.messages.send, chat_id, "stored")
    detail = json.loads(failed.detail)
    assert (failed.status_code, detail["error"]) == (500, "chat_message_delivery_action_failed")
    assert owner.messages.list(chat_id) == [detail["message"]]
