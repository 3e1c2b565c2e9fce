"""Every method about packets, against the emulator."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from fairlead.emulator import Emulator
from fairlead.handoffrail import (
    Actions,
    AsyncHandoffRailClient,
    BadRequestError,
    ChainBuilder,
    CompletedAction,
    ConflictError,
    Decision,
    HandoffPacket,
    InvalidArgumentError,
    NotFoundError,
    PacketContext,
    PacketCreate,
    PacketExpiredError,
    PacketStatus,
    PacketUpdate,
    Priority,
    SearchOptions,
    UnprocessableError,
)

Draft = Callable[..., PacketCreate]

AGENT = {"agent_id": "billing-01", "agent_name": "Billing"}


async def test_create_returns_the_stored_packet(client: AsyncHandoffRailClient, draft: Draft) -> None:
    before = datetime.now(UTC) - timedelta(seconds=5)
    packet = await client.create_packet(draft("Move the plan", priority="high", ask=False))
    assert isinstance(packet.id, UUID)
    assert packet.context.summary == "Move the plan"
    assert packet.metadata.source_agent.id == "sales-01"
    assert packet.metadata.priority is Priority.high
    assert packet.status is PacketStatus.created
    assert before < packet.created_at < datetime.now(UTC) + timedelta(seconds=5)
    assert await client.get_packet(packet.id) == packet


async def test_every_part_of_a_packet_makes_the_round_trip(
    client: AsyncHandoffRailClient, draft: Draft
) -> None:
    sent = PacketCreate.from_dict(
        {
            **draft(ask=True).to_dict(),
            "context": {
                "summary": "Ünïcödé 😀 \u2028",
                "conversation_state": [{"role": "user", "content": "hi", "metadata": {"n": None}}],
                "artifacts": [{"key": "k", "value": {"a": [1, 2.5, None, True]}, "content_type": "x/y"}],
                "custom": {"deep": {"er": [{}]}, "null": None},
            },
            "decisions": [{"id": "d1", "decision": "go", "rationale": "why", "alternatives": ["stay"]}],
            "actions": {"pending": [{"id": "a1", "description": "do", "assignee": "b"}]},
            "dependencies": [{"id": "x", "type": "api", "description": "y"}],
        }
    )
    stored = await client.create_packet(sent)
    for part in ("context", "decisions", "actions", "dependencies", "hitl"):
        assert getattr(stored, part) == getattr(sent, part)
    assert stored.status is PacketStatus.awaiting_human
    assert stored.metadata == sent.metadata


@pytest.mark.parametrize("form", [str, UUID, str.upper, lambda text: UUID(text).hex])
async def test_an_id_may_be_text_or_a_uuid(
    client: AsyncHandoffRailClient, draft: Draft, form: Callable[[str], str | UUID]
) -> None:
    packet = await client.create_packet(draft())
    assert (await client.get_packet(form(str(packet.id)))).id == packet.id


async def test_a_life_from_claim_to_completion(client: AsyncHandoffRailClient, draft: Draft) -> None:
    packet = await client.create_packet(draft())
    claimed = await client.claim_packet(packet.id, **AGENT, framework="langchain")
    assert claimed.status is PacketStatus.claimed
    assert claimed.metadata.target_agent.framework == "langchain"
    assert claimed.metadata.claimed_at is not None
    with pytest.raises(BadRequestError, match="Cannot transition"):
        await client.complete_packet(packet.id)
    working = await client.update_packet(packet.id, PacketUpdate(status=PacketStatus.in_progress))
    assert working.status is PacketStatus.in_progress
    done = await client.complete_packet(packet.id)
    assert done.status is PacketStatus.completed
    assert done.metadata.completed_at is not None
    history = await client.get_history(packet.id)
    assert history.packet_id == str(packet.id)
    assert [event.event_type for event in history.events] == [
        "created",
        "claimed",
        "in_progress",
        "completed",
    ]


async def test_complete_can_start_first(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    packet = await client.create_packet(draft())
    await client.claim_packet(packet.id, **AGENT)
    done = await client.complete_packet(packet.id, start=True)
    assert done.status is PacketStatus.completed
    assert [request.json() for request in backend.requests if request.method == "PATCH"] == [
        {"status": "in_progress"},
        {"status": "completed"},
    ]


async def test_of_two_claims_one_wins_and_the_other_learns_who(
    client: AsyncHandoffRailClient, draft: Draft
) -> None:
    packet = await client.create_packet(draft())
    await client.claim_packet(packet.id, agent_id="first", agent_name="First")
    with pytest.raises(ConflictError, match="already claimed") as raised:
        await client.claim_packet(packet.id, agent_id="second", agent_name="Second")
    assert raised.value.claimed_by == {"id": "first", "name": "First", "framework": None}
    assert (raised.value.status, raised.value.operation) == (409, "claim_packet")


async def test_update_sends_and_changes_only_what_is_set(
    client: AsyncHandoffRailClient, backend: Emulator, draft: Draft
) -> None:
    packet = await client.create_packet(draft("before"))
    done = CompletedAction(id="a1", description="do", result="done")
    update = PacketUpdate(
        context=PacketContext(summary="after"),
        decisions=[Decision(id="d1", decision="go", rationale="why")],
        actions=Actions(completed=[done]),
    )
    changed = await client.update_packet(packet.id, update)
    assert backend.requests[-1].json().keys() == {"context", "decisions", "actions"}
    assert changed.context.summary == "after"
    assert changed.actions.completed == [done]
    assert [decision.id for decision in changed.decisions] == ["d1"]
    assert (changed.status, changed.metadata) == (packet.status, packet.metadata)
    assert (await client.update_packet(packet.id, PacketUpdate())).context == changed.context


async def test_delete_withdraws_and_leaves_the_packet_readable(
    client: AsyncHandoffRailClient, draft: Draft
) -> None:
    packet = await client.create_packet(draft())
    await client.delete_packet(packet.id)
    assert (await client.get_packet(packet.id)).status is PacketStatus.expired
    with pytest.raises(ConflictError):
        await client.delete_packet(packet.id)
    with pytest.raises(PacketExpiredError) as raised:
        await client.claim_packet(packet.id, **AGENT)
    assert raised.value.status == 410
    assert raised.value.resource_id == f"/api/v1/packets/{packet.id}/claim"


async def test_a_human_answers_a_checkpoint(client: AsyncHandoffRailClient, draft: Draft) -> None:
    packet = await client.create_packet(draft(ask=True))
    assert [waiting.id for waiting in (await client.get_awaiting()).packets] == [packet.id]
    answered = await client.respond_to_hitl(packet.id, response="yes", responded_by="Ada", notes="fine")
    assert answered.status is PacketStatus.claimed
    assert answered.hitl is not None
    assert (answered.hitl.response, answered.hitl.responded_by, answered.hitl.notes) == ("yes", "Ada", "fine")
    assert (await client.get_awaiting()).packets == []
    with pytest.raises(ConflictError):
        await client.respond_to_hitl(packet.id, response="no", responded_by="Bob")


async def test_chain_continues_the_conversation(client: AsyncHandoffRailClient, draft: Draft) -> None:
    parent = await client.create_packet(
        PacketCreate.from_dict(
            {
                **draft().to_dict(),
                "context": {"summary": "x", "conversation_state": [{"role": "user", "content": "one"}]},
            }
        )
    )
    request = (
        ChainBuilder()
        .from_("billing-01", "Billing")
        .to("support-01", "Support")
        .with_summary("Follow up")
        .with_conversation([{"role": "agent", "content": "two"}])
        .build()
    )
    child = await client.chain_handoff(parent.id, request)
    assert child.parent_packet_id == parent.id
    assert [turn.content for turn in child.context.conversation_state] == ["one", "two"]
    history = await client.get_history(parent.id)
    assert history.events[-1].details == {"child_packet_id": str(child.id)}


async def test_unknown_packets(client: AsyncHandoffRailClient) -> None:
    unknown = uuid4()
    for method, arguments in (
        (client.get_packet, {}),
        (client.claim_packet, AGENT),
        (client.update_packet, {"update": PacketUpdate()}),
        (client.complete_packet, {}),
        (client.delete_packet, {}),
        (client.respond_to_hitl, {"response": "yes", "responded_by": "Ada"}),
        (client.get_history, {}),
    ):
        with pytest.raises(NotFoundError) as raised:
            await method(unknown, **arguments)
        assert (raised.value.status, raised.value.operation is None) == (404, False)


async def test_list_filters(client: AsyncHandoffRailClient, backend: Emulator, draft: Draft) -> None:
    first = await client.create_packet(draft("one", source="a", target="b", priority="low"))
    second = await client.create_packet(draft("two", source="c", target="d", priority="high"))
    await client.claim_packet(second.id, **AGENT)
    for filters, expected in (
        ({}, [second, first]),
        ({"status": "created"}, [first]),
        ({"status": PacketStatus.claimed}, [second]),
        ({"status": ["created", PacketStatus.claimed]}, [second, first]),
        ({"status": (word for word in ("claimed", "failed"))}, [second]),
        ({"source_agent": "a"}, [first]),
        ({"target_agent": "billing-01"}, [second]),
        ({"priority": "high"}, [second]),
        ({"tags": ["none"]}, []),
        ({"created_after": first.created_at}, [second, first]),
        ({"created_before": first.created_at}, [first]),
        ({"created_after": datetime.now(UTC) + timedelta(days=1)}, []),
    ):
        page = await client.list_packets(**filters)
        assert [packet.id for packet in page.packets] == [packet.id for packet in expected], filters
        assert page.total == len(expected)
    # Nothing is sent for a filter that is not given.
    await client.list_packets(status=None, source_agent="", tags=[])
    assert backend.requests[-1].query == [("limit", "50"), ("offset", "0")]


async def test_times_are_sent_in_utc(client: AsyncHandoffRailClient, backend: Emulator) -> None:
    there = datetime.fromisoformat("2026-01-02T03:04:05.5+02:00")
    await client.list_packets(created_after=there, created_before=datetime(2026, 1, 2))  # noqa: DTZ001
    assert dict(backend.requests[-1].query) == {
        "created_after": "2026-01-02T01:04:05.500000",
        "created_before": "2026-01-02T00:00:00",
        "limit": "50",
        "offset": "0",
    }


async def test_list_pages(client: AsyncHandoffRailClient, draft: Draft) -> None:
    ids = [(await client.create_packet(draft(f"packet {number}"))).id for number in range(3)][::-1]
    first = await client.list_packets(limit=2)
    assert ([packet.id for packet in first.packets], first.total, first.limit) == (ids[:2], 3, 2)
    assert first.next_cursor is not None
    second = await client.list_packets(limit=2, cursor=first.next_cursor)
    assert ([packet.id for packet in second.packets], second.next_cursor) == (ids[2:], None)
    assert [packet.id for packet in (await client.list_packets(offset=1)).packets] == ids[1:]
    with pytest.raises(BadRequestError, match="Invalid cursor"):
        await client.list_packets(cursor="nonsense")
    with pytest.raises(UnprocessableError) as raised:
        await client.list_packets(limit=0)
    assert raised.value.field == "limit"


async def test_search(client: AsyncHandoffRailClient, draft: Draft) -> None:
    plan = await client.create_packet(draft("Upgrade the plan", priority="high"))
    await client.create_packet(draft("Refund the order"))
    found = await client.search_packets("upgrade")
    assert [packet.id for packet in found.packets] == [plan.id]
    options = SearchOptions(limit=5, status=PacketStatus.created, priority=Priority.low)
    assert (await client.search_packets("upgrade", options)).packets == []
    with pytest.raises(UnprocessableError):
        await client.search_packets("u")


async def test_batches(client: AsyncHandoffRailClient, draft: Draft) -> None:
    made = await client.batch_create_packets([draft("one"), draft("two")])
    assert [packet.context.summary for packet in made.created] == ["one", "two"]
    assert made.errors == []
    one, two = (packet.id for packet in made.created)
    unknown = uuid4()
    claimed = await client.batch_claim_packets([one, str(two), unknown], "b-1", "Beta", "crewai")
    assert [packet.status for packet in claimed.claimed] == [PacketStatus.claimed] * 2
    assert [error.packet_id for error in claimed.errors] == [str(unknown)]
    assert claimed.claimed[0].metadata.target_agent.framework == "crewai"
    await client.update_packet(one, PacketUpdate(status=PacketStatus.in_progress))
    done = await client.batch_complete_packets([one, two])
    assert [packet.id for packet in done.completed] == [one]
    assert [error.packet_id for error in done.errors] == [str(two)]


async def test_batches_that_are_refused(client: AsyncHandoffRailClient, draft: Draft) -> None:
    with pytest.raises(UnprocessableError):
        await client.batch_create_packets([])
    with pytest.raises(BadRequestError):
        await client.batch_create_packets([draft()] * 51)
    with pytest.raises(UnprocessableError):
        await client.batch_claim_packets(["not-an-id"], "b-1", "Beta")


async def test_what_is_no_packet_is_refused_with_advice(client: AsyncHandoffRailClient) -> None:
    unbuilt: Any = HandoffPacket.builder().from_agent("a", "A")
    with pytest.raises(InvalidArgumentError, match=r"a PacketCreate, got PacketBuilder; call its build\(\)"):
        await client.create_packet(unbuilt)
    plain: Any = {"status": "claimed"}
    with pytest.raises(InvalidArgumentError, match=r"got dict; PacketUpdate\.from_dict\(\)"):
        await client.update_packet("p-1", plain)
    nothing: Any = None
    with pytest.raises(InvalidArgumentError, match="packets must be a PacketCreate, got NoneType"):
        await client.batch_create_packets([nothing])
    with pytest.raises(InvalidArgumentError, match="must be a ChainHandoffRequest"):
        await client.chain_handoff("p-1", nothing)


async def test_arguments_that_fit_no_model_are_not_sent(
    client: AsyncHandoffRailClient, backend: Emulator
) -> None:
    missing: Any = None  # such as from an environment variable
    with pytest.raises(InvalidArgumentError, match="this cannot be sent: agent_id: "):
        await client.claim_packet(uuid4(), agent_id=missing, agent_name="A")
    with pytest.raises(InvalidArgumentError, match="this cannot be sent: response: "):
        await client.respond_to_hitl(uuid4(), response=missing, responded_by="me")
    with pytest.raises(InvalidArgumentError, match="this cannot be sent: agent_name: "):
        await client.batch_claim_packets([uuid4()], "a", missing)
    with pytest.raises(InvalidArgumentError, match="this cannot be sent: name: "):
        await client.create_tenant(name=missing)
    assert backend.requests == []
