"""Waiting for a frame of a WebSocket: at once if it is there, up to a limit, and without losing any."""

from __future__ import annotations

import asyncio

import pytest

from fairlead._async import _io


class Socket:
    """A WebSocket as the library has it."""

    def __init__(self, *frames: str) -> None:
        self.frames: asyncio.Queue[str] = asyncio.Queue()
        self.cancelled = 0
        for frame in frames:
            self.frames.put_nowait(frame)

    async def recv(self) -> str:
        try:
            frame = await self.frames.get()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if frame == "late":
            await asyncio.sleep(0)  # waits twice
        if frame == "gone":
            raise ConnectionResetError(frame)
        return frame


async def test_a_frame_that_is_there_is_given_at_once() -> None:
    async with asyncio.timeout(0):  # which ends whatever waits
        assert await _io.receive(Socket("a"), 0) == "a"


@pytest.mark.parametrize("frame", ["a", "late"])
async def test_a_frame_is_waited_for(frame: str) -> None:
    socket = Socket()
    asyncio.get_running_loop().call_soon(socket.frames.put_nowait, frame)
    assert await _io.receive(socket, 10) == frame


async def test_an_error_goes_to_who_waits() -> None:
    socket = Socket()
    asyncio.get_running_loop().call_soon(socket.frames.put_nowait, "gone")
    with pytest.raises(ConnectionResetError):
        await _io.receive(socket, None)


async def test_silence_ends_the_wait_and_loses_nothing() -> None:
    socket = Socket()
    with pytest.raises(TimeoutError):
        await _io.receive(socket, 0.001)
    assert socket.cancelled == 1
    socket.frames.put_nowait("a")
    assert await _io.receive(socket, 10) == "a"


async def test_a_task_that_waits_can_be_cancelled() -> None:
    socket = Socket()
    waiting = asyncio.create_task(_io.receive(socket, 10))
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert socket.cancelled == 1
