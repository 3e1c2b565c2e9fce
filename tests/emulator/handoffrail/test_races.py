"""Of many who want the same packet at the same time, one gets it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx2
import pytest

MANY = 50


@pytest.fixture
async def http(wire: Any) -> AsyncIterator[httpx2.AsyncClient]:
    limits = httpx2.Limits(max_connections=MANY)
    async with httpx2.AsyncClient(
        base_url=wire.emulator.url,
        headers={"X-API-Key": wire.key},
        limits=limits,
        timeout=30,
        trust_env=False,
        verify=False,
    ) as client:
        yield client


async def test_claims(wire: Any, http: httpx2.AsyncClient) -> None:
    packet_id = wire.packet_in("created")
    path = f"/api/v1/packets/{packet_id}/claim"
    answers = await asyncio.gather(
        *(http.post(path, json={"agent_id": f"agent-{n}", "agent_name": ""}) for n in range(MANY))
    )

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [409] * (MANY - 1)
    winner = next(answer.json() for answer in answers if answer.status_code == 200)["metadata"][
        "target_agent"
    ]
    losers = [answer.json()["detail"]["claimed_by"] for answer in answers if answer.status_code == 409]
    assert losers == [winner] * (MANY - 1)
    assert [event[0] for event in wire.history(packet_id)] == ["created", "claimed"]


async def test_answers_to_a_checkpoint(wire: Any, http: httpx2.AsyncClient) -> None:
    packet_id = wire.packet_in("awaiting_human")
    path = f"/api/v1/packets/{packet_id}/respond"
    answers = await asyncio.gather(
        *(http.post(path, json={"response": str(n), "responded_by": "x"}) for n in range(MANY))
    )
    assert sorted(answer.status_code for answer in answers) == [200] + [409] * (MANY - 1)
    assert [event[0] for event in wire.history(packet_id)] == ["created", "hitl_responded"]
