"""The app declares the operations of the contract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

OPENAPI = Path(__file__).parents[3] / "openapi" / "hestia.yaml"
FREE_FORM = "#/components/schemas/JsonObject"
METHODS = ("get", "post", "delete")


@pytest.fixture(scope="module")
def contract() -> Any:
    return yaml.safe_load(OPENAPI.read_text("utf-8"))


def operations(document: Any) -> dict[str, tuple[str, str, Any]]:
    return {
        operation["operationId"]: (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    }


def resolve(document: Any, part: Any) -> Any:
    while "$ref" in part:
        target = document
        for name in part["$ref"].split("/")[1:]:
            target = target[name]
        part = target
    return part


def media(content: Any) -> dict[str, Any]:
    named = {kind: value["schema"].get("$ref") for kind, value in content.items()}
    return {kind: None if name == FREE_FORM else name for kind, name in named.items()}


def answer_media(document: Any, status: str, answer: Any) -> dict[str, Any]:
    content = media(resolve(document, answer).get("content", {}))
    if status == "500":  # the contract allows plain text; the emulator always has JSON
        content.pop("text/plain", None)
    return content


def shape(document: Any, operation: Any) -> Any:
    parameters = [resolve(document, parameter) for parameter in operation.get("parameters", [])]
    answers = {
        status: answer_media(document, status, answer) for status, answer in operation["responses"].items()
    }
    # The framework declares this for every parameter, although text in a path is never invalid.
    undeclared = {"application/json": "#/components/schemas/HTTPValidationError"}
    return {
        "tags": operation["tags"],
        "needs a key": operation.get("security", document.get("security")) not in ([], None),
        "parameters": {(p["name"], p["in"], p.get("required", False)) for p in parameters},
        "body": media(operation.get("requestBody", {}).get("content", {})),
        "body is required": operation.get("requestBody", {}).get("required", False),
        "answers": {status: content for status, content in answers.items() if content != undeclared},
    }


def test_the_same_operations_in_the_same_places(contract: Any, wire: Any) -> None:
    expected, actual = operations(contract), operations(wire.get("/openapi.json"))
    assert {name: found[:2] for name, found in actual.items()} == {
        name: found[:2] for name, found in expected.items()
    }
    assert len(actual) == 19


def test_the_same_parameters_bodies_and_answers(contract: Any, wire: Any) -> None:
    declared = wire.get("/openapi.json")
    actual = operations(declared)
    for name, (_, _, expected) in operations(contract).items():
        assert shape(declared, actual[name][2]) == shape(contract, expected), name


def test_the_same_fields(contract: Any, wire: Any) -> None:
    declared = wire.get("/openapi.json")["components"]["schemas"]
    for name, schema in contract["components"]["schemas"].items():
        if "properties" in schema:
            assert declared[name]["properties"].keys() == schema["properties"].keys(), name
            assert set(declared[name].get("required", [])) == set(schema.get("required", [])), name
        elif "enum" in schema:
            assert declared[name]["enum"] == schema["enum"], name
