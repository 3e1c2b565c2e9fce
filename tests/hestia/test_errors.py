"""The exceptions: made as the replaced SDK makes them, and at home in the shared tree."""

from __future__ import annotations

import builtins
import copy
import pickle
from collections.abc import Callable

import pytest

import fairlead
from fairlead import hestia
from fairlead.hestia import (
    GovernanceBlock,
    HestiaError,
    InvalidInput,
    NotFound,
    StreamEvent,
    StreamOrderError,
)


def test_the_base_takes_code_message_and_trace() -> None:
    error = HestiaError("TEAPOT", "short and stout", "cmd_1")
    assert (error.code, error.message, error.trace_id) == ("TEAPOT", "short and stout", "cmd_1")
    assert str(error) == "[TEAPOT] short and stout"
    assert error.args == ("[TEAPOT] short and stout",)
    assert HestiaError("A", "b").trace_id is None
    assert HestiaError(code="A", message="b", trace_id="c").trace_id == "c"


def test_a_block_takes_its_trace() -> None:
    for error in (GovernanceBlock("cmd_1"), GovernanceBlock(trace_id="cmd_1")):
        assert (error.code, error.trace_id, error.status) == ("GOVERNANCE_BLOCK", "cmd_1", 403)
        assert str(error) == "[GOVERNANCE_BLOCK] Request blocked by governance"


def test_invalid_input_and_not_found_have_defaults() -> None:
    assert str(InvalidInput()) == "[INVALID_INPUT] Invalid input"
    assert (InvalidInput().trace_id, InvalidInput().details, InvalidInput().status) == (None, None, 422)
    error = InvalidInput("no", "cmd_1", {"field": "input"})
    assert (error.message, error.trace_id, error.details) == ("no", "cmd_1", {"field": "input"})
    assert str(NotFound()) == "[NOT_FOUND] Resource not found"
    error = NotFound("gone", "cmd_1")
    assert (error.message, error.trace_id, error.status, error.code) == ("gone", "cmd_1", 404, "NOT_FOUND")


ERRORS = [getattr(hestia, name) for name in hestia.__all__ if isinstance(getattr(hestia, name), type)]
ERRORS = [kind for kind in ERRORS if issubclass(kind, Exception)]
MADE: dict[str, Callable[[], HestiaError]] = {
    kind.__name__: (lambda kind=kind: kind("cmd_1") if kind is GovernanceBlock else kind("no", "cmd_1"))
    for kind in ERRORS
    if kind is not HestiaError
}
MADE |= {
    "HestiaError": lambda: HestiaError("TEAPOT", "no", "cmd_1", status=418, body={"a": 1}),
    "with details": lambda: InvalidInput("no", "cmd_1", {"a": [1]}, operation="run"),
    "with an event": lambda: StreamOrderError("no", "cmd_1", event=StreamEvent(type="error")),
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize(
    "duplicate",
    [
        lambda error: pickle.loads(pickle.dumps(error)),
        lambda error: pickle.loads(pickle.dumps(error, protocol=0)),
        copy.copy,
        copy.deepcopy,
    ],
    ids=["pickle", "old pickle", "copy", "deep copy"],
)
def test_errors_survive_pickling_and_copying(
    name: str, duplicate: Callable[[HestiaError], HestiaError]
) -> None:
    error = MADE[name]()
    other = duplicate(error)
    assert type(other) is type(error)
    assert (str(other), repr(other), other.args) == (str(error), repr(error), error.args)
    assert vars(other) == vars(error)


@pytest.mark.parametrize("kind", ERRORS)
def test_every_error_is_a_hestia_error_and_of_the_shared_tree(kind: type[Exception]) -> None:
    assert issubclass(kind, HestiaError)
    assert issubclass(kind, fairlead.FairleadError)


@pytest.mark.parametrize(
    ("name", "builtin"),
    [
        ("TimedOut", builtins.TimeoutError),
        ("ConnectionFailed", builtins.ConnectionError),
        ("InvalidArgument", ValueError),
        ("ConfigurationError", ValueError),
        ("ClientClosed", RuntimeError),
    ],
)
def test_what_python_has_a_word_for_is_that_too(name: str, builtin: type[Exception]) -> None:
    kind = getattr(hestia, name)
    assert issubclass(kind, builtin)
    assert issubclass(kind, getattr(fairlead, name))
    assert str(kind("no")).endswith("] no")


def test_shared_names_mean_the_shared_class() -> None:
    for name in ("NotFound", "BadRequest", "Unauthorized", "RateLimited", "ServerError", "StreamInterrupted"):
        assert issubclass(getattr(hestia, name), getattr(fairlead, name))
    assert issubclass(GovernanceBlock, fairlead.Forbidden)
    assert issubclass(InvalidInput, fairlead.Unprocessable)
