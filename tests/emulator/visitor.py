from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import httpx2

from fairlead.emulator import Emulator

T = TypeVar("T")


class Visitor:
    """Somebody with a browser: what they see, and the forms they send."""

    def __init__(self, emulator: Emulator) -> None:
        self.name = emulator.name
        self.base = emulator.inspector_url.rstrip("/")
        self.http = httpx2.Client(base_url=self.base)

    def see(self, **query: int) -> str:
        answer = self.http.get(f"/{self.name}/", params=query)
        assert answer.status_code == 200
        return answer.text

    def do(self, action: str, **form: str) -> httpx2.Response:
        return self.http.post(f"/{self.name}/{action}", data=form, headers={"Origin": self.base})


def wait_until(ask: Callable[[], T]) -> T:
    """What `ask` returns as soon as that is something."""
    deadline = time.monotonic() + 10
    while not (found := ask()):
        assert time.monotonic() < deadline
        time.sleep(0.01)
    return found
