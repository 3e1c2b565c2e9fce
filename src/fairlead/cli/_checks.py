"""What a command that looks for mistakes found out, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import typer

from fairlead.cli._output import Output

_MARKS = {True: "ok  ", False: "FAIL", None: "-   "}


@dataclass(frozen=True, slots=True)
class Check:
    """What was found out about one thing.

    Attributes:
        name: What was looked at.
        ok: Whether it is right; None if there is nothing to look at.
        detail: What was found.
        fix: What to do, if it is not right.
    """

    name: str
    ok: bool | None
    detail: str
    fix: str | None = None

    def line(self) -> str:
        """For people."""
        found = f"{_MARKS[self.ok]}  {self.name}: {self.detail}"
        return f"{found}\n      {self.fix}" if self.fix else found


def show(out: Output, checks: Sequence[Check]) -> None:
    """Show checks; the command ends with exit code 1 if one failed."""
    out.write([asdict(each) for each in checks], lambda: "\n".join(each.line() for each in checks))
    if any(each.ok is False for each in checks):
        raise typer.Exit(1)
