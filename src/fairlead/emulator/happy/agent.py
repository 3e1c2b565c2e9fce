"""An agent: the program that keeps a session, and plays its script."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, cast

from sqlalchemy import delete, select

from fairlead.emulator.happy import messages
from fairlead.emulator.happy.hub import Json
from fairlead.emulator.happy.local import Program
from fairlead.emulator.happy.presence import end_session
from fairlead.emulator.happy.script import UNASKED, Decision
from fairlead.emulator.happy.store import Message, RunningAgent, SessionRow
from fairlead.emulator.happy.turn import Turn
from fairlead.emulator.happy.world import Unit, World
from fairlead.happy._crypto import RecordKey, Variant
from fairlead.happy.exceptions import EncryptionError

__all__ = ["Agent"]

_PULLED = 100


class Agent(Program):
    """An agent that runs.

    Args:
        world: The server.
        account_id: The account of its session.
        token: The account's token.
        row: What it knows: its session, its key, and how far it has read.
        on_exit: Called when it ends by itself or is told to.
    """

    def __init__(
        self, world: World, account_id: str, token: str, row: RunningAgent, on_exit: Callable[[Agent], None]
    ) -> None:
        self.world = world
        self.session_id: str = row.session_id
        self.mode: str | None = row.mode
        self.directory: str = row.request["directory"]
        self.says_ready: bool = row.request["agent"] != "claude"
        self.aborted: bool = False
        self._account_id = account_id
        self._token = token
        self._heard = row.heard
        self._on_exit = on_exit
        self._news = asyncio.Event()
        self._thinking = False
        self._turn: asyncio.Task[None] | None = None
        self._asked: dict[str, asyncio.Future[Mapping[str, Any]]] = {}
        self._state: Json = {"controlledByUser": False}
        key = RecordKey(Variant(row.request["variant"]), row.key)
        methods = {
            "permission": self._permit,
            "abort": self._abort,
            "switch": self._switch,
            "killSession": self._kill,
        }
        super().__init__(world, key, row.session_id, methods)

    def start(self) -> None:
        """Connect, and go on where it stopped reading."""
        self.connect({"token": self._token, "clientType": "session-scoped", "sessionId": self.session_id})
        self._save_state()
        self._news.set()
        self.run(self._work())
        self.run(self._stay_alive())

    def exit(self, *, archived: bool = False) -> None:
        """End, and mark the session as inactive.

        Args:
            archived: Say in the metadata that the session is over; otherwise it could be resumed.
        """
        if not self.connected:
            return
        with self.world.unit() as unit:
            unit.db.execute(delete(RunningAgent).where(RunningAgent.session_id == self.session_id))
            session = self._session(unit)
            if session is not None:
                end_session(unit, session, unit.now)
        if session is not None and archived:
            self._archive(session)
        self.disconnect()
        self._on_exit(self)

    def write(self, local_id: str, content: Json) -> None:
        """Put a message into the session, once."""
        with self.world.unit() as unit:
            if (session := self._session(unit)) is not None:
                messages.post(unit, session, [(local_id, self._key.encrypt_json(content))])

    async def ask(self, request_id: str, tool: str, arguments: Json) -> Decision:
        """Ask for permission in the session's state, and wait until somebody answers."""
        request = {"tool": tool, "arguments": arguments, "createdAt": self.world.now()}
        answer: asyncio.Future[Mapping[str, Any]] = asyncio.get_running_loop().create_future()
        self._asked[request_id] = answer
        self._state.setdefault("requests", {})[request_id] = request
        self._save_state()
        outcome: Json = {"status": "canceled"}
        try:
            said = await answer
            outcome = {"status": "approved" if said.get("approved") else "denied"}
            outcome |= {key: said[key] for key in ("reason", "mode", "decision", "allowTools") if key in said}
        finally:
            del self._asked[request_id], self._state["requests"][request_id]
            completed = self._state.setdefault("completedRequests", {})
            completed[request_id] = {**request, "completedAt": self.world.now(), **outcome}
            if self.connected:
                self._save_state()
        if isinstance(mode := said.get("mode"), str):
            self._remember(mode=mode)
        return Decision(outcome["status"] == "approved", reason=outcome.get("reason"))

    def requests(self) -> list[tuple[str, Json]]:
        """The requests for permission that wait, with their identifiers."""
        requests: Json = self._state.get("requests", {})
        return [
            (request_id, request) for request_id, request in requests.items() if request_id in self._asked
        ]

    def decide(self, request_id: str, *, approved: bool) -> bool:
        """Answer a request for permission, as a call of the method does; false if it does not wait."""
        waiting = self._asked.get(request_id)
        if waiting is None or waiting.done():
            return False
        waiting.set_result({"id": request_id, "approved": approved})
        return True

    def hear(self, event: str, data: Any) -> None:
        """Take notice of new messages, and of the metadata that says that the session is over."""
        body: Json = data["body"] if event == "update" else {}
        match body.get("t"):
            case "new-message":
                self._news.set()
            case "update-session" if "metadata" in body:
                metadata = self._open(body["metadata"]["value"])
                if metadata.get("lifecycleState") in ("archiveRequested", "archived"):
                    self.run(self._exit_later())
            case _:
                pass

    async def _work(self) -> None:
        while True:
            await self._news.wait()
            self._news.clear()
            while pulled := self._pull():
                for message in pulled:
                    await self._deal_with(message)
                    self._remember(heard=message.seq)

    def _pull(self) -> list[Message]:
        query = (
            select(Message)
            .where(Message.session_id == self.session_id, Message.seq > self._heard)
            .order_by(Message.seq)
            .limit(_PULLED)
        )
        with self.world.store.transaction() as db:
            return list(db.scalars(query))

    async def _deal_with(self, message: Message) -> None:
        content = self._open(message.content)
        body = content.get("content")
        if content.get("role") != "user" or not isinstance(body, dict):
            return
        text = cast("Json", body).get("text")
        if not isinstance(text, str):
            return
        meta: Json = content.get("meta") or {}
        self._adopt_mode(meta)
        if (script := self.world.settings.agent) is None:
            return
        turn = Turn(self, message.id, text, meta)
        self.aborted = False
        self._think(True)
        self._turn = self.run(turn.play(script))
        try:
            await asyncio.wait({self._turn})
        finally:
            self._turn = None
            if self.connected:
                self._think(False)

    def _adopt_mode(self, meta: Mapping[str, Any]) -> None:
        """Take over the permission mode of a message; `default` takes nothing away that was granted."""
        if "permissionMode" not in meta:
            return
        mode = meta["permissionMode"]
        if not (mode == "default" and self.mode in UNASKED):
            self._remember(mode=mode if isinstance(mode, str) else None)

    def _remember(self, **known: Any) -> None:
        """Note what must outlive a restart."""
        self.mode = known.get("mode", self.mode)
        self._heard = known.get("heard", self._heard)
        with self.world.store.transaction() as db:
            query = select(RunningAgent).where(RunningAgent.session_id == self.session_id)
            if (row := db.scalars(query).one_or_none()) is not None:
                row.mode, row.heard = self.mode, self._heard

    async def _stay_alive(self) -> None:
        while True:
            self._beat()
            await self.world.clock.sleep(self.world.settings.heartbeat_seconds)

    def _think(self, thinking: bool) -> None:
        self._thinking = thinking
        self._beat()

    def _beat(self) -> None:
        data = {"sid": self.session_id, "time": self.world.now(), "thinking": self._thinking}
        self.emit("session-alive", {**data, "mode": "remote"})

    def _save_state(self) -> None:
        with self.world.unit() as unit:
            session = self._session(unit)
        if session is not None:
            state = self._key.encrypt_json(self._state)
            expected = session.agent_state_version
            self.emit(
                "update-state", {"sid": self.session_id, "agentState": state, "expectedVersion": expected}
            )

    def _archive(self, session: SessionRow) -> None:
        metadata = {
            **self._open(session.meta),
            "lifecycleState": "archived",
            "lifecycleStateSince": self.world.now(),
            "archivedBy": "cli",
            "archiveReason": "User terminated",
        }
        changed = self._key.encrypt_json(metadata)
        expected = session.meta_version
        self.emit(
            "update-metadata", {"sid": self.session_id, "metadata": changed, "expectedVersion": expected}
        )

    def _session(self, unit: Unit) -> SessionRow | None:
        return unit.session(self._account_id, self.session_id)

    def _open(self, text: str) -> Json:
        """What is inside a ciphertext; nothing if it cannot be read."""
        try:
            opened = self._key.decrypt_json(text)
        except EncryptionError:
            return {}
        return cast("Json", opened) if isinstance(opened, dict) else {}

    async def _permit(self, params: Any) -> None:
        answer = cast("Json", params) if isinstance(params, dict) else {}
        waiting = self._asked.get(str(answer.get("id")))
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    async def _abort(self, params: Any) -> None:  # noqa: ARG002
        if self._turn is not None:
            self.aborted = True
            self._turn.cancel()

    async def _switch(self, params: Any) -> bool:
        local = isinstance(params, dict) and cast("Json", params).get("to") == "local"
        self._state["controlledByUser"] = local
        self._save_state()
        return True

    async def _kill(self, params: Any) -> Json:  # noqa: ARG002
        # The caller wants its answer before the one who answers has left.
        self.run(self._exit_later(archived=True))
        return {"success": True, "message": "Killing happy-cli process"}

    async def _exit_later(self, *, archived: bool = False) -> None:
        await asyncio.sleep(0)
        self.exit(archived=archived)
