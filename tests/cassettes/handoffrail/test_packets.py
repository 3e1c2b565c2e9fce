from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from fairlead.handoffrail import AsyncHandoffRailClient, PacketBuilder
from fairlead.handoffrail import models as m

Handoff = Callable[..., m.PacketCreate]


async def test_create_and_get(client: AsyncHandoffRailClient) -> None:
    built = (
        PacketBuilder()
        .from_("report-a", "Älpha", framework="langchain", version="1.2")
        .to("report-b", "Beta", framework="crewai")
        .with_summary("Report on tides, \u2068half\u2069 done")
        .with_priority("high")
        .with_tags(["report", "tides"])
        .with_conversation([{"role": "user", "content": "hi", "timestamp": "2026-11-21T10:00:00+02:00"}])
        .with_artifacts([{"key": "k", "value": {"a": [1, None]}, "content_type": "application/json"}])
        .with_custom({"none": None, "nested": {"n": 1.5}})
        .with_decision("two sources", rationale="they agree", alternatives=["one"], decided_by="me")
        .with_action("write", assignee="report-b", priority="low", depends_on=["d"])
        .with_dependency("d", type="data", description="the tables", status="available", source="s3")
        .build()
    )
    # Not the moment of building, which would be another one on replay.
    when = datetime(2026, 11, 21, 9, 30, 15, 250000, tzinfo=UTC)
    packet = built.model_copy(update={"metadata": built.metadata.model_copy(update={"created_at": when})})
    created = await client.create_packet(packet)
    assert created.status is m.PacketStatus.created
    assert isinstance(created.id, UUID)
    assert created.version == "1.0.0"
    assert created.created_at == created.updated_at
    assert created.created_at.tzinfo == UTC
    for field in ("metadata", "context", "decisions", "actions", "dependencies", "hitl"):
        assert getattr(created, field) == getattr(packet, field), field
    assert created.context.conversation_state[0].timestamp == datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert await client.get_packet(created.id) == created
    assert await client.get_packet(created.id.hex.upper()) == created


