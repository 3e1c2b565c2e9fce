# Made from tests/handoffrail/_async/test_iterators.py by `nox -s regenerate`: edit that one.
"""Iterators over pages, while the lists they walk change."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fairlead.emulator import Emulator
from fairlead.handoffrail import HandoffRailClient, PacketCreate, PacketUpdate, UnprocessableError

Draft = Callable[..., PacketCreate]


def pages(backend: Emulator, path: str) -> int:
    return sum(request.method == "GET" and request.path == path for request in backend.requests)


@pytest.mark.parametrize(("packets", "requests"), [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3)])
def test_packets_are_fetched_page_by_page(
    client: HandoffRailClient, backend: Emulator, draft: Draft, packets: int, requests: int
) -> None:
    ids = [(client.create_packet(draft())).id for _ in range(packets)]
    found = [packet.id for packet in client.iter_packets(page_size=2)]
    assert found == ids[::-1]
    assert pages(backend, "/api/v1/packets") == requests


def test_packets_created_meanwhile_shift_nothing(client: HandoffRailClient, draft: Draft) -> None:
    ids = [(client.create_packet(draft())).id for _ in range(5)]
    found = []
    for packet in client.iter_packets(page_size=2):
        found.append(packet.id)
        client.create_packet(draft("later"))
    assert found == ids[::-1]


def test_packets_are_filtered_on_every_page(
    client: HandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    ids = [(client.create_packet(draft(source="a"))).id for _ in range(3)]
    client.create_packet(draft(source="b"))
    statuses = (word for word in ("created", "claimed"))  # can be read once only
    found = [packet.id for packet in client.iter_packets(status=statuses, source_agent="a", page_size=2)]
    assert found == ids[::-1]
    queries = [dict(request.query) for request in backend.requests if request.method == "GET"]
    assert [(query["status"], query["source_agent"]) for query in queries] == [("created,claimed", "a")] * 2


def test_stopping_early_fetches_no_more(client: HandoffRailClient, backend: Emulator, draft: Draft) -> None:
    for _ in range(3):
        client.create_packet(draft())
    for _ in client.iter_packets(page_size=1):
        break
    assert pages(backend, "/api/v1/packets") == 1


def test_an_error_comes_out_of_the_iteration(client: HandoffRailClient) -> None:
    packets = client.iter_packets(page_size=1000)
    with pytest.raises(UnprocessableError):
        next(packets)


def test_awaiting_oldest_first(client: HandoffRailClient, backend: Emulator, draft: Draft) -> None:
    ids = [(client.create_packet(draft(ask=True))).id for _ in range(3)]
    client.create_packet(draft())
    assert [packet.id for packet in client.iter_awaiting(page_size=2)] == ids
    assert pages(backend, "/api/v1/packets/awaiting") == 2


def test_search(client: HandoffRailClient, draft: Draft) -> None:
    ids = {(client.create_packet(draft("Upgrade the plan", priority="high"))).id for _ in range(3)}
    client.create_packet(draft("Upgrade the plan"))
    found = [
        packet.id for packet in client.iter_search("plan", status="created", priority="high", page_size=2)
    ]
    assert set(found) == ids
    assert len(found) == 3


def test_schemas(client: HandoffRailClient) -> None:
    for number in range(3):
        client.create_schema(name=f"schema {number}", json_schema={"type": "object"})
    names = [schema.name for schema in client.iter_schemas(page_size=2)]
    assert names == ["schema 2", "schema 1", "schema 0"]


def test_audit_log(client: HandoffRailClient, draft: Draft) -> None:
    packet = client.create_packet(draft())
    client.create_packet(draft("another"))
    for status in ("claimed", "in_progress"):
        client.update_packet(packet.id, PacketUpdate(status=status))
    entries = [entry for entry in client.iter_audit_log(packet_id=str(packet.id), page_size=2)]
    assert [entry.action for entry in entries] == ["in_progress", "claimed", "created"]
    before = entries[-1].timestamp
    assert [
        entry.action for entry in client.iter_audit_log(packet_id=str(packet.id), created_before=before)
    ] == ["created"]
