"""The runtime of the managed agents: it wakes their scripts, one at a time for each agent."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterable
from contextlib import aclosing
from inspect import isawaitable
from typing import TYPE_CHECKING

from sqlalchemy import select

from fairlead.emulator.mycel.agents import AgentTurn, IncomingMessage
from fairlead.emulator.mycel.errors import FollowUpFailed
from fairlead.emulator.mycel.messages import post, take_unread
from fairlead.emulator.mycel.store import Chat, Message, Thread, User

if TYPE_CHECKING:
    from fairlead.emulator.mycel.world import Unit, World

__all__ = ["AgentRuntime"]

_log = logging.getLogger(__name__)


class AgentRuntime:
    """Runs agents' scripts.

    Args:
        world: The server.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._due: set[tuple[str, str]] = set()  # woken, and not begun yet
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def wake(self, agent_id: str, chat_id: str) -> None:
        """Give an agent a turn in a chat. Waking it again before the turn begins changes nothing."""
        if self._world.settings.agent is None or (agent_id, chat_id) in self._due:
            return
        self._due.add((agent_id, chat_id))
        task = asyncio.create_task(self._take_turn(agent_id, chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._end)

    def forget(self) -> None:
        """Let no agent say anything more about what it was woken for."""
        for task in self._tasks:
            task.cancel()
        self._due.clear()
        self._turns.clear()

    async def stop(self) -> None:
        """Give up all turns, and return when they have ended."""
        tasks = list(self._tasks)
        self.forget()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("the script of an agent failed", exc_info=error)

    async def _take_turn(self, agent_id: str, chat_id: str) -> None:
        async with self._turns[agent_id]:
            await self._world.clock.sleep(self._world.settings.agent_delay_seconds)
            self._due.discard((agent_id, chat_id))
            with self._world.unit() as unit:
                turn = _turn(unit, agent_id, chat_id)
            if turn is None:  # an earlier turn has read it all
                return
            async with aclosing(self._ask(turn)) as answers:
                async for answer in answers:
                    self._say(turn, answer)

    async def _ask(self, turn: AgentTurn) -> AsyncGenerator[str]:
        script = self._world.settings.agent
        if script is None:  # it has been silenced since it was woken
            return
        answer = script(turn)
        if isinstance(answer, AsyncIterable):
            async for text in answer:
                yield text
            return
        settled = await answer if isawaitable(answer) else answer
        for text in (settled,) if isinstance(settled, str) else settled or ():
            yield text

    def _say(self, turn: AgentTurn, content: str) -> None:
        try:
            with self._world.unit() as unit:
                chat = unit.db.scalars(select(Chat).where(Chat.id == turn.chat_id)).one()
                post(unit, chat, unit.known_user(turn.agent_id), content)
        except FollowUpFailed as failure:
            _log.warning("nobody was told of what agent %s said: %s", turn.agent_id, failure)


def _turn(unit: Unit, agent_id: str, chat_id: str) -> AgentTurn | None:
    agent = unit.known_user(agent_id)
    unread = take_unread(unit.db, chat_id, agent_id)
    if not unread:
        return None
    senders = unit.db.scalars(select(User).where(User.id.in_({message.sender_id for message in unread})))
    sender_of = {sender.id: sender for sender in senders}
    thread = select(Thread.id).where(Thread.agent_id == agent_id, Thread.is_main)
    return AgentTurn(
        agent_id=agent_id,
        agent_name=agent.name,
        chat_id=chat_id,
        thread_id=unit.db.scalars(thread).one(),
        messages=tuple(_incoming(agent_id, message, sender_of[message.sender_id]) for message in unread),
        clock=unit.world.clock,
    )


def _incoming(agent_id: str, message: Message, sender: User) -> IncomingMessage:
    named = {*message.mentioned_ids, *message.addressed_to_user_ids}
    return IncomingMessage(
        id=message.id,
        seq=message.seq,
        sender_id=sender.id,
        sender_name=sender.name,
        sender_type=sender.type,
        content=message.content,
        mentions_me=agent_id in named,
        for_me=agent_id in named or not named,
    )
