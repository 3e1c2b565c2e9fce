"""The exception tree: who is whose child, what an error carries, and that it survives travelling."""

from __future__ import annotations

import builtins
import copy
import pickle

import pytest

from fairlead import errors
from fairlead.handoffrail import exceptions

# Every class with its parents (beside object), in the order of the method resolution.
SHARED = {
    "FairleadError": [Exception],
    "StatusError": [errors.FairleadError],
    "BadRequest": [errors.StatusError],
    "Unauthorized": [errors.StatusError],
    "Forbidden": [errors.StatusError],
    "NotFound": [errors.StatusError],
    "Conflict": [errors.StatusError],
    "Gone": [errors.StatusError],
    "PayloadTooLarge": [errors.StatusError],
    "Unprocessable": [errors.StatusError],
    "RateLimited": [errors.StatusError],
    "ServerError": [errors.StatusError],
    "TransportError": [errors.FairleadError],
    "ConnectionFailed": [errors.TransportError, builtins.ConnectionError],
    "TimedOut": [errors.TransportError, builtins.TimeoutError],
    "StreamInterrupted": [errors.TransportError],
    "InvalidResponse": [errors.FairleadError],
    "InvalidArgument": [errors.FairleadError, ValueError],
    "ConfigurationError": [errors.FairleadError, ValueError],
    "ClientClosed": [errors.FairleadError, RuntimeError],
    "MissingExtra": [errors.FairleadError, ImportError],
    "WebhookVerificationError": [errors.FairleadError],
}
HANDOFFRAIL = {
    "HandoffRailError": [errors.FairleadError],
    "AuthenticationError": [exceptions.HandoffRailError, errors.Unauthorized],
    "PermissionDeniedError": [exceptions.HandoffRailError, errors.Forbidden],
    "NotFoundError": [exceptions.HandoffRailError, errors.NotFound],
    "PacketExpiredError": [exceptions.NotFoundError, errors.Gone],
    "ValidationError": [exceptions.HandoffRailError, errors.StatusError],
    "BadRequestError": [exceptions.ValidationError, errors.BadRequest],
    "ConflictError": [exceptions.ValidationError, errors.Conflict],
    "PayloadTooLargeError": [exceptions.ValidationError, errors.PayloadTooLarge],
    "UnprocessableError": [exceptions.ValidationError, errors.Unprocessable],
    "RateLimitError": [exceptions.HandoffRailError, errors.RateLimited],
    "ServerError": [exceptions.HandoffRailError, errors.ServerError],
    "UnexpectedStatusError": [exceptions.HandoffRailError, errors.StatusError],
    "ConnectionError": [exceptions.HandoffRailError, errors.ConnectionFailed],
    "TimeoutError": [exceptions.ConnectionError, errors.TimedOut],
    "StreamInterruptedError": [exceptions.ConnectionError, errors.StreamInterrupted],
    "ResponseFormatError": [exceptions.HandoffRailError, errors.InvalidResponse],
    "InvalidArgumentError": [exceptions.HandoffRailError, errors.InvalidArgument],
    "ConfigurationError": [exceptions.HandoffRailError, errors.ConfigurationError],
    "ClientClosedError": [exceptions.HandoffRailError, errors.ClientClosed],
    "WebhookVerificationError": [exceptions.HandoffRailError, errors.WebhookVerificationError],
}
STATUSES = {
    errors.FairleadError: None,
    errors.StatusError: None,
    errors.BadRequest: 400,
    errors.Unauthorized: 401,
    errors.Forbidden: 403,
    errors.NotFound: 404,
    errors.Conflict: 409,
    errors.Gone: 410,
    errors.PayloadTooLarge: 413,
    errors.Unprocessable: 422,
    errors.RateLimited: 429,
    errors.ServerError: 500,
    errors.TransportError: None,
    exceptions.AuthenticationError: 401,
    exceptions.NotFoundError: 404,
    exceptions.ValidationError: 400,
    exceptions.RateLimitError: 429,
    exceptions.ServerError: 500,
    exceptions.ConnectionError: None,
    exceptions.ConflictError: 409,
    exceptions.PacketExpiredError: 410,
    exceptions.PayloadTooLargeError: 413,
    exceptions.UnprocessableError: 422,
}
EVERY = [getattr(errors, name) for name in SHARED] + [getattr(exceptions, name) for name in HANDOFFRAIL]
FACTS = {
    "backend": "handoffrail",
    "operation": "get_packet",
    "status": 418,
    "code": "teapot",
    "request_id": "r-1",
    "body": {"detail": "short and stout"},
    "retry_after": 1.5,
}


