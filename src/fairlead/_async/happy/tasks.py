"""Waiting for agents, and whole tasks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fairlead import errors
from fairlead._async.happy.machines import AsyncMachineMethods
from fairlead._async.happy.subscription import SessionSubscription
from fairlead._core.deadline import Deadline
from fairlead.happy import models
from fairlead.happy._content import Turn, begins_turn, is_at_rest
from fairlead.happy._errors import FAMILY
from fairlead.happy.exceptions import SessionEndedError, SessionNotFound
from fairlead.happy.models import Agent, PermissionMode, SpawnPermissionMode, TurnStatus, UpdateKind

_MAY_HAVE_CHANGED = {UpdateKind.UPDATE_SESSION, UpdateKind.RECONNECTED, UpdateKind.OVERFLOW}
"""Updates after which metadata or state may be others than before."""


class AsyncTaskMethods(AsyncMachineMethods):
    """The part of the client that waits for agents."""

    def subscribe(
        self, session_id: str, *, after_seq: int | None = None, buffer_size: int = 1000
    ) -> SessionSubscription:
        """Follow a session, live: messages as they are stored, and changes of the agent's state.

        Enter the subscription before you act, so that nothing is missed.

        Args:
            session_id: The session.
            after_seq: Begin with the stored messages that have a higher number; None for new ones only.
            buffer_size: Updates that are kept until they are read. When it is full, new ones are dropped, and
                an update of kind `overflow` says how many.

        Examples:
            >>> async with client.subscribe(session_id) as updates:
            ...     await client.send_message(session_id, "Hello")
            ...     async for update in updates:
            ...         print(update.kind, update.seq, update.body)
        """
        return SessionSubscription(
            self._shared.link,
            self._stored,
            session_id,
            after_seq=after_seq,
            buffer_size=buffer_size,
            timeout=self._http.timeout,
        )

    async def wait_for_turn_completion(
        self, session_id: str, timeout_seconds: float = 300
    ) -> models.TurnResult:
        """Wait until the agent has finished its turn; returns at once if it has.

        Args:
            session_id: The session.
            timeout_seconds: How long to wait at most.

        Returns:
            How the turn ended, and what the agent said.

        Raises:
            TimeoutError: It did not end in time.
            SessionNotFound: There is no such session, or it was deleted meanwhile.
            SessionEndedError: The session was archived before the turn was over.
            EncryptionError: The session's key cannot be opened.

        Examples:
            >>> turn = await client.wait_for_turn_completion(session_id)
            >>> print(turn.status, turn.text)
        """
        deadline = Deadline(timeout_seconds)
        async with self.subscribe(session_id) as updates:
            turn, seen = await self._current_turn(session_id)
            if turn.running is not False:
                _check_not_ended(await self.get_session(session_id))
                await self._follow(updates, turn, seen, deadline)
            return models.TurnResult(**_described(turn))

    async def wait_for_idle(self, session_id: str, timeout_seconds: float = 300) -> None:
        """Wait until the agent has nothing to do, asks for nothing, and nobody drives it by hand.

        Args:
            session_id: The session.
            timeout_seconds: How long to wait at most.

        Raises:
            TimeoutError: It is not idle in time.
            SessionNotFound: There is no such session, or it was deleted meanwhile.
            SessionEndedError: The session was archived.
            EncryptionError: The session's key cannot be opened.
        """
        deadline = Deadline(timeout_seconds)
        async with self.subscribe(session_id) as updates:
            turn, seen = await self._current_turn(session_id)
            session = await self.get_session(session_id)
            _check_not_ended(session)
            state: Mapping[str, Any] | None = session.agent_state_data
            while not _is_idle(turn, state):
                update = await self._next(updates, deadline, "the agent is not idle")
                if _take(turn, update, seen):
                    return
                if update.kind in _MAY_HAVE_CHANGED:
                    session = await self.get_session(session_id)
                    _check_not_ended(session)
                    state = session.agent_state_data

    async def run_task(
        self,
        machine_id: str,
        directory: str,
        prompt: str,
        agent: Agent = "claude",
        timeout_seconds: float = 600,
    ) -> str:
        """Start an agent, give it a task, wait until it is done, and stop the agent.

        The agent may do everything unasked. It is stopped whatever happens. `complete_task` does the same and
        tells more.

        Args:
            machine_id: The machine.
            directory: Where the agent works, as a path on the machine.
            prompt: The task.
            agent: Which agent.
            timeout_seconds: How long to wait for the agent at most.

        Returns:
            The id of the session.

        Raises:
            MachineOfflineError: There is no such machine, or its daemon is not connected.
            SpawnError: The daemon did not start the agent.
            MessageDeliveryError: The server did not confirm the task.
            TimeoutError: The agent was not done in time.
            StopSessionError: It is done, and could not be stopped.

        Examples:
            >>> session_id = await client.run_task("my-machine", "/home/me/project", "Summarise the open PRs")
        """
        done = await self.complete_task(machine_id, directory, prompt, agent, timeout_seconds=timeout_seconds)
        return done.session_id

    async def complete_task(
        self,
        machine_id: str,
        directory: str,
        prompt: str,
        agent: Agent = "claude",
        *,
        timeout_seconds: float = 600,
        create_dir: bool = False,
        name: str | None = None,
        permission_mode: PermissionMode | None = "yolo",
        spawn_permission_mode: SpawnPermissionMode | None = None,
        environment_variables: Mapping[str, str] | None = None,
        on_update: Callable[[models.SessionUpdate], object] | None = None,
    ) -> models.TaskResult:
        """Start an agent, give it a task, wait until it is done, and stop the agent; returns the reply.

        Args:
            machine_id: The machine.
            directory: Where the agent works, as a path on the machine.
            prompt: The task.
            agent: Which agent.
            timeout_seconds: How long to wait for the agent at most.
            create_dir: Whether the directory may be created.
            name: What to call the session.
            permission_mode: What the agent may do unasked in this task; None leaves it as it is.
            spawn_permission_mode: What the agent is started with.
            environment_variables: What to add to the agent's environment.
            on_update: Called with everything that happens meanwhile, to show it; it must be quick.

        Raises:
            MachineOfflineError: There is no such machine, or its daemon is not connected.
            DirectoryApprovalRequired: The directory does not exist, and may not be created.
            SpawnError: The daemon did not start the agent.
            MessageDeliveryError: The server did not confirm the task.
            TimeoutError: The agent was not done in time.
            StopSessionError: It is done, and could not be stopped.

        Examples:
            >>> done = await client.complete_task("my-machine", "/home/me/project", "Which tests fail?")
            >>> print(done.status, done.text)
        """
        session_id = await self.spawn_session(
            machine_id,
            directory,
            agent,
            create_dir,
            name,
            permission_mode=spawn_permission_mode,
            environment_variables=environment_variables,
        )
        try:
            async with self.subscribe(session_id) as updates:
                sent = await self.send_message(session_id, prompt, permission_mode)
                turn = Turn(running=True)
                await self._follow(updates, turn, sent.seq, Deadline(timeout_seconds), on_update)
        except BaseException:
            await self._stop_after_failure(session_id)
            raise
        await self.stop_session(session_id)
        return models.TaskResult(session_id=session_id, **_described(turn))

    async def _current_turn(self, session_id: str) -> tuple[Turn, int]:
        """The last turn, from what is stored, and the number of the newest message."""
        key = await self._records.key_of(session_id)
        newest: list[models.Message] = []
        async for record in self._stored.newest_first(session_id):
            message = record.open(key)
            newest.append(message)
            if message.readable and begins_turn(message.content):
                break
        turn = Turn()
        for message in reversed(newest):
            if message.readable:
                turn.take(message.seq, message.content)
        return turn, newest[0].seq if newest else 0

    async def _follow(
        self,
        updates: SessionSubscription,
        turn: Turn,
        seen: int,
        deadline: Deadline,
        on_update: Callable[[models.SessionUpdate], object] | None = None,
    ) -> None:
        """Follow a turn to its end; `seen` is the number of the last message that it knows."""
        while True:
            update = await self._next(updates, deadline, "the turn did not end")
            if on_update is not None:
                on_update(update)
            if _take(turn, update, seen):
                return
            if update.kind in _MAY_HAVE_CHANGED and not update.body:
                _check_not_ended(await self.get_session(updates.session_id))

    async def _next(
        self, updates: SessionSubscription, deadline: Deadline, what: str
    ) -> models.SessionUpdate:
        try:
            update = await updates.receive(deadline.remaining)
        except errors.TimedOut as error:
            raise FAMILY.timeout(f"{what} within {deadline.seconds} s", backend=FAMILY.backend) from error
        if update is None:
            raise FAMILY.closed("the client was closed while it waited", backend=FAMILY.backend)
        if update.kind is UpdateKind.TERMINATED:
            raise SessionNotFound(f"session {updates.session_id} was deleted", backend=FAMILY.backend)
        return update


def _take(turn: Turn, update: models.SessionUpdate, seen: int) -> bool:
    """Whether a message that was not seen before ends the turn."""
    if update.seq is None or update.seq <= seen or update.body is None:
        return False
    return turn.take(update.seq, update.body)


def _is_idle(turn: Turn, state: Mapping[str, Any] | None) -> bool:
    if state is None:
        return turn.running is False
    return is_at_rest(state) and not turn.running


def _described(turn: Turn) -> dict[str, Any]:
    return {"status": TurnStatus(turn.status), "text": "\n\n".join(turn.texts), "seq": turn.seq}


def _check_not_ended(session: models.Session) -> None:
    if session.metadata.get("lifecycleState") == "archived":
        raise SessionEndedError(f"session {session.id} is archived", backend=FAMILY.backend)
