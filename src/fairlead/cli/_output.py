"""How commands show results and errors: to people as text, to programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, NoReturn

import typer

from fairlead.errors import FairleadError

AsJson = Annotated[bool, typer.Option("--json", "-j", help="Write JSON, errors included.")]


def exit_codes(interrupted: str = "130 interrupted by Ctrl-C") -> str:
    """What the exit codes of a command mean, as the last line of its help.

    Args:
        interrupted: What Ctrl-C does.
    """
    return (
        "Exit codes: 0 success; 1 error: one line on stderr, or with --json an object"
        f' {{"error": {{"code", "status", "message", "fix"}}}}; 2 wrong usage; {interrupted}.'
    )


def _no_fix(_error: FairleadError) -> str | None:
    return None


def _no_facts(_error: FairleadError) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes: results to stdout, errors in one line to stderr.

    Attributes:
        as_json: Whether programs read it.
        fix: What the user of this command can do about an error; None if that is not known.
        facts: What else is known of an error, by name.
    """

    as_json: bool
    fix: Callable[[FairleadError], str | None] = _no_fix
    facts: Callable[[FairleadError], Mapping[str, object]] = _no_facts

    def write(self, data: object, text: str | Callable[[], str]) -> None:
        """Show a result; the text is made only if it is shown."""
        self._show(text, lambda: dumps(data))

    def line(self, data: object, text: str | Callable[[], str]) -> None:
        """Show one of many results as it comes: JSON in one line, or text, unless that is empty."""
        self._show(text, lambda: dumps(data, indent=None))

    def _show(self, text: str | Callable[[], str], as_json: Callable[[], str]) -> None:
        shown = as_json() if self.as_json else plain(text if isinstance(text, str) else text())
        if shown:
            typer.echo(shown)

    def fail(
        self,
        message: str,
        *,
        code: str = "error",
        status: int | None = None,
        fix: str | None = None,
        facts: Mapping[str, object] = MappingProxyType({}),
    ) -> NoReturn:
        """Say what went wrong and what to do about it, and end the command with exit code 1."""
        if self.as_json:
            error = {"code": code, "status": status, "message": message, "fix": fix, **facts}
            told = json.dumps({"error": error})
        else:
            beside = ", ".join(
                f"{name}: {value}" for name, value in facts.items() if value and str(value) not in message
            )
            line = f"fairlead: {message}{f' ({beside})' if beside else ''}{f'; {fix}' if fix else ''}"
            told = plain(" ".join(line.split()))
        typer.echo(told, err=True)
        raise typer.Exit(1)

    @contextmanager
    def errors_told(self) -> Generator[None]:
        """Tell an error of fairlead, and end the command with exit code 1."""
        try:
            yield
        except FairleadError as error:
            code = error.code or type(error).__name__
            message = error.message if self.as_json else str(error)
            self.fail(message, code=code, status=error.status, fix=self.fix(error), facts=self.facts(error))


def dumps(data: object, *, indent: int | None = 2) -> str:
    """JSON with sorted keys; models as `to_dict` has them."""
    separators = None if indent else (",", ":")
    return json.dumps(data, indent=indent, separators=separators, sort_keys=True, default=_of_model)


def plain(text: str) -> str:
    """Text of others without what could steer the terminal."""
    return "".join(letter if letter.isprintable() or letter in "\n\t" else "\ufffd" for letter in text)


def short(text: str, width: int) -> str:
    """The text in one line, cut at a width."""
    line = " ".join(text.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of text, as wide as they need to be."""
    lines = [[plain(cell).replace("\n", " ") for cell in line] for line in (headings, *rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def _of_model(value: Any) -> Any:
    from fairlead._core.models import Model

    return value.to_dict() if isinstance(value, Model) else str(value)
