"""What users see of the facade: documented, typed with public types, and alike in both flavours."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fairlead import handoffrail
from fairlead._async import _client as _async_client
from fairlead._async.handoffrail import events as async_events
from fairlead._sync.handoffrail import events as sync_events

NAMES = {name: getattr(handoffrail, name) for name in handoffrail.__all__}
# Adapters speak the types of the frameworks they adapt.
CLASSES = [
    value
    for value in NAMES.values()
    if inspect.isclass(value)
    and value.__module__.startswith("fairlead.")
    and ".integrations." not in value.__module__
]
TWINS = [
    pytest.param(handoffrail.AsyncHandoffRailClient, handoffrail.HandoffRailClient, id="client"),
    pytest.param(handoffrail.AsyncEventStream, handoffrail.EventStream, id="stream"),
]
PRIVATE = {
    "attr",
    "attrs",
    "httpx",
    "httpx2",
    "handoffrail_backend_client",
    "handoffrail_backend_models",
    "websockets",
}


def public_methods(cls: type) -> dict[str, Callable[..., Any]]:
    """Methods that fairlead defines for its users, inherited ones too, and the constructor."""
    found: dict[str, Callable[..., Any]] = {}
    for base in reversed(cls.__mro__):
        if not base.__module__.startswith("fairlead."):
            continue
        for name, value in vars(base).items():
            function = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            function = function.fget if isinstance(function, property) else function
            if (not name.startswith("_") or name == "__init__") and inspect.isfunction(function):
                found[name] = function
    return found


def hints_of(function: Callable[..., Any]) -> dict[str, Any]:
    # What is imported for type checkers only is looked up among the public names.
    return typing.get_type_hints(function, localns=NAMES)


def parts_of(hint: Any) -> Iterator[Any]:
    yield hint
    if isinstance(hint, list):
        for inner in hint:
            yield from parts_of(inner)
    for inner in typing.get_args(hint):
        yield from parts_of(inner)


def module_of(part: Any) -> str:
    return (getattr(part, "__module__", None) or "").partition(".")[0]


# By function, because models share theirs.
METHODS = [
    pytest.param(function, id=name)
    for function, name in {
        function: f"{cls.__name__}.{name}"
        for cls in CLASSES
        for name, function in public_methods(cls).items()
    }.items()
]


def test_there_is_something_to_look_at() -> None:
    assert len(METHODS) > 150
    names = public_methods(handoffrail.HandoffRailClient)
    assert {"create_packet", "iter_packets", "with_options", "from_env", "close", "events"} <= names.keys()


@pytest.mark.parametrize("method", METHODS)
def test_signatures_show_no_private_type(method: Callable[..., Any]) -> None:
    private = {
        name: hint
        for name, hint in hints_of(method).items()
        for part in parts_of(hint)
        if module_of(part) in PRIVATE or getattr(part, "__name__", "") in {"Unset", "Response"}
    }
    assert private == {}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_documented(method: Callable[..., Any]) -> None:
    if method.__name__ == "__init__":
        return  # the class documents its constructor
    assert inspect.getdoc(method)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_class_is_documented(cls: type) -> None:
    assert cls.__doc__


@pytest.mark.parametrize("method", METHODS)
def test_every_parameter_is_annotated_and_none_is_called_kwargs(method: Callable[..., Any]) -> None:
    signature = inspect.signature(method)
    missing = [
        name
        for name, parameter in signature.parameters.items()
        if parameter.annotation is parameter.empty and name not in {"self", "cls"}
    ]
    assert missing == []
    assert signature.return_annotation is not signature.empty


def as_sync(hint: Any) -> Any:
    """What the blocking twin says where the asynchronous one says `hint`."""
    text = str(hint) if isinstance(hint, types.GenericAlias | types.UnionType) else typing._type_repr(hint)  # pyright: ignore
    for asynchronous, blocking in (
        ("collections.abc.AsyncIterator", "collections.abc.Iterator"),
        ("fairlead._async.", "fairlead._sync."),
        ("Async", ""),
    ):
        text = text.replace(asynchronous, blocking)
    return text


@pytest.mark.parametrize(("asynchronous", "blocking"), TWINS)
def test_both_flavours_have_the_same_methods(asynchronous: type, blocking: type) -> None:
    ours, theirs = public_methods(asynchronous), public_methods(blocking)
    assert list(ours) == list(theirs)
    for name, function in ours.items():
        mine, twin = inspect.signature(function), inspect.signature(theirs[name])
        assert [(p.name, p.kind, as_sync(p.default)) for p in mine.parameters.values()] == [
            (p.name, p.kind, as_sync(p.default)) for p in twin.parameters.values()
        ], name
        mine_hints, twin_hints = hints_of(function), hints_of(theirs[name])
        assert {key: as_sync(hint) for key, hint in mine_hints.items()} == {
            key: as_sync(hint) for key, hint in twin_hints.items()
        }, name


@pytest.mark.parametrize(("asynchronous", "blocking"), TWINS)
def test_what_waits_is_a_coroutine_in_one_flavour_only(asynchronous: type, blocking: type) -> None:
    immediate = {
        *("__init__", "api_key", "base_url", "channels", "connected", "events", "from_env", "max_retries"),
        *("retry_delay", "timeout", "with_options"),
    }
    for name, function in public_methods(asynchronous).items():
        waits = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
        assert waits is (name not in immediate), name
    for name, function in public_methods(blocking).items():
        assert not inspect.iscoroutinefunction(function), name
        assert not inspect.isasyncgenfunction(function), name
        assert "await " not in inspect.getsource(function), name


@pytest.mark.parametrize(("asynchronous", "blocking"), TWINS)
def test_docstrings_fit_their_flavour(asynchronous: type, blocking: type) -> None:
    for name, function in public_methods(blocking).items():
        text = f"{function.__doc__} {blocking.__doc__}"
        assert "Async" not in text, name
        assert "async " not in text, name
        assert "await " not in text, name


def test_the_two_stream_modules_are_two() -> None:
    assert async_events.AsyncEventStream is handoffrail.AsyncEventStream
    assert sync_events.EventStream is handoffrail.EventStream
    assert _async_client.ConnectionOptions is handoffrail.ConnectionOptions
