"""Two sides say 5,000 things each while everything breaks: each is stored once, and seen once, in order."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from fairlead.emulator import Emulator, Fault
from fairlead.happy import HappyClient, SyncHappyClient, UpdateKind

SEED = 20261121
MESSAGES = 5_000
BATCH = 25
RESTARTS = 4
LOST_ANSWERS = 40
BROKEN_SOCKETS = 20
OPTIONS = {"max_retries": 50, "retry_delay": 0.02, "timeout": 10.0}
SEND = "/v3/sessions/{session_id}/messages"


def batches(side: str) -> Iterator[list[str]]:
    for start in range(0, MESSAGES, BATCH):
        yield [f"{side} {number}" for number in range(start, start + BATCH)]


async def break_things(emulator: Emulator, over: asyncio.Event) -> dict[str, int]:
    """Break what can break, in an order that the seed says; the number of times, by what it was."""
    chance = random.Random(SEED)
    plan = ["restart"] * RESTARTS + ["answer"] * LOST_ANSWERS + ["sockets"] * BROKEN_SOCKETS
    chance.shuffle(plan)
    done = dict.fromkeys(plan, 0)
    for what in plan:
        if over.is_set():
            break
        if what == "restart":
            await asyncio.to_thread(emulator.stop)
            await asyncio.sleep(chance.random() * 0.2)
            await asyncio.to_thread(emulator.start)
        elif what == "sockets":
            await asyncio.to_thread(emulator.run, emulator.backend.drop_sockets)
        else:
            lost = Fault(method="POST", path=SEND, drop=chance.choice(("before", "after")), times=1)
            emulator.faults.add(lost)
        done[what] += 1
        await asyncio.sleep(chance.random() * 0.2)
    return done


@pytest.fixture
def emulator(tmp_path: Path, unused_tcp_port: int) -> Iterator[Emulator]:
    """An emulator that is where it was, in all respects, after it was stopped and started."""
    with Emulator("happy", data=tmp_path / "happy.db", port=unused_tcp_port, daemon=False) as emulator:
        yield emulator


@pytest.mark.timeout(300)
async def test_nothing_is_lost_or_repeated(emulator: Emulator) -> None:
    options = {**emulator.options, **OPTIONS}
    user_saw: list[int] = []
    agent_saw: list[int] = []
    listening = threading.Barrier(3)

    # The user's side is asynchronous, and the agent's blocks in threads.
    async with HappyClient(**options) as user:
        session_id = (await user.create_session("loss", {"path": "/"})).id

        async def hear() -> None:
            async with user.subscribe(session_id) as updates:
                await asyncio.to_thread(listening.wait, 20)
                async for update in updates:
                    if update.kind is UpdateKind.NEW_MESSAGE:
                        user_saw.append(update.seq or 0)
                    if len(user_saw) == 2 * MESSAGES:
                        return

        def hear_as_agent() -> None:
            with SyncHappyClient(**options) as agent, agent.subscribe(session_id) as updates:
                listening.wait(20)
                for update in updates:
                    if update.kind is UpdateKind.NEW_MESSAGE:
                        agent_saw.append(update.seq or 0)
                    if len(agent_saw) == 2 * MESSAGES:
                        return

        def talk_as_agent() -> None:
            with SyncHappyClient(**options) as agent:
                for texts in batches("agent"):
                    agent.send_messages(session_id, texts)

        over = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(hear())
            tasks.create_task(asyncio.to_thread(hear_as_agent))
            await asyncio.to_thread(listening.wait, 20)
            breaking = tasks.create_task(break_things(emulator, over))
            talking = tasks.create_task(asyncio.to_thread(talk_as_agent))
            for texts in batches("user"):
                await user.send_messages(session_id, texts)
            await talking
            over.set()
        stored = await user.get_messages(session_id)

    seqs = [message.seq for message in stored]
    assert len(seqs) == 2 * MESSAGES
    assert seqs == sorted(set(seqs))
    for side in ("user", "agent"):
        said = [message.text for message in stored if message.text and message.text.startswith(side)]
        assert said == [text for batch in batches(side) for text in batch]
    assert user_saw == agent_saw == seqs
    assert all(breaking.result().values()), breaking.result()
