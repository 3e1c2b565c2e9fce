"""What users see of the facade: documented, typed with public types, and alike in both flavours."""

from __future__ import annotations

import importlib
import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import fairlead
from fairlead import handoffrail

BACKENDS = sorted(
    path.parent.name for path in (Path(fairlead.__file__).parent / "_async").glob("*/__init__.py")
)
PACKAGES = [importlib.import_module(f"fairlead.{backend}") for backend in BACKENDS]
NAMES = {(package.__name__, name): getattr(package, name) for package in PACKAGES for name in package.__all__}
# Adapters speak the types of the frameworks they adapt.
CLASSES = [
    value
    for value in dict.fromkeys(value for value in NAMES.values() if inspect.isclass(value))
    if value.__module__.startswith("fairlead.") and ".integrations." not in value.__module__
]
TWINS = [
    pytest.param(asynchronous, blocking, id=f"{package}.{name}")
    for (package, name), asynchronous in NAMES.items()
    if name.startswith("Async")
    and (blocking := NAMES.get((package, name.removeprefix("Async")))) is not None
    and "._async." in asynchronous.__module__
    and blocking.__module__ == asynchronous.__module__.replace("fairlead._async.", "fairlead._sync.")
]
PRIVATE = {
    *("attr", "attrs", "httpx", "httpx2", "websockets"),
    *(f"{backend}_backend_{kind}" for backend in BACKENDS for kind in ("client", "models")),
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
    # What is imported for type checkers only is looked up among the public names of the backend.
    parts = function.__module__.split(".")
    public = {name: value for (package, name), value in NAMES.items() if package.split(".")[1] in parts}
    try:
        return typing.get_type_hints(function, localns=public)
    except NameError:  # not all of that is public
        return inspect.get_annotations(function)


def parts_of(hint: Any) -> Iterator[Any]:
    yield hint
    if isinstance(hint, list):
        for inner in hint:
            yield from parts_of(inner)
    for inner in typing.get_args(hint):
        yield from parts_of(inner)


def module_of(part: Any) -> str:
    name = part if isinstance(part, str) else getattr(part, "__module__", None) or ""
    return name.partition(".")[0]


# By function, because models share theirs.
METHODS = {
    function: f"{cls.__module__}.{cls.__name__}.{name}"
    for cls in CLASSES
    for name, function in public_methods(cls).items()
}


def test_there_is_something_to_look_at() -> None:
    assert len(METHODS) > 150
    assert len(TWINS) >= 2
    names = public_methods(handoffrail.HandoffRailClient)
    assert {"create_packet", "iter_packets", "with_options", "from_env", "close", "events"} <= names.keys()


def is_private(part: Any) -> bool:
    name = part if isinstance(part, str) else getattr(part, "__name__", "")
    return module_of(part) in PRIVATE or name in {"Unset", "Response"}


def test_signatures_show_no_private_type() -> None:
    private = [
        f"{place}({name}: {hint})"
        for method, place in METHODS.items()
        for name, hint in hints_of(method).items()
        if any(is_private(part) for part in parts_of(hint))
    ]
    assert private == []


def test_every_class_and_every_method_is_documented() -> None:
    missing = [cls.__name__ for cls in CLASSES if not cls.__doc__]
    # The class documents its constructor.
    missing += [
        place
        for method, place in METHODS.items()
        if method.__name__ != "__init__" and not inspect.getdoc(method)
    ]
    assert missing == []


def test_every_parameter_and_every_result_is_annotated() -> None:
    missing: list[str] = []
    for method, place in METHODS.items():
        signature = inspect.signature(method)
        annotations = {name: each.annotation for name, each in signature.parameters.items()}
        annotations["return"] = signature.return_annotation
        missing += [
            f"{place}({name})"
            for name, annotation in annotations.items()
            if annotation is signature.empty and name not in {"self", "cls"}
        ]
    assert missing == []


def as_sync(hint: Any) -> Any:
    """What the blocking twin says where the asynchronous one says `hint`."""
    text = str(hint) if isinstance(hint, types.GenericAlias | types.UnionType) else typing._type_repr(hint)  # pyright: ignore
    for asynchronous, blocking in (
        (r"collections\.abc\.AsyncIterator", "collections.abc.Iterator"),
        (r"collections\.abc\.Awaitable\[([^][]*)\]", r"\1"),
        (r"fairlead\._async\.", "fairlead._sync."),
        (r"Async", ""),
    ):
        text = re.sub(asynchronous, blocking, text)
    # What is one of two asynchronously, a value or a coroutine, may be the same twice.
    return " | ".join(dict.fromkeys(text.split(" | ")))


@pytest.mark.parametrize(("asynchronous", "blocking"), TWINS)
def test_both_flavours_have_the_same_methods(asynchronous: type, blocking: type) -> None:
    ours, theirs = public_methods(asynchronous), public_methods(blocking)
    ours.pop("aclose", None)  # `close`, by the name that only what is asynchronous has
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


def test_what_asks_the_server_is_a_coroutine() -> None:
    immediate = {
        *("__init__", "api_key", "base_url", "channels", "connected", "events", "from_env", "max_retries"),
        *("retry_delay", "timeout", "with_options"),
    }
    for cls in (handoffrail.AsyncHandoffRailClient, handoffrail.AsyncEventStream):
        for name, function in public_methods(cls).items():
            waits = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
            assert waits is (name not in immediate), name


@pytest.mark.parametrize(("asynchronous", "blocking"), TWINS)
def test_the_blocking_twin_waits_for_nothing(asynchronous: type, blocking: type) -> None:
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


def test_examples_in_docstrings_are_a_section() -> None:
    """`Example:` is none in Google style, and code without a prompt is prose: pages show both in pieces."""
    folder = Path(fairlead.__file__).parent
    wrong = [
        f"{path.relative_to(folder)}: {line}"
        for path in sorted(folder.rglob("*.py"))
        for line in re.findall(
            r"^ *(?:Example:|Examples:\n(?! +>>>).*)$", path.read_text("utf-8"), re.MULTILINE
        )
    ]
    assert wrong == [], "write `Examples:`, and then `>>> `"
