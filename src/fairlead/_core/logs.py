"""The logger of the clients, and `FAIRLEAD_LOG`, which shows its lines without a change of any code."""

from __future__ import annotations

import logging
import os

__all__ = ["VARIABLE", "log", "show"]

VARIABLE = "FAIRLEAD_LOG"
"""Environment variable with the level from which lines are shown."""

_LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING}

log = logging.getLogger("fairlead")


def show(level: str) -> None:
    """Show the lines of the logger on stderr from `level` on, unless the application shows lines itself."""
    if level.lower() not in _LEVELS:
        log.warning("%s must be one of %s; got %r", VARIABLE, ", ".join(_LEVELS), level)
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    # Asked anew for each line, because the application sets its logging up after its imports.
    handler.addFilter(lambda _: [*logging.getLogger().handlers, *log.handlers] == [handler])
    log.addHandler(handler)
    log.setLevel(_LEVELS[level.lower()])


if os.environ.get(VARIABLE):
    show(os.environ[VARIABLE])
