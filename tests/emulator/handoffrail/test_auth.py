"""Who may do what, and in which order a request is judged."""

from __future__ import annotations

from typing import Any

import pytest

ROLES = ("reader", "agent", "writer", "admin")
SOME = "5f0e4c1e-8f0a-4a53-9a55-0d6a1c7b2e10"
ROUTES = [
    # method, path, lowest role, status for whoever may
    ("GET", "/api/v1/packets", "reader", 200),
    ("POST", "/api/v1/packets", "writer", 422),
    ("GET", "/api/v1/packets/awaiting", "reader", 200),
    ("GET", "/api/v1/packets/search", "reader", 422),
    ("POST", "/api/v1/packets/batch", "writer", 422),
    ("POST", "/api/v1/packets/batch/claim", "agent", 422),
    ("POST", "/api/v1/packets/batch/complete", "writer", 422),
    ("GET", f"/api/v1/packets/{SOME}", "reader", 404),
    ("PATCH", f"/api/v1/packets/{SOME}", "agent", 404),
    ("DELETE", f"/api/v1/packets/{SOME}", "writer", 404),
    ("POST", f"/api/v1/packets/{SOME}/claim", "agent", 422),
    ("POST", f"/api/v1/packets/{SOME}/respond", "agent", 422),
    ("GET", f"/api/v1/packets/{SOME}/history", "reader", 404),
    ("POST", f"/api/v1/packets/{SOME}/chain", "writer", 422),
    ("POST", "/api/v1/schemas", "writer", 422),
    ("GET", "/api/v1/schemas", "writer", 200),
    ("GET", "/api/v1/schemas/x", "writer", 404),
    ("POST", "/api/v1/hooks", "writer", 422),
    ("GET", "/api/v1/hooks", "writer", 200),
    ("DELETE", "/api/v1/hooks/x", "writer", 404),
    ("GET", "/api/v1/hooks/x/deliveries", "writer", 404),
    ("GET", "/api/v1/hooks/dlq", "writer", 200),
    ("POST", "/api/v1/hooks/dlq/x/replay", "writer", 404),
    ("POST", "/api/v1/hooks/dlq/retry-all", "admin", 200),
    ("POST", "/api/v1/keys", "admin", 422),
    ("GET", "/api/v1/keys", "admin", 200),
    ("DELETE", "/api/v1/keys/x", "admin", 404),
    ("POST", "/api/v1/keys/x/rotate", "admin", 404),
    ("POST", "/api/v1/tenants", "admin", 422),
    ("GET", "/api/v1/tenants", "admin", 200),
    ("GET", "/api/v1/tenants/x", "admin", 404),
    ("PATCH", "/api/v1/tenants/x", "admin", 404),
    ("DELETE", "/api/v1/tenants/x", "admin", 404),
    ("GET", "/api/v1/tenants/x/keys", "admin", 404),
    ("GET", "/api/v1/audit", "reader", 200),
    ("GET", "/api/v1/stats", "admin", 200),
    ("GET", "/api/v1/system/health", "admin", 200),
    ("GET", "/api/v1/nothing", "admin", 404),
]


@pytest.mark.parametrize(("method", "path", "lowest", "allowed"), ROUTES)
def test_roles(as_role: Any, method: str, path: str, lowest: str, allowed: int) -> None:
    for role in ROLES:
        answer = as_role(role=role).http.request(method, path, json={} if allowed in (404, 422) else None)
        if ROLES.index(role) < ROLES.index(lowest):
            assert answer.status_code == 403
            assert lowest in answer.json()["detail"]
            assert role in answer.json()["detail"]
            assert "x-ratelimit-limit" not in answer.headers
        else:
            assert answer.status_code == allowed, answer.text


@pytest.mark.parametrize("path", ["/health", "/ready", "/metrics", "/docs", "/redoc", "/openapi.json"])
def test_open_to_everybody(as_role: Any, path: str) -> None:
    http = as_role(role="reader").http
    assert http.get(path).status_code == http.get(path, headers={"X-API-Key": ""}).status_code == 200


@pytest.mark.parametrize(("method", "path"), [route[:2] for route in ROUTES if route[1] != "/api/v1/nothing"])
def test_every_operation_needs_a_key(wire: Any, method: str, path: str) -> None:
    missing = wire.http.request(method, path, json={}, headers={"X-API-Key": ""})
    unknown = wire.http.request(method, path, json={}, headers={"X-API-Key": "hr_unknown"})
    assert missing.status_code == unknown.status_code == 401
    assert missing.json()["detail"] != unknown.json()["detail"]


