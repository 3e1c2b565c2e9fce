"""Keys, tenants, schemas, audit log, figures."""

from __future__ import annotations

import re
from typing import Any

import pytest

import fairlead.errors
from fairlead.emulator import Emulator
from fairlead.emulator.handoffrail.settings import Settings


class TestKeys:
    def test_a_key_is_shown_once(self, wire: Any) -> None:
        made = wire.call("POST", "/keys", {"name": "k"})
        key = made.json()
        assert made.status_code == 201
        assert re.fullmatch(r"hr_[A-Za-z0-9_-]{43}", key["key"])
        assert key["key_prefix"] == key["key"][:8]
        assert (key["role"], key["tenant_id"], key["revoked"]) == ("admin", "default", False)
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", key["created_at"])
        listed = wire.get("/keys")
        assert listed[-1] == {**key, "key": None}
        assert [other["name"] for other in listed] == ["emulator", "k"]

    def test_rotation(self, wire: Any) -> None:
        old = wire.call("POST", "/keys", {"name": "k", "role": "reader", "tenant_id": "t"}).json()
        answer = wire.call("POST", f"/keys/{old['id']}/rotate")
        new = answer.json()
        assert answer.status_code == 201
        assert (new["name"], new["tenant_id"], new["role"]) == ("k (rotated)", "t", "reader")
        assert wire.http.get("/api/v1/packets", headers={"X-API-Key": old["key"]}).status_code == 403
        assert wire.http.get("/api/v1/packets", headers={"X-API-Key": new["key"]}).status_code == 200
        for again in (
            wire.call("POST", f"/keys/{old['id']}/rotate"),
            wire.call("DELETE", f"/keys/{old['id']}"),
        ):
            assert again.status_code == 409
            assert "already revoked" in again.json()["detail"]

    def test_keys_are_listed_by_tenant(self, wire: Any, as_role: Any) -> None:
        other = as_role(tenant="other", name="o")
        assert [key["name"] for key in other.get("/keys")] == ["o"]
        assert "o" not in [key["name"] for key in wire.get("/keys")]

    @pytest.mark.parametrize(
        "body", [{}, {"name": "k", "role": "god"}, {"name": 5}, {"name": "k", "role": None}]
    )
    def test_invalid(self, wire: Any, body: object) -> None:
        assert wire.call("POST", "/keys", body).status_code == 422

    def test_making_one_from_a_test(self, emulator: Emulator, make_key: Any) -> None:
        with pytest.raises(fairlead.errors.ConfigurationError):
            make_key(emulator, role="god")
        with pytest.raises(fairlead.errors.ConfigurationError):
            make_key(emulator, tier="gold")


class TestTenants:
    def test_life(self, wire: Any) -> None:
        made = wire.call("POST", "/tenants", {"name": "acme", "tier": "whatever"})
        tenant = made.json()
        assert made.status_code == 201
        assert (tenant["tier"], tenant["handoffs_per_day"], tenant["max_api_keys"]) == ("whatever", 5, 5)
        assert tenant["deleted_at"] is None
        assert [t["name"] for t in wire.get("/tenants")] == ["acme", "default"]
        wire.emulator.clock.freeze()
        path = f"/tenants/{tenant['id']}"
        changed = wire.call("PATCH", path, {"name": "", "max_api_keys": -1, "tier": None}).json()
        assert (changed["name"], changed["max_api_keys"], changed["tier"]) == ("", -1, "whatever")
        assert wire.call("PATCH", path, {"name": ""}).status_code == 200
        assert wire.get(path) == wire.call("PATCH", path, {}).json()

        key = wire.call("POST", "/keys", {"name": "k", "tenant_id": tenant["id"]}).json()
        assert wire.get(f"{path}/keys") == [{**key, "key": None}]
        assert wire.call("DELETE", path).status_code == 204
        for method, suffix in [("GET", ""), ("PATCH", ""), ("DELETE", ""), ("GET", "/keys")]:
            assert wire.call(method, path + suffix, {} if method == "PATCH" else None).status_code == 404
        assert wire.http.get("/api/v1/packets", headers={"X-API-Key": key["key"]}).status_code == 200

    def test_names_are_unique_among_the_living(self, wire: Any) -> None:
        tenant = wire.call("POST", "/tenants", {"name": "acme"}).json()
        assert wire.call("POST", "/tenants", {"name": "acme"}).status_code == 409
        assert wire.call("PATCH", "/tenants/default", {"name": "acme"}).status_code == 409
        wire.call("DELETE", f"/tenants/{tenant['id']}")
        assert wire.call("POST", "/tenants", {"name": "acme"}).status_code == 201

    def test_the_real_server_fails_on_the_name_of_a_deleted_one(self, wire_of: Any) -> None:
        wire = wire_of(strict_compat=True)
        tenant = wire.call("POST", "/tenants", {"name": "acme"}).json()
        wire.call("DELETE", f"/tenants/{tenant['id']}")
        assert wire.call("POST", "/tenants", {"name": "acme"}).status_code == 500

    @pytest.mark.parametrize(
        "body", [{}, {"name": ""}, {"name": "x" * 129}, {"name": "x", "max_api_keys": 2**63}]
    )
    def test_invalid(self, wire: Any, body: object) -> None:
        assert wire.call("POST", "/tenants", body).status_code == 422

    def test_every_tenants_admin_sees_all(self, wire: Any, as_role: Any) -> None:
        wire.call("POST", "/tenants", {"name": "acme"})
        assert len(as_role(tenant="other").get("/tenants")) == 2


