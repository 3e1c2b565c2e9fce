"""The emulator: one backend, served on loopback."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from fairlead.emulator._backend import Backend, Question, Runtime, Switch
from fairlead.emulator._clock import Clock
from fairlead.emulator._discovery import extra_needed, load
from fairlead.emulator._faults import Fault, Faults
from fairlead.emulator._record import Record, SeenRequest
from fairlead.emulator._repertoire import Repertoire
from fairlead.emulator._requests import Requests
from fairlead.emulator._routes import Routes, check_place
from fairlead.emulator._scenario import Scenario
from fairlead.emulator._tables import Table
from fairlead.emulator._yaml import meant
from fairlead.errors import ConfigurationError, FairleadError, InvalidArgument

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from fairlead.emulator._inspector.server import Inspector
    from fairlead.emulator._server import ServerThread

P = ParamSpec("P")
T = TypeVar("T")


class Emulator:
    """A local server that behaves like one of the backends.

        from fairlead.emulator import Emulator
        from fairlead.handoffrail import HandoffRailClient

        with Emulator("handoffrail") as backend, HandoffRailClient(**backend.options) as client:
            client.check_health()

    It runs in a thread of its own, so that it serves synchronous and asynchronous clients of the same
    process; `async with` starts and stops it without blocking the event loop. After `stop()` it can be
    started again; what was in memory is gone then, and `port=0` means another port.

    Args:
        backend: Name of the backend, such as `"handoffrail"`.
        host: Address to listen on.
        port: TCP port; 0 takes a free one.
        data: SQLite file that keeps the state. Default: in memory.
        allow_remote: Allow a `host` that other machines can reach. The emulator protects nothing.
        clock: The clock it runs on. Default: a new one that shows the real time.
        scenario: What happens: a `Scenario`, the name of one of `scenarios()`, or a YAML file.
        on_request: Called on the server's thread for each request that was answered or broken off, and also
            when a stream or WebSocket opens, `duration` being None then. It must be quick and not raise.
        **settings: Settings of the backend, other than those that the scenario has.

    Raises:
        ConfigurationError: There is no such backend, setting or scenario.
        MissingExtra: What the emulator needs is not installed: `pip install 'fairlead[emulator]'`.
    """

    def __init__(
        self,
        backend: str,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        data: str | Path | None = None,
        allow_remote: bool = False,
        clock: Clock | None = None,
        scenario: Scenario | str | Path | None = None,
        on_request: Callable[[SeenRequest], None] | None = None,
        **settings: Any,
    ) -> None:
        self._class = load(backend)
        self._name = backend
        self._host = host
        self._port = port
        self._data = None if data is None else Path(data)
        self._allow_remote = allow_remote
        self._clock = clock or Clock()
        self._faults = Faults(self._route, self._check)
        self._repertoire = Repertoire(self._class, settings, scenario, self._faults)
        self._record = Record(on_request)
        self._running: _Running | None = None
        self._inspector: Inspector | None = None

    def __repr__(self) -> str:
        where = "stopped" if self._running is None else self._running.origin
        return f"{type(self).__name__}({self._name!r}, {where})"

    @property
    def name(self) -> str:
        """Name of the backend."""
        return self._name

    @property
    def url(self) -> str:
        """Where it is served, such as `"http://127.0.0.1:43211"`."""
        return self._live.origin

    @property
    def port(self) -> int:
        """The TCP port it listens on."""
        return self._live.port

    @property
    def options(self) -> dict[str, Any]:
        """Constructor arguments with which the facade's client reaches it."""
        return self._live.backend.options(self.url)

    @property
    def env(self) -> dict[str, str]:
        """Environment variables with which the client's `from_env()` reaches it."""
        return self._live.backend.env(self.url)

    @property
    def requests(self) -> Requests:
        """The latest requests and WebSockets, oldest first: a new list, of records still being filled in."""
        return Requests(self._record.snapshot())

    @property
    def clock(self) -> Clock:
        """The time of the backend; see `Clock.advance`."""
        return self._clock

    @property
    def faults(self) -> Faults:
        """What goes wrong; see `Fault`."""
        return self._faults

    @property
    def routes(self) -> list[str]:
        """The routes of the contract, such as `/packets/{packet_id}`, sorted."""
        return self._live.routes.templates

    @property
    def inspector_url(self) -> str:
        """A page for people, served until `stop()`, that shows live what happens and lets them act.

        The first use starts it, on a port of its own.
        """
        _ = self._live  # or there is nothing to show
        if self._inspector is None:
            from fairlead.emulator._inspector.server import Inspector

            self._inspector = Inspector([self])
        return self._inspector.url

    @property
    def backend(self) -> Backend:
        """The backend itself, for what only it offers. Use it through `run()`."""
        return self._live.backend

    def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function on the server's event loop, between the requests.

        That is the way to what the backend keeps: its state belongs to that loop.

            key = emulator.run(emulator.backend.make_key, role="viewer")

        Returns:
            What the function returns.
        """
        return self._live.server.call(function, *args, **kwargs)

    def questions(self) -> Sequence[Question]:
        """What waits for a person, such as a human checkpoint or a request for permission, oldest first."""
        return self.run(self.backend.questions)

    def answer(self, question_id: str, answer: str) -> None:
        """Answer one of the `questions()`, as a person would.

            (question,) = emulator.questions()
            emulator.answer(question.id, question.choices[0])

        Raises:
            InvalidArgument: It is not open any more, or this is no answer to it.
        """
        self.run(self.backend.answer, question_id, answer)

    def switches(self) -> Sequence[Switch]:
        """What an operator of the backend can change while it runs, such as the state of Hestia's system."""
        return self.run(self.backend.switches)

    def switch(self, name: str, value: str) -> None:
        """Set one of the `switches()`, until the next `reset()`.

            emulator.switch("state", "YELLOW")

        Raises:
            InvalidArgument: There is no such switch now, or this is no value of it.
        """
        self.run(self._switch, name, value)

    def tables(self) -> Sequence[Table]:
        """What is stored: the newest rows of each table."""
        return self.run(self.backend.tables, self._live.engine)

    def decrypter(self, seen: SeenRequest) -> Callable[[object], object] | None:
        """What decrypts the JSON of a request's bodies and frames; None if this backend encrypts nothing.

            (seen,) = emulator.requests
            read = emulator.decrypter(seen)
            read(seen.json())["metadata"]["path"]

        It is for one request, whose contents it is given in the order in which they were sent: an
        acknowledgement does not say what it is about. What it has no key for stays as it is.
        """
        return self.run(self.backend.decrypter, seen)

    def scenarios(self) -> Sequence[Scenario]:
        """What can be played by name: the scenarios that come with the backend, and those played so far."""
        return self._repertoire.known()

    @property
    def scenario(self) -> Scenario | None:
        """What is being played; None by default."""
        return self._repertoire.current

    def play(self, scenario: Scenario | str | Path | None) -> None:
        """Go on with another scenario from the next request on, and from the next turn of each agent.

            emulator.play("slow")
            emulator.play(Path("tests/scenarios/careful.yaml"))

        What is stored stays, and so do faults that no scenario has brought.

        Args:
            scenario: A `Scenario`, the name of one of `scenarios()`, or a YAML file: a `Path`, or a text that
                ends in `.yaml`. None goes back to how the emulator is without any.

        Raises:
            ConfigurationError: There is no such scenario, or it sets what cannot change while the backend
                runs: give it to the constructor then.
            FairleadError: It is not started.
        """
        running = self._live
        found = None if scenario is None else self._repertoire.find(scenario)
        settings = self._repertoire.settings(found)
        fixed = sorted(
            name
            for name, value in settings.items()
            if name not in self._class.changeable and value != running.settings[name]
        )
        if fixed:
            raise ConfigurationError(
                f"{', '.join(fixed)} of {self._name} cannot change while it runs;"
                f" give the scenario to the emulator when it is made: Emulator({self._name!r}, scenario=...)"
            )
        for fault in found.faults if found is not None else ():
            running.check(fault)  # now, as nothing can be taken back later

        def switch() -> None:
            running.backend.change(settings)
            running.settings = settings
            self._repertoire.begin(found)

        self.run(switch)

    def start(self) -> Self:
        """Serve. When this returns, clients can connect.

        Raises:
            PortInUse: The port is taken.
            ConfigurationError: The address, the data file or the value of a setting cannot be used.
            FairleadError: It runs already, or the backend failed to start.
        """
        if self._running is not None:
            raise FairleadError(f"{self!r} is already started")
        with extra_needed():
            from fairlead.emulator._engine import open_engine
            from fairlead.emulator._inject import FaultInjection
            from fairlead.emulator._recorder import Recorder
            from fairlead.emulator._server import ServerThread, bind

        with ExitStack() as undo:
            listener = bind(self._host, self._port, allow_remote=self._allow_remote)
            undo.callback(listener.close)
            engine = open_engine(self._data)
            undo.callback(engine.dispose)
            first = self._repertoire.first
            settings = self._repertoire.settings(first)
            backend = self._class(
                Runtime(self._clock, engine, settings.copy(), self._faults, self._data is not None)
            )
            app = FaultInjection(backend.app, self._faults, self._clock)
            recorder = Recorder(app, self._record, self._clock, self._route)
            server = ServerThread(recorder, self._clock, listener, name=f"fairlead-emulator-{self._name}")
            address, port = listener.getsockname()[:2]
            host = f"[{address}]" if ":" in address else address
            self._running = _Running(backend, server, engine, f"http://{host}:{port}", port, settings)
            undo.callback(setattr, self, "_running", None)
            undo.callback(self._faults.clear)
            self._repertoire.begin(first)
            server.start()
            undo.pop_all()
        return self

    def stop(self) -> None:
        """Stop serving: open streams and WebSockets are cut. Doing it again does nothing."""
        inspector, self._inspector = self._inspector, None
        if inspector is not None:
            inspector.stop()
        running, self._running = self._running, None
        if running is None:
            return
        self._faults.clear()
        try:
            running.server.stop()
        finally:
            running.engine.dispose()

    def reset(self) -> None:
        """Go back to the state after `start()`: requests in flight are cut, and everything is forgotten.

        The backend's state (in a file, too) and the recorded requests are gone, the clock is as it was made,
        and the scenario is the one it was made with, from its beginning: no other fault is on.
        """
        running = self._live
        self._faults.clear()
        running.server.cut_all()
        self._clock.reset()
        self._repertoire.forget()
        self.play(self._repertoire.first)
        running.server.call(running.backend.reset)
        self._record.clear()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        return await asyncio.to_thread(self.start)

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self.stop)

    def _switch(self, name: str, value: str) -> None:
        known = {switch.name: switch for switch in self.backend.switches()}
        if name not in known:
            raise InvalidArgument(f"{self._name} has no switch {name!r}{meant(name, known)}")
        choices = known[name].choices
        if value not in choices and not known[name].free:
            raise InvalidArgument(f"{name} cannot be {value!r}{meant(value, choices)}")
        self.backend.switch(name, value)

    def _check(self, fault: Fault) -> None:
        if self._running is not None:
            self._running.check(fault)

    @property
    def _live(self) -> _Running:
        if self._running is None:
            raise FairleadError(f"the {self._name} emulator is not started; use it in a with statement")
        return self._running

    def _route(self, method: str, path: str) -> str | None:
        running = self._running
        return None if running is None else running.routes.find(method, path)


class _Running:
    """What there is between `start()` and `stop()`."""

    def __init__(
        self,
        backend: Backend,
        server: ServerThread,
        engine: Engine,
        origin: str,
        port: int,
        settings: dict[str, Any],
    ) -> None:
        self.backend = backend
        self.server = server
        self.engine = engine
        self.origin = origin
        self.port = port
        self.settings = settings

    @cached_property
    def routes(self) -> Routes:
        return Routes.of(self.backend.app)

    def check(self, fault: Fault) -> None:
        """Hold that a fault can happen.

        Raises:
            ConfigurationError: It cannot.
        """
        check_place(fault, self.backend, lambda: self.routes)
