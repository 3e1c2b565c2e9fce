"""One session while it runs: its agent takes turns, step by step, and listens to its owner in between."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Any, Final

from hai_backend_models import api

from fairlead.emulator.hai import sessions, tokens
from fairlead.emulator.hai.attachments import store
from fairlead.emulator.hai.auth import Identity
from fairlead.emulator.hai.bells import heard
from fairlead.emulator.hai.machine import landing_path
from fairlead.emulator.hai.profile_routes import use_profiles
from fairlead.emulator.hai.scripts import (
    AgentTurn,
    Answer,
    Ask,
    Attach,
    Call,
    Delegate,
    Emit,
    Fail,
    Move,
    Observe,
    Outcome,
    Say,
    Stall,
    Step,
    Think,
    default_answer,
    is_step,
    play,
)
from fairlead.emulator.hai.store import Asked, Session
from fairlead.emulator.hai.world import Unit, World

__all__ = ["Performance"]

_log = logging.getLogger(__name__)
_TOKENS_IN: Final = 1_200
_TOKENS_OUT: Final = 80


class _Over(Exception):
    """The session has ended, or is gone."""


class Performance:
    """A session while it runs.

    Args:
        world: The server.
        session_id: The session.
    """

    def __init__(self, world: World, session_id: str) -> None:
        self._world = world
        self._id = session_id
        self._forced = False
        self._deadline: float | None = None
        self._bell = asyncio.Event()
        self._calls = 0

    def force(self) -> None:
        """Have the agent answer at its next step."""
        self._forced = True
        self._world.bells.ring(self._id)

    async def run(self) -> None:
        """Run the session until it ends."""
        with self._world.bells.listen(self._id) as self._bell:
            try:
                if await self._launch():
                    while await self._take_turn():
                        pass
            except _Over:
                pass

    # Beginning and resting.

    async def _launch(self) -> bool:
        """Start the agent, and wait for its first message; False if none comes."""
        settings = self._world.settings
        with self._world.unit() as unit:
            has_started = self._session(unit).started_at is not None
        if not has_started:
            await self._until(lambda _: False, settings.start_seconds)
            if settings.early_idle_seconds:
                with self._world.unit() as unit:
                    self._move(unit, self._session(unit), "idle")
                await self._until(lambda _: False, settings.early_idle_seconds)
            with self._world.unit() as unit:
                if not self._start(unit, self._session(unit)):
                    return False
        return await self._rest()

    def _start(self, unit: Unit, session: Session) -> bool:
        """Let the agent begin; False, and the session has ended, if it cannot."""
        if tokens.are_used_up(unit, session.org_id):
            sessions.end(unit, session, "failed", error="No tokens are left", code="insufficient_credit")
            return False
        unit.emit(session, "RequestStartDispatchedEvent", {"status": "dispatched"})
        unit.emit(session, "AgentStartedEvent", {})
        for environment in session.request["agent"]["environments"]:
            data = {"runner_session_id": f"{environment['kind']}-{session.id}", "kind": environment["kind"]}
            unit.emit(session, "RunnerSessionEvent", data)
            if environment["kind"] == "web":
                unit.emit(session, "LiveViewUrlEvent", {"live_view_url": sessions.view_url(unit, session)})
        use_profiles(unit, session)
        session.started_at = unit.now
        if session.inbox:
            self._move(unit, session, "running")
            unit.emit(session, "ActiveStateChangeEvent", {"state": "running"})
        else:
            self._move(unit, session, "idle")
            unit.emit(session, "ActiveStateChangeEvent", {"state": "idle"})
        return True

    async def _rest(self) -> bool:
        """Stay idle until a message arrives; False, and the session has ended, if none does in time."""
        with self._world.unit() as unit:
            session = self._session(unit)
            seconds = session.request.get("idle_timeout_s") or self._world.settings.rest_seconds
            if not session.answered and session.turns == 0:
                seconds = None
        if not await self._until(lambda session: bool(session.inbox), seconds):
            with self._world.unit() as unit:
                session = self._session(unit)
                if session.answered:
                    sessions.end(unit, session, "completed")
                else:
                    sessions.end(unit, session, "failed", error="Nobody answered the agent", code="no_answer")
            return False
        with self._world.unit() as unit:
            left = self._session(unit).deliver_at - unit.now
        if left > 0:
            await self._until(lambda _: False, left)
        with self._world.unit() as unit:
            session = self._session(unit)
            sessions.hear(unit, session)
            if session.activity == "idle":
                self._move(unit, session, "running")
                unit.emit(session, "ActiveStateChangeEvent", {"state": "running"})
        return True

    # Turns and steps.

    async def _take_turn(self) -> bool:
        """Let the agent work until it answers; False if the session has ended then."""
        turn = self._open_turn()
        move = play(self._world.script, turn)
        value: Any = None
        while True:
            await self._breathe(turn)
            step = self._next(turn, move, value)
            match step:
                case Answer():
                    return await self._finish(step)
                case Fail():
                    with self._world.unit() as unit:
                        status = "timed_out" if step.code == "timeout" else "failed"
                        sessions.end(unit, self._session(unit), status, error=step.error, code=step.code)
                    return False
                case _:
                    value = await self._do(step, turn)

    def _open_turn(self) -> AgentTurn:
        with self._world.unit() as unit:
            session = self._session(unit)
            session.turns += 1
            request = session.request
            limit: float | None = request.get("max_time_s")
            self._deadline = None if limit is None else unit.now + limit
            agent = request["agent"]
            return AgentTurn(
                session_id=session.id,
                agent=agent["name"],
                number=session.turns,
                messages=self._read(unit, session),
                answer_format=agent.get("answer_format"),
                tools=tuple(tool["name"] for tool in agent.get("tools") or ()),
            )

    async def _breathe(self, turn: AgentTurn) -> None:
        """Between two steps: pause if asked to, and hear what has been said."""
        await asyncio.sleep(0)
        await self._until(lambda _: self._forced, self._world.settings.step_seconds)
        with self._world.unit() as unit:
            session = self._session(unit)
            if session.deliver_at <= unit.now:
                turn.messages.extend(self._read(unit, session))

    def _read(self, unit: Unit, session: Session) -> list[str]:
        read, session.inbox = session.inbox, []
        for message in read:
            content = [message["message"], *(_image(image) for image in message.get("images") or ())]
            caller = message.get("caller_id", "user")
            unit.record(session, kind="message_event", caller_id=caller, content=content)
            for file in message.get("files") or ():
                data = {"origin": "user", "path": landing_path(session, file["name"]), "url": file["source"]}
                data |= {name: file[name] for name in ("name", "media_type", "size_bytes")}
                unit.emit(session, "AttachmentEvent", data)
        return [message["message"] for message in read]

    def _next(self, turn: AgentTurn, move: Move, value: Any) -> Step:
        with self._world.unit() as unit:
            session = self._session(unit)
            limit: int | None = session.request.get("max_steps")
            is_spent = limit is not None and session.steps >= limit
            is_late = self._deadline is not None and unit.now >= self._deadline
            if self._forced:
                unit.record(session, kind="flow_event", flow="force_answer", origin="user")
        if self._forced or is_spent or is_late:
            move.close()
            return Answer(default_answer(turn), "partial")
        try:
            step = move.send(value)
            if not is_step(step):
                raise TypeError(f"{step!r} is not a step")
        except StopIteration:
            return Fail("The agent ended without an answer", "no_answer")
        except Exception as error:  # noqa: BLE001 - what a user's script raises is its session's failure
            _log.exception("the script of an agent failed")
            return Fail(f"{type(error).__name__}: {error}")
        return step

    async def _do(self, step: Step, turn: AgentTurn) -> Any:
        match step:
            case Call():
                (outcome,) = await self._call([step])
                return outcome
            case Ask():
                return await self._ask(step, turn)
            case Delegate():
                return await self._delegate(step)
            case Stall():
                await self._until(lambda _: self._must_answer(), self._shortened(step.seconds))
            case Think() | Observe() | Say() | Attach() | Emit():
                with self._world.unit() as unit:
                    self._show(unit, self._session(unit), step)
            case Answer() | Fail():
                raise AssertionError("they end the turn")
            case _:
                return await self._call(step)
        return None

    def _show(self, unit: Unit, session: Session, step: Think | Observe | Say | Attach | Emit) -> None:
        match step:
            case Think():
                self._count_step(session)
                unit.record(
                    session,
                    kind="policy_event",
                    content=step.content,
                    reasoning_content=step.reasoning,
                    tool_reqs=[],
                )
            case Observe():
                unit.record(session, kind="observation_event", type=step.environment, text=step.text)
            case Say():
                unit.record(session, kind="message_event", caller_id="agent", content=[step.text])
            case Attach():
                data = store(unit, session, step.name, step.content, step.media_type, "agent")
                unit.emit(session, "AttachmentEvent", data)
            case Emit():
                unit.emit(session, step.type, step.data)

    async def _call(self, calls: Sequence[Call]) -> tuple[Outcome, ...]:
        requests = [self._request(call) for call in calls]
        with self._world.unit() as unit:
            session = self._session(unit)
            self._count_step(session)
            unit.record(session, kind="policy_event", content=None, tool_reqs=requests)
            session.settled = []
            session.pending = [{"place": place, "request": request} for place, request in enumerate(requests)]
            self._move(unit, session, "awaiting_tool_results")
            unit.emit(
                session,
                "ActiveStateChangeEvent",
                {"state": "awaiting_tool_results", "pending_tool_calls": requests},
            )
        await self._until(lambda session: not session.pending or self._must_answer(), self._shortened(None))
        with self._world.unit() as unit:
            session = self._session(unit)
            settled = {entry["place"]: entry for entry in session.settled}
            session.pending = []
            self._move(unit, session, "running")
            unit.emit(session, "ActiveStateChangeEvent", {"state": "running"})
        return tuple(_outcome(call, settled.get(place)) for place, call in enumerate(calls))

    def _request(self, call: Call) -> dict[str, Any]:
        self._calls += 1
        call_id = f"call_{self._calls}" if call.id == "auto" else call.id
        return {"tool_name": call.tool, "args": dict(call.args), "id": call_id}

    async def _ask(self, step: Ask, turn: AgentTurn) -> str:
        asked = self._world.now()
        with self._world.unit() as unit:
            session = self._session(unit)
            self._count_step(session)
            unit.record(session, kind="message_event", caller_id="agent", content=[step.question])
            self._move(unit, session, "idle")
            unit.emit(session, "ActiveStateChangeEvent", {"state": "idle"})
            unit.db.add(
                Asked(
                    id=f"{session.id}:{session.steps}",
                    session_id=session.id,
                    text=step.question,
                    about=f"session {session.id} of {turn.agent}: {turn.message}",
                )
            )
        if not await self._rest():
            raise _Over
        if self._deadline is not None:  # waiting for the user does not count
            self._deadline += self._world.now() - asked
        with self._world.unit() as unit:
            turn.messages.extend(self._read(unit, self._session(unit)))
        return turn.message

    async def _delegate(self, step: Delegate) -> Any:
        with self._world.unit() as unit:
            session = self._session(unit)
            self._count_step(session)
            request = api.SessionRequest(
                agent=step.agent, messages=step.message, parent_session_id=session.id
            )
            caller = Identity(session.org_id, session.user_id)
            child_id = sessions.create(unit, caller, request, is_subagent=True).id
        with self._world.bells.listen(child_id) as bell:
            while not self._is_done(child_id):
                if self._must_answer():
                    await self._hurry(child_id, bell)
                    break
                own = asyncio.create_task(self._until(lambda _: self._must_answer(), self._shortened(None)))
                childs = asyncio.create_task(bell.wait())
                try:
                    await asyncio.wait((own, childs), return_when=asyncio.FIRST_COMPLETED)
                    if own.done():
                        own.result()
                finally:
                    own.cancel()
                    childs.cancel()
                bell.clear()
        with self._world.unit() as unit:
            child = sessions.find(unit, child_id)
            if child is not None and not child.ended:
                sessions.end(unit, child, "completed" if child.answered else "interrupted")
            return None if child is None else child.answer

    async def _hurry(self, child_id: str, bell: asyncio.Event) -> None:
        """Have a subagent answer, too, and wait for it a little."""
        self._world.conductor.force(child_id)
        until = self._world.now() + self._world.settings.subagent_grace_seconds
        while not self._is_done(child_id) and (left := until - self._world.now()) > 0:
            await heard(bell, self._world.clock, left)

    def _is_done(self, child_id: str) -> bool:
        with self._world.unit() as unit:
            child = sessions.find(unit, child_id)
            return child is None or child.ended or (child.answered and child.activity == "idle")

    async def _finish(self, answer: Answer) -> bool:
        """Give an answer; False if that ended the session."""
        self._forced = False
        with self._world.unit() as unit:
            session = self._session(unit)
            session.tokens_out += _TOKENS_OUT
            unit.emit(session, "MetricsUpdateEvent", {"metrics": sessions.metrics(session)})
            unit.record(session, kind="answer_event", answer=answer.value, outcome=answer.outcome)
            session.answer = answer.value
            session.outcome = answer.outcome
            session.answered = True
            is_one_shot = session.request.get("idle_timeout_s") is None
            if is_one_shot and (self._world.settings.region == "us" or session.parent_id is not None):
                sessions.end(unit, session, "completed")
                return False
            self._move(unit, session, "idle")
            unit.emit(session, "ActiveStateChangeEvent", {"state": "idle"})
        self._deadline = None
        return await self._rest()

    # Helpers.

    def _session(self, unit: Unit) -> Session:
        session = sessions.find(unit, self._id)
        if session is None or session.ended:
            raise _Over
        return session

    def _move(self, unit: Unit, session: Session, activity: str) -> None:
        with unit.moving(session):
            session.activity = activity

    def _count_step(self, session: Session) -> None:
        session.steps += 1
        session.tokens_in += _TOKENS_IN
        session.tokens_out += _TOKENS_OUT

    def _must_answer(self) -> bool:
        return self._forced or (self._deadline is not None and self._world.now() >= self._deadline)

    def _shortened(self, seconds: float | None) -> float | None:
        """A time to wait, shortened to what is left of the turn."""
        if self._deadline is None:
            return seconds
        left = max(0.0, self._deadline - self._world.now())
        return left if seconds is None else min(seconds, left)

    async def _until(self, is_ready: Callable[[Session], bool], seconds: float | None) -> bool:
        """Wait until something holds, but no longer than that; a pause makes either last longer.

        Raises:
            _Over: The session has ended meanwhile.
        """
        due = None if seconds is None else self._world.now() + seconds
        while True:
            with self._world.unit() as unit:
                session = self._session(unit)
                if not session.paused and is_ready(session):
                    return True
                left = None if due is None else due - unit.now
                if session.paused:
                    left = None
                elif left is not None and left <= 0:
                    return False
            await heard(self._bell, self._world.clock, left)


def _image(source: str) -> dict[str, Any]:
    if not source.startswith("data:"):
        return {"type": "url", "source": source}
    media_type, _, data = source.removeprefix("data:").partition(";base64,")
    return {"type": "base64", "source": data, "media_type": media_type}


def _outcome(call: Call, entry: dict[str, Any] | None) -> Outcome:
    if entry is None:
        return Outcome(call.tool, error="The call was given up")
    return Outcome(call.tool, entry.get("result"), entry.get("error"))
