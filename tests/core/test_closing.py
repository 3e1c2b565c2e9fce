"""Closing an asynchronous client by the name that asynchronous libraries have for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import fairlead
from fairlead import hai, handoffrail, happy, hestia, mycel
from fairlead.emulator import available

MAKE: dict[str, Callable[[], Any]] = {
    "hai": lambda: hai.AsyncClient(api_key="hk-x", base_url="http://127.0.0.1:9"),
    "handoffrail": lambda: handoffrail.AsyncHandoffRailClient("http://127.0.0.1:9/api/v1", "k"),
    "happy": lambda: happy.HappyClient("http://127.0.0.1:9", token="t", secret_b64="A" * 43 + "="),
    "hestia": lambda: hestia.AsyncClient("http://127.0.0.1:9"),
    "mycel": lambda: mycel.AsyncClient(base_url="http://127.0.0.1:9", auth_token="t"),
}
CALL: dict[str, Callable[[Any], Any]] = {
    "hai": lambda client: client.sessions.list_sessions(),
    "handoffrail": lambda client: client.list_packets(),
    "happy": lambda client: client.list_sessions(),
    "hestia": lambda client: client.system.status_async(),
    "mycel": lambda client: client.chats.list(),
}


@pytest.mark.parametrize("backend", available())
async def test_aclose_closes(backend: str) -> None:
    client = MAKE[backend]()
    await client.aclose()
    await client.aclose()
    with pytest.raises(fairlead.ClientClosed):
        await CALL[backend](client)
