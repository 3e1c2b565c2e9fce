"""What the app declares of itself, beside the operations of the contract: the profiles."""

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
