"""Calling a method that another participant offers. What is said is passed on as it is."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar, cast

from fairlead.emulator.happy.hub import Connection, Json
from fairlead.emulator.happy.world import World

__all__ = ["call"]

T = TypeVar("T")


async def call(world: World, caller: Connection, data: Any) -> Json:
    """Relay a call, and return its acknowledgement.

    Args:
        world: The server.
        caller: Who calls.
        data: `method`, and possibly `params`.
    """
    fields = cast("dict[str, Any]", data) if isinstance(data, dict) else {}
    method = fields.get("method")
    if not isinstance(method, str) or not method:
        return _failed("Invalid parameters: method is required")
    account_id, settings = caller.account_id, world.settings
    callee = world.hub.offering(account_id, method)
    if callee is None:
        callee = await _within(world, settings.rpc_grace_seconds, world.hub.offered(account_id, method))
    if callee is None:
        return _failed("RPC method not available")
    if callee is caller:
        return _failed("Cannot call RPC on the same socket")
    request = {"method": method}
    if "params" in fields:
        request["params"] = fields["params"]
    answer = await _within(world, settings.rpc_timeout_seconds, _ask(world, callee, request))
    return answer or _failed("operation has timed out")


async def _ask(world: World, callee: Connection, request: Json) -> Json:
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[Json] = loop.create_future()

    def on_ack(value: Any) -> None:
        if not answered.done():
            answered.set_result({"ok": True, "result": value})

    callee.transport.send("rpc-request", request, on_ack)
    gone = asyncio.create_task(callee.gone.wait())
    try:
        await asyncio.wait({answered, gone}, return_when=asyncio.FIRST_COMPLETED)
        if answered.done():
            return answered.result()
        await world.clock.sleep(world.settings.rpc_disconnect_seconds)
        return _failed("RPC target disconnected")
    finally:
        gone.cancel()
        answered.cancel()


async def _within(world: World, seconds: float, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of some work, or None if it takes too long on the emulator's clock."""
    task = asyncio.create_task(work)
    limit = asyncio.create_task(world.clock.sleep(seconds))
    try:
        await asyncio.wait({task, limit}, return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        task.cancel()
        limit.cancel()
        await asyncio.gather(task, limit, return_exceptions=True)


def _failed(text: str) -> Json:
    return {"ok": False, "error": text}
