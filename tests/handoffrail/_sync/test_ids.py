# Made from tests/handoffrail/_async/test_ids.py by `nox -s regenerate`: edit that one.
"""Ids in paths: sent as they are, one encoded segment each, and never a way to another route."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from fairlead.handoffrail import (
    ChainHandoffRequest,
    HandoffRailClient,
    InvalidArgumentError,
    NotFoundError,
    PacketCreate,
    PacketUpdate,
)

Answering = Callable[..., HandoffRailClient]
Draft = Callable[..., PacketCreate]


@pytest.fixture
def asked() -> list[bytes]:
    """Raw paths of the requests that were sent."""
    return []


@pytest.fixture
def offline(answering: Answering, library: Any, asked: list[bytes]) -> HandoffRailClient:
    """A client that is answered 404, whatever it asks."""

    def answer(request: Any) -> Any:
        asked.append(request.url.raw_path)
        return library.Response(404, json={"detail": "Not Found"})

    return answering(answer)


@pytest.mark.parametrize(
    ("packet_id", "segment"),
    [
        ("p-1", b"p-1"),
        ("not-a-uuid", b"not-a-uuid"),
        ("awaiting", b"awaiting"),
        (UUID(int=7), b"00000000-0000-0000-0000-000000000007"),
        ("a/b", b"a%2Fb"),
        ("../keys", b"..%2Fkeys"),
        ("a?b=c#d", b"a%3Fb%3Dc%23d"),
        ("a%2Fb", b"a%252Fb"),
        ("%2e%2e", b"%252e%252e"),
        ("é ü\n", b"%C3%A9%20%C3%BC%0A"),
        ("a;b:c@d&e=f+g,h", b"a%3Bb%3Ac%40d%26e%3Df%2Bg%2Ch"),
        ("...", b"..."),
        (".a", b".a"),
    ],
)
def test_an_id_is_one_encoded_segment(
    offline: HandoffRailClient, asked: list[bytes], packet_id: str | UUID, segment: bytes
) -> None:
    with pytest.raises(NotFoundError):
        offline.get_packet(packet_id)
    with pytest.raises(NotFoundError):
        offline.get_history(packet_id)
    assert asked == [b"/api/v1/packets/" + segment, b"/api/v1/packets/" + segment + b"/history"]


@pytest.mark.parametrize("bad", ["", ".", ".."])
def test_no_method_sends_an_id_that_is_no_segment(
    offline: HandoffRailClient, asked: list[bytes], draft: Draft, bad: str
) -> None:
    chained = ChainHandoffRequest.from_dict(draft().to_dict())
    answer = {"response": "yes", "responded_by": "Ada"}
    for method, arguments in (
        (offline.get_packet, {}),
        (offline.get_history, {}),
        (offline.delete_packet, {}),
        (offline.complete_packet, {}),
        (offline.update_packet, {"update": PacketUpdate()}),
        (offline.claim_packet, {"agent_id": "b-1", "agent_name": "Beta"}),
        (offline.respond_to_hitl, answer),
        (offline.chain_handoff, {"request": chained}),
        (offline.delete_webhook, {}),
        (offline.list_webhook_deliveries, {}),
        (offline.replay_dead_letter, {}),
        (offline.get_schema, {}),
        (offline.revoke_api_key, {}),
        (offline.rotate_api_key, {}),
        (offline.get_tenant, {}),
        (offline.update_tenant, {}),
        (offline.delete_tenant, {}),
        (offline.list_tenant_keys, {}),
    ):
        with pytest.raises(InvalidArgumentError, match="_id must be a non-empty id"):
            method(bad, **arguments)
    assert asked == []