def test_a_bearer_token_is_no_key(wire: Any) -> None:
    headers = {"X-API-Key": "", "Authorization": f"Bearer {wire.key}"}
    assert wire.http.get("/api/v1/packets", headers=headers).status_code == 401


def test_a_revoked_key_is_refused_at_once(wire: Any) -> None:
    made = wire.call("POST", "/keys", {"name": "short-lived", "role": "reader"}).json()
    headers = {"X-API-Key": made["key"]}
    assert wire.http.get("/api/v1/packets", headers=headers).status_code == 200
    assert wire.call("DELETE", f"/keys/{made['id']}").status_code == 204
    refused = wire.http.get("/api/v1/packets", headers=headers)
    assert refused.status_code == 403
    assert "revoked" in refused.json()["detail"]


class TestOrderOfJudgement:
    TOO_LARGE = b" " * 65_537
    NO_JSON = b"{"
    INVALID = b"{}"

    def post(self, wire: Any, body: bytes, key: str | None = None) -> int:
        headers = {"Content-Type": "application/json"} | ({} if key is None else {"X-API-Key": key})
        return wire.http.post("/api/v1/packets", content=body, headers=headers).status_code

    def test_a_low_role_beats_everything(self, wire: Any, as_role: Any) -> None:
        key = as_role(role="agent").key
        for body in (self.TOO_LARGE, self.NO_JSON, self.INVALID):
            assert self.post(wire, body, key) == 403

    def test_size_and_syntax_beat_the_key(self, wire: Any) -> None:
        for key in ("", "hr_unknown"):
            assert self.post(wire, self.TOO_LARGE, key) == 413
            assert self.post(wire, self.NO_JSON, key) == 422
            assert self.post(wire, self.INVALID, key) == 401

    def test_a_key_beats_parameters(self, wire: Any) -> None:
        bad = wire.http.get("/api/v1/packets/not-an-id?limit=0", headers={"X-API-Key": ""})
        assert bad.status_code == 401

    def test_unknown_paths(self, wire: Any, as_role: Any) -> None:
        for key, status in [
            ("", 404),
            ("hr_unknown", 404),
            (as_role(role="writer").key, 403),
            (wire.key, 404),
        ]:
            answer = wire.http.get("/api/v1/nothing", headers={"X-API-Key": key})
            assert answer.status_code == status
        assert answer.json() == {"detail": "Not Found"}


def test_wrong_methods(wire: Any) -> None:
    for method, path in [
        ("PUT", "/api/v1/packets"),
        ("HEAD", "/api/v1/packets"),
        ("OPTIONS", "/api/v1/packets"),
    ]:
        answer = wire.http.request(method, path)
        assert answer.status_code == 405
        assert "allow" in answer.headers
    assert wire.http.put("/api/v1/packets").json() == {"detail": "Method Not Allowed"}


def test_a_trailing_slash_redirects(wire: Any) -> None:
    answer = wire.http.get("/api/v1/packets/")
    assert answer.status_code == 307
    assert answer.headers["location"].endswith("/api/v1/packets")


def test_cross_origin(wire: Any, as_role: Any) -> None:
    origin = {"Origin": "https://app.example"}
    answer = wire.http.get("/api/v1/packets", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "https://app.example"
    assert answer.headers["access-control-allow-credentials"] == "true"
    preflight = {**origin, "Access-Control-Request-Method": "DELETE"}
    assert wire.http.options("/api/v1/packets", headers={**preflight, "X-API-Key": ""}).status_code == 200
    refused = as_role(role="reader").http.get("/api/v1/keys", headers=origin)
    assert refused.status_code == 403
    assert "access-control-allow-origin" not in refused.headers


@pytest.mark.parametrize(
    "body",
    [
        b'{"n": NaN}',
        b'{"n": 1e999}',
        b'{"t": "\\ud800"}',
        b"[" * 60_000,
        b'{"x":' + b"[" * 400 + b"]" * 400 + b"}",
        b"\xff\xfe",
    ],
)
def test_what_cannot_be_answered_is_no_json(wire: Any, body: bytes) -> None:
    answer = wire.http.post("/api/v1/packets", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["type"] == "json_invalid"


def test_a_body_that_is_no_text(wire: Any) -> None:
    answer = wire.http.post("/api/v1/packets", content=b"\xff\xfe", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 422


def test_the_body_limit(wire: Any) -> None:
    answer = wire.http.post("/api/v1/packets", content=b" " * 65_537)
    assert answer.status_code == 413
    assert answer.json()["tier"] == "free"
    assert wire.http.post("/api/v1/packets", content=b" " * 65_536).status_code == 422
    chunks = iter([b" " * 40_000, b" " * 40_000])
    assert wire.http.post("/api/v1/packets", content=chunks).status_code == 422  # no length, no limit
