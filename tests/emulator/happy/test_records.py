"""Machines and all the other things an account has, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest


def test_machines(owner: Any, stranger: Any) -> None:
    body = {"id": "m-1", "metadata": "bQ==", "dataEncryptionKey": "aw=="}
    made = owner.post("/v1/machines", body)["machine"]
    assert "seq" not in made
    assert (made["active"], made["metadataVersion"]) == (False, 1)
    assert (made["daemonState"], made["daemonStateVersion"]) == (None, 0)
    assert owner.post("/v1/machines", {**body, "metadata": "other"})["machine"] == made
    assert owner.get("/v1/machines/m-1") == {"machine": {**made, "seq": 0}}
    assert {m["id"] for m in owner.get("/v1/machines")} == {"m-1", owner.happy.machine_id}
    stated = owner.post("/v1/machines", {"id": "m-2", "metadata": "", "daemonState": "cw=="})["machine"]
    assert stated["daemonStateVersion"] == 1

    missing = (404, {"error": "Machine not found"})
    assert stranger.get("/v1/machines") == []
    assert stranger.refused("GET", "/v1/machines/m-1") == missing
    assert stranger.refused("DELETE", "/v1/machines/m-1") == missing
    status, failure = stranger.refused("POST", "/v1/machines", body)
    assert status == 500
    assert failure == {
        "error": "Internal Server Error",
        "message": "An unexpected error occurred",
        "statusCode": 500,
    }
    assert owner.delete("/v1/machines/m-1") == {"success": True}
    assert owner.refused("DELETE", "/v1/machines/m-1") == missing


def test_profile_and_settings(owner: Any) -> None:
    profile = owner.get("/v1/account/profile")
    assert (profile["id"], profile["connectedServices"]) == (owner.happy.account_id, [])
    assert owner.get("/v1/account/settings") == {"settings": None, "settingsVersion": 0}
    path = "/v1/account/settings"
    assert owner.post(path, {"settings": "x", "expectedVersion": 0}) == {"success": True, "version": 1}
    assert owner.post(path, {"settings": "y", "expectedVersion": 0}) == {
        "success": False,
        "error": "version-mismatch",
        "currentVersion": 1,
        "currentSettings": "x",
    }
    assert owner.get(path) == {"settings": "x", "settingsVersion": 1}


def test_access_keys(owner: Any, stranger: Any) -> None:
    session, machine = owner.session(), owner.machine()
    path = f"/v1/access-keys/{session}/{machine}"
    assert owner.get(path) == {"accessKey": None}
    update = {"data": "y", "expectedVersion": 1}
    assert owner.refused("PUT", path, update) == (404, {"error": "Access key not found"})
    created = owner.post(path, {"data": "x"})
    assert created["accessKey"]["dataVersion"] == 1
    assert owner.refused("POST", path, {"data": "x"}) == (409, {"error": "Access key already exists"})
    assert owner.call("PUT", path, update).json() == {"success": True, "version": 2}
    assert owner.call("PUT", path, update).json() == {
        "success": False,
        "error": "version-mismatch",
        "currentVersion": 2,
        "currentData": "y",
    }
    assert owner.get(path)["accessKey"]["data"] == "y"
    missing = (404, {"error": "Session or machine not found"})
    assert stranger.refused("GET", path) == missing
    assert owner.refused("POST", f"/v1/access-keys/{session}/unknown", {"data": "x"}) == missing
    owner.delete(f"/v1/machines/{machine}")
    owner.machine()
    assert owner.get(path) == {"accessKey": None}, "the machine took its keys along"


def test_artifacts(owner: Any, stranger: Any) -> None:
    artifact = str(uuid4())
    body = {"id": artifact, "header": "h", "body": "b", "dataEncryptionKey": "k"}
    made = owner.post("/v1/artifacts", body)
    assert (made["headerVersion"], made["bodyVersion"], made["seq"]) == (1, 1, 0)
    assert owner.post("/v1/artifacts", {**body, "header": "other"}) == made
    assert owner.get(f"/v1/artifacts/{artifact}") == made
    (listed,) = owner.get("/v1/artifacts")
    assert listed == {k: v for k, v in made.items() if k not in ("body", "bodyVersion")}
    taken = {"error": "Artifact with this ID already exists for another account"}
    assert stranger.refused("POST", "/v1/artifacts", body) == (409, taken)

    path = f"/v1/artifacts/{artifact}"
    assert owner.post(path, {"header": "h2", "expectedHeaderVersion": 1, "body": "ignored"}) == {
        "success": True,
        "headerVersion": 2,
    }
    both = {"header": "h3", "expectedHeaderVersion": 2, "body": "b2", "expectedBodyVersion": 9}
    assert owner.post(path, both) == {
        "success": False,
        "error": "version-mismatch",
        "currentBodyVersion": 1,
        "currentBody": "b",
    }
    assert owner.post(path, {}) == {"success": True}
    now = owner.get(path)
    assert (now["header"], now["body"], now["seq"]) == ("h2", "b", 2)
    missing = (404, {"error": "Artifact not found"})
    assert stranger.refused("GET", path) == missing
    assert stranger.refused("POST", path, {}) == missing
    assert owner.delete(path) == {"success": True}
    assert owner.refused("DELETE", path) == missing


def test_the_key_value_store(owner: Any, stranger: Any) -> None:
    def change(key: str, value: str | None, version: int) -> Any:
        return owner.call("POST", "/v1/kv", {"mutations": [{"key": key, "value": value, "version": version}]})

    assert change("a/1", "dg==", -1).json() == {"success": True, "results": [{"key": "a/1", "version": 0}]}
    assert change("a/1", "dw==", 0).json()["results"] == [{"key": "a/1", "version": 1}]
    assert owner.get("/v1/kv/a%2F1") == {"key": "a/1", "value": "dw==", "version": 1}
    clash = change("a/1", "eA==", -1)
    assert (clash.status_code, clash.json()) == (
        409,
        {
            "success": False,
            "errors": [{"key": "a/1", "error": "version-mismatch", "version": 1, "value": "dw=="}],
        },
    )
    mixed = [{"key": "b", "value": "dg==", "version": -1}, {"key": "c", "value": "dg==", "version": 3}]
    assert owner.call("POST", "/v1/kv", {"mutations": mixed}).json()["errors"] == [
        {"key": "c", "error": "version-mismatch", "version": -1, "value": None}
    ]
    assert owner.refused("GET", "/v1/kv/b") == (404, {"error": "Key not found"}), "all or nothing"
    change("a/2", "dg==", -1)
    change("b_1", "dg==", -1)
    assert [item["key"] for item in owner.get("/v1/kv")["items"]] == ["a/1", "a/2", "b_1"]
    assert [item["key"] for item in owner.get("/v1/kv", prefix="a", limit=1)["items"]] == ["a/1"]
    found = owner.post("/v1/kv/bulk", {"keys": ["b_1", "nothing", "a/1"]})["values"]
    assert [entry["key"] for entry in found] == ["b_1", "a/1"]
    assert stranger.get("/v1/kv")["items"] == []
    assert change("a/1", None, 1).json()["results"] == [{"key": "a/1", "version": 2}]
    assert owner.refused("GET", "/v1/kv/a%2F1")[0] == 404
    assert change("a/1", "dg==", -1).status_code == 409, "a removed key keeps counting"
    assert change("a/1", "dg==", 2).json()["results"] == [{"key": "a/1", "version": 3}]


def test_push_tokens(owner: Any) -> None:
    owner.post("/v1/push-tokens", {"token": "x/y"})
    owner.post("/v1/push-tokens", {"token": "x/y"})
    (listed,) = owner.get("/v1/push-tokens")["tokens"]
    assert listed["token"] == "x/y"
    owner.post("/v1/push-tokens", {"token": "z/1"})
    assert owner.delete("/v1/push-tokens/z%2F1") == {"success": True}
    assert owner.delete("/v1/push-tokens/z%2F1") == {"success": True}
    assert len(owner.get("/v1/push-tokens")["tokens"]) == 1


def test_friends_and_the_feed(owner: Any, stranger: Any) -> None:
    me, other = owner.happy.account_id, stranger.get("/v1/account/profile")["id"]
    assert owner.get(f"/v1/user/{other}")["user"] == {
        "id": other,
        "firstName": "",
        "lastName": None,
        "avatar": None,
        "username": "",
        "bio": None,
        "status": "none",
    }
    assert owner.refused("GET", "/v1/user/nobody") == (404, {"error": "User not found"})
    assert owner.get("/v1/user/search", query="nobody") == {"users": []}
    socket = stranger.socket()
    assert owner.post("/v1/friends/add", {"uid": other})["user"]["status"] == "requested"
    assert socket.heard() == ["relationship-updated", "new-feed-post"]
    assert stranger.get("/v1/friends")["friends"][0]["status"] == "pending"
    assert stranger.post("/v1/friends/add", {"uid": me})["user"]["status"] == "friend"
    assert owner.get("/v1/friends")["friends"][0]["status"] == "friend"
    newest, oldest = stranger.get("/v1/feed")["items"]
    assert (newest["body"]["kind"], oldest["body"]) == (
        "friend_accepted",
        {"kind": "friend_request", "uid": me},
    )
    page = stranger.get("/v1/feed", limit=1)
    assert (page["items"], page["hasMore"]) == ([newest], True)
    assert stranger.get("/v1/feed", before=newest["cursor"])["items"] == [oldest]
    assert stranger.get("/v1/feed", after=oldest["cursor"])["items"] == [newest]
    assert stranger.refused("GET", "/v1/feed", before="x")[0] == 500
    assert owner.post("/v1/friends/remove", {"uid": other})["user"]["status"] == "pending"
    assert stranger.get(f"/v1/user/{me}")["user"]["status"] == "requested"
    assert owner.post("/v1/friends/remove", {"uid": other})["user"]["status"] == "none"
    assert stranger.get(f"/v1/user/{me}")["user"]["status"] == "rejected"
    assert owner.post("/v1/friends/add", {"uid": me}) == {"user": None}


def test_vendors_and_services_that_are_not_there(owner: Any) -> None:
    assert owner.get("/v1/connect/openai/token") == {"token": None}
    owner.post("/v1/connect/openai/register", {"token": "sk"})
    assert owner.get("/v1/connect/openai/token") == {"token": "sk"}
    assert owner.get("/v1/connect/tokens") == {"tokens": [{"vendor": "openai", "token": "sk"}]}
    assert owner.get("/v1/account/profile")["connectedServices"] == ["openai"]
    assert owner.delete("/v1/connect/openai") == {"success": True}
    assert owner.refused("DELETE", "/v1/connect/openai")[0] == 500
    unset = (400, {"error": "GitHub OAuth not configured"})
    assert owner.refused("GET", "/v1/connect/github/params") == unset
    assert owner.delete("/v1/connect/github") == {"success": True}
    no_voice = (500, {"error": "ELEVENLABS_API_KEY not configured"})
    assert owner.refused("POST", "/v1/voice/conversations", {"agentId": "a"}) == no_voice
    assert owner.refused("GET", "/v1/voice/usage") == no_voice


def test_attachments(owner: Any, anonymous: Any) -> None:
    session = owner.session()
    base = f"/v1/sessions/{session}/attachments"
    target = owner.post(f"{base}/request-upload", {"filename": "a.png", "size": 3})
    assert (target["method"], target.keys()) == ("PUT", {"ref", "uploadUrl", "method"})
    assert target["ref"].startswith(f"sessions/{session}/attachments/")
    source = owner.post(f"{base}/request-download", {"ref": target["ref"]})["downloadUrl"]
    missing = {"error": "Attachment not found"}
    assert owner.http.get(source).json() == missing, "nothing was uploaded yet"
    put = owner.http.put(
        target["uploadUrl"], content=b"\x00\x01\x02", headers={"Content-Type": "application/octet-stream"}
    )
    assert put.json() == {"ok": True}
    got = owner.http.get(source)
    assert (got.content, got.headers["content-type"]) == (b"\x00\x01\x02", "application/octet-stream")
    assert anonymous.http.get(f"/files/{target['ref']}").content == b"\x00\x01\x02"
    assert owner.refused("GET", f"{base}/unknown.enc") == (404, missing)
    foreign = {"ref": "sessions/other/attachments/x.enc"}
    assert owner.refused("POST", f"{base}/request-download", foreign) == (
        400,
        {"error": "Ref does not belong to this session"},
    )
    assert owner.refused("POST", f"{base}/request-upload", {"filename": "a", "size": 10485761})[0] == 400
    assert owner.http.put(f"{base}/big.enc", content=b"0" * 10485761).status_code == 413


def test_uploads_are_limited(owner: Any) -> None:
    owner.emulator.clock.freeze()
    path = f"/v1/sessions/{owner.session()}/attachments/request-upload"
    answers = [owner.call("POST", path, {"filename": "f", "size": 1}).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
    owner.emulator.clock.advance(61)
    assert owner.call("POST", path, {"filename": "f", "size": 1}).status_code == 200


@pytest.mark.parametrize(("period", "sums"), [("hour", [3, 4]), ("day", [7]), (None, [7])])
def test_usage(owner: Any, period: str | None, sums: list[int]) -> None:

    owner.emulator.clock.freeze(at=datetime(2030, 1, 1, 12, tzinfo=UTC))
    session, socket = owner.session(), owner.socket()
    report = {"key": "a", "sessionId": session, "tokens": {"total": 3}, "cost": {"total": 0.5}}
    assert socket.call("usage-report", report)["success"] is True
    owner.emulator.clock.advance(3600)
    for total in (1, 4):  # the second takes the place of the first
        later = {**report, "key": "b", "tokens": {"total": total}}
        assert socket.call("usage-report", later)["success"] is True
    body = {} if period is None else {"groupBy": period}
    found = owner.post("/v1/usage/query", {**body, "sessionId": session})
    assert [group["tokens"]["total"] for group in found["usage"]] == sums
    assert (found["groupBy"], found["totalReports"]) == (period or "day", 2)
    start = int(owner.emulator.clock.now().timestamp()) - 60
    assert owner.post("/v1/usage/query", {"startTime": start})["totalReports"] == 1
    assert owner.post("/v1/usage/query", {"endTime": start})["totalReports"] == 1
