"""Agents, their revisions, and who can read and write them."""

from __future__ import annotations

from typing import Any

import pytest

SPEC = {"name": "mine", "description": "d", "environments": ["h/browser"]}


def tag(answer: Any) -> str:
    assert answer.is_success, answer.text
    return answer.headers["ETag"]


def test_every_write_makes_a_revision(wire: Any) -> None:
    assert tag(wire.call("POST", "/agents", SPEC, params={"message": "begin"})) == '"1"'
    assert tag(wire.call("PUT", "/agents/mine", {**SPEC, "model": "m"})) == '"2"'
    assert tag(wire.call("PATCH", "/agents/mine", {"instructions": "be brief"})) == '"3"'
    assert tag(wire.call("PATCH", "/agents/mine", {"instructions": "be brief"})) == '"3"'  # nothing changes
    assert tag(wire.call("POST", "/agents/mine/revisions/1/restore")) == '"4"'
    assert wire.get("/agents/mine") == SPEC
    assert wire.get("/agents/mine", revision=3) == {**SPEC, "model": "m", "instructions": "be brief"}
    page = wire.get("/agents/mine/revisions")
    assert [(row["number"], row["message"], row["restored_from"]) for row in page["items"]] == [
        (4, "Restored from v1", 1),
        (3, None, None),
        (2, None, None),
        (1, "begin", None),
    ]
    assert wire.get("/agents/mine/revisions", sort="number", size=1, page=2)["items"][0]["number"] == 2
    assert wire.get("/agents", agent_name="mine", include="revision")["items"] == [{**SPEC, "revision": 4}]
    assert wire.refused("GET", "/agents/mine", params={"revision": 5})[0] == 404
    assert wire.refused("POST", "/agents/mine/revisions/5/restore")[0] == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("PUT", "", {**SPEC, "model": "m"}, 200),
        ("PATCH", "", {"model": "m"}, 200),
        ("POST", "/revisions/1/restore", None, 200),
        ("DELETE", "", None, 204),
    ],
)
@pytest.mark.parametrize(
    ("if_match", "passes"), [(None, True), ("*", True), ('"2"', True), ('"7", "2"', True), ('"1"', False)]
)
def test_a_write_may_depend_on_a_revision(
    wire: Any, method: str, path: str, body: Any, status: int, if_match: str | None, passes: bool
) -> None:
    wire.post("/agents", SPEC)
    wire.patch("/agents/mine", {"description": "second"})
    headers = {} if if_match is None else {"If-Match": if_match}
    answer = wire.call(method, f"/agents/mine{path}", body, headers=headers)
    if passes:
        assert answer.status_code == status
    else:
        assert (answer.status_code, answer.headers["ETag"], answer.content) == (412, '"2"', b"")
        assert wire.get("/agents/mine")["description"] == "second"


def test_names_inside_can_be_expanded(wire: Any) -> None:
    wire.post("/skills", {"name": "s", "description": "d", "body": "b"})
    wire.post("/agents", {**SPEC, "skills": ["s"], "subagents": ["h/web-surfer-flash", "mine"]})
    answer = wire.call("GET", "/agents/mine", params={"resolve": True})
    assert "ETag" not in answer.headers
    agent = answer.json()
    assert agent["environments"][0]["kind"] == "web"
    assert agent["skills"][0]["body"] == "b"
    assert agent["subagents"][0]["environments"][0]["kind"] == "web"
    assert agent["subagents"][1] == "mine"  # which would never end
    assert "subagents" in wire.get("/agents/mine")


def test_what_is_reserved_is_read_only(wire: Any) -> None:
    name = "h/web-surfer-pro"
    spec = wire.get(f"/agents/{name}")
    assert wire.get("/agents/h%2Fweb-surfer-pro") == spec  # encoded as some clients do
    assert wire.refused("PUT", f"/agents/{name}", spec)[0] == 403
    assert wire.refused("PATCH", f"/agents/{name}", {"model": "m"})[0] == 403
    assert wire.refused("DELETE", f"/agents/{name}")[0] == 403
    assert wire.refused("POST", f"/agents/{name}/revisions/1/restore")[0] == 403
    assert wire.refused("POST", "/agents", {**SPEC, "name": "h/mine"})[0] == 403
    assert [agent["name"] for agent in wire.get("/agents", reserved=True, sort="agent_name")["items"]] == [
        "h/web-surfer-flash",
        "h/web-surfer-holo3-1-35b",
        "h/web-surfer-pro",
    ]
    assert wire.get("/agents", reserved=False)["total"] == 0


