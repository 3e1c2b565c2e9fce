"""Chat, agents, secrets, and what the server says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fairlead.emulator import Emulator
from fairlead.emulator.hestia import AgentError, Context
from fairlead.emulator.hestia.kernel import Kernel
from fairlead.errors import ConfigurationError

CHATS = ["/api/chat", "/api/v1/chat"]


def fails(text: str, context: Context) -> Iterator[str]:
    raise AgentError("MODEL_GONE", "The model is gone")
    yield ""


class TestChat:
    @pytest.mark.parametrize("path", CHATS)
    def test_a_reply(self, wire: Any, path: str) -> None:
        answer = wire.post(path, {"message": "hi", "session_id": "s"})
        assert answer.keys() == {"response", "session_id", "processing_time", "model", "trace_id"}
        assert (answer["response"], answer["session_id"]) == ("processed: hi", "s")
        assert answer["processing_time"] >= 0
        assert wire.trace(answer["trace_id"])["policy"] == "core.write.v1"

    @pytest.mark.parametrize("path", CHATS)
    @pytest.mark.parametrize("body", [{"message": "hi"}, {"message": "hi", "session_id": None}])
    def test_a_new_session(self, wire: Any, path: str, body: Any) -> None:
        sessions = {wire.post(path, body)["session_id"] for _ in range(2)}
        assert len(sessions) == 2
        assert wire.get("/api/system/metrics")["active_sessions"] == 2

    @pytest.mark.parametrize("path", CHATS)
    def test_the_decision_on_demand(self, wire_of: Any, path: str) -> None:
        answer = wire_of(chat_governance=True).post(path, {"message": "hi"})
        assert {key: value for key, value in answer.items() if key.startswith("dsgk_")} == {
            "dsgk_trace_id": answer["trace_id"],
            "dsgk_decision": "ALLOW",
            "dsgk_risk_score": 0.15,
            "dsgk_policy": "core.write.v1",
        }

    @pytest.mark.parametrize("path", CHATS)
    def test_a_blocked_message(self, wire_of: Any, path: str) -> None:
        wire = wire_of(rules=[{"match": "secret", "decision": "BLOCK"}])
        body = wire.post(path, {"message": "the secret"}, 403)
        assert wire.trace(body["trace_id"])["dsgk_decision"] == "BLOCK"

    @pytest.mark.parametrize("path", CHATS)
    def test_a_failure(self, wire_of: Any, path: str) -> None:
        assert wire_of(agent=fails).post(path, {"message": "hi"}, 500)["code"] == "MODEL_GONE"

    @pytest.mark.parametrize("path", CHATS)
    def test_a_failure_of_the_server_itself(
        self, wire: Any, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Kernel, "judge", lambda *_, **__: 1 / 0)
        answer = wire.http.post(path, json={"message": "hi"})
        assert (answer.status_code, answer.text) == (500, "Internal Server Error")
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"

    @pytest.mark.parametrize("path", CHATS)
    def test_what_is_not_valid(self, wire: Any, path: str) -> None:
        assert wire.post(path, {}, 422)["detail"][0]["loc"] == ["body", "message"]


class TestAgents:
    def run(self, wire: Any, status: int = 200, **body: Any) -> Any:
        return wire.post("/api/agents/run", {"agent_id": "agent-1", "task": "analyze", **body}, status)

    def test_a_task(self, wire: Any) -> None:
        answer = self.run(wire, config=None)
        trace_id = answer.pop("trace_id")
        assert answer == {
            "agent_id": "agent-1",
            "status": "COMPLETED",
            "output": "processed: analyze",
            "error": None,
        }
        assert wire.trace(trace_id)["agent_id"] == "agent-1"

    def test_agents_of_their_own(self, wire_of: Any) -> None:
        wire = wire_of(agents={"shout": lambda text, context: text.upper(), "plain": None, "bad": fails})
        assert self.run(wire, agent_id="shout")["output"] == "ANALYZE"
        assert self.run(wire, agent_id="plain")["output"] == "processed: analyze"
        failed = self.run(wire, agent_id="bad")
        assert (failed["status"], failed["output"]) == ("FAILED", None)
        assert failed["error"] == "The model is gone"
        assert self.run(wire, 404)["detail"] == "Agent 'agent-1' not found"

    def test_a_refused_task(self, wire: Any) -> None:
        wire.switch(state="RED")
        answer = self.run(wire)
        assert (answer["status"], answer["output"]) == ("BLOCKED", None)
        assert wire.public_trace(answer["trace_id"])["decision"] == "BLOCK"


class TestSecrets:
    def test_their_life(self, wire: Any) -> None:
        for value in ("first", "last"):
            stored = wire.http.post("/api/secrets", json={"credential_ref": "k", "secret": value})
            assert (stored.status_code, stored.content) == (201, b"")
        assert wire.get("/api/secrets/k") == {"value": "last"}
        gone = wire.http.delete("/api/secrets/k")
        assert (gone.status_code, gone.content) == (204, b"")
        assert wire.get("/api/secrets/k", 404) == {"detail": "Secret 'k' not found"}
        assert wire.http.delete("/api/secrets/k").status_code == 404
        assert wire.http.get("/api/secrets").status_code == 405

    @pytest.mark.parametrize(
        ("key", "segment"),
        [
            ("a/b", "a%2Fb"),
            ("../system/config", "..%2Fsystem%2Fconfig"),
            ("x?y=1#f", "x%3Fy%3D1%23f"),
            ("ü ", "%C3%BC%20"),
            ("50%", "50%25"),
        ],
    )
    def test_keys_of_any_kind(self, wire: Any, key: str, segment: str) -> None:
        wire.http.post("/api/secrets", json={"credential_ref": key, "secret": "v"})
        assert wire.get(f"/api/secrets/{segment}") == {"value": "v"}
        assert wire.http.delete(f"/api/secrets/{segment}").status_code == 204

    def test_what_is_not_valid(self, wire: Any) -> None:
        assert wire.post("/api/secrets", {"credential_ref": "k"}, 422)["detail"][0]["loc"] == [
            "body",
            "secret",
        ]


class TestSystem:
    @pytest.mark.parametrize(
        ("state", "status", "storage"),
        [("GREEN", "OK", True), ("YELLOW", "DEGRADED", True), ("RED", "ERROR", False)],
    )
    def test_status(self, wire: Any, state: str, status: str, storage: bool) -> None:
        wire.switch(state=state)
        answer = wire.get("/api/system/status")
        assert answer.keys() == {
            "status",
            "ollama",
            "vllm",
            "dsgk",
            "storage",
            "version",
            "uptime_seconds",
        }
        assert (answer["status"], answer["storage"]) == (status, storage)

    def test_uptime(self, wire: Any) -> None:
        before = wire.get("/api/v1/health")
        wire.emulator.clock.advance(60)
        after = wire.get("/api/v1/health")
        assert (after["status"], after["api_version"]) == ("OK", "v1")
        assert after["uptime_seconds"] >= before["uptime_seconds"] + 60
        assert wire.get("/api/system/status")["uptime_seconds"] >= after["uptime_seconds"]

    def test_config(self, wire_of: Any) -> None:
        wire = wire_of(rules=[{"match": "x", "decision": "BLOCK"}], agents={"b": None, "a": None}, drift=3)
        config = wire.get("/api/system/config")
        assert [rule["match"] for rule in config["rules"]] == ["x"]
        assert config["agents"] == ["a", "b"]
        assert config["system"] == {"state": "GREEN", "drift": 3}

    def test_metrics(self, wire_of: Any) -> None:
        wire = wire_of(machine={"cpu_percent": 1, "memory_percent": 2.5, "vram_used_bytes": 2**33})
        wire.post("/api/chat", {"message": "hi", "session_id": "s"})
        metrics = wire.get("/api/system/metrics")
        assert (metrics["cpu_percent"], metrics["memory_percent"]) == (1, 2.5)
        assert (metrics["vram_used_bytes"], metrics["gpu_percent"]) == (2**33, None)
        assert (metrics["active_sessions"], metrics["requests_total"]) == (1, 1)
        assert metrics["avg_latency_ms"] > 0

    def test_the_edition(self, wire: Any) -> None:
        assert wire.get("/health") == {
            "status": "ok",
            "edition": "ce",
            "policy_provider": "DefaultPolicyProvider",
            "enterprise": False,
            "science": False,
        }
        for path in ("/", "/egl", "/enterprise", "/admin", "/license"):
            assert wire.http.get(path).status_code == 404
        assert wire.http.get("/docs").status_code == 200

    def test_prometheus(self, wire: Any) -> None:
        wire.post("/api/v1/run", {"input": "x", "context": {"mode_hint": 'a"b\\'}})
        wire.run("curl", 403)
        answer = wire.http.get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
        lines = answer.text.splitlines()
        for name in (
            "core01_cancellations_total",
            "hestia_routing_decisions_total",
            "hestia_routing_fallback_total",
            "hestia_routing_no_backend_total",
            "hestia_backend_health_score",
            "hestia_routing_policy_score",
        ):
            assert any(line.startswith(f"# HELP {name} ") for line in lines)
            assert any(line.startswith(f"# TYPE {name} ") for line in lines)
        decision = r'{backend="emulator",mode="a\"b\\",reason="only_backend"} 1'
        assert f"hestia_routing_decisions_total{decision}" in lines
        assert 'hestia_routing_policy_score{policy="core.read.v1"} 1' in lines
        assert 'hestia_routing_policy_score{policy="core.external.v1"} 0' in lines
        assert 'hestia_backend_health_score{backend="emulator",score_type="overall"} 1' in lines


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"state": "PURPLE"}, "GREEN, YELLOW, RED"),
        ({"heartbeat_seconds": 0}, "heartbeat_seconds"),
        ({"api_key": ""}, "api_key"),
        ({"rules": [{"match": "("}]}, "regular expression"),
        ({"rules": [{"when": "x"}]}, "is no rule"),
        ({"machine": {"cpu_percent": 1}}, "memory_percent"),
        ({"machine": {"cpu_percent": 1, "memory_percent": 1, "fan": 1}}, "gpu_percent"),
        ({"colour": "blue"}, "unknown setting of hestia: colour"),
    ],
)
def test_settings_that_make_no_sense(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        Emulator("hestia", **settings).start()
