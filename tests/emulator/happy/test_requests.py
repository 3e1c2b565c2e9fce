"""What every request has in common: validation comes first, and refusals have exact bodies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

OPENAPI = Path(__file__).parents[3] / "openapi" / "happy.yaml"
contract: Any = yaml.safe_load(OPENAPI.read_text("utf-8"))

BODIES: dict[str, Any] = {
    "approve_terminal_pairing": {"publicKey": "A" * 43 + "=", "response": "x"},
    "approve_account_pairing": {"publicKey": "A" * 43 + "=", "response": "x"},
    "update_settings": {"settings": "x", "expectedVersion": 0},
    "create_session": {"tag": "t", "metadata": "m"},
    "push_session_event": {"kind": "done", "title": "t", "body": "b"},
    "send_messages": {"messages": [{"content": "c", "localId": "l"}]},
    "request_attachment_upload": {"filename": "f", "size": 1},
    "request_attachment_download": {"ref": "r"},
    "create_machine": {"id": "m", "metadata": "m"},
    "create_access_key": {"data": "d"},
    "update_access_key": {"data": "d", "expectedVersion": 1},
    "create_artifact": {
        "id": "8f14e45f-ceea-467f-a0e6-6d3c7a2b1f00",
        "header": "h",
        "body": "b",
        "dataEncryptionKey": "k",
    },
    "update_artifact": {},
    "mutate_kv": {"mutations": [{"key": "k", "value": "v", "version": -1}]},
    "get_kv_bulk": {"keys": ["k"]},
    "register_push_token": {"token": "t"},
    "query_usage": {},
    "add_friend": {"uid": "u"},
    "remove_friend": {"uid": "u"},
    "register_vendor_token": {"token": "t"},
    "start_voice_conversation": {"agentId": "a"},
}
OPERATIONS = [
    (operation["operationId"], method, path)
    for path, item in contract["paths"].items()
    for method, operation in item.items()
    if operation.get("security") != []
]


@pytest.mark.parametrize(("name", "method", "path"), OPERATIONS, ids=[name for name, _, _ in OPERATIONS])
def test_a_valid_request_needs_a_token(anonymous: Any, name: str, method: str, path: str) -> None:
    url = path.format(
        session_id="s",
        machine_id="m",
        artifact_id="a",
        file="f.enc",
        key="k",
        token="t",
        user_id="u",
        vendor="openai",
    )
    query = {"query": "q"} if name == "search_users" else {}
    assert anonymous.refused(method.upper(), url, BODIES.get(name), **query) == (
        401,
        {"error": "Missing authorization header"},
    )


@pytest.mark.parametrize(
    ("method", "path", "body", "query", "message"),
    [
        (
            "POST",
            "/v1/sessions",
            {"tag": "t"},
            {},
            "body/metadata Invalid input: expected string, received undefined",
        ),
        (
            "POST",
            "/v1/sessions",
            {"metadata": None, "tag": 3},
            {},
            "body/tag Invalid input: expected string, received number,"
            " body/metadata Invalid input: expected string, received null",
        ),
        ("POST", "/v1/sessions", None, {}, "body/ Invalid input: expected object, received null"),
        (
            "POST",
            "/v1/machines",
            {"id": "m", "metadata": "m", "daemonState": None},
            {},
            "body/daemonState Invalid input: expected string, received null",
        ),
        ("GET", "/v2/sessions", None, {"limit": 0}, "querystring/limit Too small: expected number to be >=1"),
        (
            "GET",
            "/v2/sessions",
            None,
            {"limit": 201},
            "querystring/limit Too big: expected number to be <=200",
        ),
        (
            "GET",
            "/v2/sessions",
            None,
            {"limit": "many"},
            "querystring/limit Invalid input: expected number, received NaN",
        ),
        (
            "GET",
            "/v2/sessions",
            None,
            {"changedSince": 0},
            "querystring/changedSince Too small: expected number to be >0",
        ),
        (
            "GET",
            "/v3/sessions/s/messages",
            None,
            {"after_seq": 1, "before_seq": 2},
            "querystring/before_seq after_seq and before_seq are mutually exclusive",
        ),
        (
            "POST",
            "/v3/sessions/s/messages",
            {"messages": []},
            {},
            "body/messages Too small: expected array to have >=1 items",
        ),
        (
            "POST",
            "/v3/sessions/s/messages",
            {"messages": [{"content": "c", "localId": ""}]},
            {},
            "body/messages/0/localId Too small: expected string to have >=1 characters",
        ),
        (
            "POST",
            "/v1/sessions/s/push-event",
            {"kind": "x", "title": "t", "body": "b"},
            {},
            'body/kind Invalid option: expected one of "done"|"permission"|"question"',
        ),
        (
            "GET",
            "/v1/connect/acme/token",
            None,
            {},
            'params/vendor Invalid option: expected one of "openai"|"anthropic"|"gemini"',
        ),
    ],
)
def test_what_does_not_fit_is_said_before_the_token_is_looked_at(
    anonymous: Any, method: str, path: str, body: Any, query: Any, message: str
) -> None:
    expected = {"error": "Error", "message": message, "statusCode": 400}
    assert anonymous.refused(method, path, body, **query) == (400, expected)


def test_a_body_that_is_no_json(owner: Any) -> None:
    answer = owner.http.post("/v1/sessions", content=b"{", headers={"Content-Type": "application/json"})
    body = answer.json()
    assert (answer.status_code, body["error"], body["statusCode"]) == (400, "SyntaxError", 400)


def test_unknown_routes_and_wrong_methods_are_the_same(anonymous: Any) -> None:
    expected = {"error": "Not found", "path": "/nowhere?a=1", "method": "GET"}
    assert anonymous.refused("GET", "/nowhere", a=1) == (404, expected)
    assert anonymous.refused("PUT", "/v1/machines")[1]["method"] == "PUT"
    assert anonymous.refused("GET", "/v1/sessions/c0")[0] == 404
    assert anonymous.refused("GET", "/v1/machines/")[0] == 404


def test_unknown_fields_are_ignored(owner: Any) -> None:
    assert owner.post("/v1/sessions", {"tag": "t", "metadata": "m", "more": 1})["session"]["seq"] == 0


def test_web_pages_are_let_in(anonymous: Any) -> None:
    answer = anonymous.http.options("/v1/sessions", headers={"Origin": "https://app.example"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "GET, POST, PUT, DELETE"
    assert anonymous.http.get("/health").headers["access-control-allow-origin"] == "*"


def test_the_server_says_hello(anonymous: Any) -> None:
    assert anonymous.http.get("/").text == "Welcome to Happy Server!"
    health = anonymous.get("/health")
    assert (health["status"], health["service"]) == ("ok", "happy-server")
    version = {"platform": "ios", "version": "1", "app_id": "x"}
    assert anonymous.post("/v1/version", version) == {"updateUrl": None}


def test_an_account_that_is_gone(owner: Any) -> None:
    owner.emulator.reset()
    assert owner.refused("GET", "/v1/account/profile") == (401, {"error": "Invalid token"})
