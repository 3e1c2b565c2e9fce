"""Programs of the scripted machine: participants that live in this process, and hold the account's keys.

To the server they are what other participants are. All they say is encrypted before it gets there.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fairlead.emulator.happy import switchboard
from fairlead.emulator.happy.hub import Connection
from fairlead.emulator.happy.socket_events import HANDLERS
from fairlead.emulator.happy.world import World
from fairlead.happy._crypto import RecordKey
from fairlead.happy.exceptions import EncryptionError

__all__ = ["Method", "Program"]

Method = Callable[[Any], Coroutine[Any, Any, Any]]
"""Answers a call: takes the decrypted parameters, None if they cannot be read, and returns the result."""

_log = logging.getLogger(__name__)


class Program:
    """A program with a connection of its own, methods that others can call, and tasks.

    Args:
        world: The server.
        key: What its methods are called with.
        scope_id: Its session or machine, which is also the first part of its methods' names.
        methods: What it offers.
    """

    def __init__(self, world: World, key: RecordKey, scope_id: str, methods: Mapping[str, Method]) -> None:
        self._world = world
        self._key = key
        self._scope_id = scope_id
        self._methods = methods
        self._connection: Connection | None = None
        self._tasks: set[asyncio.Task[Any]] = set()

    @property
    def connected(self) -> bool:
        """Whether it is connected."""
        return self._connection is not None

    def connect(self, auth: Mapping[str, Any]) -> None:
        """Connect, and offer the methods."""
        self._connection = switchboard.enter(self._world, auth, self)
        for name in self._methods:
            self.emit("rpc-register", {"method": f"{self._scope_id}:{name}"})

    def disconnect(self) -> None:
        """Leave, and give up everything it is doing."""
        current = asyncio.current_task()
        for task in self._tasks:
            if task is not current:
                task.cancel()
        connection, self._connection = self._connection, None
        if connection is not None:
            switchboard.leave(self._world, connection)

    async def ended(self) -> None:
        """Wait until what it was doing has come to its end."""
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def emit(self, event: str, data: Any) -> Any:
        """Say something to the server, and return the acknowledgement."""
        assert self._connection is not None
        return HANDLERS[event](self._world, self._connection, data)

    def run(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Do something beside the rest."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._end)
        return task

    def send(self, event: str, data: Any, on_ack: Callable[[Any], None] | None = None) -> None:
        """Hear an event: a call is answered, anything else is for `hear`."""
        if event == "rpc-request":
            self.run(self._answer(data, on_ack))
        else:
            self.hear(event, data)

    async def sent(self) -> None:
        """Nothing ever waits here."""

    def hear(self, event: str, data: Any) -> None:
        """Take notice of an event. Must not say anything before it returns."""

    async def _answer(self, request: Mapping[str, Any], on_ack: Callable[[Any], None] | None) -> None:
        name = request["method"].removeprefix(f"{self._scope_id}:")
        try:
            result = await self._methods[name](self._read(request.get("params")))
        except Exception as error:  # noqa: BLE001 - whatever fails, be it a script, is told to the caller
            result = {"error": str(error)}
        # A method without a result answers with the encryption of nothing at all.
        answer = self._key.encrypt(b"") if result is None else self._key.encrypt_json(result)
        if on_ack is not None:
            on_ack(answer)

    def _read(self, params: object) -> Any:
        try:
            return self._key.decrypt_json(params) if isinstance(params, str) else None
        except EncryptionError:
            return None

    def _end(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("a program of the scripted machine failed", exc_info=error)
