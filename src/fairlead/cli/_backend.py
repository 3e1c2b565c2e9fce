"""A backend's group of commands: all of them take the same options, before their name or after it."""

from __future__ import annotations

import functools
import inspect
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, ClassVar, Self

import typer
from typer.models import OptionInfo

from fairlead.cli._output import AsJson, Output, exit_codes
from fairlead.errors import ConfigurationError, ConnectionFailed, FairleadError, Unauthorized


@dataclass(frozen=True, slots=True)
class Connection(ABC):
    """What was said about server, credential and output; the base of what each backend makes of it.

    Attributes:
        base_url: URL of the server, if it was given.
        credential: Key, token, or name of a key file, if it was given.
        as_json: Whether programs read what is written.
    """

    refused: ClassVar[str]
    """What to do if the server does not accept the credential."""

    base_url: str | None = None
    credential: str | None = field(default=None, repr=False)
    as_json: bool = False

    @abstractmethod
    def client(self) -> AbstractContextManager[Any]:
        """A client of what was said, or else of what the environment says.

        Raises:
            ConfigurationError: It is not known where the server is, or what the credential is.
        """

    def need(self, what: str, given: str | None, variable: str, option: str) -> str:
        """What was said, or else what the environment says.

        Raises:
            ConfigurationError: Neither says it.
        """
        if not (value := given or os.environ.get(variable)):
            raise ConfigurationError(f"no {what}: set {variable}, or pass {option}")
        return value

    @property
    def out(self) -> Output:
        """Where the command writes."""
        return Output(self.as_json, self.fix, self.facts)

    def fix(self, error: FairleadError) -> str | None:
        """What the user of these commands can do about an error; None if that is not known."""
        if isinstance(error, Unauthorized):
            return self.refused
        return "check the network and --base-url" if isinstance(error, ConnectionFailed) else None

    def facts(self, error: FairleadError) -> Mapping[str, object]:  # noqa: ARG002 - others know some
        """What else is known of an error, by name."""
        return {}

    def but(self, said: Mapping[str, object]) -> Self:
        """The same with what was said later; the later word counts."""
        return replace(self, **{name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Probe:
    """How `fairlead doctor` looks at a backend; the module of its commands has it as `PROBE`.

    Attributes:
        connection: Makes the client.
        variables: What has to be in the environment.
        url: The variable with the server's URL.
        ask: Asks the server something that needs the credentials, and says what it answered.
        elsewhere: Finds credentials that are not in the environment, and says where.
    """

    connection: Connection
    variables: tuple[str, ...]
    url: str
    ask: Callable[[Any], str]
    elsewhere: Callable[[], str | None] = lambda: None


class Group:
    """Commands of a backend, which take its options.

    Args:
        commands: Where they are added.
        options: Name and annotation of each option that they share.
    """

    def __init__(self, commands: typer.Typer, options: Mapping[str, Any]) -> None:
        self._commands = commands
        self._options = options

    def part(self, name: str, help: str) -> Group:
        """A group in this one."""
        inner = typer.Typer(no_args_is_help=True, epilog=exit_codes(), help=help)
        self._commands.add_typer(inner, name=name)
        return Group(inner, self._options)

    def add(
        self, function: Callable[..., None], name: str | None = None, *, without: Collection[str] = ()
    ) -> None:
        """Add a command.

        Args:
            function: Called with the connection, and with its own options and arguments. An error of
                fairlead that it raises is told, and ends the command with exit code 1.
            name: Name of the command. Default: the function's.
            without: Options of the group that make no sense for this command.
        """
        shared = {option: kind for option, kind in self._options.items() if option not in without}

        @functools.wraps(function)
        def command(context: typer.Context, **given: Any) -> None:
            connection: Connection = context.obj.but({option: given.pop(option) for option in shared})
            with connection.out.errors_told():
                function(connection, **given)

        _, *own = inspect.signature(function, eval_str=True).parameters.values()
        _declare(command, [*own, *map(_parameter, shared, shared.values())])
        self._commands.command(name, epilog=exit_codes())(command)


def add_group(
    app: typer.Typer, name: str, connection: Connection, *, url: str, credential: OptionInfo, help: str
) -> Group:
    """Add the group of a backend's commands.

    Args:
        app: What the group is added to.
        name: Its name on the command line.
        connection: What is known before anything was said.
        url: Where the URL of the server comes from, unless it is given.
        credential: The option for the credential.
        help: What the group is about.

    Examples:
        >>> token = typer.Option("--token", "-t", metavar="TOKEN", help="Token of the user who acts.")
        >>> group = add_group(app, "mycel", Mycel(), url="MYCEL_BASE_URL", credential=token, help="Chats.")
        >>> group.add(whoami)
    """
    base_url = typer.Option("--base-url", "-u", metavar="URL", help=f"URL of the server. Default: {url}.")
    options: dict[str, Any] = {
        "base_url": Annotated[str | None, base_url],
        "credential": Annotated[str | None, credential],
        "as_json": AsJson,
    }

    def begin(context: typer.Context, **said: Any) -> None:
        context.obj = connection.but(said)

    _declare(begin, list(map(_parameter, options, options.values())))
    anywhere = "The options can stand here or after the command; the later word counts."
    commands = typer.Typer(no_args_is_help=True, epilog=exit_codes(), help=f"{help}\n\n{anywhere}")
    commands.callback()(begin)
    app.add_typer(commands, name=name)
    return Group(commands, options)


def _parameter(name: str, kind: Any) -> inspect.Parameter:
    default = False if kind is AsJson else None
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)


def _declare(function: Callable[..., None], parameters: list[inspect.Parameter]) -> None:
    """Give a function that takes anything the parameters that Typer makes options and arguments of."""
    context = inspect.Parameter("context", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)
    by_name = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (context, *parameters)]
    function.__signature__ = inspect.Signature(by_name)  # pyright: ignore[reportFunctionMemberAccess]
    function.__annotations__ = {each.name: each.annotation for each in by_name}
