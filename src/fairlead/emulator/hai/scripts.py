"""What an emulated agent does: the steps of a script, and the script that answers by default."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias, cast

from fairlead.emulator.hai.samples import sample

__all__ = [
    "AgentTurn",
    "Answer",
    "Ask",
    "Attach",
    "Call",
    "Delegate",
    "Emit",
    "Fail",
    "Move",
    "Observe",
    "Outcome",
    "Say",
    "Script",
    "Stall",
    "Step",
    "Think",
    "default_answer",
    "echo",
    "is_step",
    "play",
]


@dataclass(frozen=True, slots=True)
class Think:
    """A step of the model that changes nothing outside.

    Attributes:
        content: What it says about it.
        reasoning: What it thinks.
    """

    content: str
    reasoning: str | None = None


@dataclass(frozen=True, slots=True)
class Observe:
    """The agent sees something.

    Attributes:
        text: What it sees.
        environment: In which kind of environment.
    """

    text: str
    environment: str = "web"


@dataclass(frozen=True, slots=True)
class Say:
    """The agent tells the user something, and goes on."""

    text: str


@dataclass(frozen=True, slots=True)
class Ask:
    """The agent asks the user something and rests until a message comes, which is the value of the step."""

    question: str


@dataclass(frozen=True, slots=True)
class Call:
    """The agent calls a tool of the client; several at once in a list or tuple.

    The value of the step is an [`Outcome`][fairlead.emulator.hai.Outcome], or one for each call.

    Attributes:
        tool: Name of the tool.
        args: Arguments by name.
        id: Identifier; None for a call without one, `"auto"` for a new one.
    """

    tool: str
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])
    id: str | None = "auto"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a call.

    Attributes:
        tool: Name of the tool.
        result: What it returned.
        error: What went wrong; None if nothing did.
    """

    tool: str
    result: Any = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Delegate:
    """The agent has a subagent do something. The value of the step is its answer.

    Attributes:
        agent: Registered name of the subagent.
        message: Its task.
    """

    agent: str
    message: str


@dataclass(frozen=True, slots=True)
class Attach:
    """The agent hands over a file, which can be downloaded as a resource of the session.

    Attributes:
        name: Name of the file.
        content: Its bytes.
        media_type: What they are.
    """

    name: str
    content: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Emit:
    """An event of any type, also of one that clients do not know.

    Attributes:
        type: Type of the event.
        data: Its data.
    """

    type: str
    data: Any


@dataclass(frozen=True, slots=True)
class Stall:
    """The agent does nothing.

    Attributes:
        seconds: For how long, on the emulator's clock; None for ever.
    """

    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The agent answers. That ends its turn.

    Attributes:
        value: Text or a JSON object.
        outcome: How well it did.
    """

    value: Any
    outcome: str | None = "success"


@dataclass(frozen=True, slots=True)
class Fail:
    """The session fails.

    Attributes:
        error: What went wrong.
        code: Kind of failure; with `timeout` the session ends as `timed_out`.
    """

    error: str
    code: str = "internal"


Step: TypeAlias = (
    Think | Observe | Say | Ask | Call | Delegate | Attach | Emit | Stall | Answer | Fail | Sequence[Call]
)
"""What an agent can do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgentTurn:
    """An agent has something to do.

    Attributes:
        session_id: Its session.
        agent: Name of the agent.
        number: Number of the turn, from 1.
        messages: What it was told, oldest first. What it is told while it works is appended.
        answer_format: JSON Schema of the answer; None for text.
        tools: Names of the tools that the client runs.
    """

    session_id: str
    agent: str
    number: int
    messages: list[str]
    answer_format: dict[str, Any] | None
    tools: tuple[str, ...]

    @property
    def message(self) -> str:
        """The latest message, or no text."""
        return self.messages[-1] if self.messages else ""


Script: TypeAlias = Callable[[AgentTurn], Any] | Sequence[Step]
"""What agents do in each turn: steps, or a function that is called with the turn on the server's event loop.

The function returns text or a JSON object (the answer), a step, an iterable of steps, or a generator of
steps, to which the value of each step is sent and which may return the answer.

    def script(turn):
        weather = yield Call("get_weather", {"city": "Paris"})
        return f"It is {weather.result}"
"""

Move: TypeAlias = Generator[Step, Any, None]
"""A script being played."""

_STEPS = (Think, Observe, Say, Ask, Call, Delegate, Attach, Emit, Stall, Answer, Fail)


def play(script: Script, turn: AgentTurn) -> Move:
    """Play a script, in whatever form it is, step by step."""
    made: Any = script(turn) if callable(script) else script
    if isinstance(made, Generator):
        made = yield from cast("Generator[Step, Any, Any]", made)
    if made is None:
        return
    if isinstance(made, _STEPS):
        yield made
    elif isinstance(made, (str, Mapping)):
        yield Answer(made)
    elif isinstance(made, Iterable):
        for step in cast("Iterable[Step]", made):  # noqa: UP028 - that would send values into a mere list
            yield step
    else:
        raise TypeError(f"a script made {made!r}, which is neither a step nor an answer")


def is_step(value: object) -> bool:
    """Whether a value is a step, or several calls at once."""
    if isinstance(value, (list, tuple)):
        return all(isinstance(call, Call) for call in cast("Sequence[object]", value))
    return isinstance(value, _STEPS)


def default_answer(turn: AgentTurn) -> Any:
    """The echo of the latest message, or the smallest object that the answer format allows."""
    return f"Echo: {turn.message}" if turn.answer_format is None else sample(turn.answer_format)


def echo(turn: AgentTurn) -> Iterable[Step]:
    """Repeat the latest message; with an answer format, give an object that fits it."""
    return [Observe(turn.message), Think("I repeat what I was told."), Answer(default_answer(turn))]
