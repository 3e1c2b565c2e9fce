"""The command `fairlead`.

Each module of this package without a leading underscore is one command, or one group of commands: its
function `register(app)` adds it to the Typer application. What a command needs beyond Typer, it imports when
it runs, so that `fairlead --help` is quick.
"""

from __future__ import annotations

import sys

__all__ = ["main"]

_EXTRA = frozenset({"typer", "rich", "click"})
_NEED_THE_EMULATOR = frozenset({"demo", "emulate"})


def main() -> None:
    """Run the command line of this process, and exit: 1 after an error, 2 wrong usage, 130 Ctrl-C."""
    try:
        from fairlead.cli._app import run

        run()
    except ModuleNotFoundError as error:
        needed = (error.name or "").partition(".")[0]
        if needed not in _EXTRA:
            raise
        extra = "cli" if _NEED_THE_EMULATOR.isdisjoint(sys.argv[1:2]) else "emulator"
        sys.stderr.write(f"fairlead: the command line needs {needed}: pip install 'fairlead[{extra}]'\n")
        sys.exit(2)
    except KeyboardInterrupt:  # while things are loaded; later, Typer sees to it
        sys.exit(130)