class TestSchemas:
    def register(self, wire: Any, schema: Any, **fields: Any) -> Any:
        return wire.call("POST", "/schemas", {"name": "s", "json_schema": schema, **fields})

    def test_registering(self, wire: Any, as_role: Any) -> None:
        first = self.register(wire, {"type": "object", "required": ["summary"]}).json()
        second = self.register(wire, {"type": "object"}, version=2**63 - 1).json()
        assert (first["version"], second["version"]) == (1, 2**63 - 1)
        assert first["json_schema"] == {"type": "object", "required": ["summary"]}
        page = wire.get("/schemas", limit=1)
        assert (page["schemas"], page["total"], page["limit"], page["offset"]) == ([second], 2, 1, 0)
        assert wire.get(f"/schemas/{first['id']}") == first
        assert as_role(tenant="other").call("GET", f"/schemas/{first['id']}").status_code == 404

    @pytest.mark.parametrize(
        "body",
        [
            {"json_schema": {}},
            {"json_schema": []},
            {"json_schema": {"type": "object"}, "name": ""},
            {"json_schema": {"type": "object"}, "name": "x" * 129},
            {"json_schema": {"type": "object"}, "version": 0},
            {"json_schema": {"type": "object"}, "version": 2**63},
        ],
    )
    def test_invalid(self, wire: Any, body: dict[str, Any]) -> None:
        assert wire.call("POST", "/schemas", {"name": "s", **body}).status_code == 422

    def test_contexts_are_held_to_them(self, wire: Any, draft: Any) -> None:
        schema = {
            "type": "object",
            "properties": {"custom": {"required": ["case"]}, "artifacts": {"maxItems": 0}},
            "required": ["summary", "conversation_state", "artifacts", "custom"],
        }
        schema_id = self.register(wire, schema).json()["id"]

        def create(**fields: Any) -> Any:
            return wire.call("POST", "/packets", draft(schema_id=schema_id, **fields))

        assert create(custom={"case": 1}).status_code == 201
        refused = create()
        assert refused.status_code == 422
        assert "validation failed" in refused.json()["detail"]
        assert refused.json()["detail"].endswith("(at 'custom')")
        assert wire.get("/packets")["total"] == 1

        parent = wire.get("/packets")["packets"][0]["id"]
        chained = wire.call("POST", f"/packets/{parent}/chain", draft(schema_id=schema_id))
        assert chained.status_code == 422

    def test_an_unknown_schema(self, wire: Any, draft: Any) -> None:
        refused = wire.call("POST", "/packets", draft(schema_id="none"))
        assert refused.status_code == 422
        assert "not found" in refused.json()["detail"]

    NO_SCHEMAS = (
        {"type": "nonsense"},
        {"type": "object", "$ref": "https://example.invalid/schema.json"},
        {"type": "object", "properties": {"summary": {"pattern": "("}}},
        {"type": "object", "$ref": "#"},
    )

    @pytest.mark.parametrize("schema", NO_SCHEMAS)
    def test_what_is_no_schema(self, wire: Any, draft: Any, schema: dict[str, Any]) -> None:
        schema_id = self.register(wire, schema).json()["id"]
        refused = wire.call("POST", "/packets", draft(schema_id=schema_id))
        assert refused.status_code == 422
        assert isinstance(refused.json()["detail"], str)

    def test_makes_the_real_server_fail(self, wire_of: Any, draft: Any) -> None:
        wire = wire_of(strict_compat=True)
        schema_id = self.register(wire, self.NO_SCHEMAS[0]).json()["id"]
        refused = wire.call("POST", "/packets", draft(schema_id=schema_id))
        assert (refused.status_code, refused.text) == (500, "Internal Server Error")


def test_the_audit_log_is_all_histories_newest_first(wire: Any) -> None:
    one = wire.packet_in("claimed")
    two = wire.create(source_agent={"id": "s", "name": ""})["id"]
    log = wire.get("/audit")
    assert [(e["packet_id"], e["action"]) for e in log["entries"]] == [
        (two, "created"),
        (one, "claimed"),
        (one, "created"),
    ]
    assert (log["total"], log["limit"], log["offset"]) == (3, 50, 0)
    assert set(log["entries"][0]) == {
        "id",
        "packet_id",
        "actor",
        "action",
        "resource",
        "details",
        "timestamp",
    }
    assert log["entries"][0]["resource"] == "packet"
    assert wire.get("/audit", actor="agent:s")["total"] == 1
    assert wire.get("/audit", action="created")["total"] == 2
    assert wire.get("/audit", packet_id=one)["total"] == 2
    assert wire.get("/audit", packet_id=one.upper())["total"] == 0
    page = wire.get("/audit", limit=1, offset=1)
    assert (len(page["entries"]), page["total"]) == (1, 3)


