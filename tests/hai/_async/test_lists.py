"""Lists that are read to their end, and downloads."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from fairlead import hai
from fairlead.hai import AsyncClient
from tests.hai.scripted import Server

Answering = Callable[..., AsyncClient]

NOW = "2026-01-02T03:04:05Z"
ID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
AGENT = {"name": "buyer", "description": "Buys.", "environments": []}


# Lists.


def numbered(library: Any, items: list[Any], key: str) -> Callable[[Any], Any]:
    """A server with pages of a list."""

    def answer(request: Any) -> Any:
        query = dict(request.url.params)
        if "limit" in query:
            limit, offset = int(query["limit"]), int(query["offset"])
            body = {
                "total": len(items),
                "limit": limit,
                "offset": offset,
                key: items[offset : offset + limit],
            }
        else:
            page, size = int(query["page"]), int(query["size"])
            body = {"items": items[(page - 1) * size : page * size], "total": len(items), "page": page}
        return library.Response(200, content=json.dumps(body).encode())

    return answer


EVENT = {"type": "AgentStartedEvent", "timestamp": NOW, "data": {}}
TIMES = {"created_at": NOW, "updated_at": NOW}
WEBHOOK = {"id": ID, "url": "u", "enabled_events": [], "description": None, "disabled": False, **TIMES}
VAULT = {
    "id": ID,
    "org_id": ID,
    "name": "n",
    "provider_config": {"provider": "onepassword", "op_vault_id": "v"},
    **TIMES,
}
PROFILE = {
    "id": ID,
    "user_id": ID,
    "org_id": ID,
    "name": "n",
    "browser_name": "b",
    "browser_version": "1",
    **TIMES,
}
RUN = {
    "id": ID,
    "schedule_id": ID,
    "status": "created",
    "scheduled_for": NOW,
    "session_id": None,
    "error": None,
    "triggered_manually": False,
    "created_at": NOW,
}


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
@pytest.mark.parametrize(
    ("method", "arguments", "item", "key"),
    [
        ("sessions.iter_sessions", (), {"id": ID, "status": "idle", "created_at": NOW}, "items"),
        ("sessions.iter_session_events", ("s",), EVENT, "items"),
        ("agents.iter_agents", (), AGENT, "items"),
        ("agents.iter_agent_revisions", ("a",), {"number": 1, "created_at": NOW}, "items"),
        ("environments.iter_environments", (), {"id": "e", "kind": "web"}, "items"),
        ("skills.iter_skills", (), {"name": "s", "description": "d", "body": "b"}, "items"),
        ("webhooks.iter_webhooks", (), WEBHOOK, "items"),
        ("schedules.iter_schedule_runs", ("s",), RUN, "items"),
        ("vaults.iter_vaults", (), VAULT, "vaults"),
        ("browser_profiles.iter_browser_profiles", (), PROFILE, "profiles"),
    ],
)
async def test_lists_are_read_to_their_end(
    method: str,
    arguments: tuple[str, ...],
    item: Any,
    key: str,
    count: int,
    library: Any,
    answering: Answering,
) -> None:
    requests: list[Any] = []
    pages = numbered(library, [item] * count, key)
    client = answering(lambda request: requests.append(request) or pages(request))
    namespace, name = method.split(".")
    size = {"limit": 2} if key != "items" else {"size": 2}
    found = [each async for each in getattr(getattr(client, namespace), name)(*arguments, **size)]
    assert [each.to_dict() for each in found] == [item] * count
    assert len(requests) == max(1, -(-count // 2))


async def test_files_are_listed_to_their_end(library: Any, answering: Answering) -> None:
    entries = [
        {
            "name": f"f{n}",
            "path": f"~/f{n}",
            "size_bytes": n,
            "modified_at": f"2026-01-0{9 - n}T00:00:00Z",
            "is_dir": False,
        }
        for n in range(5)
    ]
    bodies: list[Any] = []

    def answer(request: Any) -> Any:
        bodies.append(json.loads(request.content))
        after = bodies[-1].get("name_after")
        start = 0 if after is None else int(after[1:]) + 1
        body = {"path": "~", "files": entries[start : start + 2], "truncated": start + 2 < len(entries)}
        return library.Response(200, content=json.dumps(body).encode())

    found = [file async for file in answering(answer).session_files.iter_files("s", path="~", max_entries=2)]
    assert [file.to_dict() for file in found] == entries
    assert bodies[1:] == [
        {"path": "~", "max_entries": 2, "modified_before": "2026-01-08T00:00:00+00:00", "name_after": "f1"},
        {"path": "~", "max_entries": 2, "modified_before": "2026-01-06T00:00:00+00:00", "name_after": "f3"},
    ]


async def test_skills_that_are_too_much_for_a_page_are_read_one_by_one(
    library: Any, answering: Answering
) -> None:
    skills = [{"name": f"s{n}", "description": "d", "body": "b", "files": {"f": "x" * n}} for n in range(5)]
    pages = numbered(library, skills, "items")
    sizes: list[int] = []

    def answer(request: Any) -> Any:
        page, size = int(request.url.params["page"]), int(request.url.params["size"])
        sizes.append(size)
        too_much = size > 1 and page == 2
        return library.Response(413, content=b"") if too_much else pages(request)

    found = [skill async for skill in answering(answer).skills.iter_skills(size=2)]
    assert [skill.to_dict() for skill in found] == skills
    assert sizes == [2, 2, 1, 1, 2]
    refusing = answering(lambda _request: library.Response(413, content=b""))
    with pytest.raises(hai.ContentTooLargeError):
        _ = [skill async for skill in refusing.skills.iter_skills(size=2)]


# Downloads.


async def test_downloads_follow_the_service_but_the_key_does_not(library: Any, answering: Answering) -> None:
    requests: list[Any] = []

    def answer(request: Any) -> Any:
        requests.append(request)
        if request.url.host == "hai.test":
            return library.Response(302, headers={"Location": "https://storage.test/f?signature=s3cret"})
        return library.Response(200, content=b"0123456789")

    client = answering(answer)
    whole = [piece async for piece in client.sessions.get_session_resource(ID, "files", "a b/c.pdf")]
    assert b"".join(whole) == b"0123456789"
    assert requests[0].url.raw_path.decode() == f"/api/v2/sessions/{ID}/resources/files/a%20b/c.pdf"
    assert "authorization" in requests[0].headers
    assert "authorization" not in requests[1].headers
    pieces = [
        piece
        async for piece in client.sessions.get_session_resource(
            ID, "files", "x", request_options={"chunk_size": 4}
        )
    ]
    assert pieces == [b"0123", b"4567", b"89"]


async def test_downloads_that_are_refused(library: Any, answering: Answering) -> None:
    client = answering(Server(library, (404, {"detail": "no such file"})))
    with pytest.raises(hai.NotFoundError, match="no such file"):
        _ = [piece async for piece in client.sessions.get_session_resource(ID, "files", "x")]
    for bucket, key in [("..", "x"), ("files", "../x"), ("files", ""), ("a/b", "x")]:
        with pytest.raises(hai.InvalidArgument):
            _ = [piece async for piece in client.sessions.get_session_resource(ID, bucket, key)]
