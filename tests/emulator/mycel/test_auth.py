from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from fairlead.emulator.mycel import tokens

ACCOUNT = {"email": "fresh@example.com", "password": "pw-1", "invite_code": "INVITE-1"}


def register(wire: Any, account: Any = ACCOUNT) -> Any:
    wire.post("/auth/send-otp", account)
    temp = wire.post("/auth/verify-otp", {"email": account["email"], "token": "123456"})
    body = {"temp_token": temp["temp_token"], "invite_code": account["invite_code"]}
    return body, wire.post("/auth/complete-register", body)


def claims(token: str) -> Any:
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def test_registration(anonymous: Any, open_wire: Any) -> None:
    body, session = register(anonymous)
    assert session["token"] == body["temp_token"]
    user = session["user"]
    assert user == {
        "id": user["id"],
        "name": "fresh",
        "mycel_id": 2,
        "email": "fresh@example.com",
        "avatar": None,
    }
    assert session["agent"]["name"] == "Toad"
    wire = open_wire(anonymous.emulator, session["token"])
    agents = wire.get("/panel/agents")["items"]
    assert [(agent["name"], agent["status"]) for agent in agents] == [("Toad", "active"), ("Morel", "active")]
    assert {"created_at", "source"} & agents[0].keys() == {"created_at"}


def test_completing_twice_is_completing_once(anonymous: Any) -> None:
    body, session = register(anonymous)
    assert anonymous.post("/auth/complete-register", body) == session
    for wrong in ({"invite_code": "NOPE"}, {"temp_token": "nonsense"}):
        assert anonymous.refused("POST", "/auth/complete-register", {**body, **wrong})[0] == 400


@pytest.mark.parametrize("wrong", [{"invite_code": "NOPE"}, {"email": "owner@example.com"}, {"email": "x"}])
def test_a_registration_that_is_refused_at_once(anonymous: Any, wrong: Any) -> None:
    status, detail = anonymous.refused("POST", "/auth/send-otp", {**ACCOUNT, **wrong})
    assert (status, type(detail)) == (400, str)


def test_an_invite_code_registers_one_owner(anonymous: Any) -> None:
    register(anonymous)
    other = {**ACCOUNT, "email": "other@example.com"}
    assert anonymous.refused("POST", "/auth/send-otp", other)[0] == 400


def test_an_invite_code_expires(anonymous: Any) -> None:
    emulator = anonymous.emulator
    code = emulator.run(emulator.backend.make_invite_code, days=1)
    assert len(code) == 10
    emulator.clock.advance(86_401)
    assert anonymous.refused("POST", "/auth/send-otp", {**ACCOUNT, "invite_code": code})[0] == 400


def test_the_one_time_code(anonymous: Any) -> None:
    anonymous.post("/auth/send-otp", ACCOUNT)
    right = {"email": ACCOUNT["email"], "token": "123456"}
    assert anonymous.refused("POST", "/auth/verify-otp", {**right, "token": "654321"})[0] == 400
    anonymous.post("/auth/verify-otp", right)
    assert anonymous.refused("POST", "/auth/verify-otp", right)[0] == 400
    anonymous.post("/auth/send-otp", ACCOUNT)
    anonymous.emulator.clock.advance(3_601)
    assert anonymous.refused("POST", "/auth/verify-otp", right)[0] == 400


def test_login(anonymous: Any, open_wire: Any) -> None:
    _, session = register(anonymous)
    for identifier in ("fresh@example.com", "2"):
        login = anonymous.post("/auth/login", {"identifier": identifier, "password": "pw-1"})
        assert (login["user"], login["agent"]) == (session["user"], session["agent"])
        wire = open_wire(anonymous.emulator, login["token"])
        assert wire.id == session["user"]["id"]
    for identifier, password in [
        ("fresh@example.com", "pw-2"),
        ("nobody@example.com", "pw-1"),
        ("99", "pw-1"),
    ]:
        body = {"identifier": identifier, "password": password}
        assert anonymous.refused("POST", "/auth/login", body)[0] == 401


def test_the_token_of_a_login_expires_a_minute_late(anonymous: Any, open_wire: Any) -> None:
    emulator = anonymous.emulator
    emulator.clock.freeze()
    body = {"identifier": "owner@example.com", "password": "password"}
    wire = open_wire(emulator, anonymous.post("/auth/login", body)["token"])
    emulator.clock.advance(3_659)
    assert wire.call("GET", "/auth/me").status_code == 200
    emulator.clock.advance(2)
    assert wire.refused("GET", "/auth/me")[0] == 401