def test_figures(wire: Any, as_role: Any) -> None:
    wire.emulator.clock.freeze()
    packet_id = wire.packet_in("created")
    wire.emulator.clock.advance(10)
    wire.claim(packet_id)
    wire.packet_in("awaiting_human")
    as_role(tenant="other").create()
    assert wire.get("/stats") == {
        "total_packets": 2,
        "packets_by_status": {"claimed": 1, "awaiting_human": 1},
        "packets_last_24h": 2,
        "avg_claim_time_seconds": 10.0,
        "hitl_queue_depth": 1,
        "active_ws_connections": 0,
    }
    wire.patch(packet_id, status="in_progress")
    wire.emulator.clock.advance(5)
    wire.patch(packet_id, status="completed")
    health = wire.get("/system/health")
    assert health["version"] == "0.2.0"
    assert health["total_packets"] == 3
    assert health["packets_by_status"] == {"completed": 1, "awaiting_human": 1, "created": 1}
    assert health["avg_time_to_complete_seconds"] == 5.0
    assert health["top_agents"][0] == {"agent_id": "a-1", "packet_count": 3}
    assert (health["packets_waiting"], health["oldest_waiting_packet_age_seconds"]) == (1, 5.0)
    assert (health["active_agents"], health["claimed_not_completed"]) == (1, 1)
    assert (health["db_size_bytes"], health["connection_pool"]) == (None, None)


def test_health_and_readiness(wire: Any) -> None:
    assert wire.http.get("/health").json() == {"status": "ok", "service": "handoffrail"}
    assert wire.http.get("/ready").json() == {"status": "ready", "service": "handoffrail", "db": True}


def test_metrics(wire: Any) -> None:
    wire.create(hitl={"reason": "r"})
    wire.call("GET", '/packets/"x"')
    answer = wire.http.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert 'handoffrail_requests_total{method="POST",endpoint="/api/v1/packets",status_code="201"} 1' in lines
    assert (
        r'handoffrail_requests_total{method="GET",endpoint="/api/v1/packets/\"x\"",status_code="422"} 1'
        in lines
    )
    assert 'handoffrail_handoffs_total{tenant_id="default"} 1' in lines
    assert 'handoffrail_hitl_checkpoints_total{tenant_id="default"} 1' in lines
    count = 'handoffrail_request_latency_seconds_count{method="POST",endpoint="/api/v1/packets"} 1'
    last_bucket = (
        'handoffrail_request_latency_seconds_bucket{method="POST",endpoint="/api/v1/packets",le="+Inf"} 1'
    )
    assert count in lines
    assert last_bucket in lines


class TestSettings:
    def test_the_key_is_not_shown(self) -> None:
        assert "hr_secret" not in repr(Settings(api_key="hr_secret"))

    def test_the_first_key(self, wire_of: Any) -> None:
        wire = wire_of(api_key="hr_mine", tier="free")
        assert wire.emulator.options == {"base_url": f"{wire.emulator.url}/api/v1", "api_key": "hr_mine"}
        assert wire.emulator.env == {
            "HANDOFFRAIL_URL": f"{wire.emulator.url}/api/v1",
            "HANDOFFRAIL_API_KEY": "hr_mine",
        }
        assert wire.get("/packets")["total"] == 0
        assert wire.get("/tenants")[0]["tier"] == "free"

    def test_a_random_one_at_every_start(self, wire_of: Any) -> None:
        keys = {wire_of().key, wire_of().key}
        assert len(keys) == 2
        assert all(re.fullmatch(r"hr_[A-Za-z0-9_-]{43}", key) for key in keys)

    @pytest.mark.parametrize(
        "setting", [{"tier": "gold"}, {"heartbeat_seconds": 0}, {"stream_buffer": -1}, {"unknown": 1}]
    )
    def test_nonsense(self, setting: dict[str, Any]) -> None:
        with pytest.raises(fairlead.errors.ConfigurationError):
            Emulator("handoffrail", **setting).start()


def test_a_reset_forgets_everything_but_the_first_key(wire: Any) -> None:
    wire.create()
    key = wire.call("POST", "/keys", {"name": "k"}).json()["key"]
    wire.emulator.reset()
    assert wire.get("/packets")["total"] == 0
    assert wire.get("/packets/search", q="packet")["total"] == 0
    assert len(wire.get("/keys")) == 1
    assert wire.http.get("/api/v1/packets", headers={"X-API-Key": key}).status_code == 401
