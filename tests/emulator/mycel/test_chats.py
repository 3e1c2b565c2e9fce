from __future__ import annotations

from typing import Any

import pytest


def create(wire: Any, *user_ids: str, **fields: Any) -> Any:
    return wire.call("POST", "/chats", {"user_ids": user_ids, **fields})


def agents(wire: Any) -> list[str]:
    return [agent["id"] for agent in wire.get("/panel/agents")["items"]]


def test_a_direct_chat_is_made_once(owner: Any, stranger: Any) -> None:
    made = create(owner, stranger.id, title="Us").json()
    assert made.keys() == {"id", "title", "status", "created_at"}
    assert (made["title"], made["status"]) == ("Us", "active")
    assert create(owner, stranger.id, stranger.id, title="Other").json() == made
    assert create(stranger, owner.id, kind="direct").json() == made
    detail = owner.get(f"/chats/{made['id']}")
    assert (detail["type"], detail["created_by_user_id"]) == ("direct", owner.id)
    assert [member["id"] for member in detail["members"]] == [owner.id, stranger.id]
    assert detail["members"][1] == {
        "id": stranger.id,
        "name": "stranger",
        "type": "human",
        "avatar_url": None,
    }


def test_a_group_is_not_a_direct_chat(owner: Any, external: Any) -> None:
    external(owner, "codex")
    group = owner.group("codex")
    assert owner.direct("codex") != group
    assert owner.get(f"/chats/{group}")["type"] == "group"


def test_what_auto_means(owner: Any) -> None:
    first, second = agents(owner)
    one = create(owner, first).json()
    two = create(owner, first, second).json()
    assert owner.get(f"/chats/{one['id']}")["type"] == "direct"
    assert owner.get(f"/chats/{two['id']}")["type"] == "group"


@pytest.mark.parametrize(
    ("others", "kind"),
    [((), "auto"), ((), "direct"), (("a", "b"), "direct"), (("ME",), "auto"), (("nobody",), "group")],
)
def test_chats_that_cannot_be(owner: Any, external: Any, others: tuple[str, ...], kind: str) -> None:
    external(owner, "a")
    external(owner, "b")
    answer = create(owner, *(owner.id if other == "ME" else other for other in others), kind=kind)
    assert answer.status_code == 400
    assert owner.get("/chats") == []


def test_ties_that_a_group_needs(owner: Any, stranger: Any, external: Any) -> None:
    codex, theirs = external(owner, "codex"), external(stranger, "theirs")
    agent, their_agent = agents(owner)[0], agents(stranger)[0]

    def may(wire: Any, *others: str) -> bool:
        return create(wire, *others, kind="group").status_code == 200

    assert may(owner)  # a group of one
    assert may(owner, agent, "codex")  # owned
    assert may(codex, owner.id, agent)  # of the same owner
    assert not may(owner, stranger.id)
    bond = owner.post("/relationships/request", {"target_user_id": stranger.id})
    assert not may(owner, stranger.id)  # pending is not enough
    stranger.relate("approve", bond["id"])
    assert may(owner, stranger.id, "theirs", their_agent)  # the owner's relationship opens the rest
    assert may(stranger, owner.id, "codex")
    assert not may(codex, stranger.id)  # the caller's own side counts
    assert not may(theirs, "codex")
    owner.relate("upgrade", bond["id"])
    assert may(owner, stranger.id)
    owner.relate("revoke", bond["id"])
    assert not may(owner, stranger.id)
    backend = owner.emulator.backend
    owner.emulator.run(backend.set_contact, owner.id, stranger.id)
    assert may(owner, "theirs")
    owner.emulator.run(backend.set_contact, owner.id, stranger.id, blocked=True)
    assert not may(owner, "theirs")


def test_a_direct_chat_needs_no_tie(owner: Any, stranger: Any) -> None:
    assert create(owner, agents(stranger)[0], kind="direct").status_code == 200


def test_the_list_of_chats(owner: Any, stranger: Any, external: Any) -> None:
    codex = external(owner, "codex")
    owner.emulator.clock.freeze()
    untitled = codex.group(owner.id, title=None)
    owner.emulator.clock.advance(1)
    alone = owner.group(title=None)
    owner.emulator.clock.advance(1)
    codex.send(untitled, "news")
    first, second = owner.get("/chats")
    assert (first["id"], first["title"], first["unread_count"]) == (untitled, "Codex", 1)
    assert first["last_message"] == {
        "id": first["last_message"]["id"],
        "content": "news",
        "sender_name": "Codex",
        "seq": 1,
        "created_at": owner.emulator.clock.now().timestamp(),
    }
    assert first["updated_at"] == first["last_message"]["created_at"]
    # The real server cannot show an untitled group of one.
    expected = (alone, "owner", None, None)
    assert (second["id"], second["title"], second["last_message"], second["updated_at"]) == expected
    assert stranger.get("/chats") == []
    owner.emulator.run(owner.emulator.backend.close_chat, untitled)
    assert [chat["id"] for chat in owner.get("/chats")] == [alone]


def test_who_may_look(owner: Any, stranger: Any) -> None:
    chat_id = owner.group()
    assert stranger.refused("GET", f"/chats/{chat_id}")[0] == 403
    assert owner.refused("GET", "/chats/unknown")[0] == 404


def test_adding_members(owner: Any, stranger: Any, external: Any) -> None:
    codex = external(owner, "codex")
    chat_id = owner.group("codex")
    owner.send(chat_id, "before")

    def add(wire: Any, user_id: str, chat: str = chat_id) -> Any:
        return wire.call("POST", f"/chats/{chat}/members", {"user_id": user_id})

    assert add(codex, stranger.id).status_code == 403
    for user_id in (owner.id, "nobody"):
        assert add(owner, user_id).status_code == 400
    for _ in range(2):
        answer = add(owner, stranger.id).json()
        assert answer == {"chat_id": chat_id, "user_id": stranger.id, "state": "member"}
    assert stranger.unread(chat_id) == ["before"]
    assert len(owner.get(f"/chats/{chat_id}")["members"]) == 3
    assert add(owner, stranger.id, "unknown").status_code == 404
    assert add(owner, stranger.id, owner.direct("codex")).status_code == 400
    owner.emulator.run(owner.emulator.backend.close_chat, chat_id)
    assert add(owner, stranger.id).status_code == 400


def test_who_may_mute_whom(owner: Any, stranger: Any, external: Any) -> None:
    codex = external(owner, "codex")
    chat_id = owner.group("codex")

    def mute(wire: Any, user_id: str, chat: str = chat_id, **fields: Any) -> Any:
        return wire.call("POST", f"/chats/{chat}/mute", {"user_id": user_id, "muted": True, **fields})

    for user_id in (owner.id, "codex", agents(owner)[0]):
        assert mute(owner, user_id).json() == {"status": "ok", "muted": True}
    assert mute(owner, "codex", muted=False).json() == {"status": "ok", "muted": False}
    assert mute(owner, "codex", "unknown").status_code == 200
    assert mute(codex, "codex", mute_until=0).status_code == 200
    for wire, user_id in [(codex, owner.id), (stranger, "codex"), (owner, stranger.id), (owner, "nobody")]:
        assert mute(wire, user_id).status_code == 403
