"""Taking a tour: numbered steps, with what the server answered and how long it took."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from fairlead.errors import FairleadError


class Step:
    """One step that is being taken."""

    def __init__(self) -> None:
        self.answers: list[str] = []

    def answer(self, text: str) -> None:
        """Tell what came back; more than once for several things."""
        self.answers.append(text)


@dataclass(frozen=True, slots=True)
class Taken:
    """One step that was taken.

    Attributes:
        step: Its number, from 1.
        title: What was to be done.
        ok: Whether it went well.
        answers: What came back, or why it did not go well.
        seconds: How long it took.
    """

    step: int
    title: str
    ok: bool
    answers: Sequence[str]
    seconds: float


class Teller(Protocol):
    """Tells a tour while it is taken."""

    def chapter(self, title: str, about: str) -> None:
        """A part of the tour begins."""
        ...

    def step(self, taken: Taken) -> None:
        """A step was taken."""
        ...

    def end(self, steps: int, seconds: float) -> None:
        """The tour is over, and all went well."""
        ...


class Lines:
    """Tells programs, one object for each step and one for the end.

    Args:
        write: Called with each object.
    """

    def __init__(self, write: Callable[[dict[str, Any]], None]) -> None:
        self._write = write
        self._chapter = ""

    def chapter(self, title: str, about: str) -> None:  # noqa: ARG002 - that is for people
        """The steps that follow name it."""
        self._chapter = title

    def step(self, taken: Taken) -> None:
        """Write the step."""
        told = {**asdict(taken), "seconds": round(taken.seconds, 3)}
        self._write({"event": "step", "chapter": self._chapter, **told})

    def end(self, steps: int, seconds: float) -> None:
        """Write the end."""
        self._write({"event": "end", "steps": steps, "seconds": round(seconds, 3)})


class Tour:
    """Takes steps, and has them told as they happen."""

    def __init__(self, teller: Teller) -> None:
        self._teller = teller
        self._number = 0
        self._started = time.monotonic()

    def chapter(self, title: str, about: str) -> None:
        """Begin a part of the tour."""
        self._teller.chapter(title, about)

    @contextmanager
    def step(self, title: str) -> Generator[Step]:
        """Take a step: the body does it and tells the answer. An error is told and passed on."""
        self._number += 1
        step = Step()
        started = time.monotonic()
        try:
            yield step
        except BaseException as error:
            what = error.message if isinstance(error, FairleadError) else f"{type(error).__name__}: {error}"
            self._teller.step(Taken(self._number, title, False, [what], time.monotonic() - started))
            raise
        self._teller.step(Taken(self._number, title, True, step.answers, time.monotonic() - started))

    def end(self) -> None:
        """Close the tour."""
        self._teller.end(self._number, time.monotonic() - self._started)


def run(teller: Teller, parts: Sequence[str]) -> None:
    """Take some parts of the tour, one after the other."""
    tour = Tour(teller)
    for name in parts:
        importlib.import_module(f"fairlead.demo.{name}").run(tour)
    tour.end()
