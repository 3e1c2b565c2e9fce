"""Tools: functions of yours that the agent calls while it works.

Any function with annotated parameters and a docstring is a tool; the schema comes from its signature:

    >>> def get_weather(city: str) -> str:
    ...     \"\"\"Get the current weather for a city.\"\"\"
    ...     return f"Sunny in {city}"
    >>> client.run_session(agent="h/web-surfer-pro", messages="What should I wear?", tools=[get_weather])

Arguments arrive as what the annotations say: models, dataclasses, enums, dates. Results may be such, too. A
tool that raises does not end the run; the agent is told.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, overload

from fairlead.hai import models
from fairlead.hai._docstring import documentation, name_of, target_of
from fairlead.hai.exceptions import InvalidArgument

__all__ = ["Tool", "as_tools", "tool"]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")


@dataclass(frozen=True)
class Tool:
    """A function, and how the agent knows it. Calling it calls the function.

    One that is made by hand gets its arguments as the agent sent them; `tool` makes one that converts them.

    Attributes:
        name: Up to 64 letters, digits and underscores; no digit first.
        description: What it does, for the agent.
        input_schema: JSON Schema of its arguments, an object.
        fn: The function; with an `AsyncClient`, it may be a coroutine function.

    Raises:
        InvalidArgument: The name is none, or there is no description.
    """

    name: str
    description: str
    input_schema: dict[str, Any]
    fn: Callable[..., Any]
    _bind: Callable[[Mapping[str, Any]], tuple[list[Any], dict[str, Any]]] | None = field(
        default=None, repr=False, compare=False, kw_only=True
    )

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise InvalidArgument(
                f"{self.name!r} is no name of a tool: it must have 1 to 64 letters, digits and underscores,"
                " and no digit first; give one with tool(name=...)",
                backend="hai",
            )
        if not self.description.strip():
            raise InvalidArgument(
                f"{self.name} has no description: write a docstring, or use tool(description=...)",
                backend="hai",
            )

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Call the function."""
        return self.fn(*args, **kwargs)

    @property
    def is_async(self) -> bool:
        """Whether the function is a coroutine function."""
        return inspect.iscoroutinefunction(target_of(self.fn))

    def definition(self) -> models.ToolDefinition:
        """The tool as agents are told of it."""
        return models.ToolDefinition(
            name=self.name, description=self.description, input_schema=self.input_schema
        )

    def invoke(self, arguments: Mapping[str, Any]) -> Any:
        """Call the function as the agent asks for it: with decoded JSON, made into what the function takes.

        Raises:
            InvalidArgument: Something is missing, does not fit, or is too much.
        """
        if self._bind is None:
            return self.fn(**arguments)
        positional, keywords = self._bind(arguments)
        return self.fn(*positional, **keywords)


@overload
def tool(fn: Callable[..., Any], *, name: str | None = None, description: str | None = None) -> Tool: ...
@overload
def tool(
    fn: None = None, *, name: str | None = None, description: str | None = None
) -> Callable[[Callable[..., Any]], Tool]: ...
def tool(
    fn: Callable[..., Any] | None = None, *, name: str | None = None, description: str | None = None
) -> Tool | Callable[[Callable[..., Any]], Tool]:
    """Make a tool of a function; usable as a decorator, with or without arguments.

    What the parameters are for is read from `Annotated[str, Field(description=...)]`, from
    `Annotated[str, "..."]`, or from the `Args:` of the docstring.

    Args:
        fn: A function, bound method, partial, or object that can be called.
        name: What the agent calls it; the name of the function by default.
        description: What it does; the docstring by default.

    Raises:
        InvalidArgument: There is no description, the name is not allowed, or the signature has something that
            no schema can say. It is a `ValueError`.

    Examples:
        >>> @tool(name="lookup_order", description="Look up an order by its id.")
        ... def lookup(order_id: str) -> dict[str, str]:
        ...     return {"id": order_id, "status": "shipped"}
        >>> lookup.name, list(lookup.input_schema["properties"])
        ('lookup_order', ['order_id'])
    """
    if fn is None:
        return partial(tool, name=name, description=description)
    from fairlead.hai._signature import Parameters  # which needs pydantic

    parameters = Parameters(fn)
    return Tool(
        name=name_of(fn) if name is None else name,
        description=documentation(fn) if description is None else description,
        input_schema=parameters.schema,
        fn=fn,
        _bind=parameters.bind,
    )


def as_tools(tools: Iterable[Tool | Callable[..., Any]] | None) -> list[Tool]:
    """Make tools of functions; tools stay as they are.

    Raises:
        InvalidArgument: Two have the same name, or one cannot be a tool. It is a `ValueError`.
    """
    made = [each if isinstance(each, Tool) else tool(each) for each in tools or ()]
    names = [each.name for each in made]
    for name in names:
        if names.count(name) > 1:
            raise InvalidArgument(
                f"two tools are called {name!r}; rename one with tool(name=...)", backend="hai"
            )
    return made
