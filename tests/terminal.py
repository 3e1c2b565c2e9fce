"""A terminal for tests: programs that ask, or show more to people than to other programs."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping


class Terminal:
    """The command `fairlead` at a terminal of its own: what a person sees."""

    def __init__(self, *arguments: str, env: Mapping[str, str]) -> None:
        self._terminal, inner = os.openpty()
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "fairlead.cli", *arguments],
            env=env,
            stdin=inner,
            stdout=inner,
            stderr=inner,
            start_new_session=True,
        )
        os.close(inner)
        self.shown = ""

    def read_until(self, pattern: re.Pattern[str], seconds: float = 30) -> str:
        end = time.monotonic() + seconds
        while not (found := pattern.search(self.shown.replace("\r", ""))):
            assert time.monotonic() < end, self.shown
            self._read(0.1)
        return found[0]

    def shows(self, text: str, seconds: float) -> bool:
        """Read for a moment; whether there is the text now."""
        self._read(seconds)
        return text in self.shown

    def _read(self, seconds: float) -> bool:
        if not select.select([self._terminal], [], [], seconds)[0]:
            return True
        try:
            piece = os.read(self._terminal, 65_536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.shown += piece.decode()
        return bool(piece)

    def end(self, seconds: float = 30) -> int:
        end = time.monotonic() + seconds
        while self._read(0.1):
            assert time.monotonic() < end, self.shown
        return self._process.wait(timeout=seconds)

    def type(self, text: str) -> None:
        """Type something."""
        os.write(self._terminal, text.encode())

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        self._process.send_signal(signal.SIGINT)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)
