"""Every error of every backend comes out of a pickle and a copy as it went in."""

from __future__ import annotations

import copy
import inspect
import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import fairlead
from fairlead import hai, handoffrail, happy, hestia, mycel
from fairlead.hai import exceptions as _hai
from fairlead.handoffrail import exceptions as _handoffrail
from fairlead.happy import exceptions as _happy
from fairlead.hestia import errors as _hestia
from fairlead.mycel import exceptions as _mycel

LOADED = (hai, handoffrail, happy, hestia, mycel, _hai, _handoffrail, _happy, _hestia, _mycel)
BACKENDS = {"hai", "handoffrail", "happy", "hestia", "mycel"}


def descendants(kind: type[Any]) -> Iterator[type[Any]]:
    yield kind
    for each in kind.__subclasses__():
        yield from descendants(each)


KINDS = sorted(
    {
        kind
        for kind in descendants(fairlead.FairleadError)
        if kind.__module__.startswith("fairlead.") and kind.__name__[0] != "_"
    },
    key=lambda kind: f"{kind.__module__}.{kind.__qualname__}",
)
NEEDED = {"stored": {"id": "m-1"}, "row": {"id": "r-1"}, "code": "C", "trace_id": "t"}
"""Arguments without a default; what they are makes no difference here."""


def by_pickle(error: Any) -> Any:
    return pickle.loads(pickle.dumps(error))


def test_the_classes_of_all_backends_are_found() -> None:
    assert {kind.__module__.split(".")[1] for kind in KINDS} >= BACKENDS


@pytest.mark.parametrize("travel", [by_pickle, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.__module__}.{kind.__qualname__}")
def test_an_error_travels(kind: type[Any], travel: Callable[[Any], Any]) -> None:
    parameters = inspect.signature(kind).parameters
    arguments = {name: value for name, value in NEEDED.items() if name in parameters}
    if "message" in parameters:
        arguments["message"] = "what"
    error = kind(**arguments)
    error.headers = {"x-request-id": "r"}
    error.add_note("where")
    again = travel(error)
    assert type(again) is kind
    assert (again.args, str(again), repr(again)) == (error.args, str(error), repr(error))
    assert vars(again) == vars(error)


def test_what_means_something_in_one_process_only_stays_there() -> None:
    timeout = hai.SessionTimeout("late")
    timeout.session_id, timeout.handle = "s-1", lambda: "no pickle takes this"  # type: ignore[assignment]

    class Answer:
        """A class that no other process can find."""

    invalid = hai.AnswerValidationError("raw", Answer, ValueError("x"))
    assert (by_pickle(timeout).session_id, by_pickle(timeout).handle) == ("s-1", None)
    assert (by_pickle(invalid).raw, by_pickle(invalid).model) == ("raw", None)
    assert "Answer" in str(by_pickle(invalid))