async def test_list(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    urgent = await client.create_packet(handoff(priority=m.Priority.critical, tags=["a", "b", "c"]))
    plain = await client.create_packet(handoff(tags=["a", "b"]))
    both = await client.list_packets(source_agent="list-a", tags=["a", "b"])
    assert [packet.id for packet in both.packets] == [plain.id, urgent.id]
    assert (both.total, both.limit, both.offset, both.next_cursor) == (2, 50, 0, None)
    found = await client.list_packets(
        status=["created", "failed"],
        target_agent="list-b",
        priority="critical",
        created_after=urgent.created_at.astimezone(timezone(timedelta(hours=2))),
        created_before=plain.created_at,
        limit=1,
    )
    assert found.packets == [urgent]
    second = await client.list_packets(source_agent="list-a", limit=1, offset=1)
    assert (second.packets, second.total, second.offset) == ([urgent], 2, 1)
    assert (await client.list_packets(status="nonsense")).packets == []


async def test_pages(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    newest_first = [(await client.create_packet(handoff())).id for _ in range(3)][::-1]
    assert newest_first == [
        packet.id async for packet in client.iter_packets(source_agent="pages-a", page_size=2)
    ]
    first = await client.list_packets(source_agent="pages-a", limit=1)
    assert (first.total, [packet.id for packet in first.packets]) == (3, newest_first[:1])
    rest = await client.list_packets(source_agent="pages-a", cursor=first.next_cursor)
    assert (rest.total, [packet.id for packet in rest.packets]) == (2, newest_first[1:])


async def test_work(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    wait = m.Decision(id="d1", decision="wait", rationale="low tide")
    packet = await client.create_packet(handoff(decisions=[wait]))
    claimed = await client.claim_packet(packet.id, agent_id="work-c", agent_name="Gamma", framework="crewai")
    assert claimed.status is m.PacketStatus.claimed
    assert claimed.metadata.target_agent == m.TargetAgentInfo(id="work-c", name="Gamma", framework="crewai")
    assert claimed.metadata.claimed_at is not None
    assert abs(claimed.metadata.claimed_at - claimed.updated_at) < timedelta(seconds=1)
    changed = await client.update_packet(
        packet.id,
        m.PacketUpdate(
            status=m.PacketStatus.in_progress,
            context=m.PacketContext(summary="Tide tables are read"),
            decisions=[wait.model_copy(update={"decision": "go"}), wait.model_copy(update={"id": "d2"})],
            actions=m.Actions(completed=[m.CompletedAction(id="a", description="read", result="done")]),
        ),
    )
    assert changed.status is m.PacketStatus.in_progress
    assert changed.context.summary == "Tide tables are read"
    assert [(each.id, each.decision) for each in changed.decisions] == [("d1", "go"), ("d2", "wait")]
    assert [action.result for action in changed.actions.completed] == ["done"]
    done = await client.complete_packet(packet.id)
    assert done.status is m.PacketStatus.completed
    assert done.metadata.completed_at is not None
    history = await client.get_history(packet.id)
    assert history.packet_id == str(packet.id)
    assert [(event.event_type, event.actor, event.details) for event in history.events] == [
        ("created", "agent:work-a", {}),
        ("claimed", "agent:work-c", {"agent_name": "Gamma", "framework": "crewai"}),
        ("in_progress", "agent:work-c", {"from_status": "claimed", "to_status": "in_progress"}),
        ("completed", "agent:work-c", {"from_status": "in_progress", "to_status": "completed"}),
    ]


async def test_start_and_complete(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    packet = await client.create_packet(handoff())
    await client.claim_packet(packet.id, agent_id="start-b", agent_name="Beta")
    assert (await client.complete_packet(packet.id, start=True)).status is m.PacketStatus.completed


async def test_human(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    question = m.HitlCheckpoint(
        reason="money", question="Pay?", options=["yes", "no"], timeout_seconds=172800
    )
    packet = await client.create_packet(handoff(hitl=question))
    assert packet.status is m.PacketStatus.awaiting_human
    assert packet.hitl == question
    assert packet in (await client.get_awaiting(limit=200)).packets
    assert packet in [each async for each in client.iter_awaiting(page_size=1)]
    answered = await client.respond_to_hitl(packet.id, response="yes", responded_by="dana", notes="not all")
    assert answered.status is m.PacketStatus.claimed
    assert answered.metadata.target_agent.id == "human-b"
    assert answered.hitl is not None
    assert (answered.hitl.response, answered.hitl.responded_by) == ("yes", "dana")
    assert answered.hitl.notes == "not all"
    assert answered.hitl.responded_at is not None
    assert (await client.get_history(packet.id)).events[-1].actor == "human:dana"


async def test_chain(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    parent = await client.create_packet(handoff(turns=["one"]))
    more = m.ChainHandoffRequest.from_dict(handoff("And then", turns=["two"]).to_dict())
    child = await client.chain_handoff(parent.id, more)
    assert child.parent_packet_id == parent.id
    assert [turn.content for turn in child.context.conversation_state] == ["one", "two"]
    chained = (await client.get_history(parent.id)).events[-1]
    assert (chained.event_type, chained.details) == ("chained", {"child_packet_id": str(child.id)})
    [born] = (await client.get_history(child.id)).events
    assert born.details == {"parent_packet_id": str(parent.id), "chain": True}


async def test_delete(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    packet = await client.create_packet(handoff())
    assert await client.delete_packet(packet.id) is None
    assert (await client.get_packet(packet.id)).status is m.PacketStatus.expired


async def test_search(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    found = await client.create_packet(handoff("Sailing at neap tides", priority=m.Priority.low))
    await client.create_packet(handoff("Sailing at spring tides"))
    options = m.SearchOptions(limit=5, priority=m.Priority.low, status=m.PacketStatus.created)
    page = await client.search_packets("sail", options)
    assert (page.packets, page.total, page.next_cursor) == ([found], 1, None)
    assert [packet async for packet in client.iter_search("neap")] == [found]


async def test_batches(client: AsyncHandoffRailClient, handoff: Handoff) -> None:
    batch = await client.batch_create_packets([handoff(), handoff(schema_id="unknown"), handoff()])
    one, two = (packet.id for packet in batch.created)
    assert [error.index for error in batch.errors] == [1]
    assert "not found" in batch.errors[0].error
    claimed = await client.batch_claim_packets([one, str(two), one], "batches-c", "Gamma", "crewai")
    assert [packet.id for packet in claimed.claimed] == [one, two]
    assert {packet.metadata.target_agent.id for packet in claimed.claimed} == {"batches-c"}
    assert [error.packet_id for error in claimed.errors] == [str(one)]
    await client.update_packet(two, m.PacketUpdate(status=m.PacketStatus.in_progress))
    completed = await client.batch_complete_packets([one, two])
    assert [packet.status for packet in completed.completed] == [m.PacketStatus.completed]
    assert [error.packet_id for error in completed.errors] == [str(one)]
