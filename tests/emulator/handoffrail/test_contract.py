"""The app follows the contract in what its OpenAPI document does not say."""

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


def operations(document: Any) -> dict[str, tuple[str, str, Any]]:
    return {
        operation["operationId"]: (method, path, operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method in HTTP
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
