"""Tools: schemas from signatures, arguments to what functions take, results to what JSON can carry."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import enum
import functools
import json
import math
import pathlib
import uuid
from collections.abc import Callable
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import BaseModel, Field

from fairlead import hai
from fairlead.hai import ErrorEvent, Tool, ToolRequest, ToolResultEvent, as_tools, tool
from fairlead.hai._docstring import described_parameters
from fairlead.hai._results import failed, succeeded

REQUEST = ToolRequest.from_dict({"tool_name": "t", "args": {"a": 1}, "id": None})


class Color(enum.Enum):
    red = "red"
    blue = "blue"


class Point(BaseModel):
    x: int
    y: int = 0


@dataclasses.dataclass
class Box:
    corner: Point
    color: Color


# Schemas.


def weather(city: str, units: Literal["c", "f"] = "c", opt: int | None = None) -> str:
    """Get the current weather for a city."""
    return f"{city} {units} {opt}"


def test_a_schema_comes_from_the_signature() -> None:
    assert tool(weather).definition().to_dict() == {
        "name": "weather",
        "description": "Get the current weather for a city.",
        "input_schema": {
            "properties": {
                "city": {"title": "City", "type": "string"},
                "units": {"default": "c", "enum": ["c", "f"], "title": "Units", "type": "string"},
                "opt": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": None, "title": "Opt"},
            },
            "required": ["city"],
            "type": "object",
        },
    }


def test_models_and_enums_are_defined_once() -> None:
    def draw(point: Point, color: Color = Color.red, boxes: list[Box] = []) -> None:  # noqa: B006
        """Draw."""

    schema = tool(draw).input_schema
    assert schema["$defs"].keys() == {"Box", "Color", "Point"}
    assert schema["properties"]["color"] == {"$ref": "#/$defs/Color", "default": "red"}
    Draft202012Validator.check_schema(schema)


def test_a_function_without_parameters_has_an_empty_schema() -> None:
    def ring() -> None:
        """Ring the bell."""

    assert tool(ring).input_schema == {"properties": {}, "type": "object"}


def test_names_that_mean_something_to_pydantic_are_fine() -> None:
    def odd(schema: int, json: str, model_config: bool, copy: float, _hidden: int = 3) -> tuple[Any, ...]:
        """Odd names."""
        return schema, json, model_config, copy, _hidden

    made = tool(odd)
    assert list(made.input_schema["properties"]) == ["schema", "json", "model_config", "copy", "_hidden"]
    assert made.invoke({"schema": 1, "json": "j", "model_config": True, "copy": 2}) == (1, "j", True, 2.0, 3)


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        (Annotated[str, Field(description="by field")], "by field"),
        (Annotated[str, "by text"], "by text"),
        (Annotated[str, Field(min_length=1)], "from the docstring"),
        (str, "from the docstring"),
    ],
)
def test_descriptions_come_from_the_annotation_or_else_the_docstring(annotation: Any, expected: str) -> None:
    def f(city):  # type: ignore[no-untyped-def]
        """Look.

        Args:
            city: from the docstring
        """

    f.__annotations__ = {"city": annotation}
    assert tool(f).input_schema["properties"]["city"]["description"] == expected


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ("Only text.", {}),
        (
            "T.\n\nArgs:\n    a: one\n    b (int, optional): two\n    *c: three",
            {"a": "one", "b": "two", "c": "three"},
        ),
        (
            "T.\n\nArgs:\n    a: one,\n        and more: of it\n\n    b: two\n\nReturns:\n    c: no",
            {"a": "one, and more: of it", "b": "two"},
        ),
        ("T.\n\n    Arguments:\n        a: one\n    Note: no", {"a": "one"}),
        ("T.\n\n:param a: one\n    more\n:param int b: two\n:returns: no", {"a": "one more", "b": "two"}),
        ("T.\n\nArgs:\n    a:\n        on its own line", {"a": "on its own line"}),
        ("T.\n\nArgs:\n    a:", {}),
        ("", {}),
    ],
)
def test_docstrings(docstring: str, expected: dict[str, str]) -> None:
    assert described_parameters(docstring) == expected


@given(st.text(alphabet=st.sampled_from("ab:() \n\tArgs*param"), max_size=80))
def test_any_docstring_can_be_read(docstring: str) -> None:
    described = described_parameters(docstring)
    assert all(name.isidentifier() or name.isalnum() for name in described)
    assert all(text.strip() for text in described.values())


# What can be a tool.


def test_the_decorator_works_bare_and_with_arguments() -> None:
    @tool
    def one(a: int) -> int:
        """One."""
        return a

    @tool(name="other", description="Other.")
    def two(a: int) -> int:
        return a + 1

    assert (one.name, one.description, one(1), one(a=2)) == ("one", "One.", 1, 2)
    assert (two.name, two.description, two(1)) == ("other", "Other.", 2)
    assert tool(one.fn, name="three").name == "three"


def test_partials_hide_what_they_fix() -> None:
    def send(text: str, token: str, times: int = 1) -> str:
        """Send a text."""
        return f"{text} {token} {times}"

    made = tool(functools.partial(functools.partial(send, token="s3cret"), times=2))
    assert (made.name, made.description) == ("send", "Send a text.")
    assert made.input_schema == {
        "properties": {"text": {"title": "Text", "type": "string"}},
        "required": ["text"],
        "type": "object",
    }
    assert made.invoke({"text": "hi"}) == "hi s3cret 2"
    first = tool(functools.partial(send, "fixed"))
    assert first.invoke({"token": "t"}) == "fixed t 1"


def test_objects_and_methods_can_be_tools() -> None:
    class Counter:
        """Count."""

        def __init__(self) -> None:
            self.count = 0

        def __call__(self, by: int) -> int:
            self.count += by
            return self.count

        async def later(self, by: int) -> int:
            """Count later."""
            return by

    counter = Counter()
    made = tool(counter)
    assert (made.name, made.description, made.invoke({"by": "2"}), counter.count) == (
        "Counter",
        "Count.",
        2,
        2,
    )
    assert not made.is_async
    later = tool(counter.later)
    assert (later.name, later.description, later.is_async) == ("later", "Count later.", True)
    assert tool(functools.partial(counter.later, by=1)).is_async
    with pytest.raises(hai.InvalidArgument, match=r"use tool\(thing\.later\)"):
        tool(Counter.later)


def test_positional_only_parameters_can_be_called() -> None:
    def power(base: int, exponent: int = 2, /, *, plus: int = 0) -> int:
        """Raise."""
        return int(base**exponent) + plus

    made = tool(power)
    assert (made.invoke({"base": 3}), made.invoke({"base": 2, "exponent": 3, "plus": 1})) == (9, 9)


def test_defaults_stay_the_functions_own() -> None:
    marker = object()

    def f(a: int = 1, b: Any = marker) -> Any:
        """F."""
        return b

    made = tool(f)
    assert "default" not in made.input_schema["properties"]["b"]
    assert made.invoke({}) is marker


@pytest.mark.parametrize(
    ("function", "options", "match"),
    [
        (lambda x: x, {"description": "d"}, "'<lambda>' is no name"),
        (lambda x: x, {"description": "d", "name": "1st"}, "'1st' is no name"),
        (lambda x: x, {"description": "d", "name": "with-hyphen"}, "is no name"),
        (lambda x: x, {"description": "d", "name": "a" * 65}, "is no name"),
        (lambda x: x, {"description": "d", "name": "naïve"}, "is no name"),
        (lambda x: x, {"description": "d", "name": ""}, "is no name"),
        (lambda x: x, {"name": "f"}, "f has no description"),
        (lambda x: x, {"name": "f", "description": " \n"}, "f has no description"),
        (lambda *args: args, {"name": "f", "description": "d"}, r"\*args has no schema"),
        (lambda **kwargs: kwargs, {"name": "f", "description": "d"}, r"\*kwargs has no schema"),
        (dict, {}, "dict has no signature that can be read"),
    ],
)
def test_what_cannot_be_a_tool_is_refused(function: Any, options: Any, match: str) -> None:
    with pytest.raises(hai.InvalidArgument, match=match) as raised:
        tool(function, **options)
    assert isinstance(raised.value, ValueError)  # what the SDK that this replaces raises


def test_annotations_that_cannot_be_resolved_or_carried_are_refused() -> None:
    def unknown(a: Nowhere) -> None:  # type: ignore[name-defined]  # noqa: F821
        """F."""

    def foreign(a):  # type: ignore[no-untyped-def]
        """F."""

    foreign.__annotations__ = {"a": type("Socket", (), {})}
    with pytest.raises(hai.InvalidArgument, match="an annotation cannot be resolved: name 'Nowhere'"):
        tool(unknown)
    with pytest.raises(hai.InvalidArgument, match="JSON cannot carry one of the parameters"):
        tool(foreign)


def test_as_tools() -> None:
    made = tool(weather, name="forecast")
    tools = as_tools([weather, made])
    assert [each.name for each in tools] == ["weather", "forecast"]
    assert tools[1] is made
    assert as_tools(None) == as_tools([]) == []
    with pytest.raises(ValueError, match="two tools are called 'weather'"):
        as_tools([weather, tool(weather)])


def test_a_tool_made_by_hand_gets_what_the_agent_sent() -> None:
    made = Tool("raw", "Raw.", {"type": "object"}, lambda **sent: sent)
    assert made.invoke({"a": "1", "b": {"c": None}}) == {"a": "1", "b": {"c": None}}
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.name = "other"  # type: ignore[misc]
    with pytest.raises(hai.InvalidArgument):
        Tool("no name", "Raw.", {}, print)


# Arguments.


def test_arguments_become_what_the_annotations_say() -> None:
    def take(
        point: Point,
        box: Box,
        color: Color,
        when: datetime.datetime,
        id: uuid.UUID,
        ratio: float,
        several: set[int],
    ) -> tuple[Any, ...]:
        """Take."""
        return point, box, color, when, id, ratio, several

    sent = {
        "point": {"x": 1},
        "box": {"corner": {"x": 2}, "color": "red"},
        "color": "blue",
        "when": "2026-01-02T03:04:05Z",
        "id": "3fa85f64-5717-4562-b3fc-2c963f66afa6",
        "ratio": 1,
        "several": [1, 1, 2],
    }
    assert tool(take).invoke(sent) == (
        Point(x=1),
        Box(Point(x=2), Color.red),
        Color.blue,
        datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC),
        uuid.UUID("3fa85f64-5717-4562-b3fc-2c963f66afa6"),
        1.0,
        {1, 2},
    )


@pytest.mark.parametrize(
    ("sent", "match"),
    [
        ({}, "city: Field required"),
        ({"city": None}, "city: Input should be a valid string"),
        ({"city": "x", "units": "k"}, "units: Input should be 'c' or 'f'"),
        ({"city": "x", "town": "y"}, "town: Extra inputs are not permitted"),
    ],
)
def test_arguments_that_do_not_fit_are_named(sent: dict[str, Any], match: str) -> None:
    with pytest.raises(hai.InvalidArgument, match=match):
        tool(weather).invoke(sent)


# Results.


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("text", "text"),
        ({"a": [1, 2.5, True]}, {"a": [1, 2.5, True]}),
        (Point(x=1), {"x": 1, "y": 0}),
        (Box(Point(x=1), Color.red), {"corner": {"x": 1, "y": 0}, "color": "red"}),
        (datetime.date(2026, 1, 2), "2026-01-02"),
        (datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC), "2026-01-02T00:00:00Z"),
        (decimal.Decimal("1.10"), "1.10"),
        (pathlib.Path("a/b"), "a/b"),
        ((1, 2), [1, 2]),
        ({1}, [1]),
        ({1: "a"}, {"1": "a"}),
        (b"abc", "abc"),
        (math.nan, "NaN"),
        ([math.inf, -math.inf], ["Infinity", "-Infinity"]),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_results_become_json(value: object, expected: object) -> None:
    event = succeeded(REQUEST, value)
    assert isinstance(event, ToolResultEvent)
    assert event.to_dict() == {
        "kind": "tool_result",
        "tool_req": {"tool_name": "t", "args": {"a": 1}, "id": None},
        "result": expected,
    }
    json.dumps(event.to_dict(), allow_nan=False).encode()


def circle() -> list[Any]:
    found: list[Any] = []
    found.append(found)
    return found


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (object, "cannot be sent"),
        (circle, "cannot be sent"),
        (lambda: "\ud800", "cannot be sent"),
        (lambda: b"\xff", "cannot be sent"),
        (lambda: "x" * 10_000_000, "too large: 10,000,002 bytes"),
    ],
)
def test_results_that_json_cannot_carry_are_reported(make: Callable[[], object], match: str) -> None:
    event = succeeded(REQUEST, make())
    assert isinstance(event, ErrorEvent)
    assert match in event.error
    assert (event.origin, event.tool_req) == ("client", REQUEST)


def test_errors_are_told_by_class_and_text() -> None:
    class Broken(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    assert failed(REQUEST, ValueError("no such city")).error == "ValueError: no such city"
    assert failed(REQUEST, KeyError("a")).error == "KeyError: 'a'"
    assert failed(REQUEST, Broken()).error == "Broken: (it cannot say what)"
    assert failed(REQUEST, ValueError("\udcff")).error == "ValueError: ?"
    assert failed(REQUEST, ValueError("x")).to_dict() == {
        "kind": "error_event",
        "error": "ValueError: x",
        "origin": "client",
        "tool_req": {"tool_name": "t", "args": {"a": 1}, "id": None},
    }