def test_the_tables_are_complete() -> None:
    assert SHARED.keys() == set(errors.__all__)
    assert HANDOFFRAIL.keys() == set(exceptions.__all__)


@pytest.mark.parametrize("name", SHARED)
def test_shared_tree(name: str) -> None:
    assert list(getattr(errors, name).__bases__) == SHARED[name]


@pytest.mark.parametrize("name", HANDOFFRAIL)
def test_handoffrail_tree(name: str) -> None:
    kind = getattr(exceptions, name)
    assert list(kind.__bases__) == HANDOFFRAIL[name]
    assert issubclass(kind, exceptions.HandoffRailError)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("ConnectionError", OSError),
        ("ConnectionError", builtins.ConnectionError),
        ("TimeoutError", builtins.TimeoutError),
        ("TimeoutError", builtins.ConnectionError),
        ("StreamInterruptedError", builtins.ConnectionError),
        ("InvalidArgumentError", ValueError),
        ("ConfigurationError", ValueError),
        ("ClientClosedError", RuntimeError),
    ],
)
def test_builtin_bases(name: str, base: type[Exception]) -> None:
    assert issubclass(getattr(exceptions, name), base)


@pytest.mark.parametrize(("kind", "status"), STATUSES.items())
def test_default_status(kind: type[errors.FairleadError], status: int | None) -> None:
    assert kind().status == status


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_error_carries_its_facts_and_travels(kind: type[errors.FairleadError]) -> None:
    error = kind("it failed", **FACTS)
    for same in (error, pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(same) is kind
        assert str(same) == same.message == "it failed"
        assert {name: getattr(same, name) for name in FACTS} == FACTS
    assert kind.__doc__


@pytest.mark.parametrize("kind", EVERY, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_repr_tells_facts_but_no_content(kind: type[errors.FairleadError]) -> None:
    error = kind("it failed", **FACTS)
    assert repr(error) == (
        f"{kind.__name__}('it failed', backend='handoffrail', operation='get_packet', status=418,"
        " code='teapot', request_id='r-1', retry_after=1.5)"
    )
    assert "stout" not in repr(error) + str(error)


def test_repr_leaves_out_what_is_not_known() -> None:
    assert repr(exceptions.ConnectionError("gone")) == "ConnectionError('gone')"


def test_names_and_attributes_of_the_sdk_it_replaces() -> None:
    error = exceptions.HandoffRailError("no", status_code=400, response_body={"detail": "no"})
    assert (error.message, error.status_code, error.response_body) == ("no", 400, {"detail": "no"})
    assert exceptions.HandoffRailError("no").response_body == {}
    assert exceptions.HandoffRailError("no", body="<html>").response_body == {}
    assert exceptions.NotFoundError("no", resource_id="/packets/1").resource_id == "/packets/1"
    assert exceptions.ValidationError("no", field="name").field == "name"
    assert exceptions.RateLimitError("no", retry_after=3).retry_after == 3
    cause = OSError("refused")
    assert exceptions.ConnectionError("no", original_error=cause).original_error is cause
    assert exceptions.ConnectionError("no").original_error is None
    assert exceptions.ConnectionError("no").status_code is None


def test_what_only_some_errors_carry_travels_too() -> None:
    conflict = exceptions.ConflictError("taken", claimed_by={"id": "a-1"})
    invalid = exceptions.UnprocessableError("bad", field="name", problems=[{"msg": "bad"}])
    expired = exceptions.PacketExpiredError("gone", resource_id="/packets/1")
    assert pickle.loads(pickle.dumps(conflict)).claimed_by == {"id": "a-1"}
    assert pickle.loads(pickle.dumps(invalid)).problems == [{"msg": "bad"}]
    assert copy.copy(invalid).field == "name"
    assert pickle.loads(pickle.dumps(expired)).resource_id == "/packets/1"


def test_the_original_error_is_the_cause() -> None:
    cause = OSError("refused")
    with pytest.raises(exceptions.ConnectionError) as raised:
        raise exceptions.ConnectionError("cannot connect") from cause
    assert raised.value.original_error is cause
