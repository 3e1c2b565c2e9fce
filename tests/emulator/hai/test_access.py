"""Keys, and the sign-in pages that lead to them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from fairlead.emulator.hai.portal import challenge_of, is_loopback

CALLBACK = "http://127.0.0.1:5555/"
VERIFIER = "v" * 43


def sign_in(anonymous: Any, user: str, **changes: str | None) -> dict[str, list[str]]:
    """What the browser brings back to the program."""
    parameters = {
        "provider": "google",
        "redirect_uri": CALLBACK,
        "code_challenge": challenge_of(VERIFIER),
        "code_challenge_method": "S256",
        "state": "xyz",
        **changes,
    }
    page = anonymous.http.get("/api/auth/authorize", params=parameters)
    assert page.status_code == 200, page.text
    found = re.search(r'action="([^"]+)"', page.text)
    assert found is not None
    answer = anonymous.http.post(found[1], data={"user": user})
    assert answer.status_code == 303
    location = answer.headers["Location"]
    assert location.startswith(CALLBACK)
    return parse_qs(urlsplit(location).query)


def exchange(anonymous: Any, code: str, /, **changes: str) -> Any:
    body = {"code": code, "code_verifier": VERIFIER, "redirect_uri": CALLBACK, **changes}
    return anonymous.http.post("/api/auth/desktop/exchange", json=body)


def test_a_program_gets_a_key(anonymous: Any, open_wire: Any) -> None:
    brought = sign_in(anonymous, "owner@example.com")
    assert brought["state"] == ["xyz"]
    token = exchange(anonymous, brought["code"][0]).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    http = anonymous.http
    me = http.get("/api/auth/me", headers=headers).json()
    assert me["email"] == "owner@example.com"
    owned = http.get("/api/organizations/owned", headers=headers).json()
    assert owned == [{"id": me["org_id"], "name": "main"}]
    keys = f"/api/organizations/{me['org_id']}/keys/"
    made = http.post(keys, headers=headers, json={"name": "cli"}).json()
    again = http.post(keys, headers=headers, json={"name": "cli"})
    assert again.status_code == 400
    assert "already_exists" in again.text
    wire = open_wire(anonymous.emulator, made["key"])
    assert wire.get("/sessions/quota")["limit"] == 10
    assert [key["name"] for key in http.get(keys, headers=headers).json()] == ["first", "cli"]
    assert made["key"] not in http.get(keys, headers=headers).text
    assert http.request("DELETE", f"{keys}{made['id']}", headers=headers).status_code == 204
    assert http.request("DELETE", f"{keys}{made['id']}", headers=headers).status_code == 404
    assert wire.refused("GET", "/sessions/quota") == (401, {"message": "The API key is missing or unknown"})


def test_a_user_may_refuse(anonymous: Any) -> None:
    assert sign_in(anonymous, "") == {
        "state": ["xyz"],
        "error": ["access_denied"],
        "error_description": ["The sign-in was cancelled"],
    }
    assert "state" not in sign_in(anonymous, "", state=None)


@pytest.mark.parametrize(
    "changes", [{"code": "forged"}, {"code_verifier": "w" * 43}, {"redirect_uri": "http://127.0.0.1:5556/"}]
)
def test_a_code_is_worth_nothing_to_others(anonymous: Any, changes: dict[str, str]) -> None:
    code = sign_in(anonymous, "owner@example.com")["code"][0]
    assert exchange(anonymous, code, **changes).status_code == 400


def test_a_code_works_once_and_not_for_long(anonymous: Any) -> None:
    code = sign_in(anonymous, "owner@example.com")["code"][0]
    assert [exchange(anonymous, code).status_code for _ in range(2)] == [200, 400]
    late = sign_in(anonymous, "owner@example.com")["code"][0]
    anonymous.pass_(600)
    assert exchange(anonymous, late).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"redirect_uri": "https://evil.example/"},
        {"code_challenge_method": "plain"},
        {"code_challenge": "short"},
    ],
)
def test_sign_ins_that_make_no_sense(anonymous: Any, changes: dict[str, str]) -> None:
    parameters = {"redirect_uri": CALLBACK, "code_challenge": challenge_of(VERIFIER), **changes}
    assert anonymous.http.get("/api/auth/authorize", params=parameters).status_code in (400, 422)
    assert anonymous.http.post("/api/auth/decide?attempt=none", data={"user": ""}).status_code == 400


def test_a_portal_token_is_no_key(anonymous: Any, open_wire: Any) -> None:
    token = exchange(anonymous, sign_in(anonymous, "owner@example.com")["code"][0]).json()["access_token"]
    assert open_wire(anonymous.emulator, token).refused("GET", "/sessions")[0] == 401
    key = anonymous.emulator.options["api_key"]
    assert anonymous.http.get("/api/auth/me", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    headers = {"Authorization": f"Bearer {token}"}
    assert anonymous.http.get("/api/organizations/other/keys/", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("http://127.0.0.1:80/", True),
        ("http://[::1]:80/back", True),
        ("http://127.0.0.1/", False),
        ("https://127.0.0.1:80/", False),
        ("http://localhost:80/", False),
        ("http://10.0.0.1:80/", False),
        ("http://127.0.0.1:99999/", False),
        ("nonsense", False),
    ],
)
def test_loopback_addresses(uri: str, expected: bool) -> None:
    assert is_loopback(uri) is expected


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer wrong", "Basic abc"])
def test_a_key_is_needed(anonymous: Any, header: str | None) -> None:
    if header is not None:
        anonymous.http.headers["Authorization"] = header
    assert anonymous.refused("GET", "/sessions") == (401, {"message": "The API key is missing or unknown"})


def test_the_page_of_a_session_is_escaped(wire: Any, anonymous: Any) -> None:
    session = wire.get(f"/sessions/{wire.start('<script>alert(1)</script>')}")
    page = anonymous.http.get(session["agent_view_url"])
    assert page.status_code == 200
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