@pytest.mark.parametrize("header", [None, "", "Bearer", "bearer TOKEN", "Basic TOKEN", "Bearer TOKENx"])
def test_a_token_that_is_missing_or_wrong(owner: Any, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header.replace("TOKEN", owner.token)}
    del owner.http.headers["Authorization"]
    answer = owner.http.get("/api/chats", headers=headers)
    assert answer.status_code == 401
    assert isinstance(answer.json()["detail"], str)


def test_a_token_of_nobody(owner: Any, open_wire: Any) -> None:
    emulator = owner.emulator
    token = tokens.sign({"sub": "ghost"}, emulator.run(lambda: emulator.backend._world.key))
    assert open_wire(emulator, token).refused("GET", "/auth/me")[0] == 401


def test_guests(anonymous: Any, open_wire: Any) -> None:
    blank = anonymous.post("/auth/guest", {"display_name": "  "})
    assert blank["user"] == {
        "id": blank["user"]["id"],
        "name": "Guest",
        "type": "human",
        "is_guest": True,
        "email": None,
        "mycel_id": None,
        "avatar": None,
    }
    assert blank["user"]["id"].startswith("guest-")
    assert claims(blank["token"]).keys() == {"sub", "iat", "mycel_user_type", "mycel_is_guest"}
    guest = open_wire(anonymous.emulator, blank["token"])
    assert guest.get("/auth/me") == blank["user"]
    assert guest.get("/panel/agents") == {"items": []}


def test_external_users(owner: Any, external: Any) -> None:
    body = {"user_id": " codex ", "display_name": " Codex "}
    made = owner.post("/auth/external-users", body)
    expected = {"id": "codex", "name": "Codex", "type": "external", "created_by_user_id": owner.id}
    assert made["user"] == expected
    assert "exp" not in claims(made["token"])
    assert claims(made["token"])["created_by_user_id"] == owner.id
    assert owner.refused("POST", "/auth/external-users", body)[0] == 409
    taken = {"user_id": owner.id, "display_name": "x"}
    assert owner.refused("POST", "/auth/external-users", taken)[0] == 409
    blank = {"user_id": "x", "display_name": " "}
    assert owner.refused("POST", "/auth/external-users", blank)[0] == 400
    me = external(owner, "other").get("/auth/me")
    assert (me["type"], me["email"], me["is_guest"]) == ("external", None, False)


def test_capabilities(owner: Any, guest: Any, external: Any, open_wire: Any) -> None:
    outsider = external(owner, "outsider")
    agent_id = owner.get("/panel/agents")["items"][0]["id"]
    agent = open_wire(owner.emulator, owner.emulator.run(owner.emulator.backend.make_token, agent_id))
    assert agent.get("/auth/me")["type"] == "agent"
    requests = {
        "create_external_user": ("/auth/external-users", {"user_id": "new", "display_name": "New"}),
        "create_managed_agent": ("/panel/agents", {"name": "New"}),
        "use_sandbox": ("/threads", {"agent_user_id": agent_id}),
    }
    for capability, (path, body) in requests.items():
        for wire in (guest, outsider, agent):
            answer = wire.call("POST", path, body)
            if wire is guest and capability == "create_external_user":
                assert answer.status_code == 200
            else:
                assert answer.status_code == 403
                assert capability in answer.json()["detail"]


def test_the_body_of_a_validation_error(anonymous: Any) -> None:
    status, (issue,) = anonymous.refused("POST", "/auth/verify-otp", {"email": "a@example.com"})
    assert status == 422
    assert (issue["type"], issue["loc"]) == ("missing", ["body", "token"])


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"a": NaN}', b'{"a": 1e999}', b'"\\ud800"'])
def test_a_body_that_is_not_json(anonymous: Any, content: bytes) -> None:
    answer = anonymous.http.post(
        "/api/auth/login", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["type"] == "json_invalid"


def test_routes_that_are_not_there(owner: Any) -> None:
    assert owner.refused("GET", "/nothing") == (404, "Not Found")
    assert owner.refused("DELETE", "/chats/x") == (405, "Method Not Allowed")
