"""Three agents talk at once, their inbox streams are cut at random, and nothing is lost or repeated."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from fairlead.emulator import Emulator, Fault
from fairlead.mycel import AsyncClient, Reconnect

SEED = 20260521
AGENTS = ("ada", "bob", "cyd")
MESSAGES = 670  # of each agent
CUTS = 150
PATIENT = Reconnect(delay=0.001, max_delay=0.01)


@pytest.fixture
async def backend() -> AsyncIterator[Emulator]:
    # Under load, a stream that is cut while many frames are on their way may lose more than the server keeps;
    # that is `ReplayOverflow`, and another test's matter.
    async with Emulator("mycel", replay_buffer=10_000) as emulator:
        yield emulator


class Agent:
    """One of them: it says its piece, and follows its inbox.

    Attributes:
        seqs: Numbers of the frames, as they came.
        heard: Numbers of the messages of others, as they were read.
    """

    def __init__(self, client: AsyncClient, chat_id: str) -> None:
        self.client = client
        self.chat_id = chat_id
        self.seqs: list[int] = []
        self.heard: list[int] = []

    async def talk(self) -> None:
        for number in range(MESSAGES):
            await self.client.messages.send(self.chat_id, str(number), enforce_caught_up=False)

    async def listen(self, listening: asyncio.Barrier, last_seq: int) -> None:
        """Follow the inbox until the last message was heard."""
        async with self.client.notifications.stream(since_seq=0, reconnect=PATIENT) as frames:
            await listening.wait()
            async for frame in frames:
                self.seqs.append(frame.seq)
                newest = frame.metadata["message_seq"]
                if newest - (self.heard[-1] if self.heard else 0) > 20 or newest == last_seq:
                    self.heard += [message.seq for message in await self.client.messages.read(self.chat_id)]
                # What was read already, because of an earlier frame, may never be announced.
                if newest == last_seq or (self.heard and self.heard[-1] == last_seq):
                    return


@pytest.mark.timeout(300)
async def test_nothing_is_lost_or_repeated(backend: Emulator) -> None:
    chance = random.Random(SEED)
    total = len(AGENTS) * MESSAGES + 1
    async with AsyncExitStack() as stack:
        owner = await stack.enter_async_context(AsyncClient(**backend.options))
        tokens = [(await owner.users.create_external(name, name.title())).token for name in AGENTS]
        chat_id = (await owner.chats.create(list(AGENTS), kind="group", title="Soak")).id
        agents = [
            Agent(
                await stack.enter_async_context(AsyncClient(base_url=backend.url, auth_token=token)), chat_id
            )
            for token in tokens
        ]
        cuts = [
            backend.faults.add(
                Fault(
                    method="WEBSOCKET",
                    times=1,
                    cut_after_events=chance.randint(0, 40),
                    cut=chance.choice(["abort", "end"]),
                )
            )
            for _ in range(CUTS)
        ]
        listening = asyncio.Barrier(len(agents) + 1)
        async with asyncio.timeout(280), asyncio.TaskGroup() as tasks:
            for agent in agents:
                tasks.create_task(agent.listen(listening, total))
            await listening.wait()
            async with asyncio.TaskGroup() as talking:
                for agent in agents:
                    talking.create_task(agent.talk())
            await owner.messages.send(chat_id, "the end", enforce_caught_up=False)
        history = await owner.messages.list_all(chat_id)

    assert sum(cut.hits for cut in cuts) > CUTS // 2
    assert [message.seq for message in history] == list(range(1, total + 1))
    for name, agent in zip(AGENTS, agents, strict=True):
        assert agent.seqs == list(range(1, len(agent.seqs) + 1))
        assert agent.heard == [message.seq for message in history if message.sender_id != name]
