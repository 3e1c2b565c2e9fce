"""Sessions and their messages over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

MISSING = (404, {"error": "Session not found"})


def ids(records: Any) -> list[str]:
    return [record["id"] for record in records]


def test_a_session_is_made_once_for_each_tag(owner: Any, stranger: Any) -> None:
    body = {"tag": "t", "metadata": "bQ==", "agentState": "cw==", "dataEncryptionKey": "aw=="}
    made = owner.post("/v1/sessions", body)["session"]
    assert made["id"].startswith("c")
    assert len(made["id"]) == 25
    assert made == {
        **made,
        "seq": 0,
        "metadata": "bQ==",
        "metadataVersion": 0,
        "agentState": None,
        "agentStateVersion": 0,
        "dataEncryptionKey": "aw==",
        "active": True,
        "lastMessage": None,
    }
    assert "tag" not in made
    again = owner.post("/v1/sessions", {"tag": "t", "metadata": "other"})["session"]
    assert again == made
    assert stranger.post("/v1/sessions", body)["session"]["id"] != made["id"]


def test_lists_and_their_caps(owner: Any) -> None:
    owner.emulator.clock.freeze()
    made = [owner.session(f"t{number}") for number in range(160)]
    assert made == sorted(made)
    recent = owner.get("/v1/sessions", limit=1)["sessions"]
    assert ids(recent) == made[:-151:-1]
    assert recent[0]["lastMessage"] is None
    read: list[str] = []
    page: Any = {"nextCursor": ""}
    pages = 0
    while page["nextCursor"] is not None:
        page = owner.get("/v2/sessions", cursor=page["nextCursor"])
        assert page["hasNext"] is (page["nextCursor"] is not None)
        assert "lastMessage" not in page["sessions"][0]
        read += ids(page["sessions"])
        pages += 1
    assert (read, pages) == (made[::-1], 4)
    assert owner.refused("GET", "/v2/sessions", cursor="x") == (400, {"error": "Invalid cursor format"})
    assert len(owner.get("/v2/sessions/active")["sessions"]) == 150
    assert len(owner.get("/v2/sessions/active", limit=500)["sessions"]) == 160


def test_sessions_that_have_changed(owner: Any) -> None:
    clock = owner.emulator.clock
    clock.freeze()
    first, second = owner.session("1"), owner.session("2")
    before = owner.record(first)["updatedAt"]
    clock.advance(1)
    owner.send(first, "a")
    assert ids(owner.get("/v2/sessions", changedSince=before)["sessions"]) == [first]
    assert ids(owner.get("/v1/sessions")["sessions"]) == [first, second]


def test_active_sessions(owner: Any) -> None:
    clock = owner.emulator.clock
    clock.freeze()
    old = owner.session("1")
    clock.advance(9 * 60)
    new = owner.session("2")
    assert ids(owner.get("/v2/sessions/active")["sessions"]) == [new, old]
    clock.advance(2 * 60)
    assert ids(owner.get("/v2/sessions/active")["sessions"]) == [new], "the sweep after ten minutes"
    assert owner.record(old)["active"] is False


def test_archiving_leaves_the_rest_as_it_is(owner: Any) -> None:
    session = owner.session()
    assert owner.post(f"/v1/sessions/{session}/archive") == {"success": True}
    record = owner.record(session)
    assert (record["active"], record["metadataVersion"]) == (False, 0)


def test_deleting_takes_everything_along(owner: Any) -> None:
    session, machine = owner.session(), owner.machine()
    owner.send(session, "a")
    owner.post(f"/v1/access-keys/{session}/{machine}", {"data": "x"})
    assert owner.delete(f"/v1/sessions/{session}") == {"success": True}
    gone = (404, {"error": "Session not found or not owned by user"})
    assert owner.refused("DELETE", f"/v1/sessions/{session}") == gone
    assert owner.refused("GET", f"/v3/sessions/{session}/messages") == MISSING
    assert owner.session() != session, "the tag is free again"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/v1/sessions/{}/messages", None),
        ("GET", "/v3/sessions/{}/messages", None),
        ("POST", "/v3/sessions/{}/messages", {"messages": [{"content": "x", "localId": "l"}]}),
        ("POST", "/v1/sessions/{}/archive", None),
        ("POST", "/v1/sessions/{}/push-event", {"kind": "done", "title": "t", "body": "b"}),
        ("POST", "/v1/sessions/{}/attachments/request-upload", {"filename": "f", "size": 1}),
        ("POST", "/v1/usage/query", {"sessionId": "{}"}),
    ],
)
def test_what_belongs_to_others_is_missing(
    owner: Any, stranger: Any, method: str, path: str, body: Any
) -> None:
    for session in (owner.session(), "c-unknown"):
        sent = {"sessionId": session} if "usage" in path else body
        assert stranger.refused(method, path.format(session), sent) == MISSING


def test_messages_are_stored_once(owner: Any) -> None:
    session = owner.session()
    first = owner.send(session, "a", "b", "a")
    assert [(m["localId"], m["seq"]) for m in first] == [("a", 1), ("b", 2)]
    assert "content" not in first[0]
    again = owner.send(session, "c", "b", content="b3RoZXI=")
    assert [(m["localId"], m["seq"]) for m in again] == [("b", 2), ("c", 3)]
    stored = owner.messages(session)
    assert [m["content"]["c"] for m in stored] == ["eA==", "eA==", "b3RoZXI="]
    assert stored[1] == {**again[0], "content": {"t": "encrypted", "c": "eA=="}}
    assert owner.record(session)["seq"] == 3


def test_pages_in_both_directions(owner: Any) -> None:
    session = owner.session()
    owner.send(session, *map(str, range(1, 8)))

    def page(**parameters: Any) -> tuple[list[int], bool]:
        found = owner.get(f"/v3/sessions/{session}/messages", **parameters)
        return [message["seq"] for message in found["messages"]], found["hasMore"]

    assert page() == ([1, 2, 3, 4, 5, 6, 7], False)
    assert page(limit=3) == ([1, 2, 3], True)
    assert page(after_seq=3, limit=3) == ([4, 5, 6], True)
    assert page(after_seq=4, limit=3) == ([5, 6, 7], False)
    assert page(after_seq=7) == ([], False)
    assert page(after_seq=10**30) == ([], False)
    assert page(before_seq=10**30, limit=2) == ([7, 6], True)
    assert page(before_seq=3) == ([2, 1], False)
    assert page(before_seq=1) == ([], False)


def test_the_first_version_shows_the_newest_150(owner: Any) -> None:
    session = owner.session()
    for start in (0, 100):
        owner.send(session, *map(str, range(start, start + 100)))
    recent = owner.get(f"/v1/sessions/{session}/messages", after_seq=1)["messages"]
    assert [message["seq"] for message in recent] == list(range(200, 50, -1))
    assert len(owner.messages(session, limit=500)) == 200


def test_a_large_message_fits_over_http(owner: Any) -> None:
    session = owner.session()
    content = "A" * 3_000_000
    owner.send(session, "a", content=content)
    assert owner.messages(session)[0]["content"]["c"] == content


def test_push_events(owner: Any) -> None:
    session = owner.session()
    path = f"/v1/sessions/{session}/push-event"
    event = {"kind": "done", "title": "t", "body": "b", "data": {"a": 1}}
    assert owner.post(path, event) == {"success": True, "result": "no_tokens"}
    owner.post("/v1/push-tokens", {"token": "x"})
    assert owner.post(path, event) == {"success": True, "result": "sent", "tokens": 1, "delivered": 1}
    app = owner.socket(appState="active")
    app.call("ping")
    suppressed = {"success": True, "result": "suppressed", "reason": "active-ui-client"}
    assert owner.post(path, event) == suppressed
    told = app.next("ephemeral")
    assert told == {**told, "type": "session-event", "sessionId": session, "kind": "done", "title": "t"}
    app.call("app-state", {"state": "background"})
    assert owner.post(path, event)["result"] == "sent"
