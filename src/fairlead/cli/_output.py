"""How commands show results and errors: to people as text, to programs as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, NoReturn

import typer

from fairlead.errors import FairleadError

AsJson = Annotated[bool, typer.Option("--json", "-j", help="Write JSON, errors included.")]

EXIT_CODES = (
    "Exit codes: 0 success; 1 error: one line on stderr, or with --json an object"
    ' {"error": {"code", "status", "message"}}; 2 wrong usage; 130 interrupted by Ctrl-C.'
)


def _nothing(_error: FairleadError) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command writes: results to stdout, errors in one line to stderr.

    Attributes:
        as_json: Whether programs read it.
        hint: What an error means for the user of this command, beyond its own text.
        facts: What a program is told of an error, beyond code, status and message.
    """

    as_json: bool
    hint: Callable[[FairleadError], str] = lambda _error: ""
    facts: Callable[[FairleadError], Mapping[str, object]] = _nothing

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
        self, message: str, *, code: str = "error", status: int | None = None, **facts: object
    ) -> NoReturn:
        """Say what went wrong, and end the command with exit code 1."""
        if self.as_json:
            told = json.dumps({"error": {"code": code, "status": status, "message": message, **facts}})
        else:
            told = plain(" ".join(f"fairlead: {message}".split()))
        typer.echo(told, err=True)
        raise typer.Exit(1)

    @contextmanager
    def errors_told(self) -> Generator[None]:
        """Tell an error of fairlead, and end the command with exit code 1."""
        try:
            yield
        except FairleadError as error:
            code = error.code or type(error).__name__
            message = error.message if self.as_json else f"{error}{self.hint(error)}"
            self.fail(message, code=code, status=error.status, **self.facts(error))


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
