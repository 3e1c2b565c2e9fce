"""What a person can do to an emulator with the inspector's forms."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from fairlead.emulator._faults import Active, Fault
from fairlead.errors import InvalidArgument

if TYPE_CHECKING:
    from fairlead.emulator._emulator import Emulator

__all__ = ["ACTIONS", "KINDS", "Form", "key_of"]

Form = Mapping[str, str]

# Further, a date would leave the calendar.
_MAX_SECONDS = 100 * 366 * 86_400


class Kind(NamedTuple):
    """A kind of fault that the page offers."""

    label: str
    effect: Mapping[str, Any]


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "unavailable": Kind(
            "503, try again in 1 s", {"status": 503, "body": "unavailable", "headers": {"Retry-After": "1"}}
        ),
        "limited": Kind(
            "429, try again in 1 s", {"status": 429, "body": "slow down", "headers": {"Retry-After": "1"}}
        ),
        "failure": Kind("500", {"status": 500, "body": "failure"}),
        "refused": Kind("401", {"status": 401, "body": "no"}),
        "unheard": Kind("503 although it was done", {"status": 503, "body": "late", "processed": True}),
        "before": Kind("connection lost before it is done", {"drop": "before"}),
        "after": Kind("connection lost after it is done", {"drop": "after"}),
        "slow": Kind("2 s slower", {"latency": 2.0}),
        "stall": Kind("no answer until released", {"stall": True}),
        "cut": Kind("stream cut after 1 event", {"cut_after_events": 1}),
    }
)


def key_of(active: Active) -> str:
    """What a form calls a fault that is switched on."""
    return f"{id(active):x}"


def _advance(emulator: Emulator, form: Form) -> None:
    try:
        seconds = float(form.get("seconds", ""))
    except ValueError:
        raise InvalidArgument("say by how many seconds the clock is to advance") from None
    if not math.isfinite(seconds) or not 0 <= seconds <= _MAX_SECONDS:
        raise InvalidArgument("the clock advances by 0 seconds to 100 years")
    emulator.clock.advance(seconds)


def _freeze(emulator: Emulator, form: Form) -> None:  # noqa: ARG001
    emulator.clock.freeze()


def _unfreeze(emulator: Emulator, form: Form) -> None:  # noqa: ARG001
    emulator.clock.unfreeze()


def _add_fault(emulator: Emulator, form: Form) -> None:
    kind = KINDS.get(form.get("kind", ""))
    if kind is None:
        raise InvalidArgument(f"there is no fault of the kind {form.get('kind')!r}")
    times = form.get("times", "").strip()
    if times and not (times.isascii() and times.isdecimal() and len(times) < 10):
        raise InvalidArgument(f"how often it happens is a number, or empty; not {times!r}")
    emulator.faults.add(
        Fault(
            method=form.get("method") or None,
            path=form.get("path", "").strip() or "*",
            times=int(times) if times else None,
            **kind.effect,
        )
    )


def _remove_fault(emulator: Emulator, form: Form) -> None:
    _active(emulator, form).remove()


def _release_fault(emulator: Emulator, form: Form) -> None:
    _active(emulator, form).release()


def _active(emulator: Emulator, form: Form) -> Active:
    for active in emulator.faults:
        if key_of(active) == form.get("fault"):
            return active
    raise InvalidArgument("this fault is switched off already")


def _answer(emulator: Emulator, form: Form) -> None:
    answer = form.get("answer", "").strip()
    if not answer:
        raise InvalidArgument("choose an answer, or write one")
    emulator.answer(form.get("question", ""), answer)


def _play(emulator: Emulator, form: Form) -> None:
    wanted = form.get("scenario", "")
    # By name, and no text that `play` would take for the path of a file.
    found = next((scenario for scenario in emulator.scenarios() if scenario.name == wanted), None)
    if wanted and found is None:
        raise InvalidArgument(f"there is no scenario {wanted!r}")
    emulator.play(found)


def _switch(emulator: Emulator, form: Form) -> None:
    value = form.get("value", "").strip()
    if not value:
        raise InvalidArgument("choose a value, or write one")
    emulator.switch(form.get("switch", ""), value)


def _reset(emulator: Emulator, form: Form) -> None:  # noqa: ARG001
    emulator.reset()


ACTIONS: Final[Mapping[str, Callable[[Emulator, Form], None]]] = MappingProxyType(
    {
        "advance": _advance,
        "freeze": _freeze,
        "unfreeze": _unfreeze,
        "add-fault": _add_fault,
        "remove-fault": _remove_fault,
        "release-fault": _release_fault,
        "answer": _answer,
        "play": _play,
        "switch": _switch,
        "reset": _reset,
    }
)
"""Action -> what it does; all raise FairleadError with a text that says why they did nothing."""
