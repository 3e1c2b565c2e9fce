"""The emulators declare the operations of the contracts, and their documents can be compared."""

from __future__ import annotations

import copy
from typing import Any

import httpx2
import pytest

from codegen import spec
from codegen.comparable import with_one_spelling, with_whole_parameters, without_words
from codegen.project import Project
from fairlead.emulator import Emulator, available

BACKENDS = sorted({*Project().backends} & {*available()})


@pytest.fixture(scope="module", params=BACKENDS)
def documents(request: pytest.FixtureRequest) -> tuple[Any, Any]:
    """The contract, and what the emulator declares."""
    with Emulator(request.param) as emulator:
        declared = httpx2.get(f"{emulator.url}/openapi.json", timeout=60).raise_for_status().json()
    return spec.load(Project().spec(request.param)), declared


def shapes(document: Any) -> dict[str, Any]:
    """What a client can see of each operation, without the schemas."""
    document = with_whole_parameters(document)
    return {
        operation.id: {
            "place": (operation.method, operation.path),
            "tags": operation.item["tags"],
            "security": operation.item.get("security", document["security"]),
            "parameters": {
                (parameter["name"], parameter["in"], parameter.get("required", False))
                for parameter in operation.item.get("parameters", [])
            },
            "body": body(operation.item.get("requestBody", {})),
            "answers": {
                status: answer(spec.resolve(document, found))
                for status, found in operation.item["responses"].items()
            },
        }
        for operation in spec.operations(document)
    }


def body(declared: Any) -> Any:
    kinds = {kind: content["schema"].get("$ref") for kind, content in declared.get("content", {}).items()}
    return declared.get("required", False), kinds


def answer(declared: Any) -> Any:
    return sorted(declared.get("content", {})), sorted(declared.get("headers", {}))


def test_the_same_operations_with_the_same_shapes(documents: tuple[Any, Any]) -> None:
    expected, actual = (shapes(document) for document in documents)
    assert len(expected) > 10
    assert actual.keys() == expected.keys()
    for name, shape in expected.items():
        assert actual[name] == shape, name


def test_the_same_fields(documents: tuple[Any, Any]) -> None:
    expected, declared = (document["components"]["schemas"] for document in documents)
    compared = 0
    for name in expected.keys() & declared.keys():
        if "properties" in expected[name]:
            assert declared[name]["properties"].keys() == expected[name]["properties"].keys(), name
            compared += 1
        elif "enum" in expected[name]:
            assert declared[name]["enum"] == expected[name]["enum"], name
    assert compared > 10


def test_words_go_and_names_stay() -> None:
    document = {
        "info": {"title": "Rules", "version": "1", "description": "All of them."},
        "paths": {"/rules": {"get": {"summary": "List", "x-reading": "A guess.", "tags": ["rules"]}}},
        "components": {
            "schemas": {
                "title": {
                    "type": "object",
                    "description": "A rule.",
                    "required": ["description"],
                    "properties": {
                        "description": {"type": "string", "title": "Description", "examples": ["a"]}
                    },
                }
            }
        },
    }
    before = copy.deepcopy(document)
    assert without_words(document) == {
        "info": {"version": "1"},
        "paths": {"/rules": {"get": {"tags": ["rules"]}}},
        "components": {
            "schemas": {
                "title": {
                    "type": "object",
                    "required": ["description"],
                    "properties": {"description": {"type": "string"}},
                }
            }
        },
    }
    assert document == before


def test_parameters_are_spelled_out() -> None:
    document = {
        "paths": {
            "/a/{id}": {
                "get": {
                    "operationId": "get_a",
                    "parameters": [{"$ref": "#/components/parameters/Id"}],
                    "responses": {},
                }
            }
        },
        "components": {
            "parameters": {"Id": {"name": "id", "in": "path", "schema": {"$ref": "#/components/schemas/Id"}}},
            "schemas": {"Id": {"type": "string", "pattern": "^a"}},
        },
    }
    before = copy.deepcopy(document)
    whole = with_whole_parameters(document)["paths"]["/a/{id}"]["get"]["parameters"]
    assert whole == [{"name": "id", "in": "path", "schema": {"type": "string", "pattern": "^a"}}]
    assert document == before


@pytest.mark.parametrize(
    ("schema", "same"),
    [
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, {"type": ["string", "null"]}),
        (
            {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}], "default": None},
            {"type": ["array", "null"], "items": {"type": "string"}, "default": None},
        ),
        ({"anyOf": [{"type": "string"}, {"type": "integer"}]}, {"type": ["string", "integer"]}),
        ({"$ref": "#/components/schemas/JsonObject"}, {"type": "object", "additionalProperties": True}),
        (
            {"anyOf": [{"$ref": "#/components/schemas/JsonObject"}, {"type": "null"}]},
            {"type": ["object", "null"], "additionalProperties": {}},
        ),
    ],
)
def test_the_same_is_spelled_the_same(schema: Any, same: Any) -> None:
    def spelled(schema: Any) -> Any:
        free_form = {"type": "object", "additionalProperties": {}}
        document = {"components": {"schemas": {"JsonObject": free_form, "It": schema}}}
        return with_one_spelling(document)["components"]["schemas"]["It"]

    assert spelled(schema) == spelled(same)


@pytest.mark.parametrize(
    "schema",
    [
        {"anyOf": [{"$ref": "#/components/schemas/Named"}, {"type": "null"}]},
        {"type": "object", "additionalProperties": {"type": "string"}},
        {"type": "object", "additionalProperties": False},
        {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "integer"}]},
    ],
)
def test_what_is_not_the_same_stays(schema: Any) -> None:
    document = {"components": {"schemas": {"Named": {"type": "string"}, "It": schema}}}
    assert with_one_spelling(document) == document
