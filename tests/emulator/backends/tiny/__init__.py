"""A small backend for the tests of the emulator's shared half."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, ClassVar

from fastapi import APIRouter, FastAPI, HTTPException, Request, WebSocket, WebSocketDisconnect
from fastapi.responses import StreamingResponse
from sqlalchemy import text

from fairlead.emulator import Backend, Runtime


class TinyBackend(Backend):
    name = "tiny"
    default_port = 18765
    default_settings: ClassVar[dict[str, Any]] = {"greeting": "hello", "fail_to_start": False}

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self.log: list[str] = []
        self.jobs: set[asyncio.Task[None]] = set()
        self.app = FastAPI(lifespan=self._lifespan)
        self.app.include_router(self._router(), prefix="/api")
        self.app.add_api_websocket_route("/api/ws", self._socket)
        with runtime.engine.begin() as db:
            db.execute(text("CREATE TABLE IF NOT EXISTS item (name TEXT PRIMARY KEY)"))

    def options(self, origin: str) -> dict[str, Any]:
        return {"base_url": f"{origin}/api"}

    def env(self, origin: str) -> dict[str, str]:
        return {"TINY_URL": f"{origin}/api", "TINY_KEY": "it's secret"}

    def reset(self) -> None:
        self.log.clear()
        for job in self.jobs:
            job.cancel()
        with self.runtime.engine.begin() as db:
            db.execute(text("DELETE FROM item"))

    def items(self) -> list[str]:
        with self.runtime.engine.begin() as db:
            return [*db.scalars(text("SELECT name FROM item ORDER BY name"))]

    @asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        if self.runtime.settings["fail_to_start"]:
            raise ValueError("told to fail")
        yield
        self.log.append("stopped")

    def _later(self, delays: list[float], label: str) -> None:
        async def job() -> None:
            for delay in delays:
                await self.runtime.clock.sleep(delay)
                self.log.append(f"{label} {self.runtime.clock.now():%H:%M:%S}")

        task = asyncio.create_task(job())
        self.jobs.add(task)
        task.add_done_callback(self.jobs.discard)

    def _router(self) -> APIRouter:
        router = APIRouter()

        @router.get("/greeting")
        async def greeting() -> dict[str, Any]:
            return {"text": self.runtime.settings["greeting"], "at": self.runtime.clock.now().isoformat()}

        @router.get("/items/special")
        async def special() -> dict[str, str]:
            return {"name": "special"}

        @router.get("/items/{item_id}")
        async def get_item(item_id: str) -> dict[str, str]:
            if item_id not in self.items():
                raise HTTPException(404)
            return {"name": item_id}

        @router.post("/items", status_code=201)
        async def add_item(request: Request) -> dict[str, str]:
            item = await request.json()
            with self.runtime.engine.begin() as db:
                db.execute(text("INSERT OR IGNORE INTO item VALUES (:name)"), {"name": item["name"]})
            return item

        @router.get("/text")
        async def long_text() -> dict[str, str]:
            return {"text": "x" * 1000}

        @router.get("/sync")
        def in_a_worker_thread() -> dict[str, str]:
            return {"thread": "worker"}

        @router.get("/broken")
        async def broken() -> None:
            raise ValueError("a bug of the backend")

        @router.post("/jobs")
        async def start_job(request: Request) -> None:
            body = await request.json()
            self._later(body["delays"], body["label"])

        @router.get("/slow")
        async def slow(seconds: float) -> None:
            await self.runtime.clock.sleep(seconds)

        @router.get("/count")
        async def count(to: int = 3, then: str = "end") -> StreamingResponse:
            async def events() -> AsyncIterator[str]:
                yield ": welcome\n\n"
                for number in range(1, to + 1):
                    yield f"id: {number}\ndata: {number}\n\n"
                if then == "wait":
                    while True:
                        await self.runtime.clock.sleep(30)
                        yield ": ping\n\n"

            return StreamingResponse(events(), media_type="text/event-stream")

        return router

    async def _socket(self, socket: WebSocket) -> None:
        if socket.query_params.get("token") == "wrong":
            await socket.close(4001)
            return
        await socket.accept()
        self.log.append("accepted")
        try:
            while True:
                await socket.send_text((await socket.receive_text()).upper())
        except WebSocketDisconnect:
            self.log.append("disconnected")


BACKEND = TinyBackend
