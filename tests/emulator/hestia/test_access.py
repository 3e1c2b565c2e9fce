"""The API key, and the access control of the older routes."""

from __future__ import annotations

from typing import Any

import pytest

from fairlead.emulator.hestia import UserSession
from fairlead.errors import ConfigurationError

KEYED = [
    ("POST", "/api/v1/run"),
    ("POST", "/api/v1/run/stream"),
    ("GET", "/api/v1/trace/x"),
    ("POST", "/api/v1/chat"),
    ("POST", "/api/v1/chat/stream"),
    ("POST", "/api/chat"),
    ("POST", "/api/agents/run"),
    ("POST", "/api/secrets"),
    ("GET", "/api/secrets/x"),
    ("DELETE", "/api/secrets/x"),
    ("GET", "/api/system/status"),
    ("GET", "/api/system/config"),
    ("GET", "/api/system/metrics"),
    ("POST", "/api/governance/explain"),
    ("GET", "/api/governance/stability"),
    ("GET", "/api/governance/trace/x"),
]
OLDER = [(method, path) for method, path in KEYED if "/v1/" not in path]
BODY = {
    "input": "x",
    "message": "x",
    "agent_id": "agent-1",
    "task": "x",
    "credential_ref": "x",
    "secret": "x",
    "command_type": "x",
}


def send(wire: Any, method: str, path: str, **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return wire.http.request(method, path, json=BODY if method == "POST" else None, headers=named)


@pytest.mark.parametrize(("method", "path"), KEYED)
def test_the_key(wire_of: Any, method: str, path: str) -> None:
    wire = wire_of(api_key="a key")
    for headers in ({}, {"Authorization": "Bearer another"}, {"Authorization": "Basic a key"}):
        refused = send(wire, method, path, **headers)
        assert refused.status_code == 401
        assert "a key" not in refused.json()["detail"]
    assert send(wire, method, path, Authorization="Bearer a key").status_code in (200, 201, 404)


def test_what_needs_no_key(wire_of: Any) -> None:
    wire = wire_of(api_key="a key")
    for path in ("/health", "/api/v1/health", "/metrics", "/docs", "/openapi.json"):
        assert wire.http.get(path).status_code == 200
    assert wire.emulator.options == {"base_url": wire.emulator.url, "api_key": "a key"}
    assert wire.emulator.env == {"HESTIA_BASE_URL": wire.emulator.url, "HESTIA_API_KEY": "a key"}


def test_without_a_key_any_is_fine(wire: Any) -> None:
    assert send(wire, "POST", "/api/v1/run", Authorization="Bearer whatever").status_code == 200
    assert wire.emulator.options == {"base_url": wire.emulator.url, "api_key": None}
    assert wire.emulator.env == {"HESTIA_BASE_URL": wire.emulator.url}


@pytest.mark.parametrize(("method", "path"), OLDER)
def test_access_control(wire_of: Any, method: str, path: str) -> None:
    wire = wire_of(access_control=True, sessions={"mine": UserSession("t", "guest")})

    missing = send(wire, method, path)
    assert missing.status_code == 422
    assert [issue["loc"] for issue in missing.json()["detail"]] == [
        ["header", "x-tenant-id"],
        ["header", "x-session-id"],
    ]
    refusals = [
        ({"X_Tenant_ID": "t", "X_Session_ID": "unknown"}, 401, "Invalid session"),
        ({"X_Tenant_ID": "other", "X_Session_ID": "mine"}, 403, "Tenant access denied"),
        ({"X_Tenant_ID": "t", "X_Session_ID": "mine"}, 403, "Missing permission"),
    ]
    for headers, status, detail in refusals:
        refused = send(wire, method, path, **headers)
        assert refused.status_code == status
        assert detail in refused.json()["detail"]
    master = send(wire, method, path, X_Tenant_ID="any", X_Session_ID="test_session")
    assert master.status_code in (200, 201, 404)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("viewer", {"GET"}),
        ("operator", {"GET", "POST"}),
        ("service", {"GET", "POST"}),
        ("admin", {"GET", "POST", "DELETE"}),
        ("system", {"GET", "POST", "DELETE"}),
    ],
)
def test_roles(wire_of: Any, role: str, allowed: set[str]) -> None:
    wire = wire_of(access_control=True, sessions={"mine": UserSession("t", role)})
    for method, path in (("GET", "/api/secrets/x"), ("POST", "/api/secrets"), ("DELETE", "/api/secrets/x")):
        answer = send(wire, method, path, X_Tenant_ID="t", X_Session_ID="mine")
        assert (answer.status_code != 403) == (method in allowed)


def test_the_versioned_routes_know_no_sessions(wire_of: Any) -> None:
    wire = wire_of(access_control=True)
    assert wire.run("x")["result"] == "ALLOW"
    assert wire.post("/api/v1/chat", {"message": "x"})["response"] == "processed: x"


def test_there_is_no_other_role() -> None:
    with pytest.raises(ConfigurationError, match="guest, viewer"):
        UserSession("t", "king")
