"""Names that stand on the command line: completed by the shell, and checked before anything is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import typer


def backends() -> list[str]:
    """Every backend."""
    from fairlead.emulator import available

    return available()


def parts() -> list[str]:
    """Every part of the tour."""
    from fairlead.demo import chapters

    return chapters()


def check(given: Iterable[str], known: Sequence[str], what: str = "backend") -> None:
    """See that there is everything that was named.

    Raises:
        typer.BadParameter: Something is not there; that is wrong usage.
    """
    for name in given:
        if name not in known:
            raise typer.BadParameter(f"no {what} {name!r}; there is {', '.join(known)}")
