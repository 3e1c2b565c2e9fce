"""What holds of the errors of every backend: an application may catch by shared kind, whoever answered."""

from __future__ import annotations

import importlib

import pytest

from fairlead import errors
from fairlead._core.answers import Answer, ErrorFamily
from fairlead.emulator import available

FAMILIES: list[ErrorFamily] = [
    importlib.import_module(f"fairlead.{name}._errors").FAMILY for name in available()
]
KINDS = [kind for kind in errors.StatusError.__subclasses__() if kind.__module__ == "fairlead.errors"]

every_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.backend)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@every_family
def test_the_shared_kind_of_a_status_holds_for_every_backend(
    family: ErrorFamily, kind: type[errors.StatusError]
) -> None:
    status = kind.default_status
    assert status is not None
    for content in (b"", b"<h1>no</h1>", b'{"detail": "no"}', b'{"error": "no"}'):
        error, _ = family.from_answer(Answer(status, {}, content), operation=None, path="/x")
        assert isinstance(error, kind)
        assert error.status == error.status_code == status
        # The SDK that HandoffRail's facade replaces called what has expired not found, too.
        others = set(KINDS) - {kind, errors.NotFound if kind is errors.Gone else kind}
        assert not isinstance(error, tuple(others))


@every_family
def test_other_statuses_are_of_no_shared_kind(family: ErrorFamily) -> None:
    for status in (302, 405, 418, 451):
        error, _ = family.from_answer(Answer(status, {}, b""), operation=None, path="/x")
        assert isinstance(error, errors.StatusError)
        assert not isinstance(error, tuple(KINDS))
    error, _ = family.from_answer(Answer(599, {}, b""), operation=None, path="/x")
    assert isinstance(error, errors.ServerError)


@every_family
def test_a_cut_stream_and_a_time_limit_are_of_their_shared_kinds(family: ErrorFamily) -> None:
    assert issubclass(family.timeout, errors.TimedOut)
    assert issubclass(family.connection, errors.ConnectionFailed)
    assert issubclass(family.interrupted, errors.StreamInterrupted)
