"""The app declares the operations of the contract, in either profile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

OPENAPI = Path(__file__).parents[3] / "openapi" / "mycel.yaml"
HTTP = ("get", "post", "put", "patch", "delete")


@pytest.fixture(scope="module")
def contract() -> Any:
    return yaml.safe_load(OPENAPI.read_text("utf-8"))


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


def shape(document: Any, operation: Any) -> Any:
    parameters = [resolve(document, parameter) for parameter in operation.get("parameters", [])]
    body = operation.get("requestBody", {})
    return {
        "tags": operation["tags"],
        "security": operation.get("security", document["security"]),
        "parameters": {(p["name"], p["in"], p.get("required", False)) for p in parameters},
        "body": (body.get("required"), body.get("content", {}).get("application/json", {}).get("schema")),
        "answers": {
            status: sorted(resolve(document, answer).get("content", {}))
            for status, answer in operation["responses"].items()
        },
    }


def test_the_same_operations_with_the_same_shapes(contract: Any, owner: Any) -> None:
    declared = owner.http.get("/openapi.json").json()
    expected, actual = operations(contract), operations(declared)
    assert len(actual) == 47
    for name, (method, path, operation) in expected.items():
        assert actual[name][:2] == (method, path)
        assert shape(declared, actual[name][2]) == shape(contract, operation), name


def test_what_backend_info_looks_for(owner: Any) -> None:
    declared = owner.http.get("/openapi.json").json()
    assert declared["openapi"].startswith("3.1")
    assert (declared["info"]["title"], declared["info"]["version"]) == ("Mycel Web Backend", "0.1.0")


def test_the_communication_profile_has_what_the_contract_says(contract: Any, wire_of: Any) -> None:
    wire = wire_of(profile="communication")
    expected = {
        name: found
        for name, found in operations(contract).items()
        if "communication" in found[2]["x-profile"]
    }
    assert operations(wire.http.get("/openapi.json").json()).keys() == expected.keys()
    for method, path in [
        ("POST", "/threads"),
        ("GET", "/panel/agents"),
        ("POST", "/panel/agents"),
        ("POST", "/auth/login"),
        ("POST", "/auth/send-otp"),
        ("POST", "/auth/verify-otp"),
        ("POST", "/auth/complete-register"),
    ]:
        assert wire.refused(method, path, {}) == (404, "Not Found")
    guest = wire.post("/auth/guest", {})
    assert guest["user"]["is_guest"] is True
