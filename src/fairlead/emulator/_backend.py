"""What a backend of the emulator is, and what it is given to run on.

A backend lives in its own package `fairlead.emulator.<name>` whose attribute `BACKEND` is a [`Backend`][]
class. Nothing else has to be touched to add one: packages without a leading underscore are found by name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from fairlead.emulator._clock import Clock
from fairlead.emulator._faults import Faults
from fairlead.emulator._steps import Turns
from fairlead.emulator._tables import Table, read_tables
from fairlead.errors import ConfigurationError, InvalidArgument

if TYPE_CHECKING:
    from fastapi import FastAPI
    from sqlalchemy import Engine

    from fairlead.emulator._record import SeenRequest

__all__ = ["Backend", "Clock", "Faults", "Question", "Runtime", "Switch", "Table"]


@dataclass(frozen=True, slots=True)
class Runtime:
    """What the emulator hands to a backend.

    Attributes:
        clock: The only source of time. Background jobs are asyncio tasks that `await clock.sleep(...)`.
        engine: SQLite, in memory or in a file. Only the server's event loop may use it; code outside goes
            through `Emulator.run`.
        settings: The backend's `default_settings`, overlaid with what the user passed to `Emulator`.
        faults: Faults to inject. Those of requests, answers and streams are applied around the app, without
            its help; a backend asks `faults.take(point, ...)` only for points inside itself.
        persistent: Whether the engine's data outlives the emulator (`Emulator(data=...)`).
    """

    clock: Clock
    engine: Engine
    settings: dict[str, Any]
    faults: Faults
    persistent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that waits until a person has answered.

    Attributes:
        id: Identifier, unique within the backend.
        text: What is asked.
        about: What it is about, such as the packet that waits.
        details: More that the person should know, as JSON.
        choices: Answers to choose from.
        free: Whether any other text is an answer, too.
    """

    id: str
    text: str
    about: str
    details: object = None
    choices: Sequence[str] = ()
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Something about a backend that its operator can change while it runs.

    Attributes:
        name: Identifier, unique within the backend.
        about: What it does.
        value: What it is set to.
        choices: Values to choose from.
        free: Whether any other text may be a value, too.
    """

    name: str
    about: str
    value: str
    choices: Sequence[str]
    free: bool = False


class Backend(ABC):
    """One emulated backend: an ASGI app over state in `runtime.engine`.

    The constructor, `reset()` and every handler run one at a time, so that plain synchronous code between two
    awaits is atomic.

    Attributes:
        name: The name users know it by; also the name of its package.
        default_port: Port that `fairlead emulate` tries first.
        default_settings: Every setting the backend knows, with its default. `Emulator` refuses others.
        settings_type: A dataclass of these settings, whose annotations say what a scenario's file may hold.
        changeable: Settings that `change()` changes while it runs.
        steps: Dataclasses of what an agent can do in a scenario; a step is called like its class. None: it
            has no agent that takes steps.
        unrouted: Paths that the application answers beside its routes.
        app: The application. Its lifespan starts and stops the background tasks.
    """

    name: ClassVar[str]
    default_port: ClassVar[int]
    default_settings: ClassVar[Mapping[str, Any]] = {}
    settings_type: ClassVar[type[Any] | None] = None
    changeable: ClassVar[Collection[str]] = ()
    steps: ClassVar[Sequence[type[Any]]] = ()
    unrouted: ClassVar[Collection[str]] = ()
    app: FastAPI

    @abstractmethod
    def __init__(self, runtime: Runtime) -> None: ...

    @abstractmethod
    def options(self, origin: str) -> dict[str, Any]:
        """Constructor arguments with which the facade's client reaches this backend.

        Args:
            origin: Where it is served, such as `"http://127.0.0.1:8123"`, without a slash at the end.
        """

    @abstractmethod
    def env(self, origin: str) -> dict[str, str]:
        """Environment variables with which the facade's `from_env()` reaches this backend."""

    @abstractmethod
    def reset(self) -> None:
        """Forget all state and create the initial data again. Called on the server's event loop."""

    @classmethod
    def script(cls, turns: Turns) -> Any:  # noqa: ARG003
        """The value of the setting `agent` that plays the `steps` of a scenario.

        It is made anew whenever the scenario begins, so it may count the turns of conversations.
        """
        raise ConfigurationError(f"{cls.name} has no agent that takes steps")

    def change(self, settings: Mapping[str, Any]) -> None:  # noqa: B027 - what has nothing changeable needs none
        """Take on other settings, of which only the `changeable` differ. Called on the server's event loop.

        Args:
            settings: All settings.

        Raises:
            ConfigurationError: A value makes no sense; then nothing has changed.
        """

    def questions(self) -> Sequence[Question]:
        """What waits for a person now, oldest first. Called on the server's event loop."""
        return ()

    def answer(self, question_id: str, answer: str) -> None:  # noqa: ARG002
        """Answer one of the `questions()`, as a person would. Called on the server's event loop.

        Raises:
            InvalidArgument: It is not open any more, or this is no answer to it.
        """
        raise InvalidArgument(f"{self.name} has no open question {question_id!r}")

    def switches(self) -> Sequence[Switch]:
        """What its operator can change now. Called on the server's event loop."""
        return ()

    def switch(self, name: str, value: str) -> None:  # noqa: ARG002
        """Set one of the `switches()` to one of its values; it lasts until the next `reset()`.

        Called on the server's event loop, with nothing that `switches()` does not offer.

        Raises:
            InvalidArgument: The switch takes free text, and this is no value of it.
        """
        raise InvalidArgument(f"{self.name} has no switch {name!r}")

    def tables(self, engine: Engine) -> Sequence[Table]:
        """What is stored, to be looked at: by default every table of the database. Called on that loop."""
        return read_tables(engine)

    def decrypter(self, seen: SeenRequest) -> Callable[[object], object] | None:  # noqa: ARG002
        """What decrypts the bodies and frames of a request; None if nothing that is sent is encrypted.

        It is called with the JSON of each, in the order in which they were sent, and returns it with what the
        emulator has the keys of decrypted. Any thread may use it; the hook is called on the server's loop.
        """
        return None
