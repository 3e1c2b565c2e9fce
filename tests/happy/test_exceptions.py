"""The exceptions of Happy: their names, and where they are in the shared tree."""

from __future__ import annotations

import builtins
import importlib
from typing import Literal, get_origin

import pytest

import fairlead.happy
from fairlead import errors
from fairlead.happy import exceptions

OF_THE_ORIGINALS = """
    AuthenticationError ConnectionError EncryptionError HappyError MachineOfflineError MessageDeliveryError
    MetadataConflictError MetadataUpdateError SessionNotFound SpawnError TimeoutError
    StopSessionError SubscriptionError SubscriptionClosed RpcTransportError
"""


def test_the_names_of_the_originals_are_there() -> None:
    assert set(OF_THE_ORIGINALS.split()) <= set(exceptions.__all__)


@pytest.mark.parametrize("name", exceptions.__all__)
def test_every_exception_is_of_this_facade_and_exported(name: str) -> None:
    kind = getattr(fairlead.happy, name)
    assert kind is getattr(exceptions, name)
    assert issubclass(kind, exceptions.HappyError)
    assert str(kind("what happened")) == "what happened"


WORDS = {"Agent", "PermissionMode", "SpawnPermissionMode"}
"""Exports that are the words an argument may be, and have no name of their own."""


@pytest.mark.parametrize("name", fairlead.happy.__all__)
def test_what_is_exported_loads(name: str) -> None:
    exported = getattr(importlib.import_module("fairlead.happy"), name)
    assert get_origin(exported) is Literal if name in WORDS else exported.__name__ == name
    assert name in dir(fairlead.happy)


@pytest.mark.parametrize(
    ("kind", "shared", "status"),
    [
        (exceptions.AuthenticationError, errors.Unauthorized, 401),
        (exceptions.CredentialsError, exceptions.AuthenticationError, None),
        (exceptions.CredentialsError, ValueError, None),
        (exceptions.SessionNotFound, errors.NotFound, 404),
        (exceptions.MachineNotFound, errors.NotFound, 404),
        (exceptions.MachineOfflineError, exceptions.RpcTransportError, None),
        (exceptions.RpcTransportError, errors.TransportError, None),
        (exceptions.DirectoryApprovalRequired, exceptions.SpawnError, None),
        (exceptions.MetadataConflictError, errors.Conflict, None),
        (exceptions.MessageDeliveryError, errors.TransportError, None),
        (exceptions.SubscriptionClosed, exceptions.SubscriptionError, None),
        (exceptions.ConnectionError, builtins.ConnectionError, None),
        (exceptions.TimeoutError, builtins.TimeoutError, None),
    ],
)
def test_places_in_the_shared_tree(
    kind: type[errors.FairleadError], shared: type[Exception], status: int | None
) -> None:
    assert issubclass(kind, shared)
    assert kind("x").status == status


def test_a_spawn_refusal_is_not_a_failed_transport() -> None:
    assert not issubclass(exceptions.SpawnError, errors.TransportError)
    assert not issubclass(exceptions.RpcTransportError, exceptions.SpawnError)
    assert exceptions.DirectoryApprovalRequired("x", directory="/new").directory == "/new"
