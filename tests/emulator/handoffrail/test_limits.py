"""Request limits and the daily quota, which are off unless asked for."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairlead.emulator import Clock
from fairlead.emulator.handoffrail.limits import Limits
from fairlead.emulator.handoffrail.settings import Settings

NOON = datetime(2026, 3, 4, 12, 0, 30, tzinfo=UTC)


def limit_headers(answer: httpx2.Response) -> tuple[str | None, ...]:
    return tuple(
        answer.headers.get(f"x-ratelimit-{name}") for name in ("limit", "remaining", "reset", "tier")
    )


@pytest.fixture
def limited(wire_of: Any) -> Any:
    """An emulator with limits whose clock stands at 30 seconds past noon."""
    return lambda **settings: wire_of(clock=Clock(NOON, frozen=True), rate_limits=True, **settings)


@given(
    pauses=st.lists(st.integers(0, 40), max_size=40),
    per_minute=st.integers(1, 5),
)
def test_no_minute_ever_has_more_than_allowed(pauses: list[int], per_minute: int) -> None:
    clock = Clock(NOON, frozen=True)
    limits = Limits(clock, Settings(rate_limits=True, rate_limit_per_minute=per_minute))
    allowed: list[float] = []
    for pause in pauses:
        clock.advance(pause)
        now = clock.now().timestamp()
        verdict = limits.judge(caller="k", tenant_id="t", tier="business")
        recent = [moment for moment in allowed if moment > now - 60]
        assert verdict.allowed == (len(recent) < per_minute)
        if verdict.allowed:
            allowed.append(now)
        else:
            wait = int(verdict.headers["Retry-After"])
            assert 0 <= wait - (recent[0] + 60 - now) <= 1


def test_off_by_default(wire: Any) -> None:
    answers = [wire.call("GET", "/packets") for _ in range(70)]
    assert {answer.status_code for answer in answers} == {200}
    assert limit_headers(answers[0]) == (None,) * 4


def test_the_burst_limit_is_a_sliding_minute_per_key(limited: Any, make_key: Any) -> None:
    wire = limited(rate_limit_per_minute=3)
    assert limit_headers(wire.call("GET", "/packets")) == ("3", "2", "60", "business")
    wire.emulator.clock.advance(20)
    wire.call("GET", "/packets")
    assert limit_headers(wire.call("GET", "/nothing")) == ("3", "0", "60", "business")

    refused = wire.call("GET", "/packets")
    assert refused.status_code == 429
    assert refused.json() == {"detail": "Rate limit exceeded", "field": "rate_limit"}
    assert limit_headers(refused) == ("3", "0", "41", "business")
    assert refused.headers["retry-after"] == "41"

    other = {"X-API-Key": make_key(wire.emulator, tier="pro")}
    assert limit_headers(wire.http.get("/api/v1/packets", headers=other)) == ("3", "2", "60", "pro")
    assert wire.http.get("/health").status_code == 200

    wire.emulator.clock.advance(40)
    assert limit_headers(wire.call("GET", "/packets")) == ("3", "0", "60", "business")
    assert wire.call("GET", "/packets").status_code == 429


def test_the_hourly_limit_is_a_clock_hour_per_tenant(limited: Any, make_key: Any) -> None:
    wire = limited(rate_limit_per_minute=0, rate_limit_tiers={"business": 3})
    assert limit_headers(wire.call("GET", "/packets")) == ("3", "2", "3570", "business")
    # Without a valid key the tenant `default` pays.
    assert limit_headers(wire.http.get("/api/v1/packets", headers={"X-API-Key": ""})) == (
        "100",
        "98",
        "3570",
        "free",
    )
    assert limit_headers(wire.call("GET", "/packets"))[1] == "0"

    refused = wire.call("GET", "/packets")
    assert (refused.status_code, refused.json()["field"]) == (429, "rate_limit")
    assert limit_headers(refused) == ("3", "0", "3570", "business")
    assert refused.headers["retry-after"] == "3570"
    assert wire.http.get(
        "/api/v1/packets", headers={"X-API-Key": make_key(wire.emulator, tenant="o")}
    ).is_success

    wire.emulator.clock.advance(3570)
    assert wire.call("GET", "/packets").status_code == 200


def test_a_role_refusal_is_not_counted(limited: Any, make_key: Any) -> None:
    wire = limited(rate_limit_per_minute=2)
    reader = {"X-API-Key": make_key(wire.emulator, role="reader")}
    for _ in range(5):
        answer = wire.http.get("/api/v1/keys", headers=reader)
        assert (answer.status_code, limit_headers(answer)) == (403, (None,) * 4)
    assert limit_headers(wire.http.get("/api/v1/packets", headers=reader))[1] == "1"


def test_the_size_of_the_body_is_judged_after_the_limits(limited: Any) -> None:
    wire = limited(rate_limit_per_minute=1)
    large = wire.http.post("/api/v1/packets", content=b" " * 70_000)
    assert (large.status_code, limit_headers(large)) == (413, ("1", "0", "60", "business"))
    assert wire.http.post("/api/v1/packets", content=b" " * 70_000).status_code == 429


def test_the_daily_quota_of_the_free_tier(limited: Any, draft: Any) -> None:
    wire = limited(tier="free")
    schema = wire.call("POST", "/schemas", {"name": "s", "json_schema": {"type": "array"}}).json()["id"]

    def create(**fields: Any) -> int:
        return wire.call("POST", "/packets", draft(**fields)).status_code

    assert wire.call("POST", "/packets", {}).status_code == 422  # takes no slot
    assert create(schema_id=schema) == 422  # takes a slot
    assert wire.call("POST", "/packets/batch", {"packets": [draft()] * 20}).status_code == 201  # one
    assert [create() for _ in range(3)] == [201] * 3
    refused = wire.call("POST", "/packets", draft())
    assert refused.status_code == 429
    assert "retry-after" not in refused.headers
    assert set(refused.json()) == {"detail"}
    assert wire.call("POST", "/packets/batch", {"packets": [draft()]}).status_code == 429

    parent = wire.get("/packets")["packets"][0]["id"]
    assert wire.call("POST", f"/packets/{parent}/chain", draft()).status_code == 201

    wire.emulator.clock.advance(12 * 3600)
    assert create() == 201


def test_other_tiers_have_no_quota(limited: Any, draft: Any) -> None:
    wire = limited(tier="pro")
    assert {wire.call("POST", "/packets", draft()).status_code for _ in range(8)} == {201}


def test_requests_are_counted_even_without_limits(wire: Any) -> None:
    wire.call("GET", "/packets")
    assert wire.get("/system/health")["requests_last_1h_per_key"] == {"default": 2}
