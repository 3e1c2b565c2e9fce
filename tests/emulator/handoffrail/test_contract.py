"""The app declares the operations of the contract, and the contract is what it is built from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

OPENAPI = Path(__file__).parents[3] / "openapi" / "handoffrail.yaml"
HTTP = ("get", "post", "patch", "delete")


@pytest.fixture(scope="module")
def contract() -> Any:
    return yaml.safe_load(OPENAPI.read_text("utf-8"))


@pytest.fixture
def declared(wire: Any) -> Any:
    return wire.http.get("/openapi.json").json()


def operations(document: Any) -> dict[str, tuple[str, str, Any]]:
    return {
        operation["operationId"]: (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in HTTP
    }


def resolve(document: Any, part: Any) -> Any:
    while "$ref" in part:
        _, *names = part["$ref"].split("/")
        target = document
        for name in names:
            target = target[name]
        part = target
    return part


def test_the_same_operations_in_the_same_places(contract: Any, declared: Any) -> None:
    expected, actual = operations(contract), operations(declared)
    assert len(actual) == 41
    assert {name: found[:2] for name, found in actual.items()} == {
        name: found[:2] for name, found in expected.items()
    }


def test_the_same_parameters_bodies_and_answers(contract: Any, declared: Any) -> None:
    actual = operations(declared)
    for name, (_, _, expected) in operations(contract).items():
        operation = actual[name][2]
        assert shape(contract, expected) == shape(declared, operation), name


def shape(document: Any, operation: Any) -> Any:
    parameters = [resolve(document, parameter) for parameter in operation.get("parameters", [])]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema")
    return {
        "tags": operation["tags"],
        "security": operation.get("security", document["security"]),
        "parameters": {(p["name"], p["in"], p.get("required", False)) for p in parameters},
        "body": body,
        "answers": {
            status: (
                sorted(resolve(document, answer).get("content", {})),
                sorted(resolve(document, answer).get("headers", {})),
            )
            for status, answer in operation["responses"].items()
        },
    }


def test_the_roles_of_the_contract_are_the_rules_of_the_guard(contract: Any) -> None:
    from fairlead.emulator.handoffrail.roles import EXEMPT_PATHS, required_role

    for name, (method, path, operation) in operations(contract).items():
        role = operation["x-minimum-role"]
        if role != "none":
            concrete = path.replace("{packet_id}", "x").replace("{", "").replace("}", "")
            assert required_role(method.upper(), concrete) == role, name
        else:
            assert path in EXEMPT_PATHS or name == "stream_events"
