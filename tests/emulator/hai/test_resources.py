"""Environments, skills, vaults, browser profiles, and the files of sessions."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

import pytest

BROWSER = {"kind": "web", "id": "mine/browser", "start_url": "https://example.com"}
SKILL = {"name": "mine/skill", "description": "d", "body": "b"}


def encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_environments_of_all_kinds(wire: Any) -> None:
    bodies = [
        BROWSER,
        {"kind": "desktop", "id": "desk", "host": "cloud"},
        {"kind": "android", "id": "phone"},
        {"kind": "workstation", "id": "shell", "storage": {"ephemeral": True}},
    ]
    for body in bodies:
        assert wire.post("/environments", body) == body
    assert [item["id"] for item in wire.get("/environments", sort="id")["items"]] == [
        "desk",
        "h/browser",
        "mine/browser",
        "phone",
        "shell",
    ]
    assert wire.get("/environments", kind="android")["items"] == [bodies[2]]
    assert wire.get("/environments", id="desk")["total"] == 1
    assert wire.get("/environments", search="example.com")["total"] == 1
    assert wire.get("/environments/mine%2Fbrowser") == wire.get("/environments/mine/browser") == BROWSER


def test_an_environment_is_replaced_or_changed(wire: Any) -> None:
    wire.post("/environments", BROWSER)
    path = "/environments/mine/browser"
    changed = wire.patch(path, {"headless": True, "mode": {"type": "text"}})
    assert changed == {**BROWSER, "headless": True, "mode": {"type": "text"}}
    bare = {"kind": "web", "id": "mine/browser"}
    assert wire.put(path, bare) == wire.get(path) == bare
    assert wire.refused("PUT", path, {**bare, "id": "other"})[0] == 422
    assert wire.refused("PATCH", path, {"image": "x"})[0] == 422
    assert wire.refused("PATCH", path, {"headless": None})[0] == 422
    wire.delete(path)
    assert wire.refused("GET", path)[0] == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"id": "x"}, 422),
        ({"kind": "sandbox", "id": "x"}, 422),
        ({"kind": "desktop", "id": "x"}, 422),
        ({"kind": "web", "id": "Not a name"}, 422),
        ({"kind": "web", "id": "h/mine"}, 403),
        ({**BROWSER}, 409),
        ({"kind": "web", "id": "x", "settle_s": 11}, 422),
        (
            {"kind": "web", "id": "x", "use_default_browser_profile": True, "browser_profile_id": "0" * 32},
            422,
        ),
        ({"kind": "web", "id": "x", "network": {"proxy_url": "http://p", "managed_proxy": {}}}, 422),
        ({"kind": "workstation", "id": "x", "storage": {}}, 422),
        ({"kind": "workstation", "id": "x", "storage": {"ephemeral": True, "volume_id": "v"}}, 422),
    ],
)
def test_environments_that_make_no_sense(wire: Any, body: Any, status: int) -> None:
    wire.post("/environments", BROWSER)
    assert wire.refused("POST", "/environments", body)[0] == status


def test_skills(wire: Any) -> None:
    assert wire.post("/skills", SKILL) == SKILL
    assert wire.refused("POST", "/skills", SKILL)[0] == 409
    path = "/skills/mine/skill"
    assert wire.patch(path, {"source": "s"}) == {**SKILL, "source": "s"}
    assert wire.put(path, {**SKILL, "body": "new"}) == {**SKILL, "body": "new"}
    assert wire.refused("PUT", path, {"name": "mine/skill"})[0] == 422
    assert wire.refused("PUT", path, {**SKILL, "name": "other"})[0] == 422
    assert wire.refused("PATCH", path, {"body": None})[0] == 422
    assert wire.get("/skills", name="mine/skill")["total"] == wire.get("/skills", search="NEW")["total"] == 1
    wire.delete(path)
    assert wire.get("/skills")["total"] == 0


def test_files_of_skills(wire: Any) -> None:
    files = {"run.sh": encoded(b"#!")}
    wire.post("/skills", {**SKILL, "files": files, "executable_files": ["run.sh"]})
    assert wire.refused("PATCH", "/skills/mine/skill", {"files": {}})[0] == 422  # what runs is no file then
    assert wire.refused("POST", "/skills", {**SKILL, "name": "s", "files": {"a": "?"}})[0] == 422
    large = {"a": encoded(b"x" * 4_000_000)}
    for name in ("one", "two"):
        wire.post("/skills", {**SKILL, "name": name, "files": large})
    assert wire.refused("GET", "/skills") == (413, None)
    assert [wire.get("/skills", size=1, page=page)["items"][0]["name"] for page in (1, 2, 3)] == [
        "two",
        "one",
        "mine/skill",
    ]


def test_a_body_has_a_limit(wire: Any) -> None:
    status, answer = wire.refused("POST", "/skills", {**SKILL, "body": "x" * 10_000_000})
    assert status == 413
    assert "10000000" in answer["message"]


def test_vaults(wire: Any) -> None:
    config = {"provider": "onepassword", "op_vault_id": "v"}
    body = {"name": "passwords", "provider_config": config, "token": "secret-token"}
    vault = wire.post("/vaults", body)
    assert (vault["name"], vault["provider_config"]) == ("passwords", config)
    path = f"/vaults/{vault['id']}"
    assert wire.patch(path, {"name": "new"})["name"] == "new"
    assert wire.get(f"{path}/health") == {"ok": True, "error": None}
    (switch,) = wire.emulator.switches()
    assert (switch.value, "new" in switch.about) == ("readable", True)
    wire.emulator.switch(f"vault {vault['id']}", "The token was revoked")
    assert wire.get(f"{path}/health") == {"ok": False, "error": "The token was revoked"}
    assert wire.put(f"{path}/token", {"token": "other-token"}) is None
    assert wire.get(f"{path}/health")["ok"] is True
    for value in (switch.choices[1], "readable"):
        wire.emulator.switch(switch.name, value)
        assert wire.emulator.switches()[0].value == value
        assert wire.get(f"{path}/health")["ok"] is (value == "readable")
    page = wire.get("/vaults", limit=1, offset=0)
    assert (page["total"], page["limit"], page["offset"], page["vaults"][0]["id"]) == (1, 1, 0, vault["id"])
    assert "token" not in str(page)
    assert wire.refused("POST", "/vaults", {**body, "token": " "})[0] == 422
    assert wire.refused("POST", "/vaults", {**body, "provider_config": {"op_vault_id": "v"}})[0] == 422
    wire.delete(path)
    assert wire.refused("GET", path)[0] == 404


def upload(wire: Any, ticket: Any, **changes: str) -> int:
    fields = {**ticket["upload_fields"], **changes}
    archive = {"file": ("profile.zip", b"PK\x05\x06\r\n--" + bytes(16), "application/zip")}
    return wire.http.post(ticket["upload_url"], data=fields, files=archive).status_code


def test_a_browser_profile_is_uploaded(wire: Any) -> None:
    ticket = wire.post("/browser-profiles/initiate-upload")
    path = f"/browser-profiles/{ticket['profile_id']}"
    body = {"name": "work", "browser_name": "chrome", "browser_version": "140", "labels": {"a": "b"}}
    assert wire.refused("GET", path)[0] == 404
    assert wire.refused("POST", f"{path}/complete-upload", body)[0] == 422
    assert upload(wire, ticket, key="profiles/other.zip") == 403
    assert upload(wire, ticket, policy="forged") == 403
    assert upload(wire, ticket) == 204
    profile = wire.post(f"{path}/complete-upload", body)
    assert (profile["name"], profile["file_size_bytes"], profile["is_default"]) == ("work", 24, False)
    assert wire.get("/browser-profiles")["profiles"] == [profile] == [wire.get(path)]
    wire.delete(path)
    assert wire.get("/browser-profiles")["total"] == 0


def test_an_upload_expires(wire: Any) -> None:
    ticket = wire.post("/browser-profiles/initiate-upload")
    wire.pass_(3_600)
    assert upload(wire, ticket) == 403
    assert wire.http.post(ticket["upload_url"], content=b"x").status_code == 400


def test_default_profiles(wire: Any) -> None:
    def make(name: str) -> str:
        ticket = wire.post("/browser-profiles/initiate-upload")
        upload(wire, ticket)
        body = {"name": name, "browser_name": "chrome", "browser_version": "1"}
        path = f"/browser-profiles/{ticket['profile_id']}"
        wire.post(f"{path}/complete-upload", body)
        return path

    first, second = make("first"), make("second")
    assert wire.refused("GET", "/browser-profiles/default", params={"browser_name": "chrome"})[0] == 404
    assert wire.put(f"{first}/default")["is_default"] is True
    assert wire.put(f"{second}/default")["is_default"] is True
    assert wire.get("/browser-profiles/default", browser_name="chrome")["name"] == "second"
    assert wire.get(first)["is_default"] is False
    assert wire.http.request("DELETE", f"/api/v2{second}/default").json()["is_default"] is False
    assert wire.refused("GET", "/browser-profiles/default")[0] == 422


def test_a_session_makes_the_default_profile_and_uses_it(wire: Any) -> None:
    browser = {"kind": "web", "id": "b", "use_default_browser_profile": True}
    agent = {"name": "a", "description": "d", "environments": [browser]}
    wire.start(agent=agent)
    wire.start(agent=agent)
    profile = wire.get("/browser-profiles/default", browser_name="chrome")
    assert (profile["usage_count"], profile["s3_path"]) == (2, None)


def test_files_of_a_session(wire: Any) -> None:
    session_id = wire.start()
    path = f"/sessions/{session_id}/files"
    wire.emulator.clock.freeze()
    for name, content in (("a.txt", b"a"), ("b.txt", b"bb"), ("sub/c.txt", b"ccc")):
        written = wire.post(
            f"{path}/write_file", {"path": f"~/Downloads/{name}", "content_base64": encoded(content)}
        )
        assert written == {"path": f"~/Downloads/{name}", "size_bytes": len(content)}
        wire.pass_(1)
    listed = wire.post(f"{path}/list_files", {})
    assert [(file["name"], file["size_bytes"], file["is_dir"]) for file in listed["files"]] == [
        ("sub", 0, True),
        ("b.txt", 2, False),
        ("a.txt", 1, False),
    ]
    assert wire.post(f"{path}/read_file", {"path": "~/Downloads/b.txt"})["content_base64"] == encoded(b"bb")
    assert wire.refused("POST", f"{path}/read_file", {"path": "~/Downloads/none"})[0] == 404
    for outside in ("/etc/passwd", "~/Downloads/../.ssh/id", "~/Downloadsx"):
        assert wire.refused("POST", f"{path}/read_file", {"path": outside})[0] == 422
    bad = {"path": "~/Downloads/x", "content_base64": "?"}
    assert wire.refused("POST", f"{path}/write_file", bad)[0] == 422
    folder = {"path": "~/Downloads", "content_base64": ""}
    assert wire.refused("POST", f"{path}/write_file", folder)[0] == 422


def test_pages_of_files(wire: Any) -> None:
    session_id = wire.start()
    path = f"/sessions/{session_id}/files"
    wire.emulator.clock.freeze(datetime.fromisoformat("2026-03-01T12:00:00.123457+00:00"))
    for name in "badc":  # all at the same time, so that the name decides
        wire.post(f"{path}/write_file", {"path": f"~/Downloads/{name}", "content_base64": ""})
    names: list[str] = []
    place: dict[str, Any] = {}
    while True:
        page = wire.post(f"{path}/list_files", {"max_entries": 3, **place})
        names += [file["name"] for file in page["files"]]
        last = page["files"][-1]
        place = {"modified_before": last["modified_at"], "name_after": last["name"]}
        if not page["truncated"]:
            break
    assert names == list("abcd")


def test_what_users_attach_is_on_the_machine(wire: Any) -> None:
    file = {"type": "base64", "source": encoded(b"hi"), "name": "in.txt"}
    session_id = wire.start({"type": "user_message", "message": "see", "files": [file]})
    read = wire.post(f"/sessions/{session_id}/files/read_file", {"path": "~/Downloads/in.txt"})
    assert read["content_base64"] == encoded(b"hi")