def test_routes_with_slashes_are_known(wire: Any) -> None:
    wire.get("/agents/h/web-surfer-pro")
    wire.get("/agents/h/web-surfer-pro/revisions")
    wire.call("GET", f"/sessions/{wire.start()}/resources/attachments/0/out.txt")
    assert [seen.route for seen in wire.emulator.requests if seen.method == "GET"] == [
        "/api/v2/agents/{agent_name}",
        "/api/v2/agents/{agent_name}/revisions",
        "/api/v2/sessions/{session_id}/resources/{bucket}/{key}",
    ]


def test_without_a_key_the_reserved_ones_can_be_listed(wire: Any, anonymous: Any) -> None:
    wire.post("/agents", SPEC)
    assert anonymous.get("/agents")["total"] == 3
    assert anonymous.get("/environments")["items"][0]["id"] == "h/browser"
    assert anonymous.get("/agents/h/web-surfer-pro/revisions")["total"] == 1
    assert anonymous.refused("GET", "/agents/mine/revisions")[0] == 404
    assert anonymous.refused("GET", "/agents/h/web-surfer-pro")[0] == 401
    anonymous.http.headers["Authorization"] = "Bearer wrong"
    assert anonymous.refused("GET", "/agents") == (401, {"message": "The API key is missing or unknown"})


def test_organizations_do_not_see_each_other(wire: Any, colleague: Any, stranger: Any) -> None:
    wire.post("/agents", SPEC)
    session_id = wire.start(agent="mine")
    assert colleague.get("/agents/mine") == SPEC
    assert colleague.status(session_id) == "idle"
    assert stranger.refused("GET", "/agents/mine")[0] == 404
    assert stranger.refused("GET", f"/sessions/{session_id}")[0] == 404
    assert stranger.post("/agents", SPEC) == SPEC


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"name": "Mine"}, 422),
        ({"name": "-mine"}, 422),
        ({"name": "a/b/c"}, 422),
        ({"name": "x" * 64}, 422),
        ({"name": "team/mine"}, 201),
        ({"name": "mine"}, 409),
        ({"description": ""}, 422),
        ({"environments": []}, 422),
        ({"environments": [], "subagents": ["h/web-surfer-pro"]}, 201),
        ({"environments": [], "tools": [{"name": "t", "description": "d"}]}, 201),
        ({"tools": [{"name": "no-hyphen", "description": "d"}]}, 422),
        ({"tools": [{"name": "t" * 65, "description": "d"}]}, 422),
        ({"environments": [{"kind": "web", "id": "a"}, {"kind": "web", "id": "b"}]}, 422),
        ({"environments": [{"kind": "web", "id": "a", "persist_browser_profile": True}]}, 422),
        ({"environments": [{"kind": "sandbox", "id": "a"}]}, 201),
        ({"subagents": [{"name": "a", "description": "d", "environments": []}]}, 422),
    ],
)
def test_specs(wire: Any, change: Any, status: int) -> None:
    wire.post("/agents", SPEC)
    body = {**SPEC, "name": "other", **change}
    assert wire.call("POST", "/agents", body).status_code == status


def test_the_name_stays(wire: Any) -> None:
    wire.post("/agents", SPEC)
    assert wire.refused("PUT", "/agents/mine", {**SPEC, "name": "other"})[0] == 422
    assert wire.refused("PATCH", "/agents/mine", {"description": None})[0] == 422
    wire.delete("/agents/mine")
    assert wire.refused("GET", "/agents/mine")[0] == 404
    assert tag(wire.call("POST", "/agents", SPEC)) == '"1"'
