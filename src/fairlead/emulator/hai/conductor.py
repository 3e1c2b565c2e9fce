"""Runs the sessions, each in a task of its own."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from sqlalchemy import select

from fairlead.emulator.hai import sessions
from fairlead.emulator.hai.performance import Performance
from fairlead.emulator.hai.store import TERMINAL, Session

if TYPE_CHECKING:
    from fairlead.emulator.hai.world import World

__all__ = ["Conductor"]

_log = logging.getLogger(__name__)


class Conductor:
    """Runs sessions.

    Args:
        world: The server.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._running: dict[str, tuple[Performance, asyncio.Task[None]]] = {}

    def start(self) -> None:
        """Go on with what a former run left in the file. What an agent was just doing cannot go on."""
        with self._world.unit() as unit:
            for session in unit.db.scalars(select(Session).where(Session.activity.not_in(TERMINAL))).all():
                if session.activity in ("pending", "idle"):
                    unit.begin(session)
                elif session.activity != "queued":
                    message = "The emulator was stopped while the agent worked"
                    sessions.end(unit, session, "failed", error=message, code="internal")
            sessions.promote(unit)

    def begin(self, session_id: str) -> None:
        """Run a session."""
        if session_id in self._running:
            return
        performance = Performance(self._world, session_id)
        task = asyncio.create_task(performance.run(), name=f"session {session_id}")
        self._running[session_id] = performance, task
        task.add_done_callback(lambda task: self._end(session_id, task))

    def force(self, session_id: str) -> None:
        """Have the agent of a session answer at its next step."""
        if (running := self._running.get(session_id)) is not None:
            running[0].force()

    def forget(self) -> None:
        """Let no session go on."""
        for _, task in self._running.values():
            task.cancel()
        self._running.clear()

    async def stop(self) -> None:
        """Give up all sessions, and return when that has happened."""
        tasks = [task for _, task in self._running.values()]
        self.forget()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _end(self, session_id: str, task: asyncio.Task[None]) -> None:
        if (running := self._running.get(session_id)) is not None and running[1] is task:
            del self._running[session_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a session could not go on", exc_info=error)
