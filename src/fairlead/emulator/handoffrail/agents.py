"""An agent on the other side: it takes packets and works on them, as another client would."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi import HTTPException
from handoffrail_backend_models import api

if TYPE_CHECKING:
    from fairlead.emulator.handoffrail.world import World

__all__ = ["Handoff", "Peers", "Script"]

_log = logging.getLogger(__name__)
_BEGINNINGS = ("packet.created", "packet.chained")


class Handoff:
    """A packet that has just been created, and what an agent can do with it.

    When somebody else is faster, or the packet has expired, the script ends there.

    Attributes:
        packet_id: Identifier of the packet.
        summary: What it is about.
        target_id: Identifier of the agent it is addressed to.
        target_name: That agent's name.
    """

    def __init__(self, world: World, peers: Peers, tenant_id: str, packet_id: str) -> None:
        # Here, because packets need the world, which has the peers.
        from fairlead.emulator.handoffrail import packets

        self._packets = packets
        self._world = world
        self._peers = peers
        self._tenant_id = tenant_id
        self._key = UUID(packet_id)
        with world.unit() as unit:
            packet = packets.find(unit.db, tenant_id, self._key)
            target: dict[str, Any] = packet.meta["target_agent"]
            self.packet_id: str = packet.id
            self.summary: str = packet.summary
            self.target_id: str = target["id"]
            self.target_name: str = target["name"]

    async def claim(self) -> None:
        """Claim it, as the agent it is addressed to."""
        claimant = {"id": self.target_id, "name": self.target_name, "framework": None}
        with self._world.unit() as unit:
            self._packets.claim(unit, self._tenant_id, self._key, claimant)

    async def ask(self, question: str, *, reason: str = "", options: Sequence[str] = ()) -> str:
        """Have it wait for a human; returns the answer, after which it is claimed."""
        checkpoint = api.HitlCheckpoint(
            reason=reason or question, question=question, options=[*options] or None
        )
        answer = self._peers.answer_to(self.packet_id)
        self._change(status=api.PacketStatus.awaiting_human, hitl=checkpoint)
        return await answer

    async def complete(self) -> None:
        """Start it, and complete it."""
        self._change(status=api.PacketStatus.in_progress)
        self._change(status=api.PacketStatus.completed)

    async def fail(self) -> None:
        """Give it up."""
        self._change(status=api.PacketStatus.failed)

    async def sleep(self, seconds: float) -> None:
        """Work, on the emulator's clock."""
        await self._world.clock.sleep(seconds)

    def _change(self, **changes: Any) -> None:
        with self._world.unit() as unit:
            packet = self._packets.find(unit.db, self._tenant_id, self._key)
            self._packets.change(unit, packet, api.PacketUpdate(**changes))


Script = Callable[[Handoff], Awaitable[None] | None]
"""What an agent does with each packet that is created. It may be a coroutine function."""


class Peers:
    """Lets the script work on packets.

    Args:
        world: The server.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._tasks: set[asyncio.Task[None]] = set()
        self._asked: dict[str, asyncio.Future[str]] = {}

    def notice(self, tenant_id: str, frame: dict[str, Any]) -> None:
        """Hear of everything that streams are told."""
        if frame["type"] in _BEGINNINGS and (script := self._world.settings.agent) is not None:
            task = asyncio.create_task(self._work(script, tenant_id, frame["packet_id"]))
            self._tasks.add(task)
            task.add_done_callback(self._end)
        elif frame["type"] == "hitl.response_ready":
            answer = self._asked.pop(frame["packet_id"], None)
            if answer is not None and not answer.done():
                answer.set_result(frame["data"]["hitl_response"])

    def answer_to(self, packet_id: str) -> asyncio.Future[str]:
        """What a human is going to answer."""
        return self._asked.setdefault(packet_id, asyncio.get_running_loop().create_future())

    def forget(self) -> None:
        """Let nobody work on anything any more."""
        for task in self._tasks:
            task.cancel()
        self._asked.clear()

    async def stop(self) -> None:
        """Give up all work, and return when that has ended."""
        tasks = list(self._tasks)
        self.forget()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, script: Script, tenant_id: str, packet_id: str) -> None:
        try:
            done = script(Handoff(self._world, self, tenant_id, packet_id))
            if isawaitable(done):
                await done
        except HTTPException as refusal:
            _log.info("the agent cannot go on with packet %s: %s", packet_id, refusal.detail)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("the script of an agent failed", exc_info=error)
