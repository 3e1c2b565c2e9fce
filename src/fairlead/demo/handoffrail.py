"""The tour of HandoffRail: a real handoff, first with the blocking client, then with the asynchronous one."""

from __future__ import annotations

import asyncio
from typing import Any

from fairlead.demo._receiver import Receiver
from fairlead.demo._tour import Tour
from fairlead.emulator import Emulator, Fault
from fairlead.handoffrail import (
    AsyncHandoffRailClient,
    ChainBuilder,
    ConflictError,
    HandoffPacket,
    HandoffRailClient,
    PacketCreate,
    PacketStatus,
    PacketUpdate,
    WebhookVerificationError,
    verify_webhook,
)

SECRET = "a-secret-of-the-webhook"


def run(tour: Tour) -> None:
    """Take the tour."""
    with Emulator("handoffrail") as backend:
        tour.chapter("HandoffRail, blocking", f"HandoffRailClient against the emulator on {backend.url}")
        blocking(tour, backend.options)
        with (
            HandoffRailClient(**backend.options, retry_delay=0.05) as client,
            tour.step("ask a server that is overloaded") as step,
            backend.faults.add(Fault(status=503, times=2)) as busy,
        ):
            step.answer(f"{client.list_packets().total} packets, after {busy.hits} times 503")
        tour.chapter("HandoffRail, asynchronous", "AsyncHandoffRailClient: the same methods, awaited")
        asyncio.run(asynchronous(tour, backend.options))


def upgrade() -> PacketCreate:
    """A packet that needs a human's approval."""
    return (
        HandoffPacket.builder()
        .from_agent("sales-01", "SalesBot", framework="langchain")
        .to_agent("billing-01", "BillingBot")
        .with_summary("Customer wants to move to the Business tier")
        .with_conversation(
            [
                {"role": "user", "content": "I would like to upgrade."},
                {"role": "agent", "content": "I will hand you over to billing."},
            ]
        )
        .with_decision("Proceed", rationale="no open invoices", decided_by="sales-01")
        .with_action("Charge the difference", assignee="billing-01", priority="high")
        .with_hitl("High value", question="Approve the upgrade?", options=["Approve", "Deny"])
        .with_priority("high")
        .with_tags(["upgrade"])
        .build()
    )


def blocking(tour: Tour, options: dict[str, Any]) -> None:
    """The whole life of a packet, with its webhooks and its events over SSE."""
    with HandoffRailClient(**options) as client, Receiver() as receiver, client.events() as events:
        with tour.step("register a webhook") as step:
            webhook = client.register_webhook(url=receiver.url, events=["packet.completed"], secret=SECRET)
            step.answer(f"webhook {webhook.id[:8]} for {', '.join(webhook.events)}")
        with tour.step("build and create a packet") as step:
            packet = client.create_packet(upgrade())
            step.answer(f"packet {str(packet.id)[:8]}: {packet.status}, because a human must approve first")
        with tour.step("list what waits for a human") as step:
            waiting = client.get_awaiting()
            hitl = waiting.packets[0].hitl
            step.answer(f"{waiting.total} packet: {hitl.question if hitl else ''!r}")
        with tour.step("answer the checkpoint") as step:
            packet = client.respond_to_hitl(packet.id, response="Approve", responded_by="manager@example.com")
            step.answer(
                f"{packet.status}, answer {packet.hitl.response if packet.hitl else None!r} is on record"
            )
        with tour.step("work on it: update") as step:
            packet = client.update_packet(packet.id, PacketUpdate(status=PacketStatus.in_progress))
            step.answer(f"{packet.status}")
        with tour.step("complete it") as step:
            packet = client.complete_packet(packet.id)
            step.answer(f"{packet.status} at {packet.metadata.completed_at:%H:%M:%S} UTC")
        with tour.step("receive and verify the webhook") as step:
            delivery = receiver.take()
            event = verify_webhook(delivery.body, delivery.headers, SECRET)
            step.answer(f"{event.event} for {event.packet_id[:8]}: signature is right")
            try:
                verify_webhook(delivery.body.replace(b"completed", b"cancelled"), delivery.headers, SECRET)
            except WebhookVerificationError:
                step.answer("a changed body is refused")
        with tour.step("read the live events (SSE)") as step:
            seen = [next(events).type for _ in range(4)]
            step.answer(" → ".join(seen))
        with tour.step("chain follow-up work") as step:
            chained = client.chain_handoff(
                packet.id,
                ChainBuilder()
                .from_("billing-01", "BillingBot")
                .to("onboarding-01", "OnboardingBot")
                .with_summary("Billing is done, welcome the customer")
                .build(),
            )
            turns = len(chained.context.conversation_state)
            step.answer(f"packet {str(chained.id)[:8]} continues {str(packet.id)[:8]} with its {turns} turns")
        with tour.step("claim it; a second claim loses") as step:
            claimed = client.claim_packet(chained.id, agent_id="onboarding-01", agent_name="OnboardingBot")
            step.answer(f"{claimed.status} by {claimed.metadata.target_agent.name}")
            try:
                client.claim_packet(chained.id, agent_id="other-01", agent_name="OtherBot")
            except ConflictError as conflict:
                step.answer(f"409 {conflict.message}")
        with tour.step("read the history") as step:
            for entry in client.get_history(packet.id).events:
                step.answer(f"{entry.timestamp:%H:%M:%S}  {entry.event_type:<16} {entry.actor}")


async def asynchronous(tour: Tour, options: dict[str, Any]) -> None:
    """A handoff between two agents, followed over a WebSocket."""
    plain = (
        HandoffPacket.builder()
        .from_agent("sales-01", "SalesBot")
        .to_agent("support-01", "SupportBot")
        .with_summary("Answer the customer's question about invoices")
        .build()
    )
    async with (
        AsyncHandoffRailClient(**options) as client,
        client.events(["agent:support-01"], transport="websocket") as events,
    ):
        with tour.step("create a packet") as step:
            packet = await client.create_packet(plain)
            step.answer(f"packet {str(packet.id)[:8]}: {packet.status}")
        with tour.step("list and claim it") as step:
            page = await client.list_packets(status="created", target_agent="support-01")
            found = page.packets[0]
            claimed = await client.claim_packet(found.id, agent_id="support-01", agent_name="SupportBot")
            step.answer(f"{page.total} found, {claimed.status} by {claimed.metadata.target_agent.name}")
        with tour.step("start and complete it") as step:
            packet = await client.complete_packet(packet.id, start=True)
            step.answer(f"{packet.status}")
        with tour.step("read the live events (WebSocket)") as step:
            seen = [(await anext(events)).type for _ in range(4)]
            step.answer(" → ".join(seen))
        with tour.step("follow every page") as step:
            packets = [packet.context.summary async for packet in client.iter_packets(page_size=1)]
            step.answer(f"{len(packets)} packets on {len(packets)} pages")
        with tour.step("read the history") as step:
            history = await client.get_history(packet.id)
            step.answer(" → ".join(entry.event_type for entry in history.events))
